using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>A broker that takes nothing for a while, while a stage works: half of what it handles it says something of, the other half it only acknowledges.</summary>
[Collection(OneAtATime.Name)]
public sealed class AlarmTests(Node node)
{
    private const int PageBytes = 64 * 1024;

    [Theory]
    [InlineData("memory", "set_vm_memory_high_watermark 0", "set_vm_memory_high_watermark 0.6", "low on memory")]
    [InlineData("disk", "set_disk_free_limit 100000GB", "set_disk_free_limit 50MB", "low on disk")]
    public async Task Broker_memory_or_disk_alarm__acknowledgements_go_on_memory_is_bounded_it_is_visible_and_all_goes_on_by_itself(string what, string begin, string end, string why)
    {
        await using var stage = await Stage.StartAsync(node, ("Bus:PublishTimeout", "00:00:03"));
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Work.Do = async context =>
        {
            await open.Task;
            if (Number(context) % 2 == 0)
            {
                await context.SayAsync(LadderTests.Article(context.Message) with { Headline = new string('h', PageBytes) });
            }
        };
        var said = await stage.SayAsync(400);
        await Shell.UntilAsync("it has as much as it takes", () => Task.FromResult(stage.Work.Begun.Count >= 16));
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await CtlAsync(begin);
        try
        {
            await Shell.UntilAsync("it is visible", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Body.Contains(why, StringComparison.Ordinal), 30);
            open.SetResult();

            // Of 16 that it holds eight are acknowledged at once; those that have something to say wait, and pause the others behind them.
            await Shell.UntilAsync("what has nothing to say is acknowledged", async () => await stage.CountAsync(Stage.Queue) <= 400 - 16 - 8);
            await Shell.UntilAsync("the endpoint is paused", () => Task.FromResult(stage.Service.Logs.Lines.Any(line => line.Text.StartsWith("parse-document is paused", StringComparison.Ordinal))));

            // Taking work in goes on: it waits in the schedule.
            var schedule = stage.Service.Get<ISchedule>();
            await stage.Service.Get<Intake>().AcceptUrlsAsync([.. Enumerable.Range(0, 50).Select(i => $"https://wire.example/alarm/{what}/{i}")], null, default);
            Assert.Equal(50, await schedule.CountAsync(default));
            await Shell.UntilAsync("several tries were made", () => Task.FromResult(Tried(stage) > 4));
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 << 20);
        }
        finally
        {
            await CtlAsync(end);
        }

        await stage.DoneAsync(400, 120);
        Assert.Equal(said.Order(), stage.Work.Done.Distinct().Order());
        await Shell.UntilAsync("everything has been said", async () => await stage.CountAsync("enrich-article") >= 200);
        Assert.InRange((await stage.CountAsync("enrich-article"))!.Value, 200u, 220u);
        Assert.Null(await stage.CountAsync(Stage.Queue + "_error"));
        await Shell.UntilAsync("it is ready", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")) is { Status: 200, Body: "Healthy" });
        Assert.Single(stage.Service.Logs.Lines, line => line.Text.StartsWith("The broker has an alarm", StringComparison.Ordinal));
        Assert.Single(stage.Service.Logs.Lines, line => line.Text.StartsWith("The broker takes messages again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broker_memory_alarm__before_anybody_has_noticed_it_what_a_stage_says_does_not_stop_its_acknowledgements()
    {
        await using var stage = await Stage.StartAsync(node, ("Bus:PublishTimeout", "00:00:03"));
        var (first, rest) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var publishing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Work.Do = async context =>
        {
            if (Number(context) == 0 && !rest.Task.IsCompleted)
            {
                await first.Task;
                var saying = context.SayAsync(LadderTests.Article(context.Message));
                publishing.TrySetResult();
                await saying;
                return;
            }

            await rest.Task;
        };
        await stage.SayAsync(8);
        await Shell.UntilAsync("all are begun", () => Task.FromResult(stage.Work.Begun.Distinct().Count() == 8));
        await CtlAsync("set_vm_memory_high_watermark 0");
        try
        {
            first.SetResult();
            await publishing.Task.WaitAsync(TimeSpan.FromSeconds(30));
            rest.SetResult();
            await stage.DoneAsync(7);

            await Shell.UntilAsync("seven are acknowledged, under the alarm", async () => (await node.Broker.CtlAsync("list_queues", "name", "messages_unacknowledged"))
                .Split('\n').Any(line => line.Trim().Split('\t') is [Stage.Queue, "0" or "1"]));
        }
        finally
        {
            await CtlAsync("set_vm_memory_high_watermark 0.6");
        }

        await stage.DoneAsync(8);
    }

    private static int Tried(Stage stage) => stage.Work.Begun.GroupBy(url => url).Sum(url => url.Count() - 1);

    private static int Number(ConsumeContext<DocumentFetched> context) => int.Parse(context.Message.RequestedUrl.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private Task<string> CtlAsync(string command) => node.Broker.CtlAsync(command.Split(' '));
}
