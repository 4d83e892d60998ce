using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment;
using Ingestion.News;

namespace Ingestion.Enricher.Tests;

/// <summary>Parsed articles by hand, and one enricher for all tests: its models take a while to load.</summary>
internal static class Articles
{
    public static readonly ArticleEnricher Enricher = new(new EnricherOptions());

    private static readonly DateTimeOffset Fetched = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    public static ArticleParsed Parsed(string headline, IEnumerable<string> paragraphs, DateTimeOffset? published = null, string? markupLanguage = null)
    {
        var body = new BodyBuilder();
        foreach (var paragraph in paragraphs)
        {
            body.Add(BlockKind.Paragraph, paragraph);
        }

        return new ArticleParsed
        {
            ArticleId = ArticleId.FromUrl("https://wire.example/story"),
            RequestedUrl = "https://wire.example/story",
            FinalUrl = "https://wire.example/story",
            CanonicalUrl = "https://wire.example/story",
            Provider = new Provider { Name = "Example Wire", Host = "wire.example" },
            Source = new Source { Kind = SourceKind.Web, DiscoveredAt = Fetched },
            Headline = headline,
            FetchedAt = Fetched,
            Body = body.Build(),
            Published = published is { } at ? new EditorialDate { At = at, Evidence = "json-ld:datePublished", Confidence = 0.99 } : null,
            MarkupLanguage = markupLanguage,
            Provenance = new Provenance { ArchiveKey = "sha256:" + new string('0', 64), Parser = "0.1.0" },
        };
    }

    /// <summary>Paragraphs parted by line breaks; published on Wednesday, 4 March 2026, unless said otherwise.</summary>
    public static ArticleEnriched Enrich(string text, string headline = "", DateTimeOffset? published = null) =>
        Enricher.Enrich(Parsed(headline, text.Split('\n'), published ?? new DateTimeOffset(2026, 3, 4, 18, 30, 0, TimeSpan.FromHours(1))));

    public static Entity? Entity(this ArticleEnriched article, string name) => article.Entities.FirstOrDefault(entity => entity.Name == name);
}
