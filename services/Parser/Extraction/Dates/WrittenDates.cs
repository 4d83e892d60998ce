using System.Globalization;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Finds the dates in a line of text: numbers in any order and script, months by name, three calendars. Linear in the text.</summary>
internal static class WrittenDates
{
    /// <summary>A line with more tokens than this is running text; a date further on is not the line's own.</summary>
    private const int MostTokens = 128;

    private static readonly PersianCalendar Solar = new();

    /// <returns>The dates, in the order of the text. A date without a year is none.</returns>
    public static List<WrittenDate> Find(ReadOnlySpan<char> text, DateLocale locale)
    {
        var found = new List<WrittenDate>();
        if (!HasYear(text))
        {
            return found;
        }

        Span<DateToken> buffer = stackalloc DateToken[MostTokens];
        var tokens = buffer[..DateToken.Read(text, buffer)];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!At(text, tokens, i, locale, out var day, out var other, out var last))
            {
                continue;
            }

            var (time, offset, end) = TimeOfDay.Near(text, tokens, i, last, day);
            found.Add(new WrittenDate(day, other, time, offset, tokens[i].Start, tokens[end].End));
            i = Math.Max(last, end);
        }

        return found;
    }

    /// <summary>Two digits in a row, or an era's year: the cheapest thing without which no date with a year is written.</summary>
    private static bool HasYear(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsDigit(text[i - 1]) && (char.IsDigit(text[i]) || text[i] == '年'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool At(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateLocale locale, out DateOnly day, out DateOnly? other, out int last)
    {
        other = null;
        if (tokens[i].IsNumber)
        {
            return NumericDate.At(text, tokens, i, locale, out day, out other, out last)
                || NamedDate.DayFirst(text, tokens, i, locale, out day, out last)
                || NamedDate.YearFirst(text, tokens, i, locale, out day, out last);
        }

        return NamedDate.MonthFirst(text, tokens, i, locale, out day, out last);
    }

    /// <param name="year">Four digits as printed, or two.</param>
    /// <param name="persian">The year is of the Iranian solar calendar.</param>
    public static bool Day(int year, int month, int day, bool persian, out DateOnly result)
    {
        result = default;
        if (month is < 1 or > 12 || day is < 1 or > 31)
        {
            return false;
        }

        if (persian)
        {
            if (year is < 1350 or > 1500 || day > Solar.GetDaysInMonth(year, month))
            {
                return false;
            }

            result = DateOnly.FromDateTime(Solar.ToDateTime(year, month, day, 0, 0, 0, 0));
            return true;
        }

        // The Thai solar calendar counts from 543 years earlier.
        year -= year is > 2500 and < 2643 ? 543 : 0;
        if (year is < 1900 or > 2100 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        result = new DateOnly(year, month, day);
        return true;
    }
}
