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
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(_ => { }, _ => { }, time: new FakeTimeProvider(Now));

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

        Assert.Equal(2, (await service.Get<ILedger>().BalanceAsync(Now.AddHours(-1), default)) is { Accepted: 2, InFlight: 2, Unexplained: 0 } ? accepted.Count : -1);
        Assert.Empty(await service.Get<ISchedule>().ClaimDueAsync(Now.AddSeconds(29), TimeSpan.FromMinutes(1), 10, default));
        var kept = await service.Get<ISchedule>().ClaimDueAsync(Now.AddSeconds(30), TimeSpan.FromMinutes(1), 10, default);
        Assert.Equal(accepted.Select(entry => entry.Id).Order(), kept.Select(claim => claim.Message.EntryId).Order());
        Assert.All(kept, claim => Assert.Equal(nameof(FetchArticle), claim.Message.Type));
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

        var entry = await service.Get<Intake>().AcceptFileAsync(bytes, "Text/Plain", "utf-8", url, Now.AddDays(-1), service.Get<IRawArchive>(), default);

        Assert.StartsWith(name, entry.Url, StringComparison.Ordinal);
        Assert.Equal(SourceKind.File, entry.Kind);
        var said = Assert.Single(service.Messages.PublishedOf<DocumentFetched>());
        var document = (DocumentFetched)said.Message;
        Assert.Equal((entry.Id, entry.Url, "text/plain", "utf-8", (DateTimeOffset?)Now.AddDays(-1), 23L),
            (said.EntryId!.Value, document.FinalUrl, document.ContentType, document.Charset, document.PublishedAt, document.ByteCount));
        Assert.Equal(bytes, await service.Get<IRawArchive>().GetAsync(document.ArchiveKey, default));
    }

    [Fact]
    public async Task A_file_that_no_broker_takes_is_kept_too()
    {
        service.Messages.Refuse = _ => new MassTransitException("The broker is away.");

        await service.Get<Intake>().AcceptFileAsync(new byte[] { 1 }, null, null, null, null, service.Get<IRawArchive>(), default);

        var claim = Assert.Single(await service.Get<ISchedule>().ClaimDueAsync(Now.AddMinutes(1), TimeSpan.FromMinutes(1), 10, default));
        Assert.Equal(nameof(DocumentFetched), claim.Message.Type);
    }
}
