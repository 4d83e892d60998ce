using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction;

/// <summary>An HTML page to a news item.</summary>
internal static class HtmlArticle
{
    public static ParseResult Read(string html, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        if (Page.Parse(html, PageLimits.Default with { MaxDepth = options.MaxDepth }).Breach is { } breach)
        {
            return breach == PageBreach.TooDeep
                ? new ParseResult.Rejected(RejectReason.TooDeep, $"The page nests more than {options.MaxDepth} elements.")
                : new ParseResult.Rejected(RejectReason.TooLong, "The page has more characters or elements than are read.");
        }

        budget.Check();
        if (NestingDepth.Exceeds(html, options.MaxDepth))
        {
            return new ParseResult.Rejected(RejectReason.TooDeep, $"The page nests more than {options.MaxDepth} elements.");
        }

        using var page = new HtmlParser().ParseDocument(html);
        budget.Check();
        if (page.Body is null)
        {
            return new ParseResult.Rejected(RejectReason.NotAnArticle, "The page has no body.");
        }

        var meta = PageMeta.Of(page);
        var reservations = Reservations.Of(document, meta);
        return Read(html, page, meta, reservations, document, options, budget) with { ForbidsCopy = reservations.ForbidCopy(options) };
    }

    private static ParseResult Read(string html, IHtmlDocument page, PageMeta meta, Reservations reservations, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        var structured = StructuredData.Read(page.QuerySelectorAll("script[type*='ld+json']").Select(script => script.TextContent));
        var blocks = PageBlocks.Of(page.Body!);
        var host = CanonicalUrl.TryParse(document.FinalUrl, out var final) ? final.IdnHost : null;
        var siteNames = SiteNames.Of(meta, structured, host, CopyrightLine.Holder(html));
        var headings = page.QuerySelectorAll("h1").Select(heading => heading.TextContent).ToList();
        string?[] titles = [structured.Headline, meta.First("og:title"), meta.First("twitter:title"), meta.Title];
        var headline = Headlines.Choose(headings, titles[0], titles[1], titles[2], titles[3], siteNames);

        var body = ArticleBody.Choose(blocks, structured, Headlines.Prints([.. titles, .. headings, headline], siteNames), out var fromJson);
        budget.Check();
        var pubStatus = Status(meta, structured);
        if (pubStatus != PubStatus.Canceled && reservations.Refusal(options) is { } reserved)
        {
            return reserved;
        }

        if (Refusal.Of(body, headline, pubStatus, final, blocks, meta, structured, options) is { } rejected)
        {
            return rejected;
        }

        var latest = document.FetchedAt.AddDays(1);
        var published = document.PublishedAt is { } given
            ? new EditorialDate { At = given, Evidence = "given", Confidence = 1 }
            : PublishedDate.Published(page, meta, structured, document.FinalUrl, latest);
        List<string> warnings = [];
        if (published?.Evidence == "url")
        {
            warnings.Add("date-from-url");
        }

        if (document.Partial == true)
        {
            warnings.Add("partial");
        }

        if (fromJson)
        {
            warnings.Add("body-from-json-ld");
        }

        var canonical = CanonicalLink.Choose(document.FinalUrl, meta.CanonicalLink, meta.First("og:url"));
        var (byline, authors) = Authorship.Of(page, meta, structured, siteNames);
        return new ParseResult.Article(new ArticleParsed
        {
            ArticleId = ArticleId.FromUrl(canonical),
            PubStatus = pubStatus,
            RequestedUrl = document.RequestedUrl,
            FinalUrl = document.FinalUrl,
            CanonicalUrl = canonical,
            Provider = new Provider { Name = meta.First("og:site_name") ?? structured.Publisher ?? host, Host = host },
            Source = document.Source,
            Headline = headline!,
            AlternativeHeadline = structured.AlternativeHeadline is { } second && Prose.Letters(second) != Prose.Letters(headline) ? second : null,
            Kind = ItemKind.Article,
            Byline = byline,
            Authors = authors,
            Published = published,
            Modified = PublishedDate.Modified(meta, structured, latest),
            FetchedAt = document.FetchedAt,
            Body = body,
            Abstract = structured.Description ?? meta.First("og:description", "description", "twitter:description"),
            Image = LeadImage.Of(page, meta, structured, final),
            Keywords = Keywords(meta, structured),
            Section = structured.Section ?? meta.First("article:section", "og:section", "parsely-section"),
            Rights = Rights(meta, structured, reservations),
            MarkupLanguage = meta.Language ?? structured.Language ?? meta.First("og:locale", "content-language", "inLanguage"),
            Provenance = new Provenance { ArchiveKey = document.ArchiveKey, Fetcher = document.Fetcher, Parser = DocumentParser.Version, Warnings = warnings },
        });
    }

    /// <summary>A withdrawal counts only where the markup says so: the word in a headline may be the news itself.</summary>
    private static string Status(PageMeta meta, StructuredData structured) =>
        (meta.First("pubstatus", "nitf:pubstatus", "ninjs:pubstatus") ?? structured.Status)?.ToLowerInvariant() switch
        {
            "canceled" or "cancelled" or "withdrawn" or "killed" or "stat:canceled" => PubStatus.Canceled,
            "withheld" or "stat:withheld" => PubStatus.Withheld,
            _ => PubStatus.Usable,
        };

    private static List<string> Keywords(PageMeta meta, StructuredData structured)
    {
        var words = structured.Keywords.Count > 0 ? structured.Keywords
            : meta.All("article:tag").Count > 1 ? meta.All("article:tag")
            : meta.First("news_keywords", "keywords", "article:tag")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. words.Select(word => word.Trim()).Where(word => word.Length is > 0 and < 100).Distinct(StringComparer.OrdinalIgnoreCase).Take(50)];
    }

    private static Rights? Rights(PageMeta meta, StructuredData structured, Reservations reservations)
    {
        var holder = structured.CopyrightHolder ?? meta.First("copyright", "dcterms.rightsHolder");
        var terms = structured.UsageTerms ?? meta.First("dc.rights", "dcterms.rights");
        return reservations is { Robots.Count: 0, Tdm: null, TdmPolicy: null } && holder is null && terms is null && structured.IsAccessibleForFree is null ? null : new Rights
        {
            CopyrightHolder = holder,
            UsageTerms = terms,
            IsAccessibleForFree = structured.IsAccessibleForFree,
            Robots = reservations.Robots,
            TdmReservation = reservations.Tdm,
            TdmPolicy = reservations.TdmPolicy,
        };
    }
}
