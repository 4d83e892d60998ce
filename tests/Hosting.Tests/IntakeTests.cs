using System.Text;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Hosting.Tests;

public sealed class IntakeTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Urls = ["https://wire.example/1", "https://wire.example/2?utm_source=x"];
    private readonly FakeTimeProvider clock = new(Now);
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(_ => { }, _ => { }, time: clock);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task What_is_accepted_is_in_the_books_and_published_and_kept_while_the_bus_could_forget_it()
    {
        var accepted = await service.Get<Intake>().AcceptUrlsAsync(Urls, feed: null, default);

        Assert.Equal(Urls, accepted.Select(entry => entry.Url));
        Assert.Equal("https://wire.example/2", accepted[1].CanonicalUrl);
        Assert.All(accepted, entry => Assert.Equal((LedgerState.InFlight, SourceKind.Web, Now), (entry.State, entry.Kind, entry.OpenedAt)));
        Assert.Equal(accepted.Select(entry => (Guid?)entry.Id), service.Messages.PublishedOf<FetchArticle>().Select(order => order.EntryId));
        Assert.Equal(accepted[0], await service.Get<ILedger>().FindAsync(accepted[0].Id, default));
        Assert.Empty(await service.Get<ISchedule>().ClaimDueAsync(Now.AddSeconds(29), TimeSpan.FromMinutes(1), 10, default));
        Assert.Equal(2, await service.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task What_a_feed_names_says_so()
    {
        var accepted = await service.Get<Intake>().AcceptUrlsAsync(Urls, feed: "https://wire.example/rss", default);

        Assert.All(accepted, entry => Assert.Equal(SourceKind.Feed, entry.Kind));
        Assert.All(service.Messages.PublishedOf<FetchArticle>(), order => Assert.Equal("https://wire.example/rss", ((FetchArticle)order.Message).Feed));
    }

    [Fact]
    public async Task While_the_broker_is_away_work_is_accepted_and_the_schedule_keeps_it()
    {
        service.Messages.Refuse = _ => new MassTransitException("The broker is away.");

        var accepted = await service.Get<Intake>().AcceptUrlsAsync(Urls, feed: null, default);

        Assert.Equal(2, (await service.Get<ILedger>().BalanceAsync(default)) is { Accepted: 2, InFlight: 2 } ? accepted.Count : -1);
        Assert.Empty(await service.Get<ISchedule>().ClaimDueAsync(Now.AddSeconds(29), TimeSpan.FromMinutes(1), 10, default));
        var kept = await service.Get<ISchedule>().ClaimDueAsync(Now.AddSeconds(30), TimeSpan.FromMinutes(1), 10, default);
        Assert.Equal(accepted.Select(entry => entry.Id).Order(), kept.Select(claim => claim.Message.EntryId).Order());
        Assert.All(kept, claim => Assert.Equal(nameof(FetchArticle), claim.Message.Type));
    }

    [Fact]
    public async Task Who_submits_is_answered_within_a_second_and_what_the_broker_confirms_later_is_published_behind()
    {
        var broker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Messages.Broker = () => broker.Task;
        var accepting = service.Get<Intake>().AcceptUrlsAsync(Urls, feed: null, default);
        await Shell.UntilAsync("they are in the books", async () => (await service.Get<ILedger>().BalanceAsync(default)).Accepted == 2);

        await Shell.UntilAsync("it is answered", () =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(accepting.IsCompleted);
        });
        Assert.InRange(clock.GetUtcNow() - Now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal((2, 0L), ((await accepting).Count, service.Messages.PublishedOf<FetchArticle>().Count));
        Assert.Equal(2, await service.Get<ISchedule>().CountAsync(default));
        broker.SetResult();

        await Shell.UntilAsync("they are published", () => Task.FromResult(service.Messages.PublishedOf<FetchArticle>().Count == 2));
    }

    [Fact]
    public async Task While_too_much_waits_for_the_broker_the_schedule_alone_has_what_comes()
    {
        var broker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service.Messages.Broker = () =>
        {
            asked.TrySetResult();
            return broker.Task;
        };
        var intake = service.Get<Intake>();
        var many = intake.AcceptUrlsAsync([.. Enumerable.Range(0, 5000).Select(i => $"https://wire.example/many/{i}")], feed: null, default);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await intake.AcceptUrlsAsync(Urls, feed: null, default).WaitAsync(TimeSpan.FromSeconds(30)); // the clock stands still
        Assert.False(many.IsCompleted);
        broker.SetResult();
        await many;

        Assert.Equal(5000, service.Messages.PublishedOf<FetchArticle>().Count);
        Assert.Equal(5002, await service.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task When_one_of_many_is_not_confirmed_all_are_kept()
    {
        service.Messages.Refuse = message => message is FetchArticle { Url: "https://wire.example/1" } ? new MassTransitException("No confirm.") : null;

        await service.Get<Intake>().AcceptUrlsAsync(Urls, feed: null, default);

        Assert.Equal(2, await service.Get<ISchedule>().CountAsync(default));
    }

    [Theory]
    [InlineData("https://wire.example/s/1", "https://wire.example/s/1")]
    [InlineData(null, "urn:sha256:")]
    public async Task A_file_is_archived_and_announced_under_its_URL_or_its_content(string? url, string name)
    {
        var bytes = Encoding.UTF8.GetBytes("The cranes stand still.");

        var document = new HandedDocument { Bytes = bytes, ContentType = "Text/Plain", Charset = "utf-8", Url = url, PublishedAt = Now.AddDays(-1), Provider = new Provider { Name = "Harbour Wire" } };
        var entry = Assert.Single(await service.Get<Intake>().AcceptDocumentAsync(document, service.Get<IRawArchive>(), default));

        Assert.StartsWith(name, entry.Url, StringComparison.Ordinal);
        Assert.Equal(SourceKind.File, entry.Kind);
        var said = Assert.Single(service.Messages.PublishedOf<DocumentFetched>());
        var fetched = (DocumentFetched)said.Message;
        Assert.Equal((entry.Id, entry.Url, "text/plain", "utf-8", (DateTimeOffset?)Now.AddDays(-1), 23L),
            (said.EntryId!.Value, fetched.FinalUrl, fetched.ContentType, fetched.Charset, fetched.PublishedAt, fetched.ByteCount));
        Assert.Equal("Harbour Wire", fetched.Provider!.Name);
        Assert.Equal(bytes, await service.Get<IRawArchive>().GetAsync(fetched.ArchiveKey, default));
    }

    [Fact]
    public async Task A_message_of_several_items_is_an_entry_and_a_document_for_each_and_under_a_key_only_once()
    {
        var document = new HandedDocument { Bytes = Encoding.UTF8.GetBytes("""[{"uri": "urn:a"}, {"uri": "urn:b"}]"""), ContentType = "application/json", Key = "k" };
        var (intake, archive) = (service.Get<Intake>(), service.Get<IRawArchive>());

        var first = await intake.AcceptDocumentAsync(document, archive, default);
        var again = await intake.AcceptDocumentAsync(document, archive, default);

        Assert.Equal(2, first.Count);
        Assert.Equal(first.Select(entry => entry.Id), again.Select(entry => entry.Id));
        var said = service.Messages.PublishedOf<DocumentFetched>();
        Assert.Equal(first.Select(entry => (Guid?)entry.Id), said.Select(message => message.EntryId));
        var bytes = await Task.WhenAll(said.Select(message => archive.GetAsync(((DocumentFetched)message.Message).ArchiveKey, default)));
        Assert.Equal(["""{"uri":"urn:a"}""", """{"uri":"urn:b"}"""], bytes.Select(one => Encoding.UTF8.GetString(one!)));
        Assert.Equal(2, (await service.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Fact]
    public async Task A_file_that_no_broker_takes_is_kept_too()
    {
        service.Messages.Refuse = _ => new MassTransitException("The broker is away.");

        await service.Get<Intake>().AcceptDocumentAsync(new HandedDocument { Bytes = new byte[] { 1 } }, service.Get<IRawArchive>(), default);

        var claim = Assert.Single(await service.Get<ISchedule>().ClaimDueAsync(Now.AddMinutes(1), TimeSpan.FromMinutes(1), 10, default));
        Assert.Equal(nameof(DocumentFetched), claim.Message.Type);
    }
}
