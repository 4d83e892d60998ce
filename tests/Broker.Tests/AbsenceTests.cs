using System.Net;
using System.Net.Sockets;
using Ingestion.TestSupport;

namespace Ingestion.Broker.Tests;

/// <summary>A service whose broker or store is not there waits, says so once, and is not ready.</summary>
public sealed class AbsenceTests
{
    [Theory]
    [InlineData("the broker", "sqlite", "amqp://guest:guest@127.0.0.1:{port}/")]
    [InlineData("the store", "mongodb://127.0.0.1:{port}/?serverSelectionTimeoutMS=500", "amqp://guest:guest@127.0.0.1:1/")]
    public async Task A_service_waits_for_what_is_not_there_and_says_it_once(string what, string store, string broker)
    {
        var folder = Directory.CreateTempSubdirectory("ingestion-absence-");
        var (port, absent) = (RabbitBroker.FreePort(), RabbitBroker.FreePort());
        store = store.Replace("{port}", $"{absent}", StringComparison.Ordinal);
        broker = broker.Replace("{port}", $"{absent}", StringComparison.Ordinal);
        var program = Path.Combine(Repository.Root, "services", "Indexer", "bin", LocalPipeline.Configuration, "net10.0", "Ingestion.Indexer.dll");
        using var service = Shell.Start("dotnet", [program, $"--Indexer:Urls=http://127.0.0.1:{port}", $"--Storage:Store={store}", $"--Storage:Folder={folder.FullName}", $"--Bus:Uri={broker}"]);
        var said = new List<string>();
        service.OutputDataReceived += (_, line) => said.Add(line.Data ?? "");
        service.BeginOutputReadLine();
        try
        {
            await Shell.UntilAsync("the service is alive", async () => await StatusAsync(port, "/health/live") == HttpStatusCode.OK);
            await Shell.UntilAsync("the service says what it waits for", () => Task.FromResult(said.ToArray().Any(line => line.Contains($"Waiting for {what}", StringComparison.Ordinal))));

            // Somebody who hangs up on everyone counts the tries.
            using var counting = new TcpListener(IPAddress.Loopback, absent);
            counting.Start();
            for (var tries = 0; tries < 3; tries++)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(port, "/health/ready"));
                using var tried = await counting.AcceptSocketAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(port, "/health/ready"));

            Assert.False(service.HasExited);
            Assert.Single(said.ToArray(), line => line.Contains("Waiting for", StringComparison.Ordinal));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<HttpStatusCode?> StatusAsync(int port, string path)
    {
#pragma warning disable RS0030 // Asks loopback only.
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
#pragma warning restore RS0030
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
        try
        {
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return null;
        }
    }
}
