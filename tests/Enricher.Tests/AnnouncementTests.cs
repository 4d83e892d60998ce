using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Enricher.Tests;

/// <summary>Which articles the public hears of.</summary>
public class AnnouncementTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("the first of its article", PubStatus.Usable, null, null, true)]
    [InlineData("a further version", PubStatus.Usable, null, PubStatus.Usable, true)]
    [InlineData("a kill", PubStatus.Canceled, null, null, false)]
    [InlineData("withheld", PubStatus.Withheld, null, PubStatus.Usable, false)]
    [InlineData("a status that nobody knows", "secret", null, null, false)]
    [InlineData("under embargo", PubStatus.Usable, 1, null, false)]
    [InlineData("an embargo that is over", PubStatus.Usable, 0, null, true)]
    [InlineData("an embargo that is over, of an article that is public", PubStatus.Usable, -1, PubStatus.Usable, true)]
    [InlineData("an embargo that is over, which a version that is filed may have postponed", PubStatus.Usable, -1, ArticleStanding.Embargoed, false)]
    [InlineData("the same without an embargo: it is lifted", PubStatus.Usable, null, ArticleStanding.Embargoed, true)]
    [InlineData("withdrawn before", PubStatus.Usable, null, PubStatus.Canceled, false)]
    public void An_article_is_announced_or_not(string because, string pubStatus, int? embargoHours, string? standing, bool announced)
    {
        var article = Article(order: "5") with { PubStatus = pubStatus, EmbargoedUntil = embargoHours is { } hours ? Now.AddHours(hours) : null };

        Assert.True(Announcement.MayBeMade(article, standing is null ? null : new ArticleStanding(standing, "4"), Now) == announced, because);
    }

    [Theory]
    [InlineData("3", false)]
    [InlineData("4", false)]
    [InlineData("5", true)]
    public void While_the_newest_version_is_withheld_only_a_newer_one_is_announced(string order, bool announced) =>
        Assert.Equal(announced, Announcement.MayBeMade(Article(order), new ArticleStanding(PubStatus.Withheld, "4"), Now));

    private static ArticleEnriched Article(string order) =>
        new ArticleEnriched(Articles.Parsed("Canal locks reopen", ["The locks reopened."])) { VersionOrder = order };
}
