using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using static Ingestion.Enricher.Tests.Copies.CopyTexts;

namespace Ingestion.Enricher.Tests.Copies;

/// <summary>What the world hears of copies.</summary>
public sealed class CopiesConsumerTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_copy_is_announced_as_one_and_the_original_hears_of_it_once()
    {
        var story = Story(21);
        var (original, copy) = (Parsed("a1_9_original", story, "wire.example"), Parsed("a1_1_copy", story + "\nMore later.", "paper.example", 5));

        await service.HandleAsync(original, Guid.NewGuid());
        await service.HandleAsync(copy, Guid.NewGuid());
        await service.HandleAsync(copy, Guid.NewGuid());

        var announced = service.Messages.PublishedOf<ArticleEnriched>();
        var known = ((ArticleEnriched)announced[1].Message).Copies!;
        Assert.Null(((ArticleEnriched)announced[0].Message).Copies);
        Assert.Equal(("a1_1_copy", "a1_9_original", CopyRelation.Syndicated), (known.GroupId, known.Of, known.Relation));
        Assert.Equal(new CopyOrigin { Provider = "wire.example", Evidence = OriginEvidence.Earliest }, known.Origin);
        Assert.Equal(announced[1].MessageId, announced[2].MessageId);
        var changed = Assert.IsType<CopiesChanged>(Assert.Single(service.Messages.PublishedOf<CopiesChanged>()).Message);
        Assert.Equal(("a1_9_original", "a1_1_copy", null, 1L), (changed.ArticleId, changed.Copies.GroupId, changed.Copies.Of, changed.Copies.Version));
    }

    [Fact]
    public async Task A_withdrawn_article_leaves_and_its_copies_hear_of_it()
    {
        var story = Story(22);
        await service.HandleAsync(Parsed("a1_1", story, "wire.example"), Guid.NewGuid());
        await service.HandleAsync(Parsed("a1_2", story, "paper.example", 5), Guid.NewGuid());

        await service.HandleAsync(new ArticleWithdrawn { ArticleId = "a1_1", Revision = 1, Reason = WithdrawReason.Kill }, Guid.NewGuid());
        await Shell.UntilAsync("the copy is told", () => Task.FromResult(service.Messages.PublishedOf<CopiesChanged>().Any(message => message.Message is CopiesChanged { ArticleId: "a1_2" })));
        await service.HandleAsync(Parsed("a1_3", story, "gazette.example", 9), Guid.NewGuid());

        var told = (CopiesChanged)service.Messages.PublishedOf<CopiesChanged>().Last(message => message.Message is CopiesChanged { ArticleId: "a1_2" }).Message;
        Assert.Equal((2L, null, "a1_1"), (told.Copies.Version, told.Copies.Of, told.Copies.GroupId));
        var third = (ArticleEnriched)service.Messages.PublishedOf<ArticleEnriched>()[^1].Message;
        Assert.Equal("a1_2", third.Copies?.Of);
        Assert.Null(await service.Get<ICopies>().FindAsync("a1_1", default));
    }

    [Theory]
    [InlineData("withheld", false)]
    [InlineData("withheld, and a newer version is public", true)]
    [InlineData("withheld, and a newer version is on its way to be filed", true)]
    public async Task A_withdrawal_that_comes_late_forgets_no_newer_version(string because, bool isKept)
    {
        var (store, story) = (service.Get<IArticleStore>(), Story(24));
        var versions = Enumerable.Range(0, 3).Select(i => Version(i, story, i == 1 ? PubStatus.Withheld : PubStatus.Usable)).ToList();
        await store.FileAsync(versions[0], Guid.NewGuid(), versions[0].FetchedAt, default);
        await store.FileAsync(versions[1], Guid.NewGuid(), versions[1].FetchedAt, default);
        if (because.EndsWith("public", StringComparison.Ordinal))
        {
            await store.FileAsync(versions[2], Guid.NewGuid(), versions[2].FetchedAt, default);
        }

        await service.Get<CopyFinder>().FindAsync(isKept ? versions[2] : versions[0], default);
        await service.HandleAsync(new ArticleWithdrawn { ArticleId = "a1_1", Revision = 2, Reason = WithdrawReason.Withheld }, Guid.NewGuid());
        await Shell.UntilAsync("both who hear of it are done", () => Task.FromResult(service.Messages.Consumed.Count(one => one.Message is ArticleWithdrawn) == 2));

        Assert.True(isKept == await service.Get<ICopies>().FindAsync("a1_1", default) is not null, because);
    }

    private static ArticleEnriched Version(int number, string story, string status)
    {
        var parsed = Parsed("a1_1", $"{story}\nVersion {number}.", "wire.example", number);
        parsed = parsed with { PubStatus = status, FetchedAt = parsed.FetchedAt.AddMinutes(number), Provenance = parsed.Provenance with { ArchiveKey = $"sha256:{new string((char)('0' + number), 64)}" } };
        return new ArticleEnriched(parsed) with { VersionOrder = VersionOrder.Of(parsed), IndexedAt = parsed.FetchedAt };
    }

    [Fact]
    public async Task What_is_not_announced_is_nobodys_copy()
    {
        var story = Story(23);
        await service.HandleAsync(Parsed("a1_1", story, "wire.example") with { EmbargoedUntil = TimeProvider.System.GetUtcNow().AddDays(1) }, Guid.NewGuid());
        await service.HandleAsync(Parsed("a1_2", story, "paper.example", 5), Guid.NewGuid());

        Assert.Null(((ArticleEnriched)Assert.Single(service.Messages.PublishedOf<ArticleEnriched>()).Message).Copies);
        Assert.Null(await service.Get<ICopies>().FindAsync("a1_1", default));
    }
}
