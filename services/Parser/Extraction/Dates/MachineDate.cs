using System.Globalization;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Reads a date that stands alone in an attribute or a JSON value: any written form, yyyyMMdd[HHmmss], seconds or milliseconds since 1970.</summary>
internal static class MachineDate
{
    /// <summary>Longer values are not dates; JavaScript's longest, with the zone's name in brackets, is about 70.</summary>
    private const int LongestValue = 100;

    public static WrittenDate? Read(string? text, DateLocale locale)
    {
        var value = (text ?? "").AsSpan().Trim().Trim("\"'");
        if (value.Length is < 6 or > LongestValue)
        {
            return null;
        }

        return Digits(value) switch
        {
            8 or 12 or 14 when Compact(value) is { } compact => compact,
            10 or 13 when value.Length is 10 or 13 => Epoch(value),
            _ => WrittenDates.Find(value, locale) is [var first, ..] ? first : null,
        };
    }

    /// <returns>How many digits the value begins with.</returns>
    private static int Digits(ReadOnlySpan<char> value)
    {
        var count = value.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? value.Length : count;
    }

    private static WrittenDate? Compact(ReadOnlySpan<char> value)
    {
        var digits = Digits(value);
        if (!WrittenDates.Day(Number(value[..4]), Number(value[4..6]), Number(value[6..8]), false, out var day))
        {
            return null;
        }

        var clock = digits > 8 ? value[8..digits] : value.Length > 9 && value[8] is 'T' or 't' ? value[9..] : default;
        var length = clock.IsEmpty ? 0 : Digits(clock);
        if (length is not (4 or 6))
        {
            return new WrittenDate(day, null, null, null, 0, digits);
        }

        var (hour, minute, second) = (Number(clock[..2]), Number(clock[2..4]), length == 6 ? Number(clock[4..6]) : 0);
        if (hour > 23 || minute > 59 || second > 59)
        {
            return null;
        }

        var rest = value[(value.Length - (digits > 8 ? value.Length - digits : clock.Length - length))..].Trim();
        return new WrittenDate(day, null, new TimeOnly(hour, minute, second), Offset(rest), 0, value.Length);
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> rest)
    {
        if (rest is "Z" or "z")
        {
            return TimeSpan.Zero;
        }

        var digits = rest.Length == 6 && rest[3] == ':' ? string.Concat(rest[1..3], rest[4..]) : rest.Length == 5 ? rest[1..].ToString() : "";
        var number = digits.Length == 4 && rest[0] is '+' or '-' ? Number(digits) : -1;
        return number is >= 0 and <= 1400 && number % 100 < 60 ? (rest[0] == '-' ? -1 : 1) * new TimeSpan(number / 100, number % 100, 0) : null;
    }

    private static WrittenDate? Epoch(ReadOnlySpan<char> value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var at = value.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
        return new WrittenDate(DateOnly.FromDateTime(at.UtcDateTime), null, TimeOnly.FromDateTime(at.UtcDateTime), TimeSpan.Zero, 0, value.Length);
    }

    private static int Number(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
