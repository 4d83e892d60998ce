using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction;

/// <summary>An HTML page to a news item.</summary>
internal static class HtmlArticle
{
    public static ParseResult Read(string html, DocumentFetched document, ParserOptions options)
    {
        var page = Page.Parse(html, PageLimits.Default with { MaxDepth = options.MaxDepth });
        if (Refusal.Of(page.Breach, options) is { } rejected)
        {
            return rejected;
        }

        var meta = PageMeta.Of(page);
        var reservations = Reservations.Of(document, meta);
        return Read(page, meta, reservations, document, options) with { ForbidsCopy = reservations.ForbidCopy(options) };
    }

    private static ParseResult Read(Page page, PageMeta meta, Reservations reservations, DocumentFetched document, ParserOptions options)
    {
        if (NestingDepth.Exceeds(page.Html, options.MaxDepth))
        {
            return new ParseResult.Rejected(RejectReason.TooDeep, $"The page nests more than {options.MaxDepth} elements.");
        }

        var structured = StructuredData.Of(page, meta);
        var host = CanonicalUrl.TryParse(document.FinalUrl, out var final) ? final.IdnHost : null;
        var copyright = CopyrightLine.Find(page.Html);
        var sites = SiteNames.Of(meta, structured, host, copyright?.Holder);
        var titles = new PageTitles(PrintedHeading.Of(page), structured.Headline, meta.First("og:title"), meta.First("twitter:title"), meta.Title);
        var section = Sections.Of(meta, structured, structured.Headline, sites);
        var headline = Headlines.Choose(titles, sites, section);

        using var old = new HtmlParser().ParseDocument(page.Html);
        string?[] prints = [titles.Structured, titles.OpenGraph, titles.Social, titles.Title, .. titles.Headings.Select(heading => heading.Text), headline?.Text];
        var found = ArticleBody.Find(page, meta, structured, Headlines.Prints(prints, sites));
        var body = found.Body;
        var reading = new PageReading(final, meta, structured, titles, headline?.Text, body, Statuses.Of(meta, structured));
        if ((reading.PubStatus == PubStatus.Canceled ? null : reservations.Refusal(options)) is { } reserved)
        {
            return reserved;
        }

        if (Refusal.Of(reading, page, options) is { } rejected)
        {
            return rejected;
        }

        return new ParseResult.Article(Item(page, reading, headline!, section, sites, host, reservations, copyright, old, document, found.FromJson));
    }

    private static ArticleParsed Item(
        Page page, PageReading read, Headline headline, string? section, SiteNames sites, string? host, Reservations reservations, CopyrightLine? copyright, IHtmlDocument old, DocumentFetched document, bool fromJson)
    {
        var (meta, structured) = (read.Meta, read.Structured);
        var latest = document.FetchedAt.AddDays(1);
        var published = document.PublishedAt is { } given
            ? new EditorialDate { At = given, Evidence = "given", Confidence = 1 }
            : PublishedDate.Published(old, meta, structured, document.FinalUrl, latest);
        var canonical = CanonicalLink.Choose(document.FinalUrl, meta.CanonicalLink, meta.First("og:url"));
        var authorship = Authorship.Of(PrintedByline.Find(page), meta, structured, sites);
        return new ArticleParsed
        {
            ArticleId = ArticleId.FromUrl(canonical),
            PubStatus = read.PubStatus,
            RequestedUrl = document.RequestedUrl,
            FinalUrl = document.FinalUrl,
            CanonicalUrl = canonical,
            Provider = new Provider { Name = meta.First("og:site_name") ?? structured.Publisher ?? host, Host = host },
            Source = document.Source,
            Headline = headline.Text,
            AlternativeHeadline = Standfirsts.AlternativeHeadline(page, structured, headline.Text),
            Kind = ItemKinds.Of(page, meta, structured, read.Body, read.Url),
            Byline = authorship.Byline,
            Authors = authorship.Names,
            Dateline = Datelines.Of(read.Body, structured.Dateline),
            Published = published,
            Modified = PublishedDate.Modified(meta, structured, latest),
            FetchedAt = document.FetchedAt,
            Body = read.Body,
            Abstract = structured.Description ?? meta.First("og:description", "description", "twitter:description"),
            Image = LeadImage.Of(page, meta, structured, read.Url),
            Captions = Captions.Of(page),
            Keywords = Sections.Keywords(meta, structured),
            Section = section,
            Rights = RightsText.Of(meta, structured, reservations, copyright?.Text),
            MarkupLanguage = meta.Language ?? structured.Language ?? meta.First("og:locale", "content-language", "inLanguage"),
            Provenance = new Provenance
            {
                ArchiveKey = document.ArchiveKey,
                Fetcher = document.Fetcher,
                Parser = DocumentParser.Version,
                Warnings = [.. Warnings(headline, published, document, structured, fromJson)],
            },
        };
    }

    private static IEnumerable<string> Warnings(Headline headline, EditorialDate? published, DocumentFetched document, StructuredData structured, bool fromJson)
    {
        if (headline.Evidence == "title")
        {
            yield return "headline-from-title";
        }

        if (published?.Evidence == "url")
        {
            yield return "date-from-url";
        }

        if (document.Partial == true)
        {
            yield return "partial";
        }

        if (fromJson)
        {
            yield return "body-from-json-ld";
        }
    }
}
