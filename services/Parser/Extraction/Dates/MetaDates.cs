using System.Collections.Frozen;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Dates that the head of a page tells machines.</summary>
internal static class MetaDates
{
    // Names that mean publication. Open Graph protocol (article), schema.org, Dublin Core (DCMI Metadata Terms), documentation of Parse.ly, Sailthru, Cxense, and of Swiftype's and BBC's page metadata.
    private static readonly string[] Published =
    [
        "article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate", "datePublished", "parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "published_time", "pubdate",
        "publication_date", "publication-date", "publicationdate", "article.published", "article_date_original", "cXenseParse:recs:publishtime", "cXenseParse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.created",
        "dc.date.created", "dc.date.published", "date.created", "originalpublicationdate", "sm.publishtime", "rnews:datePublished", "article.created", "displaydate", "date_published", "dateCreated", "published_at", "publishdate", "published",
        "published-date", "article:post_date", "post_date", "ptime", "releasedate", "release_date", "video:release_date", "iso-8601-publish-date", "dcsext.articlefirstpublished", "citation_publication_date", "citation_online_date", "wa:pubdate",
        "news_date", "article:date", "article-date", "shareaholic:article_published_time", "blog:published", "created", "dateposted", "dc:date", "bt:pubdate", "mediator_published_time", "apub:time", "vr:published_time", "pagepublished", "firstpublished",
    ];

    // Names that some publishers put the day of publication under and others the day of the request or of the last change.
    private static readonly string[] Loose = ["date", "dc.date", "dcterms.date", "creation_date", "article:created", "time", "og:date", "datetime", "timestamp", "uploaddate", "dcterms.available", "eprints.date", "live_date", "content_date", "search_date", "dc.date.available"];

    private static readonly string[] Modified =
    [
        "article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "dateModified", "last-modified", "article.updated", "dcterms.modified", "dc.modified", "dc.date.modified", "lastmod", "modified_time", "modified_date",
        "updated_time", "article:updated_time", "modificationdate", "revision_date", "revised", "dateupdate", "iso-8601-modified-date", "lastupdate", "last_modified", "bt:moddate", "utime", "article:updated", "shareaholic:article_modified_time", "pagemodified",
    ];

    private static readonly FrozenDictionary<string, DateSource> Named = Published.Select(name => (name, DateSource.Meta))
        .Concat(Loose.Select(name => (name, DateSource.MetaLoose)))
        .Concat(Modified.Select(name => (name, DateSource.MetaModified)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    public static void Collect(Page page, PageMeta meta, StructuredData structured, string url, DateLocale locale, List<DateCandidate> found)
    {
        void Offer(DateSource source, string evidence, string? value)
        {
            if (MachineDate.Read(value, locale) is { } date)
            {
                found.Add(new DateCandidate(source, evidence, date));
            }
        }

        Offer(structured.IsArticle ? DateSource.JsonLd : DateSource.JsonLdPage, "json-ld:datePublished", structured.DatePublished);
        Offer(DateSource.JsonLdModified, "json-ld:dateModified", structured.DateModified);
        foreach (var element in page.All(Tag.Meta))
        {
            // What is marked with itemprop stands beside what it describes, which may be a comment: that is read in its place.
            if ((page.Attribute(element, "property") ?? page.Attribute(element, "name"))?.Trim() is { } name && Named.TryGetValue(name, out var source))
            {
                Offer(source, "meta:" + name, page.Attribute(element, "content"));
            }
        }

        if (UrlDate.Day(url) is { } day)
        {
            found.Add(new DateCandidate(DateSource.Url, "url", new WrittenDate(day, null, null, null, 0, 0)));
        }
        else if (UrlDate.Month(url) is { } month)
        {
            found.Add(new DateCandidate(DateSource.UrlMonth, "url", new WrittenDate(month, null, null, null, 0, 0)));
        }

        if (meta.First("og:image", "twitter:image") is { } image && UrlDate.Day(image) is { } pictured)
        {
            found.Add(new DateCandidate(DateSource.ImageUrl, "image-url", new WrittenDate(pictured, null, null, null, 0, 0)));
        }

        ScriptDates.Collect(page.Html, locale, found);
    }
}
