using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Indexer.Filing;

/// <summary>What is left of an article that is withdrawn: which it was, where it came from, and who had it withdrawn, why and when. No word of it.</summary>
internal static class Tombstone
{
    public static ArticleEnriched Of(ArticleEnriched article, Withdrawal withdrawal) => new()
    {
        ArticleId = article.ArticleId,
        PubStatus = PubStatus.Canceled,
        IndexedAt = withdrawal.At,
        RequestedUrl = article.RequestedUrl,
        FinalUrl = article.FinalUrl,
        CanonicalUrl = article.CanonicalUrl,
        Provider = article.Provider,
        Source = article.Source,
        Headline = "",
        Kind = article.Kind,
        FetchedAt = article.FetchedAt,
        Body = new BodyBuilder().Build(),
        Language = article.Language,
        Provenance = article.Provenance,
        Withdrawal = withdrawal,
    };
}
