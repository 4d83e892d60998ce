using System.Globalization;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Year, month and day in an address: /2026/03/02/, /2026-03-02-, -20260302., /02-03-2026/.</summary>
internal static class UrlDate
{
    /// <returns>The day, or null; the last one when there are several, since an archive's own path comes before the page's.</returns>
    public static DateOnly? Day(string url)
    {
        DateOnly? found = null;
        foreach (var (start, end) in Runs(url))
        {
            found = Compact(url, start, end) ?? Parted(url, start, end) ?? found;
        }

        return found;
    }

    /// <returns>First day of the month that an address names where it names no day (/2026/03/title).</returns>
    public static DateOnly? Month(string url)
    {
        foreach (var (start, end) in Runs(url))
        {
            if (end - start == 4 && start > 0 && url[start - 1] == '/' && end + 3 < url.Length && url[end] == '/' && url[end + 3] == '/' && Number(url.AsSpan(start, 4)) is >= 1990 and <= 2100 and var year
                && Number(url.AsSpan(end + 1, 2)) is >= 1 and <= 12 and var month)
            {
                return new DateOnly(year, month, 1);
            }
        }

        return null;
    }

    private static IEnumerable<(int Start, int End)> Runs(string url)
    {
        // Host and query say nothing of the article; an archived address in the path does.
        var at = url.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme ? scheme + 3 : 0;
        var stop = url.AsSpan(at).IndexOfAny('?', '#') is >= 0 and var query ? at + query : url.Length;
        while (at < stop)
        {
            if (!char.IsAsciiDigit(url[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < stop && char.IsAsciiDigit(url[at]))
            {
                at++;
            }

            yield return (start, at);
        }
    }

    private static DateOnly? Compact(string url, int start, int end) => end - start == 8 ? Make(url.AsSpan(start, 4), url.AsSpan(start + 4, 2), url.AsSpan(start + 6, 2)) : null;

    private static DateOnly? Parted(string url, int start, int end)
    {
        if (end >= url.Length || url[end] is not ('/' or '-' or '_' or '.'))
        {
            return null;
        }

        var mark = url[end];
        var second = Part(url, end + 1, out var afterSecond);
        if (second.IsEmpty || afterSecond >= url.Length || url[afterSecond] != mark)
        {
            return null;
        }

        var third = Part(url, afterSecond + 1, out _);
        var first = url.AsSpan(start, end - start);
        return first.Length == 4 && third.Length <= 2 ? Make(first, second, third)
            : first.Length == 2 && third.Length == 4 && mark != '/' ? Make(third, second, first)
            : null;
    }

    private static ReadOnlySpan<char> Part(string url, int start, out int end)
    {
        end = start;
        while (end < url.Length && char.IsAsciiDigit(url[end]) && end - start < 5)
        {
            end++;
        }

        if (end == start)
        {
            while (end < url.Length && char.IsAsciiLetter(url[end]) && end - start < 10)
            {
                end++;
            }
        }

        return url.AsSpan(start, end - start);
    }

    private static DateOnly? Make(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        var number = month.Length is 1 or 2 ? Number(month) : month.Length > 2 && char.IsAsciiLetter(month[0]) ? MonthNames.Find(month, "en", out _) : 0;
        return day.Length is 1 or 2 && Number(year) is >= 1990 and <= 2100 and var y && number is >= 1 and <= 12 && Number(day) is >= 1 and var d && d <= DateTime.DaysInMonth(y, number) ? new DateOnly(y, number, d) : null;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
