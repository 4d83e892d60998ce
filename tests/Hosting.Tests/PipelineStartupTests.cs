using Ingestion.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Hosting.Tests;

public sealed class PipelineStartupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-startup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_store_that_is_not_there_is_waited_for_and_said_once()
    {
        // A file stands where the store's folder should be made.
        var data = Path.Combine(folder, "data");
        await File.WriteAllTextAsync(data, "in the way");
        var time = new FakeTimeProvider();
        await using var service = await RunningService.StartAsync(_ => { }, _ => { }, settings: new Dictionary<string, string?> { ["Storage:Folder"] = data }, time: time, waitUntilReady: false);
        var startup = service.Get<PipelineStartup>();

        await Shell.UntilAsync("it says what it waits for", () => Task.FromResult(Waiting(service).Any()));
        for (var tries = 0; tries < 5; tries++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(503, (await service.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        }

        Assert.False(startup.Ready.IsCompleted);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "/health/live")).Status);
        File.Delete(data);
        await Shell.UntilAsync("it is ready", () =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(startup.Ready.IsCompletedSuccessfully);
        });

        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        Assert.Contains($"sqlite {data}", Assert.Single(Waiting(service)).Text, StringComparison.Ordinal);
        Assert.Single(service.Logs.Lines, line => line.Text == "Ready");
    }

    [Fact]
    public async Task A_broker_that_is_not_there_is_waited_for_and_said_once_without_its_password()
    {
        var settings = new Dictionary<string, string?> { ["Bus:Transport"] = "rabbitmq", ["Bus:Uri"] = "amqp://ada:secret@127.0.0.1:1/" };
        await using var service = await RunningService.StartAsync(_ => { }, _ => { }, settings: settings, waitUntilReady: false);

        await Shell.UntilAsync("it says what it waits for", () => Task.FromResult(Waiting(service).Any()));

        Assert.Contains("the broker (127.0.0.1:1)", Assert.Single(Waiting(service)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(service.Logs.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(503, (await service.SendAsync(HttpMethod.Get, "/health/ready")).Status);
    }

    [Theory]
    [InlineData("Bus:Transport", "kafka", "Bus:Transport must be 'rabbitmq' or 'memory'")]
    [InlineData("Bus:Prefetch", "0", "Prefetch")]
    [InlineData("Bus:PublishTimeout", "00:00:00", "PublishTimeout")]
    [InlineData("Bus:Uri", "not an address", "Bus:Uri")]
    [InlineData("Bus:Uri", "http://localhost/", "Bus:Uri")]
    [InlineData("Storage:Store", "postgres://x", "Storage:Store must be 'sqlite' or a MongoDB connection string")]
    [InlineData("Storage:Archive", "gridfs", "needs MongoDB")]
    [InlineData("Storage:Folder", "", "Folder")]
    public async Task A_wrong_option_stops_the_start_and_says_which(string name, string value, string message)
    {
        var settings = new Dictionary<string, string?> { ["Bus:Transport"] = "rabbitmq", [name] = value };

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(async () => await RunningService.StartAsync(_ => { }, _ => { }, settings: settings));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(LogLevel Level, string Text)> Waiting(RunningService service) =>
        service.Logs.Lines.Where(line => line.Level == LogLevel.Warning && line.Text.StartsWith("Waiting for", StringComparison.Ordinal));
}
