using Ingestion.Enricher.Enrichment.Names.English;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Names by tables, titles and shapes: fully for English, sparingly for other languages.</summary>
internal sealed class RulesNer : INerProvider
{
    public List<NameSpan> Find(string text, Token[] tokens, string language) =>
        language is "en" or "und" ? EnglishNames.Find(text, tokens) : OtherLanguageNames.Find(text, tokens, language);
}
