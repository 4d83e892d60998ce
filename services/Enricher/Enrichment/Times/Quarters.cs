using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>Quarters and halves of the calendar year: the first quarter of 2009, Q3 2015, last quarter. What is called fiscal is not resolved.</summary>
internal static class Quarters
{
    private static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>
    {
        ["first"] = 1,
        ["1st"] = 1,
        ["second"] = 2,
        ["2nd"] = 2,
        ["third"] = 3,
        ["3rd"] = 3,
        ["fourth"] = 4,
        ["4th"] = 4,
        ["final"] = 4,
    }.ToFrozenDictionary();

    // A match has quarters too: without a year one of these must be near.
    private static readonly FrozenSet<string> Business = new[]
    {
        "profit", "profits", "loss", "losses", "sales", "revenue", "revenues", "earnings", "growth", "economy", "gdp", "shares", "percent", "%", "billion",
        "million", "results", "foreclosures", "mortgage", "output", "exports", "imports", "inflation", "income", "dividend", "orders", "deliveries", "spending",
    }.ToFrozenSet();

    // A sentence without end must not make the search quadratic.
    private const int Reach = 40;

    public static int Read(TimeScan scan, int at)
    {
        var word = scan.Lower(at);
        if (word.Length == 2 && word[0] == 'q' && word[1] is >= '1' and <= '4')
        {
            return AddYear(scan, at, 1, $"Q{word[1]}") is > 0 and var named ? named : scan.Tokens[at].IsCapital ? AddNearest(scan, at, 1, word[1] - '0') : 0;
        }

        if (scan.Lower(at + 1) == "half" && word is "first" or "second")
        {
            return AddYear(scan, at, 2, word == "first" ? "H1" : "H2");
        }

        if (scan.Lower(at + 1) != "quarter" || !scan.Together(at, at + 1))
        {
            return 0;
        }

        if (word is "last" or "this" or "next")
        {
            return scan.Lower(at + 2) == "of" || !IsBusiness(scan, at) ? 0
                : scan.AddFrom(at, 2, today => Value(today.AddMonths(word == "last" ? -3 : word == "next" ? 3 : 0)), TimeConfidence.Nearest);
        }

        if (!Ordinals.TryGetValue(word, out var quarter) || scan.Lower(at - 1) is "fiscal" or "financial")
        {
            return 0;
        }

        return AddYear(scan, at, 2, $"Q{quarter}") is > 0 and var count ? count : word != "final" && IsBusiness(scan, at) ? AddNearest(scan, at, 2, quarter) : 0;
    }

    // … of 2009, 2009, of last year, of the year
    private static int AddYear(TimeScan scan, int at, int count, string part)
    {
        var year = at + count + (scan.Lower(at + count) is "of" or "," ? 1 : 0);
        if (scan.YearOf(year) is > 0 and var printed)
        {
            return scan.Add(at, year + 1 - at, $"{printed:D4}-{part}", TimeConfidence.Printed);
        }

        return scan.YearShift(year) is { } shift ? scan.AddFrom(at, year + 2 - at, today => $"{today.Year + shift:D4}-{part}", TimeConfidence.Nearest) : 0;
    }

    // Results are told after the quarter's end: the last one that is over.
    private static int AddNearest(TimeScan scan, int at, int count, int quarter) => scan.AddFrom(
        at, count, today => $"{(quarter * 3 < today.Month ? today.Year : today.Year - 1):D4}-Q{quarter}", TimeConfidence.Vague);

    private static string Value(DateOnly day) => $"{day.Year:D4}-Q{(day.Month + 2) / 3}";

    private static bool IsBusiness(TimeScan scan, int at)
    {
        for (var near = Math.Max(0, at - Reach); near < Math.Min(scan.Tokens.Length, at + Reach); near++)
        {
            if (scan.Tokens[near].Sentence == scan.Tokens[at].Sentence && (Business.Contains(scan.Lower(near)) || scan.Tokens[near].Text is "$" or "€" or "£"))
            {
                return true;
            }
        }

        return false;
    }
}
