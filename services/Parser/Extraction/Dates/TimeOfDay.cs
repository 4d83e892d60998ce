namespace Ingestion.Parser.Extraction.Dates;

/// <summary>The time and zone that stand beside a date in a line.</summary>
internal static class TimeOfDay
{
    /// <summary>Most words and marks between a date and its time: ", um", "at", "| klo", "T".</summary>
    private const int MostBetween = 3;

    /// <summary>"um", "klo", "godz", "saat": longer words begin something else.</summary>
    private const int LongestBetween = 5;

    /// <param name="first">First token of the date.</param>
    /// <param name="last">Its last token.</param>
    /// <returns>Time and offset, null where none was found, and the last token of date, time and zone.</returns>
    public static (TimeOnly? Time, TimeSpan? Offset, int End) Near(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int first, int last, DateOnly day)
    {
        for (var i = last + 1; i < tokens.Length && i <= last + 1 + MostBetween; i++)
        {
            if (At(text, tokens, i, out var time, out var end))
            {
                var offset = Zone(text, tokens, end + 1, day.ToDateTime(time), out var zoneEnd);
                return (time, offset, zoneEnd);
            }

            if (tokens[i].IsNumber || (tokens[i].IsWord && tokens[i].Length > LongestBetween))
            {
                break;
            }
        }

        for (var i = Math.Max(0, first - 9); i < first - 2; i++)
        {
            if (At(text, tokens, i, out var time, out var end) && end < first)
            {
                return (time, Zone(text, tokens, end + 1, day.ToDateTime(time), out var zoneEnd) is { } offset && zoneEnd < first ? offset : null, last);
            }
        }

        // "Mar 02 10:00:00 2026": inside the date itself.
        for (var i = first + 2; i + 2 < last; i++)
        {
            if (At(text, tokens, i, out var time, out var end) && end < last)
            {
                return (time, Zone(text, tokens, last + 1, day.ToDateTime(time), out var zoneEnd) ?? Zone(text, tokens, end + 1, day.ToDateTime(time), out _), zoneEnd);
            }
        }

        return (null, null, last);
    }

    /// <summary>A time that begins at token <paramref name="i"/>: 9:05, 09:05:30.123, 9.05, 9h05, 9 a.m., 오후 9:05, 午後9時5分.</summary>
    public static bool At(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, out TimeOnly time, out int end)
    {
        time = default;
        end = i;
        var half = Half(text, tokens, i, out var after);
        if (half is not null)
        {
            i = after;
        }

        if (i >= tokens.Length || !tokens[i].IsNumber || tokens[i].Length > 2 || tokens[i].Value > 24 || (i > 0 && tokens[i].Glued && tokens[i - 1].Is(':')))
        {
            return false;
        }

        var (hour, minute, second) = (tokens[i].Value, 0, 0);
        end = i;
        if (i + 2 < tokens.Length && tokens[i + 2].IsNumber && tokens[i + 2].Length == 2 && tokens[i + 2].Value < 60 && IsHourMark(text, tokens[i + 1], tokens[i + 2]) && !IsDay(tokens, i + 2))
        {
            minute = tokens[i + 2].Value;
            end = i + 2;
            if (end + 2 < tokens.Length && tokens[end + 1].Glued && tokens[end + 1].Is(':') && tokens[end + 2].IsNumber && tokens[end + 2].Length == 2 && tokens[end + 2].Value < 60)
            {
                second = tokens[end + 2].Value;
                end += 2;
                end += end + 2 < tokens.Length && tokens[end + 1].Is('.') && tokens[end + 1].Glued && tokens[end + 2].IsNumber && tokens[end + 2].Glued ? 2 : 0;
            }
            else if (end + 1 < tokens.Length && tokens[end + 1].IsWord && text[tokens[end + 1].Start] is '分' or '분')
            {
                end++;
            }

            half ??= Half(text, tokens, end + 1, out after);
            end = after > end ? after - 1 : end;
        }
        else if (i + 1 < tokens.Length && tokens[i + 1].IsWord && text[tokens[i + 1].Start] is '時' or '时' or '點' or '点' or '시')
        {
            end = i + 1;
        }
        else if (half is null && hour is >= 1 and <= 12 && Half(text, tokens, i + 1, out after) is { } behind)
        {
            half = behind;
            end = after - 1;
        }
        else
        {
            return false;
        }

        hour = half switch
        {
            true when hour < 12 => hour + 12,
            false when hour == 12 => 0,
            _ => hour % 24,
        };
        time = new TimeOnly(hour, minute, second);
        return true;
    }

