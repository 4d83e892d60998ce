using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingestion.Parser.Extraction;

/// <summary>Reads the dates that pages write, with the publisher's own offset.</summary>
internal static partial class EditorialDates
{
    /// <summary>No page of the web is older.</summary>
    private static readonly DateTimeOffset Earliest = new(1995, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Abbreviations that pages use and .NET does not read; the ones that mean two zones are left out. IANA time zone database, "northamerica" and "europe".
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["ET"] = "-05:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["PST"] = "-08:00",
        ["PDT"] = "-07:00",
        ["PT"] = "-08:00",
        ["CET"] = "+01:00",
        ["CEST"] = "+02:00",
        ["MEZ"] = "+01:00",
        ["MESZ"] = "+02:00",
        ["EET"] = "+02:00",
        ["EEST"] = "+03:00",
        ["MSK"] = "+03:00",
        ["JST"] = "+09:00",
        ["KST"] = "+09:00",
        ["GMT"] = "+00:00",
        ["UTC"] = "+00:00",
        ["WEST"] = "+01:00",
        ["AEST"] = "+10:00",
        ["AEDT"] = "+11:00",
    };

    /// <param name="text">A date as markup writes it: ISO 8601 and its relatives, RFC 1123, English prose, seconds or milliseconds since 1970.</param>
    /// <param name="latest">Nothing later is believed.</param>
    /// <param name="at">The moment; offset zero when none was given.</param>
    /// <returns>Whether it is a date between 1995 and <paramref name="latest"/>.</returns>
    public static bool TryParse(string? text, DateTimeOffset latest, out DateTimeOffset at)
    {
        at = default;
        text = text?.Trim().Trim('"', '\'') ?? "";
        if (text.Length is < 6 or > 80)
        {
            return false;
        }

        return (TryIso(text, out at) || TryEpoch(text, out at) || TryProse(text, out at)) && at >= Earliest && at <= latest;
    }

    /// <summary>Year, month and day in the path of a URL.</summary>
    public static bool TryUrl(string url, DateTimeOffset latest, out DateTimeOffset at)
    {
        at = default;
        return UrlDay().Match(url) is { Success: true } match
            && TryDay(match.Groups["y"].ValueSpan, match.Groups["m"].ValueSpan, match.Groups["d"].ValueSpan, out at) && at >= Earliest && at <= latest;
    }

    private static bool TryIso(string text, out DateTimeOffset at)
    {
        at = default;
        if (Iso().Match(text) is not { Success: true } match
            || !TryDay(match.Groups["y"].ValueSpan, match.Groups["m"].ValueSpan, match.Groups["d"].ValueSpan, out var day))
        {
            return false;
        }

        int Number(string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

        var time = new TimeSpan(Number("h"), Number("min"), Number("s"));
        var sign = match.Groups["sign"].ValueSpan is "-" or "−" ? -1 : 1;
        var offset = sign * new TimeSpan(Number("oh"), Number("om"), 0);
        if (time >= TimeSpan.FromDays(1) || offset.Duration() > TimeSpan.FromHours(14))
        {
            return false;
        }

        if (match.Groups["pm"].Success && Number("h") < 12)
        {
            time += TimeSpan.FromHours(12);
        }

        at = new DateTimeOffset(day.DateTime + time, offset);
        return true;
    }

    private static bool TryEpoch(string text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        at = text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
        return true;
    }

    /// <summary>Text with a month's name, or day.month.year; .NET would fill in today for a text without a year, so a year is asked for.</summary>
    private static bool TryProse(string text, out DateTimeOffset at)
    {
        at = default;
        if (DottedDay().Match(text) is { Success: true } dotted)
        {
            return TryDay(dotted.Groups["y"].ValueSpan, dotted.Groups["m"].ValueSpan, dotted.Groups["d"].ValueSpan, out at);
        }

        if (!Year().IsMatch(text) || !text.Any(char.IsLetter))
        {
            return false;
        }

        var words = text.Replace(" at ", " ", StringComparison.OrdinalIgnoreCase).Replace("a.m.", "AM", StringComparison.OrdinalIgnoreCase)
            .Replace("p.m.", "PM", StringComparison.OrdinalIgnoreCase).Replace("Sept.", "Sep", StringComparison.OrdinalIgnoreCase).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Zones.GetValueOrDefault(words[i].Trim('(', ')', ','), words[i]);
        }

        return DateTimeOffset.TryParse(string.Join(' ', words), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out at)
            || TryMonthName(text, out at);
    }

    /// <summary>Day, month's name and year somewhere in a longer line, either order.</summary>
    private static bool TryMonthName(string text, out DateTimeOffset at)
    {
        at = default;
        var match = MonthFirst().Match(text) is { Success: true } monthFirst ? monthFirst : DayFirst().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var month = 1 + Array.IndexOf(Months, match.Groups["m"].Value[..3].ToLowerInvariant());
        return month > 0 && TryDay(match.Groups["y"].ValueSpan, month.ToString(CultureInfo.InvariantCulture), match.Groups["d"].ValueSpan, out at);
    }

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static bool TryDay(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, out DateTimeOffset at)
    {
        at = default;
        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) || !int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            || !int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) || y is < 1 or > 9998 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        at = new DateTimeOffset(y, m, d, 0, 0, 0, TimeSpan.Zero);
        return true;
    }

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"^(?<y>\d{4})[-/.]?(?<m>\d{2})[-/.]?(?<d>\d{2})([T ]+(at )?(?<h>\d{1,2}):(?<min>\d{2})(:(?<s>\d{2})([.,:]\d+)?)? ?(?<pm>pm)?(am)? ?((?<z>z|utc|gmt)|(?<sign>[-+−])(?<oh>\d{2}):?(?<om>\d{2})?)?)?", Plain, 200)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<!\d)(?<y>(19|20)\d{2})[-/_]?(?<m>0[1-9]|1[0-2])[-/_]?(?<d>0[1-9]|[12]\d|3[01])(?!\d)|/(?<y>(19|20)\d{2})/(?<m>\d{1,2})/(?<d>\d{1,2})/", Plain, 200)]
    private static partial Regex UrlDay();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>(19|20)\d{2})(?!\d)", Plain, 200)]
    private static partial Regex DottedDay();

    [GeneratedRegex(@"(?<!\d)(19|20)\d{2}(?!\d)", Plain, 200)]
    private static partial Regex Year();

    [GeneratedRegex(@"\b(?<m>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.? (?<d>\d{1,2})(st|nd|rd|th)?,? (?<y>(19|20)\d{2})\b", Plain, 200)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\b(?<d>\d{1,2})(st|nd|rd|th)?\.? (?<m>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?,? (?<y>(19|20)\d{2})\b", Plain, 200)]
    private static partial Regex DayFirst();
}
