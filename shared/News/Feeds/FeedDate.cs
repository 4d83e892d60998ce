using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingestion.News.Feeds;

/// <summary>
/// Dates as feeds write them: ISO 8601, W3CDTF and RFC 3339 in whole and in part, RFC 822 and what became of it, asctime, and the forms of newspapers in other languages.
/// Never throws. What may be read in two ways (03/04/2026) is not read.
/// </summary>
public static partial class FeedDate
{
    // Longer texts are no dates; and the patterns below are only ever asked about as many characters.
    private const int MaxLength = 100;

    // Earlier ones are what a program writes for "none"; the first newspapers are of 1605.
    private const int MinYear = 1600;

    // Farthest zone from Greenwich, Kiribati's (tz database, Pacific/Kiritimati).
    private const int MaxOffsetMinutes = 14 * 60;

    private const RegexOptions Plain = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // What nearly every Atom feed and sitemap writes.
    private static readonly string[] Usual = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd"];

    /// <summary>Reads a date.</summary>
    /// <param name="text">What the feed says; null for nothing.</param>
    /// <returns>
    /// The moment with the offset given, UTC where none or an unknown one is; the first moment of what is given (2026 is its first of January);
    /// null for what is no date, or one before the year 1600.
    /// </returns>
    public static DateTimeOffset? Parse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text.Any(char.IsSurrogate))
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, Usual, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var usual))
        {
            return usual.Year >= MinYear ? usual : null;
        }

        text = DateWords.Fold(text);
        var clock = Digits14().Match(text) is { Success: true } packed ? packed : Clock().Match(text);
        var (before, after) = clock.Success ? (text[..clock.Index], text[(clock.Index + clock.Length)..]) : (text, "");
        before = clock.Groups["date"].Success ? clock.Groups["date"].Value : before;
        var halfDay = HalfDay().Match($"{before} {after}");
        var zone = clock.Success ? Zone().Match(after) : Match.Empty;
        var offset = zone.Success ? Offset(zone, ref after) : 0;
        return offset is { } minutes && Day($"{before} {after}") is { } day && Time(clock, halfDay) is { } time
            ? At(day + time, minutes)
            : null;
    }

    private static DateTimeOffset? At(DateTime local, int offsetMinutes)
    {
        var utcTicks = local.Ticks - (offsetMinutes * TimeSpan.TicksPerMinute);
        return utcTicks >= DateTime.MinValue.Ticks && utcTicks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(local, TimeSpan.FromMinutes(offsetMinutes)) : null;
    }

    /// <summary>Minutes east of Greenwich, the zone taken out of the rest; null for an offset that cannot be.</summary>
    private static int? Offset(Match zone, ref string rest)
    {
        var (name, sign) = (zone.Groups["name"].Value, zone.Groups["sign"].Value);
        var known = DateWords.Zones.TryGetValue(name, out var minutes);
        if (sign.Length == 0 && !known)
        {
            return 0;
        }

        rest = rest[zone.Length..];
        if (sign.Length == 0)
        {
            return minutes;
        }

        minutes = (Number(zone, "oh") * 60) + Number(zone, "om");
        return minutes <= MaxOffsetMinutes && Number(zone, "om") < 60 ? sign == "-" ? -minutes : minutes : null;
    }

    private static TimeSpan? Time(Match clock, Match halfDay)
    {
        var (hour, minute, second) = (Number(clock, "h"), Number(clock, "min"), Number(clock, "s"));
        if (clock.Success && halfDay.Success && hour is >= 1 and <= 12)
        {
            hour = (hour % 12) + (halfDay.Value[0] == 'p' ? 12 : 0);
        }

        // 24:00:00 is the end of the day, second 60 a leap second (ISO 8601).
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
        {
            return null;
        }

        var fraction = clock.Groups["f"] is { Success: true } digits ? double.Parse("0." + digits.Value, CultureInfo.InvariantCulture) : 0;
        return new TimeSpan(hour, minute, second) + TimeSpan.FromMilliseconds(Math.Floor(fraction * 1000));
    }

    private static DateTime? Day(string text)
    {
        if (YearFirst().Match(text) is { Success: true } iso)
        {
            return Date(Number(iso, "y"), Number(iso, "m"), iso.Groups["d"].Success ? Number(iso, "d") : 1);
        }

        if (YearAlone().Match(text) is { Success: true } year)
        {
            var dayOfYear = year.Groups["doy"].Success ? Number(year, "doy") : 1;
            return Date(Number(year, "y"), 1, 1) is { } first && dayOfYear >= 1 && dayOfYear <= (DateTime.IsLeapYear(first.Year) ? 366 : 365) ? first.AddDays(dayOfYear - 1) : null;
        }

        return Words(text) ?? Numbers(text);
    }

    /// <summary>A month by name, and numbers around it in any order.</summary>
    private static DateTime? Words(string text)
    {
        int? month = null, day = null, year = null, other = null;
        foreach (Match word in Runs().Matches(text))
        {
            if (char.IsLetter(word.Value[0]))
            {
                // The last one: "mar" is also a Tuesday.
                month = DateWords.Month(word.Value) ?? month;
            }
            else if (word.Length > 2)
            {
                year ??= word.Length == 4 ? Number(word) : Number(word) + 1900;
            }
            else if (day is null && Number(word) is >= 1 and <= 31)
            {
                day = Number(word);
            }
            else
            {
                other ??= Number(word);
            }
        }

        // RFC 2822 section 4.3. A day of 32 beside a year of four digits is no date.
        return month is null || (year is null && other is null) || (year is not null && day is null && other is not null) ? null
            : Date(year ?? (other!.Value + (other < 50 ? 2000 : 1900)), month.Value, day ?? 1);
    }

    /// <summary>Numbers alone, year last: with points the day is first, else only if the other number can be no month.</summary>
    private static DateTime? Numbers(string text)
    {
        if (YearLast().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (first, second, year) = (Number(match, "a"), Number(match, "b"), Number(match, "y"));
        return match.Groups["sep"].Value == "." || first > 12 || first == second ? Date(year, second, first) : second > 12 ? Date(year, first, second) : null;
    }

    private static DateTime? Date(int year, int month, int day) =>
        year is >= MinYear and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    private static int Number(Match match) => int.Parse(match.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<date>[0-9]{8})(?<h>[0-9]{2})(?<min>[0-9]{2})(?<s>[0-9]{2})?(?![0-9])", Plain, Timeout.Infinite)]
    private static partial Regex Digits14();

    [GeneratedRegex(@"(?<![0-9:])(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(:(?<s>[0-9]{2})([.,:](?<f>[0-9]{1,9}))?)?|(?<=[0-9])t(?<h>[0-9]{2})((?<min>[0-9]{2})(?<s>[0-9]{2})?)?(?![0-9:])", Plain, Timeout.Infinite)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^[ ]*([ap]\.?m(?![a-z])[ ]*)?(?<name>[a-z]{1,5})?(?![a-z])[ ]*((?<sign>[+-])(?<oh>[0-9]{1,2}):?(?<om>[0-9]{2})?(?![0-9]))?", Plain, Timeout.Infinite)]
    private static partial Regex Zone();

    [GeneratedRegex(@"(?<![\p{L}])[ap]\.?m(?![\p{L}])", Plain, Timeout.Infinite)]
    private static partial Regex HalfDay();

    [GeneratedRegex(@"^[^0-9]{0,20}(?<y>[0-9]{4})((?<sep>[-/.])[ ]?(?<m>[0-9]{1,2})(\k<sep>[ ]?(?<d>[0-9]{1,2}))?|(?<m>[0-9]{2})(?<d>[0-9]{2}))(?![0-9])", Plain, Timeout.Infinite)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^[ ]*(?<y>[0-9]{4})(-?(?<doy>[0-9]{3}))?[ t]*$", Plain, Timeout.Infinite)]
    private static partial Regex YearAlone();

    [GeneratedRegex(@"(?<![0-9])(?<a>[0-9]{1,2})(?<sep>[-/.])[ ]?(?<b>[0-9]{1,2})\k<sep>[ ]?(?<y>[0-9]{4})(?![0-9])", Plain, Timeout.Infinite)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"\p{L}+|[0-9]{1,4}", Plain, Timeout.Infinite)]
    private static partial Regex Runs();
}
