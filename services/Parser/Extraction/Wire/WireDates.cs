using System.Globalization;
using Ingestion.Contracts;
using Ingestion.News.Feeds;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Dates of wire formats: ISO 8601, extended (NewsML-G2, ninjs) and basic (NITF).</summary>
internal static class WireDates
{
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyyMMdd'T'HHmmsszzz", "yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmzzz", "yyyyMMdd'T'HHmmK", "yyyyMMddHHmmss",
    ];

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyyMMdd", "yyyy-MM-ddK", "yyyy-MM", "yyyy"];

    /// <param name="text">As the format gives it.</param>
    /// <param name="evidence">Where it stood, such as <c>newsml-g2:versionCreated</c>.</param>
    /// <returns>Null for what is no date. A day without a time, and what is only read by guessing at its order, is believed less.</returns>
    public static EditorialDate? Read(string? text, string evidence)
    {
        text = text?.Trim() ?? "";
        if (text.Length is 0 or > 60)
        {
            return null;
        }

        const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;
        if (DateTimeOffset.TryParseExact(WithoutLongFraction(text), Moments, CultureInfo.InvariantCulture, Style, out var at))
        {
            return At(at, evidence, 0.99);
        }

        return DateTimeOffset.TryParseExact(text, Days, CultureInfo.InvariantCulture, Style, out at)
            ? At(at, evidence, 0.9)
            : FeedDate.Parse(text) is { } read ? At(read, evidence, 0.8) : null;
    }

    public static DateTimeOffset? Moment(string? text) => Read(text, "")?.At;

    private static EditorialDate? At(DateTimeOffset at, string evidence, double confidence) =>
        at.Year < 1600 ? null : new EditorialDate { At = at, Evidence = evidence, Confidence = confidence };

    // .NET reads seven digits of a second, and some clocks write nine.
    private static string WithoutLongFraction(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot > 8 ? text[..(dot + 8)] + text[end..] : text;
    }
}
