using System.Text;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Data.Sqlite;
using RabbitMQ.Client;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>Where a message goes that is not handled, on a real broker.</summary>
[Collection(OneAtATime.Name)]
public sealed class LadderTests(Node node)
{
    [Fact]
    public async Task Store_down__the_endpoint_is_paused_and_not_ready_nothing_is_a_dead_letter_and_all_goes_on_by_itself()
    {
        await using var stage = await Stage.StartAsync(node);
        var isDown = true;
        stage.Work.Do = _ => isDown ? throw new SqliteException("unable to open database file", 14) : Task.CompletedTask;

        var said = await stage.SayAsync(40);
        string health = "";
        await Shell.UntilAsync("it is not ready", async () =>
        {
            (var status, health, _) = await stage.Service.SendAsync(HttpMethod.Get, "/health/ready");
            return status == 503;
        });
        Assert.Contains("parse-document is paused since", health, StringComparison.Ordinal);
        Assert.Contains("unable to open database file", health, StringComparison.Ordinal);

        // Each of what is held has tried once at most, and one at a time since: 0.2 + 0.4 + 0.8 + 1.6 + 3.2 s.
        Assert.InRange(stage.Work.Begun.Count, 1, 16 + 8);
        isDown = false;
        await stage.DoneAsync(40);

        Assert.Equal(said.Order(), stage.Work.Done.Order());
        Assert.Null(await stage.CountAsync(Stage.Queue + "_error"));
        Assert.Equal(200, (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        Assert.Single(stage.Service.Logs.Lines, line => line.Text.StartsWith("parse-document is paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_down_for_longer_than_a_message_is_held__it_goes_back_to_its_queue_with_its_count_of_deliveries_anew()
    {
        await using var stage = await Stage.StartAsync(node, ("Bus:HoldAtMost", "00:00:01"));
        var (isDown, counts, lastTag) = (true, new System.Collections.Concurrent.ConcurrentBag<bool>(), 0UL);
        stage.Work.Do = context =>
        {
            Assert.True(context.TryGetPayload<MassTransit.RabbitMqBasicConsumeContext>(out var delivery));
            lastTag = Math.Max(lastTag, delivery!.DeliveryTag);
            counts.Add(context.ReceiveContext.TransportHeaders.TryGetHeader("x-delivery-count", out _));
            return isDown ? throw new SqliteException("unable to open database file", 14) : Task.CompletedTask;
        };

        var said = await stage.SayAsync(5);
        await Shell.UntilAsync("some came again and again", () => Task.FromResult(lastTag > 15), 120);
        isDown = false;
        await stage.DoneAsync(5);

        Assert.Equal(said.Order(), stage.Work.Done.Order());
        Assert.DoesNotContain(true, counts);
        Assert.Null(await stage.CountAsync(Stage.Queue + "_error"));
    }

    [Fact]
    public async Task Blip__three_tries_at_once_then_the_schedule_to_the_queue_that_failed_and_to_no_other_then_a_dead_letter_with_its_tries()
    {
        await using var stage = await Stage.StartAsync(node, ("Bus:RetriesLater", "2"), ("Bus:FirstRetryAfter", "00:00:00.1"));
        stage.Work.Do = _ => throw new TaskCanceledException("The publisher's feed did not answer.");
        var schedule = stage.Service.Get<ISchedule>();

        await stage.SayAsync(1);
        for (var later = 1; later <= 2; later++)
        {
            ScheduledClaim? claim = null;
            await Shell.UntilAsync($"it is scheduled for the {later}. time", async () =>
                (claim = (await schedule.ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.FromMinutes(1), 10, default)).SingleOrDefault()) is not null);
            Assert.Equal(3 * later, stage.Work.Begun.Count);
            var redelivery = Redelivery.Read(claim!.Message);
            Assert.Equal((Stage.Queue, later), (redelivery.Queue, redelivery.Tries.Count));
            await redelivery.SendAsync(stage.Service.Get<MassTransit.IBus>(), default);
            Assert.True(await schedule.CompleteAsync(claim, default));
        }

        var dead = await stage.DeadAsync();
        Assert.Equal("3", Stage.Header(dead, Tries.Prefix + "Count"));
        Assert.True(DateTimeOffset.Parse(Stage.Header(dead, Tries.Prefix + "First")!, null) < DateTimeOffset.Parse(Stage.Header(dead, Tries.Prefix + "Last")!, null));
        Assert.Contains("did not answer", Stage.Header(dead, "MT-Fault-Message"), StringComparison.Ordinal);
        Assert.Contains("https://wire.example/0", Encoding.UTF8.GetString(dead.Body.Span), StringComparison.Ordinal);
        Assert.Equal(9, stage.Work.Begun.Count);
        Assert.Equal(1u, await stage.CountAsync("record-document"));
    }

    [Fact]
    public async Task Bug__the_first_try_decides()
    {
        await using var stage = await Stage.StartAsync(node);
        stage.Work.Do = _ => throw new InvalidOperationException("A mistake of ours.");

        await stage.SayAsync(1);

        var dead = await stage.DeadAsync();
        Assert.Equal(("1", "A mistake of ours."), (Stage.Header(dead, Tries.Prefix + "Count"), Stage.Header(dead, "MT-Fault-Message")));
        Assert.Single(stage.Work.Begun);
    }

    [Theory]
    [InlineData("not JSON", "application/json", "_error")]
    [InlineData("", "application/json", "_error")]
    [InlineData("[[[[[[[[", "application/json", "_error")]
    [InlineData("[1, 2]", "application/json", "_error")]
    [InlineData("{\"requestedUrl\": \"\\ud800\"", "application/json", "_error")]
    [InlineData("deep", "application/json", "_error")]
    [InlineData("{}", "urn:message:Ingestion.Contracts:ArticleParsed", "_skipped")]
    public async Task Poison__is_put_aside_with_its_cause_and_without_one_try(string body, string type, string where)
    {
        await using var stage = await Stage.StartAsync(node);
        var properties = new RabbitMQ.Client.BasicProperties { ContentType = "application/json", Headers = new Dictionary<string, object?>() };
        if (type.StartsWith("urn:", StringComparison.Ordinal))
        {
            properties.Headers["MT-MessageType"] = type;
        }

        var bytes = Encoding.UTF8.GetBytes(body == "deep" ? new string('[', 100_000) : body);
        await stage.Channel.BasicPublishAsync("", Stage.Queue, mandatory: true, properties, bytes);
        var good = await stage.SayAsync(1);

        await stage.DoneAsync(1);
        var put = await stage.DeadAsync(Stage.Queue + where);
        Assert.Equal(bytes, put.Body.ToArray());
        Assert.Equal(good, stage.Work.Begun);
    }

    [Fact]
    public async Task Huge_exception_text__headers_stay_below_32_KiB_and_say_that_they_are_cut()
    {
        await using var stage = await Stage.StartAsync(node);
        stage.Work.Do = _ => throw new InvalidOperationException("€" + new string('€', 1 << 20));

        await stage.SayAsync(1);

        var dead = await stage.DeadAsync();
        Assert.InRange(dead.BasicProperties.Headers!.Sum(header => header.Key.Length + ((header.Value as byte[])?.Length ?? 8)), 1, 32 * 1024);
        Assert.Contains("more characters)", Stage.Header(dead, "MT-Fault-Message"), StringComparison.Ordinal);
        Assert.Contains(nameof(Huge_exception_text__headers_stay_below_32_KiB_and_say_that_they_are_cut), Stage.Header(dead, "MT-Fault-StackTrace"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_queue_move_fails__the_message_is_held_without_a_hot_loop_the_endpoint_says_so_and_moves_it_when_it_can()
    {
        await using var stage = await Stage.StartAsync(node);
        stage.Work.Do = _ => throw new InvalidOperationException("A mistake of ours.");
        // A quorum queue refuses a publisher from the first message on if it is over its limit by then.
        await stage.Channel.QueueDeclareAsync(Stage.Queue + "_error", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        for (var fill = 0; fill < 3; fill++)
        {
            await stage.Channel.BasicPublishAsync("", Stage.Queue + "_error", mandatory: true, new byte[] { 1 });
        }

        await LimitAsync(0);
        try
        {
            await stage.SayAsync(12);
            await Shell.UntilAsync("it says why it is not ready", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Body.Contains("parse-document is paused", StringComparison.Ordinal));

            Assert.Equal(12, stage.Work.Begun.Count);
            Assert.InRange((await stage.CountAsync(Stage.Queue + "_error"))!.Value, 3u, 14u);

            // One that has refused looks up when something is taken from it, and while it has a limit: without one, not before the next connection.
            await LimitAsync(100_000);
            await stage.DeadAsync();
            await Shell.UntilAsync("all are moved", async () => await stage.CountAsync(Stage.Queue + "_error") >= 14, 90);
        }
        finally
        {
            await node.Broker.CtlAsync("clear_policy", "full");
        }

        Assert.Equal(12, stage.Work.Begun.Count);
        await Shell.UntilAsync("it is ready", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")).Status == 200);

        Task<string> LimitAsync(int messages) => node.Broker.CtlAsync(
            "set_policy", "full", "_error$", $$"""{"max-length": {{messages}}, "overflow": "reject-publish"}""", "--apply-to", "queues", "--priority", "20");
    }

    [Fact]
    public async Task Unroutable_publish__the_endpoint_is_paused_and_not_ready_until_the_topology_is_right()
    {
        await using var stage = await Stage.StartAsync(node);
        var unbound = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Work.Do = async context =>
        {
            await (stage.Work.Done.Count < 50 ? Task.CompletedTask : unbound.Task);
            await context.SayAsync(Article(context.Message));
        };
        var said = await stage.SayAsync(400);
        await Shell.UntilAsync("it is under way", () => Task.FromResult(stage.Work.Done.Count >= 50));
        // Without the alternate exchange, which would take it for the dead letters.
        await node.Broker.CtlAsync("clear_policy", "alternate-exchange");
        await stage.Channel.ExchangeUnbindAsync("enrich-article", "ArticleParsed", "");
        unbound.SetResult();
        try
        {
            await Shell.UntilAsync("it is not ready", async () => (await stage.Service.SendAsync(HttpMethod.Get, "/health/ready")) is { Status: 503 } answer && answer.Body.Contains("parse-document is paused", StringComparison.Ordinal));
            Assert.InRange(stage.Work.Done.Count, 50, 399);
        }
        finally
        {
            await stage.Channel.ExchangeBindAsync("enrich-article", "ArticleParsed", "");
            await node.Broker.CtlAsync("import_definitions", Path.Combine(Repository.Root, "deploy", "rabbitmq", "definitions.json"));
        }

        await stage.DoneAsync(400);
        Assert.Equal(said.Order(), stage.Work.Done.Distinct().Order());
        await Shell.UntilAsync("all are said", async () => await stage.CountAsync("enrich-article") >= 400);
        Assert.Null(await stage.CountAsync(Stage.Queue + "_error"));
    }

    internal static Contracts.ArticleParsed Article(Contracts.DocumentFetched document) => (Contracts.ArticleParsed)Samples.Messages[nameof(Contracts.ArticleParsed)] with { RequestedUrl = document.RequestedUrl };
}
