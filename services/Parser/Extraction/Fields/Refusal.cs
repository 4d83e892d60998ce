using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Why a page that could be read makes no news item.</summary>
internal static class Refusal
{
    /// <returns>Null when the page may be read on.</returns>
    public static ParseResult.Rejected? Of(PageBreach? breach, ParserOptions options) => breach switch
    {
        null => null,
        PageBreach.TooDeep => new ParseResult.Rejected(RejectReason.TooDeep, $"The page nests more than {options.MaxDepth} elements."),
        _ => new ParseResult.Rejected(RejectReason.TooLong, "The page has more elements or characters than a page may have."),
    };

    /// <param name="read">What was read of the page.</param>
    /// <param name="page">The page.</param>
    /// <param name="options">Limits.</param>
    /// <returns>Null when it makes an item.</returns>
    public static ParseResult.Rejected? Of(PageReading read, Page page, ParserOptions options)
    {
        // A kill may be as short as it likes.
        if (read.PubStatus == PubStatus.Canceled)
        {
            return read.Headline is null ? NoHeadline : null;
        }

        var weight = Prose.Weight(read.Body.Text);
        if (ErrorPages.Refusal(read, weight) is { } error)
        {
            return error;
        }

        if (ConsentWalls.IsOne(page, read, weight))
        {
            return new ParseResult.Rejected(RejectReason.ConsentWall, "The page asks for consent in place of showing its article.");
        }

        if (PageKind.IsHomePage(read.Url, page, read.Body, read.Meta, read.Structured, read.Headline))
        {
            return new ParseResult.Rejected(RejectReason.HomePage, "The page lists links to articles and holds none itself.");
        }

        if (PaywallStubs.IsOne(page, read, weight))
        {
            return new ParseResult.Rejected(RejectReason.PaywallStub, "The page shows the first lines of its article and an invitation to subscribe.");
        }

        if (weight == 0)
        {
            return new ParseResult.Rejected(RejectReason.NotAnArticle, "The page has no running text.");
        }

        if (read.Headline is null)
        {
            return NoHeadline;
        }

        if (weight < options.MinBodyChars)
        {
            return new ParseResult.Rejected(RejectReason.TooShort, $"The text has {weight} characters, fewer than the {options.MinBodyChars} asked for.");
        }

        return read.Body.CharCount > options.MaxBodyChars
            ? new ParseResult.Rejected(RejectReason.TooLong, $"The text has {read.Body.CharCount} characters, more than the {options.MaxBodyChars} allowed.")
            : null;
    }

    private static ParseResult.Rejected NoHeadline => new(RejectReason.NoHeadline, "The page has neither a heading nor a title that is not the site's name.");
}

/// <summary>What was read of a page by the time it is judged.</summary>
internal sealed record PageReading(Uri? Url, PageMeta Meta, StructuredData Structured, PageTitles Titles, string? Headline, Body Body, string PubStatus);
