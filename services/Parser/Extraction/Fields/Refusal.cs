using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Why a page that could be read makes no news item.</summary>
internal static class Refusal
{
    public static ParseResult.Rejected? Of(
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
}
