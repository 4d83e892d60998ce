using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Indexer.Tests;

/// <summary>What is filed and enriched again: what is said of it, each message once and twice.</summary>
public sealed class EnrichedAgainTests : IAsyncLifetime
{
    private static readonly ArticleEnriched First = Versions.Of(1) with { Language = new Language { Tag = "und", Confidence = 0, By = "none" } };
    private static readonly ArticleEnriched Again = Read(First, 1) with { Language = new Language { Tag = "en", Confidence = 0.9, By = "lingua/2.0" }, Times = [] };
    private readonly FakeTimeProvider time = new(Samples.At.AddHours(1));
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await Versions.IndexerAsync(time);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Where_something_else_was_found_it_is_announced_and_comes_back_as_unchanged_with_what_it_is()
    {
        await service.GiveAsync(First, Guid.NewGuid());
        var entry = Guid.NewGuid();

        for (var i = 1; i <= 2; i++)
        {
            await GiveAgainAsync(Again with { Keywords = ["other furniture"] }, entry);
            await Shell.UntilAsync("what was announced is filed", () => Task.FromResult(service.Messages.PublishedOf<ArticleUnchanged>().Count == i));
        }

        var announced = service.Messages.PublishedOf<ArticleEnriched>().Where(one => ((ArticleEnriched)one.Message).Reenriched is not null).ToList();
        Assert.Equal((2, 1), (announced.Count, announced.Select(one => one.MessageId).Distinct().Count()));
        Assert.DoesNotContain(service.Messages.PublishedOf<ArticleEnriched>().Except(announced), one => one.MessageId == announced[0].MessageId);
        var article = (ArticleEnriched)announced[0].Message;
        Assert.Equal(["language", "times"], article.Reenriched!.Parts);
        Assert.Equal(("en", "0.1.0", First.VersionOrder, null, null), (article.Language.Tag, article.Reenriched.Before, article.VersionOrder, article.Revision, article.IndexedAt));
        Assert.Equal(First.Keywords, article.Keywords);
        var closed = service.Messages.PublishedOf<ArticleUnchanged>();
        Assert.All(closed, one => Assert.Equal((entry, 1, "language times"), (one.EntryId!.Value, ((ArticleUnchanged)one.Message).Revision, string.Join(' ', ((ArticleUnchanged)one.Message).Annotations!))));
        Assert.Single(closed.Select(one => one.MessageId).Distinct());
        Assert.Equal((1, "en"), ((await service.StandingAsync())!.Revision, (await service.StandingAsync())!.Language.Tag));
    }

    [Fact]
    public async Task What_is_only_surer_is_filed_and_nothing_is_announced()
    {
        await service.GiveAsync(First, Guid.NewGuid());
        var entry = Guid.NewGuid();
        var surer = Read(First, 1) with { Times = [First.Times[0] with { Confidence = 1, By = "times/9" }] };

        var said = await GiveAgainAsync(surer, entry);
        var again = await GiveAgainAsync(surer, entry);

        Assert.Equal(new ArticleUnchanged { ArticleId = First.ArticleId, Revision = 1 }, Assert.Single(said).Message);
        Assert.Equal(said.Single().MessageId, again.Single().MessageId);
        Assert.Equal("times/9", (await service.StandingAsync())!.Times[0].By);
    }

    [Fact]
    public async Task Enriched_once_more_with_the_same_result_says_nothing()
    {
        await service.GiveAsync(First, Guid.NewGuid());
        await GiveAgainAsync(Again, Guid.NewGuid());
        await Shell.UntilAsync("what was announced is filed", () => Task.FromResult(service.Messages.PublishedOf<ArticleUnchanged>().Count == 1));

        var said = await GiveAgainAsync(Read(Again, 2), Guid.NewGuid());

        Assert.Null(Assert.IsType<ArticleUnchanged>(Assert.Single(said).Message).Annotations);
    }

