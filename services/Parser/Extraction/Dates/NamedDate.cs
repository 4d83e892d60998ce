namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Dates with the month's name: 2 March 2026, March 2nd, 2026, 2026. március 2., 2 tháng 3 năm 2026.</summary>
internal static class NamedDate
{
    /// <summary>Most words and marks between two parts of a date: "2 de marzo de 2026", "2-го марта", "2026. gada 2. martā".</summary>
    private const int MostBetween = 3;

    /// <summary>Longest word that may stand between: "năm", "gada", "del"; the next longer ones are of other sentences.</summary>
    private const int LongestBetween = 4;

    public static bool DayFirst(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateLocale locale, out DateOnly day, out int last)
    {
        day = default;
        last = i;
        if (tokens[i].Length > 2 || tokens[i].Value is < 1 or > 31)
        {
            return false;
        }

        for (var j = i + 1; j < tokens.Length && j <= i + 1 + MostBetween; j++)
        {
            var month = Month(text, tokens, j, locale, out var persian, out var end);
            if (month > 0)
            {
                // Arab papers give both names of a month: "24 نيسان / أبريل 2020".
                if (end + 2 < tokens.Length && tokens[end + 1].Is('/') && Month(text, tokens, end + 2, locale, out _, out var second) == month)
                {
                    end = second;
                }

                return Year(text, tokens, end + 1, twoDigits: true, persian, out var year, out last) && WrittenDates.Day(year, month, tokens[i].Value, persian, out day);
            }

            if (!Between(tokens[j]))
            {
                return false;
            }
        }

        return false;
    }

    public static bool MonthFirst(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateLocale locale, out DateOnly day, out int last)
    {
        day = default;
        last = i;
        var month = Month(text, tokens, i, locale, out var persian, out var end);
        if (month == 0 || !Number(tokens, end + 1, 2, out var at))
        {
            return false;
        }

        // "Mar 02 10:00:00 2026" and "March 2 at 10:00, 2026" put the time before the year.
        return (Year(text, tokens, at + 1, twoDigits: false, persian, out var year, out last)
                || (TimeOfDay.At(text, tokens, at + 1, out _, out var timeEnd) && Year(text, tokens, ZoneEnd(text, tokens, timeEnd) + 1, twoDigits: false, persian, out year, out last)))
            && WrittenDates.Day(year, month, tokens[at].Value, persian, out day);
    }

    public static bool YearFirst(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateLocale locale, out DateOnly day, out int last)
    {
        day = default;
        last = i;
        if (tokens[i].Length != 4)
        {
            return false;
        }

        for (var j = i + 1; j < tokens.Length && j <= i + 1 + MostBetween; j++)
        {
            var month = Month(text, tokens, j, locale, out var persian, out var end);
            if (month > 0)
            {
                return Number(tokens, end + 1, 2, out last) && WrittenDates.Day(tokens[i].Value, month, tokens[last].Value, persian, out day);
            }

            // "2026. gada 2. marts": year, day, month.
            if (tokens[j].IsNumber && tokens[j].Length <= 2)
            {
                var named = tokens.Length > j + 1 && tokens[j + 1].Is('.') ? j + 2 : j + 1;
                month = Month(text, tokens, named, locale, out persian, out last);
                return month > 0 && WrittenDates.Day(tokens[i].Value, month, tokens[j].Value, persian, out day);
            }

            if (!Between(tokens[j]))
            {
                return false;
            }
        }

        return false;
    }

    private static int ZoneEnd(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int end) =>
        end + 1 < tokens.Length && tokens[end + 1].IsWord && ZoneNames.Offset(text[tokens[end + 1].Start..tokens[end + 1].End], default) is not null ? end + 1 : end;

    private static bool Between(DateToken token) => token.IsWord ? token.Length <= LongestBetween : token.Kind == DateTokenKind.Mark && (char)token.Value is '.' or ',' or '-' or '/' or '\'' or 'º' or '°' or 'ª' or '(' or ')';

    private static bool Number(ReadOnlySpan<DateToken> tokens, int from, int longest, out int at)
    {
        for (at = from; at < tokens.Length && at <= from + MostBetween; at++)
        {
            if (tokens[at].IsNumber)
            {
                return tokens[at].Length <= longest;
            }

            if (!Between(tokens[at]))
            {
                break;
            }
        }

        return false;
    }

    private static bool Year(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int from, bool twoDigits, bool persian, out int year, out int at)
    {
        year = 0;
        for (at = from; at < tokens.Length && at <= from + MostBetween + 1; at++)
        {
            if (tokens[at].IsNumber)
            {
                var followed = at + 1 < tokens.Length && tokens[at + 1].Is(':');
                year = tokens[at].Length == 2 ? 2000 + tokens[at].Value : tokens[at].Value;
                return tokens[at].Length == 4 || (tokens[at].Length == 2 && twoDigits && !persian && !followed && Short(tokens, from, at));
            }

            if (!Between(tokens[at]) && !IsYearWord(text[tokens[at].Start..tokens[at].End]))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>A year of two digits stands straight behind the month ("2 Mar 26", "2-Mar-26") or has an apostrophe; else it is an hour or a count.</summary>
    private static bool Short(ReadOnlySpan<DateToken> tokens, int from, int at) =>
        at == from || (at == from + 1 && (tokens[from].Is('\'') || tokens[from].Is('-') || tokens[from].Is('/') || tokens[from].Is('.')));

    private static bool IsYearWord(ReadOnlySpan<char> word) => word is "पूर्वाह्न" or "роком" or "พ.ศ" or "วันที่";

    private static int Month(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateLocale locale, out bool persian, out int end)
    {
        persian = false;
        end = i;
        if (i >= tokens.Length || !tokens[i].IsWord)
        {
            return 0;
        }

        var word = text[tokens[i].Start..tokens[i].End];
        if (i + 1 < tokens.Length && tokens[i + 1].IsNumber && tokens[i + 1].Value is >= 1 and <= 12 && word is "tháng" or "Tháng" or "thg" or "Thg")
        {
            // Vietnamese months have numbers for names.
            end = i + 1;
            return tokens[end].Value;
        }

        // Levantine months have two words, Thai short ones two letters with stops: the longer name first.
        var next = i + 1 < tokens.Length && tokens[i + 1].Is('.') && tokens[i + 1].Glued ? i + 2 : i + 1;
        if (next < tokens.Length && tokens[next].IsWord && tokens[next].Length + word.Length <= 22 && MonthNames.Find(text[tokens[i].Start..tokens[next].End], locale.Language, out persian) is > 0 and var both)
        {
            end = next;
            return both;
        }

        return MonthNames.Find(word, locale.Language, out persian);
    }
}