    /// <summary>A third number behind a stop: 01.03.2026 is no time.</summary>
    private static bool IsDay(ReadOnlySpan<DateToken> tokens, int minute) => tokens[minute - 1].Is('.') && minute + 2 < tokens.Length && tokens[minute + 1].Is('.') && tokens[minute + 2].IsNumber;

    private static bool IsHourMark(ReadOnlySpan<char> text, DateToken mark, DateToken minute) =>
        ((mark.Is(':') || mark.Is('.')) && minute.Glued && mark.Glued)
        || (mark.Is(':') && mark.Spaced && minute.Spaced)
        || (mark.IsWord && mark.Length == 1 && text[mark.Start] is 'h' or 'H' or 'u' or '時' or '时' or '點' or '点' or '시');

    /// <returns>True for the second half of the day, false for the first, null when no such word stands at <paramref name="i"/>.</returns>
    private static bool? Half(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, out int after)
    {
        after = i;
        if (i >= tokens.Length || !tokens[i].IsWord)
        {
            return null;
        }

        var word = text[tokens[i].Start..tokens[i].End];
        after = i + 1;
        if (word.Equals("pm", StringComparison.OrdinalIgnoreCase) || word is "오후" or "م" or "μμ")
        {
            return true;
        }

        if (word.Equals("am", StringComparison.OrdinalIgnoreCase) || word is "오전" or "ص" or "πμ")
        {
            return false;
        }

        var next = i + 1 < tokens.Length && tokens[i + 1].IsWord ? text[tokens[i + 1].Start] : ' ';
        if ((word[0], next) is ('午', '後') or ('下', '午') or ('午', '前') or ('上', '午'))
        {
            after = i + 2;
            return (word[0], next) is ('午', '後') or ('下', '午');
        }

        // "p.m." and "p. m.": two words with stops.
        if (i + 2 < tokens.Length && word.Length == 1 && tokens[i + 1].Is('.') && tokens[i + 2].IsWord && tokens[i + 2].Length == 1 && char.ToLowerInvariant(text[tokens[i + 2].Start]) is 'm' or 'μ'
            && char.ToLowerInvariant(word[0]) is 'a' or 'p' or 'π')
        {
            after = i + 3 + (i + 3 < tokens.Length && tokens[i + 3].Is('.') ? 1 : 0);
            return char.ToLowerInvariant(word[0]) == 'p';
        }

        after = i;
        return null;
    }

    /// <summary>"+0100", "GMT+1", "Uhr (CET)", "Z" from token <paramref name="i"/> on.</summary>
    private static TimeSpan? Zone(ReadOnlySpan<char> text, ReadOnlySpan<DateToken> tokens, int i, DateTime local, out int end)
    {
        end = i - 1;
        TimeSpan? named = null;
        for (var j = i; j < tokens.Length && j <= i + 3; j++)
        {
            var token = tokens[j];
            if ((token.Is('+') || token.Is('-')) && j + 1 < tokens.Length && tokens[j + 1].IsNumber && tokens[j + 1].Glued && tokens[j + 1].Length is 1 or 2 or 4)
            {
                var number = tokens[j + 1];
                end = j + 1;
                var (hours, minutes) = number.Length == 4 ? (number.Value / 100, number.Value % 100) : (number.Value, 0);
                if (number.Length <= 2 && j + 3 < tokens.Length && tokens[j + 2].Is(':') && tokens[j + 3].IsNumber && tokens[j + 3].Length == 2)
                {
                    (minutes, end) = (tokens[j + 3].Value, j + 3);
                }

                return minutes < 60 && (hours * 60) + minutes <= 14 * 60 ? (token.Is('+') ? 1 : -1) * new TimeSpan(hours, minutes, 0) : null;
            }

            if (token.IsWord)
            {
                var zone = ZoneNames.Offset(text[token.Start..token.End], local);
                if (zone is not null)
                {
                    (named, end) = (zone, j);
                    continue;
                }

                if (named is not null || token.Length > 5)
                {
                    break;
                }
            }
            else if (token.IsNumber || !(token.Is('(') || token.Is(',') || token.Is('.')))
            {
                break;
            }
        }

        return named;
    }
}
