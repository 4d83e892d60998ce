using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Parser.Extraction;

/// <summary>An HTML page to a news item.</summary>
internal static class HtmlArticle
{
    /// <summary>JSON's text replaces the page's only where the page plainly holds less of it.</summary>
    private const double ClearlyLess = 0.5;

    public static ParseResult Read(string html, DocumentFetched document, ParserOptions options)
    {
        if (NestingDepth.Exceeds(html, options.MaxDepth))
        {
            return new ParseResult.Rejected(RejectReason.TooDeep, $"The page nests more than {options.MaxDepth} elements.");
        }

        using var page = new HtmlParser().ParseDocument(html);
        if (page.Body is null)
        {
            return new ParseResult.Rejected(RejectReason.NotAnArticle, "The page has no body.");
        }

        var meta = PageMeta.Of(page);
        var structured = StructuredData.Read(page.QuerySelectorAll("script[type*='ld+json']").Select(script => script.TextContent));
        var blocks = PageBlocks.Of(page.Body);
        var host = CanonicalUrl.TryParse(document.FinalUrl, out var final) ? final.IdnHost : null;
        var siteNames = SiteNames(meta, structured, host, CopyrightLine.Holder(html));
        var headings = page.QuerySelectorAll("h1").Select(heading => heading.TextContent).ToList();
        string?[] titles = [structured.Headline, meta.First("og:title"), meta.First("twitter:title"), meta.Title];
        var headline = Headlines.Choose(headings, titles[0], titles[1], titles[2], titles[3], siteNames);

        var body = Body(blocks, structured, Headlines.Prints([.. titles, .. headings, headline], siteNames), out var fromJson);
        var pubStatus = Status(meta, structured);
        if (Refusal(body, headline, pubStatus, final, blocks, meta, structured, options) is { } rejected)
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

        if (fromJson)
        {
            warnings.Add("body-from-json-ld");
        }

        var canonical = CanonicalLink.Choose(document.FinalUrl, meta.CanonicalLink, meta.First("og:url"));
        var (byline, authors) = Authors(page, meta, structured, siteNames);
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
            Rights = Rights(meta, structured, document),
            MarkupLanguage = meta.Language ?? structured.Language ?? meta.First("og:locale", "content-language", "inLanguage"),
            Provenance = new Provenance { ArchiveKey = document.ArchiveKey, Fetcher = document.Fetcher, Parser = DocumentParser.Version, Warnings = warnings },
        });
    }

    private static Body Body(PageBlocks blocks, StructuredData structured, IReadOnlyList<string> titles, out bool fromJson)
    {
        var found = BodyFinder.Find(blocks, titles, structured.ArticleBody);
        var weight = found.Sum(block => block.Weight);
        var builder = new BodyBuilder();
        fromJson = structured.ArticleBody is { } text && Prose.Weight(text) >= 300 && weight < ClearlyLess * Prose.Weight(text);
        if (fromJson)
        {
            foreach (var paragraph in JsonParagraphs(structured.ArticleBody!))
            {
                builder.Add(BlockKind.Paragraph, paragraph);
            }
        }
        else
        {
            foreach (var block in found)
            {
                builder.Add(block.Kind, block.Text);
            }
        }

        return builder.Build();
    }

    /// <summary>Some publishers put markup into <c>articleBody</c>; that is read like a page.</summary>
    private static string[] JsonParagraphs(string text)
    {
        if (text.Contains("</p>", StringComparison.OrdinalIgnoreCase) && !NestingDepth.Exceeds(text, 64))
        {
            using var fragment = new HtmlParser().ParseDocument(text);
            return [.. PageBlocks.Of(fragment.Body!).Blocks.Select(block => block.Text)];
        }

        return text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static ParseResult.Rejected? Refusal(
        Body body, string? headline, string pubStatus, Uri? url, PageBlocks blocks, PageMeta meta, StructuredData structured, ParserOptions options)
    {
        var isKill = pubStatus == PubStatus.Canceled;
        var weight = Prose.Weight(body.Text);
        if (!isKill && PageKind.IsHomePage(url, blocks, body, meta, structured))
        {
            return new ParseResult.Rejected(RejectReason.HomePage, "The page lists links to articles and holds none itself.");
        }

        if (!isKill && weight == 0)
        {
            return new ParseResult.Rejected(RejectReason.NotAnArticle, "The page has no running text.");
        }

        if (headline is null)
        {
            return new ParseResult.Rejected(RejectReason.NoHeadline, "The page has neither a heading nor a title that is not the site's name.");
        }

        if (!isKill && weight < options.MinBodyChars)
        {
            return new ParseResult.Rejected(RejectReason.TooShort, $"The text has {weight} characters, fewer than the {options.MinBodyChars} asked for.");
        }

        return body.CharCount > options.MaxBodyChars
            ? new ParseResult.Rejected(RejectReason.TooLong, $"The text has {body.CharCount} characters, more than the {options.MaxBodyChars} allowed.")
            : null;
    }

    /// <summary>A withdrawal counts only where the markup says so: the word in a headline may be the news itself.</summary>
    private static string Status(PageMeta meta, StructuredData structured) =>
        (meta.First("pubstatus", "nitf:pubstatus", "ninjs:pubstatus") ?? structured.Status)?.ToLowerInvariant() switch
        {
            "canceled" or "cancelled" or "withdrawn" or "killed" or "stat:canceled" => PubStatus.Canceled,
            "withheld" or "stat:withheld" => PubStatus.Withheld,
            _ => PubStatus.Usable,
        };

    private static List<string> SiteNames(PageMeta meta, StructuredData structured, string? host, string? copyrightHolder)
    {
        List<string> names = [.. new[] { meta.First("og:site_name"), structured.Publisher, meta.First("application-name", "publisher"), copyrightHolder }.OfType<string>()];
        if (host is not null)
        {
            // bbc.co.uk: the longest label but the last is the one that people call the site by.
            names.Add(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host);
            var labels = host.Split('.');
            names.AddRange(labels[..^1].Where(label => label.Length > 2 && label is not ("www" or "com" or "news" or "amp" or "blog")));
        }

        return names;
    }

    private static (string? Byline, IReadOnlyList<string> Authors) Authors(IHtmlDocument page, PageMeta meta, StructuredData structured, IReadOnlyList<string> siteNames)
    {
        var printed = page.QuerySelectorAll("[class*=byline],[class*=Byline],[class*=author],[class*=Author],[rel~=author],[itemprop=author]").Take(40)
            .Select(element => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(text => text.Length is > 3 and < 120).Take(8).ToList();
        var byline = printed.Find(text => text.StartsWith("By ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Von ", StringComparison.Ordinal)
            || text.StartsWith("Par ", StringComparison.Ordinal) || text.StartsWith("Por ", StringComparison.Ordinal));

        IEnumerable<IEnumerable<string>> sources =
        [
            structured.Persons,
            meta.All("author").Concat(meta.All("article:author")).Concat(meta.All("parsely-author")).Concat(meta.All("sailthru.author")).Concat(meta.All("dc.creator")).Concat(meta.All("byl")),
            page.QuerySelectorAll("[rel~=author],[itemprop=author]").Take(6).Select(element => element.TextContent),
            byline is null ? printed.Take(1) : [byline],
            structured.Organisations,
        ];
        foreach (var source in sources)
        {
            var names = source.SelectMany(text => Bylines.Names(text, siteNames)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (names.Count > 0)
            {
                return (byline, names);
            }
        }

        return (byline ?? structured.Persons.Concat(structured.Organisations).FirstOrDefault(Bylines.IsAgency), []);
    }

    private static List<string> Keywords(PageMeta meta, StructuredData structured)
    {
        var words = structured.Keywords.Count > 0 ? structured.Keywords
            : meta.All("article:tag").Count > 1 ? meta.All("article:tag")
            : meta.First("news_keywords", "keywords", "article:tag")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. words.Select(word => word.Trim()).Where(word => word.Length is > 0 and < 100).Distinct(StringComparer.OrdinalIgnoreCase).Take(50)];
    }

    private static Rights? Rights(PageMeta meta, StructuredData structured, DocumentFetched document)
    {
        string[] robots = [.. meta.Robots().Concat(document.Robots).Distinct(StringComparer.Ordinal)];
        var holder = structured.CopyrightHolder ?? meta.First("copyright", "dcterms.rightsHolder");
        var terms = structured.UsageTerms ?? meta.First("dc.rights", "dcterms.rights");
        return robots.Length == 0 && holder is null && terms is null && structured.IsAccessibleForFree is null ? null : new Rights
        {
            CopyrightHolder = holder,
            UsageTerms = terms,
            IsAccessibleForFree = structured.IsAccessibleForFree,
            Robots = robots,
        };
    }
}
