using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Parser.Extraction;

/// <summary>Plain-text copy of an agency to a news item. What the copy does not print (byline, dateline) stays null.</summary>
internal static class WireCopy
{
    private const int LongestHeadline = 300;

    public static ParseResult Read(string text, DocumentFetched document, ParserOptions options)
    {
        var reservations = Reservations.Of(document, meta: null);
        return Read(text, document, reservations, options) with { ForbidsCopy = reservations.ForbidCopy(options) };
    }

    private static ParseResult Read(string text, DocumentFetched document, Reservations reservations, ParserOptions options)
    {
        var copy = WireLines.Sort(text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None));
        var pubStatus = copy.IsKill ? PubStatus.Canceled : copy.Embargo is null ? PubStatus.Usable : PubStatus.Withheld;
        var paragraphs = WireParagraphs.Of(copy.Body);
        DatelineLine? dateline = null;
        if (paragraphs.Count > 0 && DatelineLine.Find(paragraphs[0]) is { } found)
        {
            dateline = found;
            paragraphs[0] = paragraphs[0][found.Length..];
        }

        var builder = new BodyBuilder();
        foreach (var paragraph in paragraphs)
        {
            builder.Add(BlockKind.Paragraph, paragraph);
        }

        var body = builder.Build();
        if ((copy.IsKill ? null : reservations.Refusal(options)) is { } reserved)
        {
            return reserved;
        }

        if (Refusal(copy, body, options) is { } rejected)
        {
            return rejected;
        }

        var embargoedUntil = copy.Embargo is { } line && EmbargoLine.TryRead(line, out var until) ? until : (DateTimeOffset?)null;
        List<string> warnings = [];
        if (copy.Embargo is not null && embargoedUntil is null)
        {
            warnings.Add("embargo-unread");
        }

        if (document.Partial == true)
        {
            warnings.Add("partial");
        }

        var host = CanonicalUrl.TryParse(document.FinalUrl, out var final) ? final.IdnHost : null;
        var canonical = CanonicalUrl.Of(document.FinalUrl);
        return new ParseResult.Article(new ArticleParsed
        {
            ArticleId = ArticleId.FromUrl(canonical),
            // An embargo that names its end is kept by the schedule; one that cannot be read is held until somebody says otherwise.
            PubStatus = embargoedUntil is not null && !copy.IsKill ? PubStatus.Usable : pubStatus,
            RequestedUrl = document.RequestedUrl,
            FinalUrl = document.FinalUrl,
            CanonicalUrl = canonical,
            Provider = new Provider { Name = dateline?.Agency ?? host, Host = host },
            Source = document.Source,
            Headline = copy.Headline!,
            Slugline = copy.Slugline,
            Kind = ItemKind.Wire,
            Byline = copy.Byline,
            Authors = copy.Byline is { } byline ? Bylines.Names(byline, []) : [],
            Dateline = dateline is null ? null : new Dateline { Text = dateline.Text, Place = dateline.Place },
            Published = document.PublishedAt is { } at ? new EditorialDate { At = at, Evidence = "given", Confidence = 1 } : null,
            FetchedAt = document.FetchedAt,
            Body = body,
            Rights = reservations is { Robots.Count: 0, Tdm: null, TdmPolicy: null }
                ? null
                : new Rights { Robots = reservations.Robots, TdmReservation = reservations.Tdm, TdmPolicy = reservations.TdmPolicy },
            EmbargoedUntil = embargoedUntil,
            EdNote = copy.EdNote,
            Provenance = new Provenance
            {
                ArchiveKey = document.ArchiveKey,
                Fetcher = document.Fetcher,
                Parser = DocumentParser.Version,
                Warnings = warnings,
            },
        });
    }

    private static ParseResult.Rejected? Refusal(WireLines copy, Body body, ParserOptions options)
    {
        if (copy.Headline is null)
        {
            return new ParseResult.Rejected(RejectReason.NoHeadline, "The text has no line that could be a headline.");
        }

        if (copy.Headline.Length > LongestHeadline)
        {
            return new ParseResult.Rejected(RejectReason.NoHeadline, $"The first line has {copy.Headline.Length} characters, too many for a headline.");
        }

        var weight = Prose.Weight(body.Text);
        if (!copy.IsKill && weight < options.MinBodyChars)
        {
            return new ParseResult.Rejected(RejectReason.TooShort, $"The text has {weight} characters, fewer than the {options.MinBodyChars} asked for.");
        }

        return body.CharCount > options.MaxBodyChars
            ? new ParseResult.Rejected(RejectReason.TooLong, $"The text has {body.CharCount} characters, more than the {options.MaxBodyChars} allowed.")
            : null;
    }
}
