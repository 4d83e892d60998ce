using System.Diagnostics.CodeAnalysis;

namespace Ingestion.Contracts;

/// <summary>The parser found a news item in a document.</summary>
public sealed record ArticleParsed : NewsItem
{
    /// <summary>For deserialization.</summary>
    public ArticleParsed()
    {
    }

    /// <summary>Takes every field of <paramref name="item"/>.</summary>
    /// <param name="item">The item.</param>
    [SetsRequiredMembers]
    public ArticleParsed(NewsItem item)
        : base(item)
    {
    }
}
