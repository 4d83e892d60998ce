using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction;

/// <summary>When a page says that its article was published and last changed, best evidence first.</summary>
internal static class PublishedDate
{
    /// <summary>An article's date stands among the first elements that look like one; a page with thousands of them is not read through.</summary>
    private const int MostElements = 60;

    // Names of meta elements, most specific first. Open Graph protocol (article), schema.org, Dublin Core (DCMI Metadata Terms), Parse.ly and Sailthru documentation.
    private static readonly string[] PublishedNames =
    [
        "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datePublished", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "published_time", "pubdate",
        "publication_date", "article.published", "article_date_original", "cXenseParse:recs:publishtime", "cXenseParse:publishtime", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created",
        "DC.date.published", "date.created", "originalpublicationdate", "sm.publishtime", "rnews:datePublished", "article.created", "displaydate", "date_published", "dateCreated", "date",
    ];

    private static readonly string[] ModifiedNames = ["article:modified_time", "og:updated_time", "dateModified", "last-modified", "article.updated", "dcterms.modified", "dc.date.modified", "lastmod"];

    public static EditorialDate? Published(IHtmlDocument page, PageMeta meta, StructuredData structured, string url, DateTimeOffset latest)
    {
        var found = new List<EditorialDate>();
        void Offer(string? text, string evidence, double confidence)
        {
            if (EditorialDates.TryParse(text, latest, out var at))
            {
                found.Add(new EditorialDate { At = at, Evidence = evidence, Confidence = confidence });
            }
        }

        Offer(structured.DatePublished, "json-ld:datePublished", 0.98);
        foreach (var name in PublishedNames)
        {
            foreach (var value in meta.All(name))
            {
                Offer(value, "meta:" + name, 0.95);
            }
        }

        if (found.Count == 0)
        {
            foreach (var element in page.QuerySelectorAll("[itemprop=datePublished],[property='schema:datePublished']").Take(MostElements))
            {
                Offer(element.GetAttribute("content") ?? element.GetAttribute("datetime") ?? element.TextContent, "itemprop:datePublished", 0.9);
            }
        }

        if (found.Count == 0)
        {
            foreach (var time in page.QuerySelectorAll("time").Take(MostElements))
            {
                Offer(time.GetAttribute("datetime") ?? time.TextContent, "time", 0.8);
            }
        }

        if (found.Count > 0)
        {
            // Of two prints of one moment the one with the publisher's own offset tells the local day.
            var first = found[0];
            return found.Find(date => date.At.Offset != TimeSpan.Zero && date.At.UtcDateTime == first.At.UtcDateTime) ?? first;
        }

        if (EditorialDates.TryUrl(url, latest, out var day))
        {
            return new EditorialDate { At = day, Evidence = "url", Confidence = 0.7 };
        }

        foreach (var element in page.QuerySelectorAll("[class*=date],[class*=Date],[class*=time],[class*=publi],[class*=byline],[class*=meta],[id*=date],[class*=posted],[class*=info],abbr[title]").Take(MostElements))
        {
            var text = element.GetAttribute("datetime") ?? (element.LocalName == "abbr" ? element.GetAttribute("title") : null) ?? element.TextContent;
            Offer(text.Length < 400 ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null, "text", 0.6);
            if (found.Count > 0)
            {
                return found[0];
            }
        }

        return null;
    }

    public static EditorialDate? Modified(PageMeta meta, StructuredData structured, DateTimeOffset latest)
    {
        if (EditorialDates.TryParse(structured.DateModified, latest, out var at))
        {
            return new EditorialDate { At = at, Evidence = "json-ld:dateModified", Confidence = 0.95 };
        }

        foreach (var name in ModifiedNames)
        {
            if (EditorialDates.TryParse(meta.First(name), latest, out at))
            {
                return new EditorialDate { At = at, Evidence = "meta:" + name, Confidence = 0.9 };
            }
        }

        return null;
    }
}
