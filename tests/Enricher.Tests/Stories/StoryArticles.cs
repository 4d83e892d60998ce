using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.TestSupport;

namespace Ingestion.Enricher.Tests.Stories;

/// <summary>Articles of two stories.</summary>
internal static class StoryArticles
{
    internal static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    internal static readonly ArticleEnriched[] Strike =
    [
        Article("a1_s1", "Dockers in Port Ellis walk out over shifts", "Dockers in Port Ellis walked out on Tuesday over new night shifts, and cranes stood still. Transport Minister Lena Brandt called for talks with the dockers' union."),
        Article("a1_s2", "Port Ellis strike enters second day", "The strike of dockers in Port Ellis entered a second day on Wednesday. Union leaders and Lena Brandt are to meet; forty ships wait off the port for cranes.", 20),
        Article("a1_s3", "Talks open in Port Ellis dock strike", "Lena Brandt met leaders of the dockers' union in Port Ellis to end the strike over night shifts that has kept forty ships waiting.", 30),
    ];

    internal static readonly ArticleEnriched Flour = Article("a1_f1", "Bakers fear dearer flour", "Bakers in Halden say that flour will cost a fifth more by summer after a wet harvest. Miller Otto Kranz blamed the price of diesel.");

    internal static ArticleEnriched Article(string id, string headline, string text, int minutes = 0)
    {
        var parsed = Articles.Parsed(headline, [text], Now.AddHours(-2).AddMinutes(minutes)) with { ArticleId = id, CanonicalUrl = "https://wire.example/" + id };
        return Articles.Enricher.Enrich(parsed) with { VersionOrder = VersionOrder.Of(parsed), IndexedAt = Now };
    }

    internal static ArticleIndexed Indexed(ArticleEnriched article) =>
        new() { ArticleId = article.ArticleId, Revision = 1, CanonicalUrl = article.CanonicalUrl, Headline = article.Headline, LanguageTag = "en", IndexedAt = Now, Version = article.ArticleId };
}
