using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>A line that holds copy back, such as <c>EMBARGOED UNTIL 2026-03-03 06:00 +01:00</c>.</summary>
internal static partial class EmbargoLine
{
    public static bool IsEmbargo(string line) => Lead().IsMatch(line);

    /// <summary>The moment it names; only a full date with an offset or a zone is believed.</summary>
    public static bool TryRead(string line, out DateTimeOffset until)
    {
        var moment = Compact().Replace(line[Lead().Match(line).Length..].Trim(' ', ':', '.'), "${hour}:${minute} ${zone}");
        until = default;
        return Zone().IsMatch(moment) && WireDates.Moment(moment) is { } at && (until = at) != default;
    }

    // "EMBARGO LIFTED ON GRAIN" and "Embargoed goods pile up" are headlines: an order names its end, or has a colon, or says no more.
    [GeneratedRegex(
        @"^\W{0,3}(STRICTLY )?(EMBARGO(ED)?|Embargo(ed)?|HOLD FOR RELEASE|NOT FOR (RELEASE|PUBLICATION))(:? (until|UNTIL|till|TILL|before|BEFORE|for|FOR)\b:?|:|\W{0,3}$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        200)]
    private static partial Regex Lead();

    // Wires write 0600 GMT.
    [GeneratedRegex(@"\b(?<hour>[012]\d)(?<minute>[0-5]\d)\s?(?<zone>GMT|UTC|Z)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Compact();

    [GeneratedRegex(@"(\d{2}:\d{2}(:\d{2})?\s?(Z|GMT|UTC|[A-Z]{2,4}T|[+-]\d{2}:?\d{2}))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Zone();
}
