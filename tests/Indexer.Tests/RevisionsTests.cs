using Ingestion.Contracts;
using Ingestion.Indexer.Filing;
using Ingestion.News.Versions;
using Ingestion.TestSupport;

namespace Ingestion.Indexer.Tests;

/// <summary>What is said of a version, given what is filed.</summary>
public class RevisionsTests
{
    private static readonly DateTimeOffset Now = Samples.At.AddHours(1);
    private static readonly Guid Mine = Guid.NewGuid();
    private static readonly Guid Others = Guid.NewGuid();
    private static readonly ArticleEnriched One = Versions.Of(1), Two = Versions.Of(2), Three = Versions.Of(3);

    [Fact]
    public void The_first_of_an_article_is_indexed() =>
        Assert.Equal(1, Assert.IsType<Decision.Indexed>(Decide(One, isFirst: true, One)).Revision.Revision);

    [Fact]
    public void A_newer_version_is_revised_and_says_what_changed()
    {
        var revised = Assert.IsType<Decision.Revised>(Decide(Two, isFirst: false, One, Two));

        Assert.Equal((2, null), (revised.Revision.Revision, revised.Latest));
        Assert.Equal(["body", "version"], revised.Revision.Changes!.Select(change => change.Field));
    }

    [Fact]
    public void An_older_version_that_comes_late_has_its_place_in_history_and_names_the_latest()
    {
        var revised = Assert.IsType<Decision.Revised>(Decide(Two, isFirst: false, One, Two, Three));

        Assert.Equal((2, 3), (revised.Revision.Revision, revised.Latest));
    }

    [Fact]
    public void What_another_entry_filed_is_unchanged() =>
        Assert.Equal(new Decision.Unchanged(1), Decide(One, isFirst: true, filedBy: Others, One, Two));

    [Fact]
    public void Content_that_comes_back_is_revised_under_a_name_of_its_own_and_only_once()
    {
        var (first, second) = (Versions.Of(null, text: "Cranes stood still."), Versions.Of(null, text: "Cranes turned.", fetchedAt: Samples.At.AddMinutes(1)));
        var back = first with { FetchedAt = Samples.At.AddMinutes(2) };

        var revised = Assert.IsType<Decision.Revised>(Decide(back, isFirst: true, filedBy: Others, first, second, back));
        var again = Decide(back with { FetchedAt = Samples.At.AddMinutes(2) }, isFirst: true, filedBy: Others, first, second, back, back with { FetchedAt = Samples.At.AddMinutes(3) });

        Assert.Equal((3, null), (revised.Revision.Revision, revised.Latest));
        Assert.StartsWith(Content.NameOf(first) + "@", revised.Version, StringComparison.Ordinal);
        Assert.Equal(new Decision.Unchanged(1), again);
    }

    [Fact]
    public void A_withheld_version_recalls_the_older_ones_and_a_newer_one_brings_the_article_back()
    {
        var withheld = Two with { PubStatus = PubStatus.Withheld };

        Assert.Equal(2, Assert.IsType<Decision.Withheld>(Decide(withheld, isFirst: false, One, withheld)).Revision);
        Assert.Equal(1, Assert.IsType<Decision.Withheld>(Decide(One, isFirst: false, One, withheld)).Revision);
        Assert.Equal(3, Assert.IsType<Decision.Revised>(Decide(Three, isFirst: false, One, withheld, Three)).Revision.Revision);
        Assert.Equal(new Decision.Unchanged(2), Decide(withheld, isFirst: false, One, withheld, Three));
    }

    [Fact]
    public void An_embargo_holds_until_its_time_or_the_one_that_a_newer_version_says()
    {
        var held = One with { EmbargoedUntil = Now.AddHours(1) };
        var postponed = Two with { EmbargoedUntil = Now.AddHours(3) };

        Assert.Equal(Now.AddHours(1), Assert.IsType<Decision.Embargoed>(Decide(held, isFirst: true, held)).Until);
        Assert.Equal(Now.AddHours(3), Assert.IsType<Decision.Embargoed>(Decide(held, isFirst: true, held, postponed)).Until);
        Assert.IsType<Decision.Indexed>(Decide(held with { EmbargoedUntil = Now }, isFirst: true, held with { EmbargoedUntil = Now }));
    }

    [Theory]
    [InlineData(PubStatus.Usable)]
    [InlineData(PubStatus.Withheld)]
    public void What_comes_after_a_tombstone_stays_withdrawn(string pubStatus)
    {
        var late = One with { PubStatus = pubStatus };

        Assert.Equal(new Decision.StaysWithdrawn(Content.NameOf(late)), Revisions.Decide(new Storage.Filing(Versions.Kill, [], Mine, false), late, Mine, Now));
    }

    [Fact]
    public void A_tombstone_has_no_word_of_the_article()
    {
        var article = Samples.Article with { Headline = "Zanzibar", AlternativeHeadline = "Zanzibar", Slugline = "Zanzibar", Byline = "Zanzibar", Abstract = "Zanzibar", Section = "Zanzibar", EdNote = "Zanzibar", Keywords = ["Zanzibar"], Authors = ["Zanzibar"], Captions = ["Zanzibar"] };

        var json = System.Text.Json.JsonSerializer.Serialize(Tombstone.Of(article, new Withdrawal { Reason = WithdrawReason.Kill, At = Now }), ContractJson.Options);

        Assert.DoesNotContain("Zanzibar", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Brandt", json, StringComparison.Ordinal);
        Assert.Contains(article.ArticleId, json, StringComparison.Ordinal);
    }

    private static Decision Decide(ArticleEnriched version, bool isFirst, params ArticleEnriched[] seen) => Decide(version, isFirst, Mine, seen);

    private static Decision Decide(ArticleEnriched version, bool isFirst, Guid filedBy, params ArticleEnriched[] seen)
    {
        var filed = seen.GroupBy(Content.NameOf).Select(same => new FiledContent(same.First(), same.Select(VersionOrder.Of).Order(StringComparer.Ordinal).First(), same.Select(VersionOrder.Of).Order(StringComparer.Ordinal).Last()));
        return Revisions.Decide(new Storage.Filing(null, History.Of([.. filed]), filedBy, isFirst), version, Mine, Now);
    }
}
