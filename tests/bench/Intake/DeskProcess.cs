using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ingestion.TestSupport;

namespace Ingestion.Bench.Intake;

/// <summary>A Desk alone, as a process of its own: it publishes nothing of a list, so that messages in memory serve as well as a broker.</summary>
internal sealed class DeskProcess : IAsyncDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private readonly Process process;

    private DeskProcess(Process process, string url) => (this.process, Url) = (process, url);

    public string Url { get; }

    public int Id => process.Id;

    public static async Task<DeskProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var (url, port) = FreeUrl();
        var program = Path.Combine(Repository.Root, "services", "Desk", "bin", Configuration, "net10.0", "Ingestion.Desk.dll");
        var started = Shell.Start("dotnet", [program], new Dictionary<string, string> { ["Bus__Transport"] = "memory", ["Storage__Folder"] = folder, ["Desk__Urls"] = url });
        var desk = new DeskProcess(started, url);
        started.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + Environment.NewLine);
        started.BeginErrorReadLine();
        _ = started.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None); // so that it never blocks on a full pipe
        try
        {
            await Shell.UntilAsync($"the Desk listens on {url}", () => ListensAsync(started, port, cancellationToken));
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> ListensAsync(Process desk, int port, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException) when (!desk.HasExited)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private static (string Url, int Port) FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return ($"http://127.0.0.1:{port}", port);
    }
}
