using System.Text.RegularExpressions;
using Ingestion.Parser.Extraction.Dates;

namespace Ingestion.Parser.Extraction;

/// <summary>A line that holds copy back, such as <c>EMBARGOED UNTIL 2026-03-03 06:00 +01:00</c>.</summary>
internal static partial class EmbargoLine
{
    public static bool IsEmbargo(string line) => Lead().IsMatch(line);

    /// <summary>The moment it names; only a full date with an offset or a zone is believed.</summary>
    public static bool TryRead(string line, out DateTimeOffset until)
    {
        var moment = line[Lead().Match(line).Length..].Trim(' ', ':', '.');
        var date = Zone().IsMatch(moment) ? MachineDate.Read(moment, default) : null;
        until = date?.At ?? default;
        return date is { Time: not null, Offset: not null };
    }

    // "EMBARGO LIFTED ON GRAIN" and "Embargoed goods pile up" are headlines: an order names its end, or has a colon, or says no more.
    [GeneratedRegex(
        @"^\W{0,3}(STRICTLY )?(EMBARGO(ED)?|Embargo(ed)?|HOLD FOR RELEASE|NOT FOR (RELEASE|PUBLICATION))(:? (until|UNTIL|till|TILL|before|BEFORE|for|FOR)\b:?|:|\W{0,3}$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        200)]
    private static partial Regex Lead();

    [GeneratedRegex(@"(\d{2}:\d{2}(:\d{2})?\s?(Z|GMT|UTC|[A-Z]{2,4}T|[+-]\d{2}:?\d{2}))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Zone();
}
