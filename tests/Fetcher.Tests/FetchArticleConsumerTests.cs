using System.Text;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Fetcher.Tests;

/// <summary>The consumer as it runs in production, on a real store, against a real server on loopback.</summary>
public sealed class FetchArticleConsumerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly Guid entryId = Guid.NewGuid();
    private Origin origin = null!;

    public async ValueTask InitializeAsync() => origin = await Origin.StartAsync();

    public ValueTask DisposeAsync() => origin.DisposeAsync();

    [Fact]
    public async Task Bytes_are_archived_and_announced_and_a_redelivery_says_the_same_again()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        var order = new FetchArticle { Url = origin.Url + "/a?utm_source=x", Feed = origin.Url + "/rss" };

        await service.HandleAsync(order, entryId);
        await service.HandleAsync(order, entryId);

        var published = service.Messages.PublishedOf<DocumentFetched>();
        var document = Assert.IsType<DocumentFetched>(published[0].Message);
        Assert.Equal(2, published.Count);
        Assert.Equal(published[0].MessageId, published[1].MessageId);
        Assert.All(published, message => Assert.Equal(entryId, message.EntryId));
        Assert.Equal((order.Url, origin.Url + "/a", "text/html", "utf-8"), (document.RequestedUrl, document.FinalUrl, document.ContentType, document.Charset));
        Assert.Equal((SourceKind.Feed, order.Feed), (document.Source.Kind, document.Source.Feed));
        Assert.Equal("<p>hello</p>", Encoding.UTF8.GetString((await service.Get<IRawArchive>().GetAsync(document.ArchiveKey, default))!));
        Assert.Single(Directory.GetFiles(Path.Combine(service.Folder, "data", "archive"), "*", SearchOption.AllDirectories));
        Assert.Equal(LedgerState.InFlight, (await service.EntryAsync(order.Url)).State);
    }

    [Theory]
    [InlineData("/404", AbandonReason.NotFound, 1)]
    [InlineData("/410", AbandonReason.Gone, 1)]
    [InlineData("/403", AbandonReason.Forbidden, 1)]
    [InlineData("/418", AbandonReason.Refused, 1)]
    [InlineData("/private/a", AbandonReason.RobotsDisallowed, 1)]
    [InlineData("/loop", AbandonReason.RedirectLoop, 1)]
    [InlineData("/nowhere", AbandonReason.BadRedirect, 1)]
    [InlineData("/pdf", AbandonReason.UnsupportedType, 1)]
    [InlineData("/huge", AbandonReason.TooLarge, 1)]
    [InlineData("/empty", AbandonReason.EmptyBody, 1)]
    [InlineData("/503", AbandonReason.GaveUp, 1)]
    [InlineData("/silent", AbandonReason.TooSlow, 1)]
    [InlineData("http://10.0.0.1/", AbandonReason.UnsafeAddress, 1)]
    [InlineData("https://127.0.0.1:{port}/", AbandonReason.Tls, 1)]
    [InlineData("http://nowhere.invalid/", AbandonReason.Dns, 1)]
    [InlineData("http://127.0.0.1:1/", AbandonReason.GaveUp, 1)] // allowed, and nobody listens
    [InlineData("http://127.0.0.1:2/", AbandonReason.UnsupportedScheme, 1)] // a port that is not allowed
    [InlineData("ftp://wire.example/a", AbandonReason.UnsupportedScheme, 0)]
    [InlineData("wire.example/a", AbandonReason.InvalidUrl, 0)]
    public async Task What_cannot_be_had_is_abandoned_with_its_reason_and_a_redelivery_says_the_same_again(string address, string reason, int attempts)
    {
        await using var service = await StartAsync(("Fetcher:MaxAttempts", "1"), ("Fetcher:RequestTimeout", "00:00:01"), ("Fetcher:MaxWireBytes", "10000"), ("Fetcher:FirstBackOff", "00:00:00"));
        Serve();
        var url = address.StartsWith('/') ? origin.Url + address : address.Replace("{port}", $"{origin.Port}", StringComparison.Ordinal);

        await service.HandleAsync(new FetchArticle { Url = url }, entryId);
        await service.HandleAsync(new FetchArticle { Url = url }, entryId);

        var published = service.Messages.PublishedOf<FetchAbandoned>();
        var abandoned = Assert.IsType<FetchAbandoned>(published[0].Message);
        Assert.Equal((url, reason, attempts), (abandoned.RequestedUrl, abandoned.Reason, abandoned.Attempts));
        Assert.NotEmpty(abandoned.Detail);
        Assert.Equal(2, published.Count);
        Assert.Equal((published[1].MessageId, entryId), (published[0].MessageId, published[0].EntryId));
        Assert.DoesNotContain(service.Messages.Published, message => message.Message is DocumentFetched or Fault);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(300, false)]
    public async Task A_body_that_broke_off_on_every_try_is_taken_in_part_or_abandoned(int sent, bool taken)
    {
        await using var hostile = HostileOrigin.Start(path =>
            path == "/a" ? HostileAnswers.Raw($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n{new string('x', sent)}") : null);
        await using var service = await StartAsync(("Fetcher:MaxAttempts", "1"), ("Fetcher:AllowedPorts:2", $"{hostile.Port}"));

        await service.HandleAsync(new FetchArticle { Url = hostile.Url + "/a" }, entryId);

        if (taken)
        {
            var document = (DocumentFetched)Assert.Single(service.Messages.PublishedOf<DocumentFetched>()).Message;
            Assert.Equal((true, (long)sent), (document.Partial, document.ByteCount));
        }
        else
        {
            Assert.Equal(AbandonReason.Truncated, ((FetchAbandoned)Assert.Single(service.Messages.PublishedOf<FetchAbandoned>()).Message).Reason);
        }
    }

    [Fact]
    public async Task A_host_whose_turn_is_far_is_not_asked_and_the_order_waits_in_the_schedule_once()
    {
        await using var service = await StartAsync(new FakeTimeProvider(Now));
        origin.OnPage("/a", "<p>hello</p>");
        var order = new FetchArticle { Url = origin.Url + "/a" };
        await CloseHostAsync(service, Now.AddMinutes(1));

        await service.HandleAsync(order, entryId);
        await service.HandleAsync(order, entryId);

        var entry = await service.EntryAsync(order.Url);
        Assert.Equal((LedgerState.Waiting, 0), (entry.State, entry.Attempts));
        Assert.Contains("place in the line", entry.Detail, StringComparison.Ordinal);
        var claim = Assert.Single(await service.Get<ISchedule>().ClaimDueAsync(Now.AddHours(1), TimeSpan.FromMinutes(1), 10, default));
        Assert.Equal(entryId, claim.Message.EntryId);
        Assert.Equal(claim.Message.DueAt, Read(claim).SlotAt);
        Assert.True(claim.Message.DueAt >= Now.AddMinutes(1), $"{claim.Message.DueAt}");
        Assert.Empty(origin.Requests);
        Assert.Empty(service.Messages.PublishedOf<DocumentFetched>());
    }

    [Fact]
    public async Task Whoever_has_a_place_is_before_those_who_come_then()
    {
        var time = new FakeTimeProvider(Now);
        await using var service = await StartAsync(time);
        origin.OnPage("/a", "<p>hello</p>");
        origin.OnPage("/b", "<p>hello</p>");
        await CloseHostAsync(service, Now.AddMinutes(1));
        await service.HandleAsync(new FetchArticle { Url = origin.Url + "/a" }, entryId);
        var mine = Read(Assert.Single(await service.Get<ISchedule>().ClaimDueAsync(Now.AddHours(1), TimeSpan.FromMinutes(1), 10, default)));
        time.SetUtcNow(mine.SlotAt!.Value);

        await service.HandleAsync(new FetchArticle { Url = origin.Url + "/b" }, Guid.NewGuid());
        await service.HandleAsync(mine, entryId);

        Assert.Equal([(Guid?)entryId], service.Messages.PublishedOf<DocumentFetched>().Select(message => message.EntryId));
        Assert.Equal(LedgerState.Waiting, (await service.EntryAsync(origin.Url + "/b")).State);
    }

    [Theory]
    [InlineData("when the server says, and not all at once", "120", 0, 120.0, 124.0)]
    [InlineData("the first pause is 30 s, a fifth more or less", null, 0, 24.0, 36.0)]
    [InlineData("it doubles", null, 2, 96.0, 144.0)]
    public async Task A_server_that_cannot_answer_is_asked_again_later(string because, string? retryAfter, int attempts, double least, double most)
    {
        await using var service = await StartAsync(new FakeTimeProvider(Now));
        origin.OnStatus("/a", 503, retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        var order = new FetchArticle { Url = origin.Url + "/a", Attempts = attempts };

        await service.HandleAsync(order, entryId);

        var entry = await service.EntryAsync(order.Url);
        Assert.Equal((LedgerState.Waiting, attempts + 1), (entry.State, entry.Attempts));
        var claim = Assert.Single(await service.Get<ISchedule>().ClaimDueAsync(Now.AddDays(1), TimeSpan.FromMinutes(1), 10, default));
        Assert.True((claim.Message.DueAt - Now).TotalSeconds is var pause && pause >= least && pause <= most, $"{because}: {pause}");
        Assert.Equal(attempts + 1, Read(claim).Attempts);
        Assert.Empty(service.Messages.PublishedOf<FetchAbandoned>());
        var next = await service.Get<IHosts>().EnterAsync($"127.0.0.1:{origin.Port}", Now, TimeSpan.FromMinutes(1), hasPlace: false, default);
        Assert.Null(next.Token);
        Assert.Equal(Now.AddSeconds(retryAfter is null ? 10 : 120), next.At);
    }

    [Fact]
    public async Task After_the_last_try_it_is_abandoned()
    {
        await using var service = await StartAsync(new FakeTimeProvider(Now));
        origin.OnStatus("/a", 503);

        await service.HandleAsync(new FetchArticle { Url = origin.Url + "/a", Attempts = 4 }, entryId);

        var abandoned = Assert.IsType<FetchAbandoned>(Assert.Single(service.Messages.PublishedOf<FetchAbandoned>()).Message);
        Assert.Equal((AbandonReason.GaveUp, 5), (abandoned.Reason, abandoned.Attempts));
        Assert.Equal(0, await service.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task A_URL_that_is_on_its_way_already_is_a_duplicate_and_is_asked_for_once()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        var (first, second) = (new FetchArticle { Url = origin.Url + "/a" }, new FetchArticle { Url = origin.Url + "/a?fbclid=1#top" });
        var later = Guid.NewGuid();
        await service.Get<ILedger>().OpenAsync([Intake.Entry(entryId, first.Url, SourceKind.Web, TimeProvider.System.GetUtcNow())], default);

        await service.HandleAsync(second, later);
        await service.HandleAsync(second, later);
        await service.HandleAsync(first, entryId);

        var closed = await service.ClosedAsync(later);
        Assert.Equal(Outcome.DuplicateSubmission, closed.Outcome);
        Assert.Contains($"{entryId}", closed.Detail, StringComparison.Ordinal);
        Assert.Equal([(Guid?)entryId], service.Messages.PublishedOf<DocumentFetched>().Select(message => message.EntryId));
        Assert.Single(origin.Requests, "/a");
    }

    [Fact]
    public async Task An_entry_that_has_not_moved_for_long_holds_up_nobody()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        var order = new FetchArticle { Url = origin.Url + "/a" };
        await service.Get<ILedger>().OpenAsync([Intake.Entry(Guid.NewGuid(), order.Url, SourceKind.Web, TimeProvider.System.GetUtcNow().AddHours(-2))], default);

        await service.HandleAsync(order, entryId);

        Assert.Equal((Guid?)entryId, Assert.Single(service.Messages.PublishedOf<DocumentFetched>()).EntryId);
    }

    [Fact]
    public async Task A_correlation_id_that_another_URL_came_with_is_a_foreign_one()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        await service.Get<ILedger>().OpenAsync([Intake.Entry(entryId, origin.Url + "/other", SourceKind.Web, TimeProvider.System.GetUtcNow())], default);
        var order = new FetchArticle { Url = origin.Url + "/a" };

        await service.HandledAsync(order, () => service.Get<IBus>().Publish(order, context => context.CorrelationId = entryId));

        Assert.NotEqual(entryId, (await service.EntryAsync(order.Url)).Id);
    }

    [Fact]
    public async Task An_entry_that_is_closed_is_not_worked_on_again()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        await service.Get<ILedger>().OpenAsync([Intake.Entry(entryId, origin.Url + "/a", SourceKind.Web, Now)], default);
        await service.Get<ILedger>().CloseAsync(entryId, new LedgerClosing { Outcome = Outcome.Indexed, At = Now }, default);

        await service.HandleAsync(new FetchArticle { Url = origin.Url + "/a" }, entryId);

        Assert.Empty(origin.Requests);
        Assert.Empty(service.Messages.PublishedOf<DocumentFetched>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_without_a_correlation_id_opens_an_entry(bool withMessageId)
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        var order = new FetchArticle { Url = origin.Url + "/a" };
        Guid? messageId = withMessageId ? Guid.NewGuid() : null;

        await service.HandledAsync(order, () => service.Get<IBus>().Publish(order, context => (context.MessageId, context.CorrelationId) = (messageId, null)));

        var entry = await service.EntryAsync(order.Url);
        Assert.True(messageId is null || entry.Id == messageId, $"{entry.Id} is not {messageId}");
        await Shell.UntilAsync("it is fetched", () => Task.FromResult(service.Messages.PublishedOf<DocumentFetched>().Count > 0));
        Assert.Equal(entry.Id, Assert.Single(service.Messages.PublishedOf<DocumentFetched>()).EntryId);
    }

    [Fact]
    public async Task An_order_that_a_foreign_client_sends_again_is_no_second_submission()
    {
        await using var service = await StartAsync();
        origin.OnPage("/a", "<p>hello</p>");
        var order = new FetchArticle { Url = origin.Url + "/a" };
        var messageId = Guid.NewGuid();
        Task Publish() => service.Get<IBus>().Publish(order, context => context.MessageId = messageId);

        await service.HandledAsync(order, Publish);
        await service.HandledAsync(order, Publish);

        await Shell.UntilAsync("it is fetched", () => Task.FromResult(service.Messages.PublishedOf<DocumentFetched>().Count > 0));
        Assert.Equal(messageId, (await service.EntryAsync(order.Url)).Id);
        Assert.Single(service.Messages.PublishedOf<DocumentFetched>().Select(message => message.MessageId).Distinct());
    }

    // As another fetcher's request leaves it.
    private async Task CloseHostAsync(RunningService service, DateTimeOffset until)
    {
        var hosts = service.Get<IHosts>();
        await hosts.SaveRobotsAsync(new RobotsFile(origin.Url, "", Now.AddDays(1)), default);
        var turn = await hosts.EnterAsync($"127.0.0.1:{origin.Port}", Now.AddMilliseconds(-100), TimeSpan.FromMinutes(1), hasPlace: false, default);
        await hosts.LeaveAsync(turn, until, HostPace.Unknown, default);
    }

    private static FetchArticle Read(ScheduledClaim claim) => System.Text.Json.JsonSerializer.Deserialize<FetchArticle>(claim.Message.Body, ContractJson.Options)!;

    private Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    private Task<RunningService> StartAsync(TimeProvider? time, params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["Fetcher:AllowedPorts:0"] = $"{origin.Port}", ["Fetcher:AllowedPorts:1"] = "1" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return RunningService.StartAsync(builder => builder.AddFetcher(), bus => bus.AddConsumer<FetchArticleConsumer, FetchArticleConsumerDefinition>(), settings: all, time: time);
    }

    private void Serve()
    {
        foreach (var status in new[] { 410, 403, 418, 503 })
        {
            origin.OnStatus($"/{status}", status);
        }

        origin.OnPage("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain");
        origin.OnPage("/private/a", "<p>hello</p>");
        origin.OnStatus("/loop", 302, ("Location", "/loop"));
        origin.OnStatus("/nowhere", 302);
        origin.OnPage("/pdf", "%PDF-1.4", "application/pdf");
        origin.OnPage("/huge", new string('a', 10_001));
        origin.OnPage("/empty", "");
        origin.OnSilence("/silent");
    }
}
