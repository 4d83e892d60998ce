using System.Diagnostics;
using System.Net;
using Ingestion.TestSupport.Faults;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>One process of a service, with a line of its own to the broker and a clock of its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
#pragma warning disable RS0030 // Asks loopback only.
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { UseProxy = false });
#pragma warning restore RS0030

    private readonly string program;
    private readonly string folder;
    private readonly int port;
    private readonly Dictionary<string, string> environment;
    private Process? process;
    private bool wanted;

    /// <param name="name">Such as <c>Fetcher-1</c>.</param>
    /// <param name="program">The service's assembly.</param>
    /// <param name="folder">For its log and its clock.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="line">Its line to the broker.</param>
    /// <param name="environment">Its options.</param>
    /// <param name="clock">What makes its clock wrong; null for nothing.</param>
    public ServiceProcess(string name, string program, string folder, int port, FaultProxy line, IReadOnlyDictionary<string, string> environment, WrongClock? clock)
    {
        (Name, this.program, this.folder, this.port, Line) = (name, program, folder, port, line);
        this.environment = new(environment, StringComparer.Ordinal) { ["Bus__Uri"] = $"amqp://guest:guest@127.0.0.1:{line.Port}/" };
        clock?.AddTo(this.environment, ClockFile);
    }

    public string Name { get; }

    public FaultProxy Line { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"http://127.0.0.1:{port}");

    public int ProcessId => process!.Id;

    public string LogFile => Path.Combine(folder, Name + ".log");

    private string ClockFile => Path.Combine(folder, Name + ".clock");

    /// <summary>Exit codes of processes that ended although nobody ended them.</summary>
    public List<int> EndedByThemselves { get; } = [];

    public void Start()
    {
        WrongClock.Set(ClockFile, TimeSpan.Zero);
        var service = Name.Split('-')[0];
        var start = new ProcessStartInfo("bash", ["-c", "exec dotnet \"$1\" \"$2\" >> \"$3\" 2>&1", "bash", program, $"--{service}:Urls={Url}", LogFile]) { UseShellExecute = false };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        wanted = true;
        process = Process.Start(start)!;
        process.EnableRaisingEvents = true;
        var started = process;
        started.Exited += (_, _) =>
        {
            if (wanted && started == process)
            {
                EndedByThemselves.Add(started.ExitCode);
            }
        };
    }

    public async Task KillAsync()
    {
        wanted = false;
        if (process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    /// <summary>As an operator stops it.</summary>
    public async Task StopAsync()
    {
        wanted = false;
        if (process is { HasExited: false } running)
        {
            await Signals.SendAsync("TERM", running.Id);
            await running.WaitForExitAsync();
        }
    }

    public Task PauseAsync() => Signals.SendAsync("STOP", process!.Id);

    public Task ContinueAsync() => Signals.SendAsync("CONT", process!.Id);

    public void SetClock(TimeSpan ahead) => WrongClock.Set(ClockFile, ahead);

    public async Task<bool> IsReadyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, "/health/ready"));
        try
        {
            using var response = await Http.SendAsync(request, limit.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        await Line.DisposeAsync();
    }
}
