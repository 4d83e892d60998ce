using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Dates;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction;

/// <summary>An HTML page to a news item.</summary>
internal static class HtmlArticle
{
    public static ParseResult Read(string html, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        var page = Page.Parse(html, PageLimits.Default with { MaxDepth = options.MaxDepth });
        budget.Check();
        if (Refusal.Of(page.Breach, options) is { } rejected)
        {
            return rejected;
        }

        var meta = PageMeta.Of(page);
        var reservations = Reservations.Of(document, meta);
        return Read(page, meta, reservations, document, options, budget) with { ForbidsCopy = reservations.ForbidCopy(options) };
    }

    private static ParseResult Read(Page page, PageMeta meta, Reservations reservations, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        var structured = StructuredData.Of(page, meta);
        budget.Check();
        var host = CanonicalUrl.TryParse(document.FinalUrl, out var final) ? final.IdnHost : null;
        var copyright = CopyrightLine.Find(page.Html);
        var sites = SiteNames.Of(meta, structured, host, copyright?.Holder);
        var titles = new PageTitles(PrintedHeading.Of(page), structured.Headline, meta.First("og:title"), meta.First("twitter:title"), meta.Title);
        var section = Sections.Of(meta, structured, structured.Headline, sites);
        var headline = Headlines.Choose(titles, sites, section);

        string?[] prints = [titles.Structured, titles.OpenGraph, titles.Social, titles.Title, .. titles.Headings.Select(heading => heading.Text), headline?.Text];
        var found = ArticleBody.Find(page, meta, structured, Headlines.Prints(prints, sites));
        budget.Check();
        var reading = new PageReading(final, meta, structured, titles, headline?.Text, found.Body, Statuses.Of(meta, structured));
        if ((reading.PubStatus == PubStatus.Canceled ? null : reservations.Refusal(options)) is { } reserved)
        {
            return reserved;
        }

        if (Refusal.Of(reading, page, options) is { } rejected)
        {
            return rejected;
        }

        var given = document.PublishedAt is { } said ? new EditorialDate { At = said, Evidence = "given", Confidence = 1 } : null;
        var dates = EditorialDates.Of(page, meta, structured, document.FinalUrl, document.FetchedAt, given);
        budget.Check();
        var canonical = CanonicalLink.Choose(document.FinalUrl, meta.CanonicalLink, meta.First("og:url"));
        var authorship = Authorship.Of(PrintedByline.Find(page), meta, structured, sites);
        return new ParseResult.Article(new ArticleParsed
        {
            ArticleId = ArticleId.FromUrl(canonical),
            PubStatus = reading.PubStatus,
            RequestedUrl = document.RequestedUrl,
            FinalUrl = document.FinalUrl,
            CanonicalUrl = canonical,
            Provider = new Provider { Name = meta.First("og:site_name") ?? structured.Publisher ?? host, Host = host },
            Source = document.Source,
            Headline = headline!.Text,
            AlternativeHeadline = Standfirsts.AlternativeHeadline(page, structured, headline.Text),
            Kind = ItemKinds.Of(page, meta, structured, found.Body, final),
            Byline = authorship.Byline,
            Authors = authorship.Names,
            Dateline = Datelines.Of(found.Body, structured.Dateline),
            Published = dates.Published,
            Modified = dates.Modified,
            FetchedAt = document.FetchedAt,
            Body = found.Body,
            Abstract = structured.Description ?? meta.First("og:description", "description", "twitter:description"),
            Image = LeadImage.Of(page, meta, structured, final),
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
                Warnings = [.. Warnings(headline, dates.Published, found, document)],
            },
        });
    }

    private static IEnumerable<string> Warnings(Headline headline, EditorialDate? published, FoundBody found, DocumentFetched document)
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

        if (found.FromJson)
        {
            yield return "body-from-json";
        }
    }
}
