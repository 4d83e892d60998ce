using System.Diagnostics;
using Ingestion.TestSupport;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>Connections and consumers that stop without a word.</summary>
[Collection(OneAtATime.Name)]
public sealed class ConnectionTests(Node node) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-connection-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Half_open_TCP__is_noticed_within_thirty_seconds_and_what_was_held_is_handled()
    {
        await using var hole = new BlackHole(new Uri(node.Broker.Uri).Port);
        await using var stage = await Stage.StartAsync(node, ("Bus:Uri", $"amqp://guest:guest@127.0.0.1:{hole.Port}/"));
        await stage.SayAsync(1);
        await stage.DoneAsync(1);

        hole.Swallow();
        var since = Stopwatch.StartNew();
        await using var other = await Stage.SenderAsync(node);
        await other.SayAsync(3);

        // Two heartbeats of 15 s: four of ours, and what the bus takes to know it.
        await Shell.UntilAsync("it is noticed", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Status == 503);
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 30);
        await stage.DoneAsync(3, 60);
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 40);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Broker_killed_and_started_again__all_that_was_accepted_is_handled_and_the_service_lives_and_says_that_it_is_not_ready(bool isAwayForLonger)
    {
        await using var other = new OwnNode();
        await other.Node.InitializeAsync();
        await using var stage = await Stage.StartAsync(other.Node, ("Bus:PublishTimeout", "00:00:05"));
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Work.Do = async context =>
        {
            await (stage.Work.Done.Count < 100 ? Task.CompletedTask : killed.Task);
            await context.SayAsync(LadderTests.Article(context.Message));
        };
        var said = await stage.SayAsync(1000);
        await Shell.UntilAsync("it is under way", () => Task.FromResult(stage.Work.Done.Count >= 100));

        await other.Node.Broker.KillAsync();
        killed.SetResult();
        if (isAwayForLonger)
        {
            await Shell.UntilAsync("it is not ready", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Status == 503);
        }

        Assert.Equal(200, (await stage.Service.SendAsync(HttpMethod.Get, "/health/live")).Status);
        await other.Node.Broker.StartAgainAsync();

        await Shell.UntilAsync("all are handled", () => Task.FromResult(stage.Work.Done.Distinct().Count() == 1000), 120);
        Assert.Equal(said.Order(), stage.Work.Done.Distinct().Order());
        await Shell.UntilAsync("all is acknowledged, and what was said is there", async () =>
        {
            var queues = (await other.Node.Broker.CtlAsync("list_queues", "--no-table-headers", "name", "messages")).Split('\n').Select(line => line.Trim().Split('\t')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
            return queues[Stage.Queue] == "0" && int.Parse(queues["enrich-article"], System.Globalization.CultureInfo.InvariantCulture) >= 1000;
        });
        await Shell.UntilAsync("it is ready", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Status == 200);
    }

    [Fact]
    public async Task Process_paused_longer_than_the_consumer_timeout__another_handles_what_it_held_and_it_ends_nothing_twice()
    {
        // As after 31 minutes with the broker's default: 10 s, looked at every second.
        await node.Broker.CtlAsync("eval", "application:set_env(rabbit, consumer_timeout, 10000), application:set_env(rabbit, channel_tick_interval, 1000).");
        await using var stage = await Stage.SenderAsync(node);
        await File.WriteAllTextAsync(Path.Combine(folder, "wait"), "");
        await stage.SayAsync(4);
        using var sleeper = Start();
        try
        {
            await Shell.UntilAsync("one process has begun with all", () => Task.FromResult(Files("begun") == 4), 120);
            await Shell.RunAsync("kill", ["-STOP", $"{sleeper.Id}"]);
            File.Delete(Path.Combine(folder, "wait"));
            using var second = Start();
            try
            {
                await Shell.UntilAsync("the other has handled all", () => Task.FromResult(Files("done") == 4), 120);
                await Shell.RunAsync("kill", ["-CONT", $"{sleeper.Id}"]);

                // It does what it was about to do, and is told that it may not acknowledge it; the same work, keyed, changes nothing.
                await Shell.UntilAsync("the sleeper goes on", () => Task.FromResult(Files("done") == 8), 60);
                await Shell.UntilAsync("nothing is left", async () => (await node.Broker.CtlAsync("list_queues", "name", "messages")).Split('\n').Any(line => line.Trim() == $"{Stage.Queue}\t0"));
                Assert.Null(await stage.CountAsync(Stage.Queue + "_error"));
                Assert.Equal(0u, await stage.CountAsync("dead-letter"));
            }
            finally
            {
                second.Kill();
                await second.WaitForExitAsync();
            }
        }
        finally
        {
            sleeper.Kill();
            await sleeper.WaitForExitAsync();
            await node.Broker.CtlAsync("eval", "application:set_env(rabbit, consumer_timeout, 1800000), application:set_env(rabbit, channel_tick_interval, 60000).");
        }
    }

    [Fact]
    public async Task Graceful_stop_under_load__is_over_in_30_s_and_nothing_that_was_finished_is_delivered_again()
    {
        await using var stage = await Stage.SenderAsync(node);
        await File.WriteAllTextAsync(Path.Combine(folder, "slow"), "");
        await stage.SayAsync(3000);
        using var first = Start();
        await Shell.UntilAsync("it is under way", () => Task.FromResult(Files("done") > 100), 120);
        var since = Stopwatch.StartNew();
        await Shell.RunAsync("kill", ["-TERM", $"{first.Id}"]);
        await first.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 30);
        Assert.Equal(0, first.ExitCode);
        Assert.InRange(Files("done"), 101, 2999);

        using var second = Start();
        try
        {
            await Shell.UntilAsync("all is done", () => Task.FromResult(Numbers("done").Distinct().Count() == 3000), 180);
            await Shell.UntilAsync("nothing is left", async () => (await node.Broker.CtlAsync("list_queues", "name", "messages")).Split('\n').Any(line => line.Trim() == $"{Stage.Queue}\t0"));
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }

        Assert.Equal(3000, Files("done"));
    }

    private sealed class OwnNode : IAsyncDisposable
    {
        public Node Node { get; } = new();

        public ValueTask DisposeAsync() => Node.DisposeAsync();
    }

    private System.Diagnostics.Process Start()
    {
        var process = Shell.Start(Environment.ProcessPath!, ["--consume", node.Broker.Uri, folder]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private IEnumerable<string> Numbers(string what) => Directory.Exists(Path.Combine(folder, what))
        ? Directory.EnumerateFiles(Path.Combine(folder, what)).Select(file => Path.GetFileName(file).Split('-')[0]) : [];

    private int Files(string what) => Numbers(what).Count();
}