    [Fact]
    public async Task Of_an_older_revision_nothing_is_announced_and_its_annotations_are_filed()
    {
        await service.GiveAsync(First, Guid.NewGuid());
        await service.GiveAsync(Versions.Of(2, "Harbour strike ends"), Guid.NewGuid());

        var said = await GiveAgainAsync(Again, Guid.NewGuid());

        Assert.Equal(new ArticleUnchanged { ArticleId = First.ArticleId, Revision = 1 }, Assert.Single(said).Message);
        Assert.Equal(["en", "en"], (await service.Get<IArticleStore>().RevisionsAsync(First.ArticleId, default)).Select(one => one.Language.Tag));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_what_is_withheld_or_under_embargo_nothing_is_announced(bool isWithheld)
    {
        var held = isWithheld ? First with { PubStatus = PubStatus.Withheld } : First with { EmbargoedUntil = time.GetUtcNow().AddHours(2) };
        await service.GiveAsync(held, Guid.NewGuid(), isHeld: true);

        var said = await GiveAgainAsync(Again with { PubStatus = held.PubStatus, EmbargoedUntil = held.EmbargoedUntil }, Guid.NewGuid());

        Assert.Equal(new ArticleUnchanged { ArticleId = First.ArticleId, Revision = 1 }, Assert.Single(said).Message);
        Assert.Empty(service.Messages.PublishedOf<ArticleEnriched>());
    }

    [Fact]
    public async Task After_a_kill_nothing_comes_back_and_no_annotation_is_left()
    {
        await service.GiveAsync(First, Guid.NewGuid());
        await GiveAgainAsync(Again, Guid.NewGuid());
        await Shell.UntilAsync("what was announced is filed", () => Task.FromResult(service.Messages.PublishedOf<ArticleUnchanged>().Count == 1));
        var announced = (ArticleEnriched)service.Messages.PublishedOf<ArticleEnriched>()[^1].Message;
        await service.GiveAsync(Versions.Kill, Guid.NewGuid());

        var onItsWay = await service.GiveAsync(announced, Guid.NewGuid());
        var read = await GiveAgainAsync(Again, Guid.NewGuid());

        Assert.All([onItsWay, read], said => Assert.Equal(WithdrawReason.WithdrawnBefore, Assert.IsType<ArticleWithdrawn>(Assert.Single(said).Message).Reason));
        Assert.Empty(await service.Get<IArticleStore>().ReadingsAsync(First.ArticleId, default));
    }

    [Fact]
    public async Task Content_that_went_and_came_back_is_not_announced_as_back_again()
    {
        var first = Versions.Of(null, text: "Cranes stood still.");
        var back = first with { FetchedAt = Samples.At.AddMinutes(2) };
        await service.GiveAsync(first, Guid.NewGuid());
        await service.GiveAsync(Versions.Of(null, text: "Cranes turned.", fetchedAt: Samples.At.AddMinutes(1)), Guid.NewGuid());
        await service.GiveAsync(back, Guid.NewGuid());
        var before = service.Messages.PublishedOf<ArticleRevised>().Count;

        var said = await GiveAgainAsync(Read(back, 1) with { Times = [] }, Guid.NewGuid());
        await Shell.UntilAsync("what was announced is filed", () => Task.FromResult(service.Messages.PublishedOf<ArticleUnchanged>().Count == 1));

        var announced = Assert.IsType<ArticleEnriched>(said[0].Message);
        Assert.Equal(("times", VersionOrder.Of(back)), (announced.Reenriched!.Parts.Single(), announced.VersionOrder));
        Assert.Equal((before, 3), (service.Messages.PublishedOf<ArticleRevised>().Count, ((ArticleUnchanged)service.Messages.PublishedOf<ArticleUnchanged>()[0].Message).Revision));
    }

    [Fact]
    public async Task Whoever_died_before_it_was_said_is_made_up_for_also_where_other_bytes_were_read_meanwhile()
    {
        await service.GiveAsync(First, Guid.NewGuid());
        await service.Get<IArticleStore>().FileAsync(Again with { IndexedAt = Samples.At }, Guid.NewGuid(), time.GetUtcNow(), default); // and died

        var later = Read(Again, 2) with { Language = Again.Language with { Confidence = 1 } };
        var said = await GiveAgainAsync(later, Guid.NewGuid());

        Assert.Equal(["language", "times"], Assert.IsType<ArticleEnriched>(said[0].Message).Reenriched!.Parts);
    }

    private static ArticleEnriched Read(ArticleEnriched article, int hour) => article with
    {
        Source = article.Source with { Kind = SourceKind.Reprocess },
        Provenance = article.Provenance with { EnrichedAt = Samples.At.AddHours(hour) },
    };

    private Task<IReadOnlyList<PublishedMessage>> GiveAgainAsync(ArticleEnriched read, Guid entryId) => service.GiveAsync(read, entryId, isHeld: true, isFiled: true);
}
