using System.Net;
using System.Net.Sockets;
using Ingestion.TestSupport;

namespace Ingestion.Standalone.Tests;

public sealed class RunTests : IDisposable
{
    private const string UserAgent = "Fetcher__UserAgent";
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-run-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(UserAgent, null);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(null, "Set Fetcher:UserAgent to a name and a contact, such as")]
    [InlineData("MyBot/1.0", "Fetcher:UserAgent must hold a contact")]
    public async Task Without_a_name_and_a_contact_for_publishers_it_does_not_start(string? name, string said)
    {
        Environment.SetEnvironmentVariable(UserAgent, name);
        await using var output = new StringWriter();

        var exitCode = await RunCommand.RunAsync(folder, "http://127.0.0.1:0", output, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains(said, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said()
    {
        Environment.SetEnvironmentVariable(UserAgent, "IngestionTests/1.0 (+http://127.0.0.1/)");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var urls = $"http://{taken.LocalEndpoint}";
        await using var output = new StringWriter();

        var exitCode = await RunCommand.RunAsync(folder, urls, output, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{urls} is in use: stop what listens there, or choose another address with --urls.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_loopback_without_a_key_it_does_not_start_and_says_why()
    {
        Environment.SetEnvironmentVariable(UserAgent, "IngestionTests/1.0 (+http://127.0.0.1/)");
        await using var output = new StringWriter();

        var exitCode = await RunCommand.RunAsync(folder, "http://0.0.0.0:0", output, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains("Set Desk:ApiKey", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8080", "8080")]
    [InlineData("http://127.0.0.1:99999", "http://127.0.0.1:99999")]
    public async Task An_address_that_is_none_is_said(string urls, string said)
    {
        Environment.SetEnvironmentVariable(UserAgent, "IngestionTests/1.0 (+http://127.0.0.1/)");
        await using var output = new StringWriter();

        var exitCode = await RunCommand.RunAsync(folder, urls, output, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains(said, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_serves_until_it_is_stopped_and_then_ends_well()
    {
        Environment.SetEnvironmentVariable(UserAgent, "IngestionTests/1.0 (+http://127.0.0.1/)");
        using var stop = new CancellationTokenSource();
        await using var written = new StringWriter();
        await using var output = TextWriter.Synchronized(written);

        var running = RunCommand.RunAsync(folder, "http://127.0.0.1:0", output, stop.Token);
        await Shell.UntilAsync("it is open", () => Task.FromResult(written.ToString().Contains("The Desk is open on", StringComparison.Ordinal)));
        await stop.CancelAsync();

        Assert.Equal(0, await running);
    }
}
