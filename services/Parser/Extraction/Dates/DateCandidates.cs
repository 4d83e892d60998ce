using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>All dates of a page that may be its article's.</summary>
internal static class DateCandidates
{
    public static List<DateCandidate> Collect(Page page, PageMeta meta, StructuredData structured, string url, DateTimeOffset fetchedAt)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host : null;
        var locale = DateLocale.Of(meta.Language ?? structured.Language ?? meta.First("og:locale", "content-language"), host);
        var found = new List<DateCandidate>();
        MetaDates.Collect(page, meta, structured, url, locale, found);
        var anchor = Anchor.Find(page, meta.First("og:title"), structured.Headline, meta.Title);
        PageDates.Collect(page, anchor, locale, fetchedAt, found);
        return found;
    }
}
