using Ingestion.Contracts;
using Ingestion.Indexer.Filing;
using Ingestion.TestSupport;

namespace Ingestion.Indexer.Tests;

public class RevisionsTests
{
    private static readonly DateTimeOffset Now = Samples.At.AddHours(1);
    private static readonly ArticleEnriched Incoming = Samples.Article with { Revision = null, IndexedAt = null, Changes = null };

    [Fact]
    public void The_first_of_an_article_is_revision_1_and_changes_nothing()
    {
        var filed = Assert.IsType<Decision.File>(Revisions.Decide(null, Incoming, Now)).Article;

        Assert.Equal((1, Now, null), (filed.Revision, filed.IndexedAt, filed.Changes));
    }

    public static TheoryData<string, ArticleEnriched> Changed => new()
    {
        { "headline", Incoming with { Headline = "Harbour strike ends" } },
        { "alternativeHeadline", Incoming with { AlternativeHeadline = null } },
        { "byline", Incoming with { Byline = "By Ada Moreno and Ben Okoro" } },
        { "body", Incoming with { Body = Incoming.Body with { Fingerprint = "sha256:other" } } },
        { "published", Incoming with { Published = Incoming.Published! with { At = Now } } },
        { "edNote", Incoming with { EdNote = "Corrects name in paragraph 2" } },
        { "embargoedUntil", Incoming with { EmbargoedUntil = Now } },
        { "pubStatus", Incoming with { PubStatus = PubStatus.Withheld } },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_change_that_readers_see_makes_a_revision_that_names_it(string field, ArticleEnriched changed)
    {
        var filed = Assert.IsType<Decision.File>(Revisions.Decide(Samples.Article, changed, Now)).Article;

        Assert.Equal(3, filed.Revision);
        Assert.Equal(field, Assert.Single(filed.Changes!).Field);
    }

    public static TheoryData<string, ArticleEnriched> Same => new()
    {
        { "fetched before what is filed", Incoming with { FetchedAt = Samples.At.AddSeconds(-1), Headline = "Harbour strike begins" } },
        { "fetched again", Incoming with { FetchedAt = Now } },
        { "asked for by another URL", Incoming with { RequestedUrl = "https://wire.example/s/1?utm_source=y" } },
        { "enriched otherwise", Incoming with { Entities = [], Quotes = [] } },
        { "parsed by a newer parser", Incoming with { Provenance = Incoming.Provenance with { Parser = "9.9.9" } } },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void How_an_article_was_handled_is_no_change(string because, ArticleEnriched again) =>
        Assert.True(Revisions.Decide(Samples.Article, again, Now) is Decision.Unchanged { Revision: 2 }, because);

    [Fact]
    public void A_kill_leaves_a_tombstone_without_the_text()
    {
        var tombstone = Assert.IsType<Decision.File>(Revisions.Decide(Samples.Article, Incoming with { PubStatus = PubStatus.Canceled }, Now)).Article;

        Assert.Equal((3, PubStatus.Canceled, "", ""), (tombstone.Revision, tombstone.PubStatus, tombstone.Body.Text, tombstone.Headline));
        Assert.Empty(tombstone.Entities);
        Assert.Equal(Incoming.Provenance.ArchiveKey, tombstone.Provenance.ArchiveKey);
    }

    [Theory]
    [InlineData(PubStatus.Usable)]
    [InlineData(PubStatus.Canceled)]
    public void A_later_fetch_does_not_revive_what_was_withdrawn(string pubStatus)
    {
        var tombstone = Samples.Article with { PubStatus = PubStatus.Canceled };

        Assert.Equal(new Decision.StaysWithdrawn(2), Revisions.Decide(tombstone, Incoming with { PubStatus = pubStatus }, Now));
    }
}
