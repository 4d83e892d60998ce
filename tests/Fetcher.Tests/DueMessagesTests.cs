using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ScheduledMessage = Ingestion.Storage.ScheduledMessage;

namespace Ingestion.Fetcher.Tests;

/// <summary>The scheduler alone: nobody consumes what it publishes.</summary>
public sealed class DueMessagesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddFetcher(), _ => { }, time: time);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task What_is_due_is_published_and_noted_and_what_is_not_waits()
    {
        var order = new FetchArticle { Url = "https://wire.example/1", Attempts = 3, SlotAt = Now.AddMinutes(10) };
        var (due, document, later) = (await WaitingAsync(order, Now.AddMinutes(10)), await WaitingAsync(Document(), Now.AddMinutes(10)), await WaitingAsync(order, Now.AddHours(2)));

        time.Advance(TimeSpan.FromMinutes(10));
        await TickUntilAsync("both are published", () => Task.FromResult(service.Messages.Published.Count == 2));

        Assert.Equal([(due, order)], service.Messages.PublishedOf<FetchArticle>().Select(one => (one.EntryId!.Value, (FetchArticle)one.Message)));
        Assert.Equal([(Guid?)document], service.Messages.PublishedOf<DocumentFetched>().Select(one => one.EntryId));
        Assert.Equal((LedgerState.InFlight, 3, null), await StateAsync(due));
        Assert.Equal((LedgerState.InFlight, 0, null), await StateAsync(document));
        Assert.Equal(LedgerState.Waiting, (await StateAsync(later)).State);
    }

    [Fact]
    public async Task An_embargo_that_is_over_is_published_for_its_entry()
    {
        var release = new ReleaseArticle { ArticleId = "a1_harbour", Version = "v1_0f3c" };
        var id = await WaitingAsync(release, Now.AddMinutes(10));

        time.Advance(TimeSpan.FromMinutes(10));
        await TickUntilAsync("it is published", () => Task.FromResult(!service.Messages.Published.IsEmpty));

        Assert.Equal((id, release), Assert.Single(service.Messages.PublishedOf<ReleaseArticle>()) is var said ? (said.EntryId!.Value, (ReleaseArticle)said.Message) : default);
        Assert.Equal(LedgerState.InFlight, (await StateAsync(id)).State);
    }

    [Fact]
    public async Task More_than_a_batch_is_published_at_once()
    {
        var ledger = service.Get<ILedger>();
        var work = Enumerable.Range(0, 250).Select(i => (Id: Guid.NewGuid(), Order: new FetchArticle { Url = $"https://wire.example/{i}" })).ToList();
        await ledger.OpenAsync([.. work.Select(one => Intake.Entry(one.Id, one.Order.Url, SourceKind.Web, Now))], default);
        await service.Get<ISchedule>().PutAsync([.. work.Select(one => Intake.Scheduled(one.Id, one.Order, Now))], default);

        await TickUntilAsync("all are published", () => Task.FromResult(service.Messages.Published.Count == work.Count));

        Assert.Equal(work.Select(one => (Guid?)one.Id).Order(), service.Messages.PublishedOf<FetchArticle>().Select(one => one.EntryId).Order());
    }

    [Fact]
    public async Task A_publish_that_fails_is_said_once_and_made_up_for_when_the_lease_ends()
    {
        var refusals = 0;
        service.Messages.Refuse = _ => new MassTransitException($"The broker is away, {++refusals}.");
        var id = await WaitingAsync(new FetchArticle { Url = "https://wire.example/1" }, Now);

        await TickUntilAsync("it was tried", () => Task.FromResult(refusals > 0));
        time.Advance(TimeSpan.FromSeconds(31));
        await TickUntilAsync("it was tried again", () => Task.FromResult(refusals > 1));
        service.Messages.Refuse = _ => null;
        time.Advance(TimeSpan.FromSeconds(31));
        await TickUntilAsync("it is published", () => Task.FromResult(!service.Messages.Published.IsEmpty));

        Assert.Equal(id, Assert.Single(service.Messages.PublishedOf<FetchArticle>()).EntryId);
        Assert.Equal(LedgerState.InFlight, (await StateAsync(id)).State);
        Assert.Single(service.Logs.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("schedule is not being published", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_publish_that_fails_keeps_none_behind_it_waiting()
    {
        service.Messages.Refuse = message => message is FetchArticle { Url: "https://wire.example/bad" } ? new MassTransitException("Too large for the broker.") : null;
        await WaitingAsync(new FetchArticle { Url = "https://wire.example/bad" }, Now.AddSeconds(-2));
        var good = await WaitingAsync(new FetchArticle { Url = "https://wire.example/good" }, Now.AddSeconds(-1));

        await TickUntilAsync("the good one is published", () => Task.FromResult(service.Messages.PublishedOf<FetchArticle>().Any(one => one.EntryId == good)));
    }

    [Fact]
    public async Task A_message_of_a_newer_version_is_left_for_it_and_stops_nothing()
    {
        var unknown = Guid.NewGuid();
        await service.Get<ISchedule>().PutAsync([new ScheduledMessage { EntryId = unknown, DueAt = Now.AddSeconds(-1), Type = "TranslateArticle", Body = "{}" }], default);
        var known = await WaitingAsync(new FetchArticle { Url = "https://wire.example/1" }, Now);

        await TickUntilAsync("the known one is published", () => Task.FromResult(service.Messages.PublishedOf<FetchArticle>().Count > 0));

        Assert.Equal(known, Assert.Single(service.Messages.Published).EntryId);
        Assert.Contains(service.Logs.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("TranslateArticle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_bus_in_memory_may_forget_is_published_again_until_its_entry_is_closed()
    {
        var id = await WaitingAsync(new FetchArticle { Url = "https://wire.example/1" }, Now);

        await TickUntilAsync("it is published", () => Task.FromResult(service.Messages.Published.Count == 1));
        time.Advance(TimeSpan.FromSeconds(31));
        await TickUntilAsync("it is published again", () => Task.FromResult(service.Messages.Published.Count == 2));
        await service.Get<ILedger>().CloseAsync(id, new LedgerClosing { Outcome = Outcome.Indexed, At = Now }, default);
        time.Advance(TimeSpan.FromSeconds(31));
        await TickUntilAsync("it is taken off", async () => await service.Get<ISchedule>().CountAsync(default) == 0);

        Assert.Equal(2, service.Messages.Published.Count);
        Assert.Single(service.Messages.Published.Select(message => message.MessageId).Distinct());
    }

    private static DocumentFetched Document() => (DocumentFetched)Samples.Messages[nameof(DocumentFetched)];

    private async Task<Guid> WaitingAsync<T>(T message, DateTimeOffset dueAt)
        where T : class
    {
        var id = Guid.NewGuid();
        await service.Get<ISchedule>().PutAsync([Intake.Scheduled(id, message, dueAt)], default);
        await service.Get<ILedger>().OpenAsync([Intake.Entry(id, $"https://wire.example/{id}", SourceKind.Web, Now)], default);
        await service.Get<ILedger>().MoveAsync(id, LedgerState.Waiting, 0, Now, "It waits.", default);
        return id;
    }

    private async Task<(LedgerState State, int Attempts, string? Detail)> StateAsync(Guid id)
    {
        var entry = (await service.Get<ILedger>().FindAsync(id, default))!;
        return (entry.State, entry.Attempts, entry.Detail);
    }

    private Task TickUntilAsync(string what, Func<Task<bool>> condition) => Shell.UntilAsync(what, () =>
    {
        time.Advance(TimeSpan.FromMilliseconds(100));
        return condition();
    }, seconds: 20);
}
