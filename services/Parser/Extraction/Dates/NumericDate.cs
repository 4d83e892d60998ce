namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Dates of three numbers: 2026-03-02, 2.3.2026, 3/2/26, 2026年3月2日, 2026년 3월 2일.</summary>
internal static class NumericDate
{
    public static bool At(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateLocale locale, out DateOnly day, out DateOnly? other, out int last)
    {
        other = null;
        if (Counted(text, tokens, i, out day, out last))
        {
            return true;
        }

        last = i + 4;
        if (last >= tokens.Length || !tokens[i + 2].IsNumber || !tokens[last].IsNumber || !Separator(tokens[i + 1], tokens[i + 2]) || tokens[i + 3].Value != tokens[i + 1].Value
            || tokens[i + 3].Kind != DateTokenKind.Mark || Continues(tokens, i, last))
        {
            return false;
        }

        var (a, b, c) = (tokens[i], tokens[i + 2], tokens[last]);
        var persian = a.Persian || locale.Language is "fa" or "ps" or "ckb";
        if (a.Length == 4)
        {
            return b.Length <= 2 && c.Length <= 2 && WrittenDates.Day(a.Value, b.Value, c.Value, persian && a.Value < 1600, out day);
        }

        if (a.Length > 2 || b.Length > 2 || c.Length is not (2 or 4))
        {
            return false;
        }

        // A year of two digits is one only where the others have two as well, or it may be a version or a score.
        if (c.Length == 2 && (a.Length + b.Length < 3 || tokens[i + 1].Is('-') || tokens[i + 1].Is('|')))
        {
            return false;
        }

        var year = c.Length == 2 ? 2000 + c.Value : c.Value;
        var solar = persian && year < 1600;
        var monthFirst = locale.MonthFirst && !tokens[i + 1].Is('.');
        var first = monthFirst ? (a.Value, b.Value) : (b.Value, a.Value);
        var second = (first.Item2, first.Item1);
        if (!WrittenDates.Day(year, first.Item1, first.Item2, solar, out day))
        {
            return WrittenDates.Day(year, second.Item1, second.Item2, solar, out day);
        }

        if (!locale.Certain && !tokens[i + 1].Is('.') && a.Value != b.Value && WrittenDates.Day(year, second.Item1, second.Item2, solar, out var swapped))
        {
            other = swapped;
        }

        return true;
    }

    private static bool Separator(DateToken mark, DateToken next) =>
        mark.Is('.') || ((mark.Is('-') || mark.Is('/') || mark.Is('|')) && mark.Glued == next.Glued);

    /// <summary>The three numbers are a piece of something longer, such as a version or an address.</summary>
    private static bool Continues(ReadOnlySpan<DateToken> tokens, int i, int last)
    {
        var mark = (char)tokens[i + 1].Value;
        var before = i >= 2 && tokens[i].Glued && tokens[i - 1].Glued && tokens[i - 2].IsNumber && (tokens[i - 1].Is(mark) || tokens[i - 1].Is(','));
        var after = last + 2 < tokens.Length && tokens[last + 1].Glued && tokens[last + 2].Glued && tokens[last + 2].IsNumber && tokens[last + 1].Is(mark) && !tokens[last + 1].Is('-');
        return before || after;
    }

    /// <summary>Year, month and day told by the ideograph or syllable behind each number, as in Chinese, Japanese and Korean; the year may be an era's.</summary>
    private static bool Counted(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, out DateOnly day, out int last)
    {
        day = default;
        last = i + 5;
        if (last >= tokens.Length || !Unit(text, tokens[i + 1], '年', '년') || !tokens[i + 2].IsNumber || !Unit(text, tokens[i + 3], '月', '월') || !tokens[i + 4].IsNumber
            || !(Unit(text, tokens[last], '日', '일') || Unit(text, tokens[last], '号', '號')))
        {
            return false;
        }

        var year = tokens[i].Value;
        if (year is > 0 and < 200 && i >= 2)
        {
            // Japanese eras begin with year 1; the Republic's calendar on Taiwan counts from 1912.
            year += (text[tokens[i - 2].Start], text[tokens[i - 1].Start]) switch
            {
                ('令', '和') => 2018,
                ('平', '成') => 1988,
                ('昭', '和') => 1925,
                ('民', '國') => 1911,
                _ => 0,
            };
        }

        return WrittenDates.Day(year, tokens[i + 2].Value, tokens[i + 4].Value, false, out day);
    }

    private static bool Unit(ReadOnlySpan<char> text, DateToken token, char han, char hangul) => token.IsWord && (text[token.Start] == han || text[token.Start] == hangul);
}
