using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Finds names in a text. Threads may share one.</summary>
internal interface INerProvider
{
    /// <param name="text">The body.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="language">BCP 47 tag, <c>und</c> when unknown.</param>
    /// <returns>Names that do not overlap, each with its provider in <see cref="NameSpan.By"/>, and words that may be short forms of them, without a type.</returns>
    List<NameSpan> Find(string text, Token[] tokens, string language);
}
