using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>One reading of a text for times: its tokens, the day it was published, and the expressions found so far.</summary>
/// <param name="text">The body.</param>
/// <param name="tokens">Of the body.</param>
/// <param name="published">When it was published, by the publisher's own clock, or null when that is not known.</param>
internal sealed class TimeScan(string text, Token[] tokens, DateTimeOffset? published)
{
    private const string By = "times/3";

    // Who reads on has forgotten what was named longer ago.
    private const int Recent = 8;

    // The text is read in order, so the start of the present sentence is never before that of an earlier one.
    private int sentenceAt;

    public Token[] Tokens { get; } = tokens;

    /// <summary>The publisher's own day: the offset that was printed counts.</summary>
    public DateOnly? Published { get; } = published is { } at ? DateOnly.FromDateTime(at.DateTime) : null;

    public DateOnly? PublishedUtc { get; } = published is { } at ? DateOnly.FromDateTime(HasClock(at) ? at.UtcDateTime : at.DateTime) : null;

    /// <summary>The publisher's own time of day; null when only the day is known, which is printed as midnight.</summary>
    public TimeOnly? Clock { get; } = published is { } at && HasClock(at) ? TimeOnly.FromDateTime(at.DateTime) : null;

    public TimeOnly? ClockUtc { get; } = published is { } at && HasClock(at) ? TimeOnly.FromDateTime(at.UtcDateTime) : null;

    public List<TimeExpression> Found { get; } = [];

    public string Lower(int at) => at >= 0 && at < Tokens.Length ? Tokens[at].Lower : "";

    public bool Together(int from, int to) => to < Tokens.Length && Tokens[from].Paragraph == Tokens[to].Paragraph;

    public bool IsMonth(int at) =>
        at < Tokens.Length && Tokens[at].IsCapital && CalendarWords.Months.ContainsKey(Tokens[at].Lower)
        && (Tokens[at].Lower is not ("may" or "march" or "mar" or "sun" or "jan")
            || (at + 1 < Tokens.Length && Tokens[at + 1].Kind == TokenKind.Number)
            || (at > 0 && Tokens[at - 1].Kind == TokenKind.Number)
            || Lower(at - 1) is "in" or "last" or "since" or "until" or "till" or "by" or "of" or "early" or "late" or "this" or "next" or "during" or "mid" or "from" or "between" or "to" or "and" or "before" or "after");

    /// <summary>2, 2nd, 02; 0 when it is no day of a month.</summary>
    public int DayOf(int at)
    {
        if (at >= Tokens.Length || Tokens[at].Kind != TokenKind.Number)
        {
            return 0;
        }

        var digits = Tokens[at].Text.AsSpan();
        digits = digits.Length > 2 && Tokens[at].Lower[^2..] is "st" or "nd" or "rd" or "th" ? digits[..^2] : digits;
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is > 0 and < 32 ? day : 0;
    }

    /// <summary>A year in four digits; 0 when it is none.</summary>
    public int YearOf(int at) =>
        at < Tokens.Length && Tokens[at].Kind == TokenKind.Number && Tokens[at].Text.Length == 4
        && int.TryParse(Tokens[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and < 2200 ? year : 0;

    /// <summary>"last year", "this year", "next year" at these two tokens: -1, 0, 1.</summary>
    public int? YearShift(int at) => Lower(at + 1) != "year" || !Together(at, at + 1) ? null : Lower(at) switch { "last" => -1, "this" or "the" => 0, "next" => 1, _ => null };

    /// <summary>The day named last, in a sentence or in the last few expressions.</summary>
    public DateOnly? LastDay(int sentence = -1)
    {
        var start = sentence < 0 ? 0 : SentenceStart(sentence);
        for (var at = Found.Count - 1; at >= Math.Max(0, Found.Count - Recent) && Found[at].Start >= start; at--)
        {
            if (Found[at].Value is { Length: >= 10 } value && DateOnly.TryParseExact(value.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>The year of what was named last.</summary>
    public int? LastYear() =>
        Found.Count > 0 && Found[^1].Value is { Length: >= 4 } value && int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    /// <summary>The day of an expression that is still to be read, and will be.</summary>
    public DateOnly? DayAhead(int at, Func<TimeScan, int, int> read)
    {
        var before = Found.Count;
        if (read(this, at) == 0)
        {
            return null;
        }

        var value = Found[^1].Value;
        Found.RemoveRange(before, Found.Count - before);
        return value is { Length: 10 } && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static bool HasClock(DateTimeOffset at) => at.TimeOfDay != TimeSpan.Zero;

    private int SentenceStart(int sentence)
    {
        while (sentenceAt < Tokens.Length && Tokens[sentenceAt].Sentence < sentence)
        {
            sentenceAt++;
        }

        return sentenceAt < Tokens.Length ? Tokens[sentenceAt].Start : text.Length;
    }

    /// <summary>Adds an expression whose value hangs on the day of publication; without a value when that is not known.</summary>
    public int AddFrom(int at, int count, Func<DateOnly, string> value, double confidence) =>
        Published is { } today ? Add(at, count, value(today), confidence) : Add(at, count, null, 0);

    /// <summary>Adds the expression of tokens [start, start + count), in place of the last one where they overlap.</summary>
    /// <returns>How many of its tokens stand from <paramref name="at"/> on, or from <paramref name="start"/> when that is not given.</returns>
    public int Add(int start, int count, string? value, double confidence, int at = -1)
    {
        var (first, last) = (Tokens[start].Start, Tokens[start + count - 1].End);
        if (Found.Count > 0 && Found[^1].End > first)
        {
            Found.RemoveAt(Found.Count - 1);
        }

        Found.Add(new TimeExpression { Start = first, End = last, Text = text[first..last], Value = value, Confidence = confidence, By = By });
        return at < 0 ? count : start + count - at;
    }
}
