using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction.Fields;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>An item of any wire format to a news item, or why it makes none.</summary>
internal static class WireArticle
{
    /// <summary>Agencies send no headline that long: it is text that has lost its line breaks.</summary>
    private const int LongestHeadline = 300;

    // Flashes go out before there is text, and are the most wanted news of all.
    private const int FlashUrgency = 2;

    /// <param name="item">What was read; its notes and headline are settled here.</param>
    /// <param name="document">How it came.</param>
    /// <param name="minChars">Shortest text, as <see cref="ParserOptions.MinBodyChars"/>.</param>
    /// <param name="options">Limits.</param>
    public static ParseResult Of(WireItem item, DocumentFetched document, int minChars, ParserOptions options)
    {
        var reservations = Reservations.Of(document, meta: null);
        Settle(item);
        var body = WireBody.Of(item);
        var isKill = item.PubStatus == PubStatus.Canceled;
        var refused = isKill ? null : reservations.Refusal(options);
        return (refused ?? Refusal(item, body, isKill, minChars, options)) is { } rejected
            ? rejected with { ForbidsCopy = reservations.ForbidCopy(options) }
            : new ParseResult.Article(WireFields.Of(item, body, document, reservations)) { ForbidsCopy = reservations.ForbidCopy(options) };
    }

    /// <summary>What is printed to editors and not marked up: kills in a headline or note, the mark of a version.</summary>
    private static void Settle(WireItem item)
    {
        if (item.Headline is { } headline)
        {
            (var mark, item.Headline) = WireSignals.Split(headline);
            item.Notes.InsertRange(0, mark is null ? [] : [mark]);
        }

        if (item.Notes.Exists(WireSignals.IsKill) || (item.Headline is { } order && WireSignals.IsKill(order)))
        {
            item.PubStatus = PubStatus.Canceled;
        }

        item.Version ??= WireSignals.Version([item.Slugline, .. item.Notes]);
        if (item.PubStatus == PubStatus.Canceled)
        {
            item.Headline ??= item.Slugline ?? item.Id;
        }
        else if (item.IsHeld)
        {
            item.PubStatus = PubStatus.Withheld;
            item.Warn("embargo-unread");
        }
    }

    private static ParseResult.Rejected? Refusal(WireItem item, Body body, bool isKill, int minChars, ParserOptions options)
    {
        var (weight, hasText) = (Prose.Weight(body.Text), body.Text.Any(char.IsLetter));
        var isFlash = item is { Urgency: <= FlashUrgency, Medium: null } && item.Format is not "text";
        return item switch
        {
            { Medium: not null and not "composite" } when !isKill => Rejected(RejectReason.UnsupportedType, $"The item is no text but of type {WireText.Shorten(item.Medium)}."),
            { Headline: null } => Rejected(RejectReason.NoHeadline, item.Format is "text" ? "The text has no line that could be a headline." : $"The {item.Format} item has no headline."),
            { Headline.Length: > LongestHeadline } => Rejected(RejectReason.NoHeadline, $"The headline has {item.Headline.Length} characters, too many for one."),
            _ when isKill => null,
            _ when !hasText && !isFlash => Rejected(RejectReason.TooShort, item.Warnings.Contains("text-elsewhere") ? "The item has no text of its own: it names files that hold it." : "The item has no text."),
            _ when weight < minChars && !isFlash => Rejected(RejectReason.TooShort, $"The text has {weight} characters, fewer than the {minChars} asked for."),
            _ when body.CharCount > options.MaxBodyChars => Rejected(RejectReason.TooLong, $"The text has {body.CharCount} characters, more than the {options.MaxBodyChars} allowed."),
            _ => null,
        };
    }

    private static ParseResult.Rejected Rejected(string reason, string detail) => new(reason, detail);
}
