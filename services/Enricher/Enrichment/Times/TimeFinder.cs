using System.Collections.Frozen;
using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>
/// Time expressions of a body and the day, month or year they mean, as TIMEX3 values (ISO 8601 with the additions of TimeML).
/// They are read from the publisher's own day. News tells what was: the past is meant unless a verb of the future governs.
/// </summary>
internal sealed class TimeFinder
{
    private const double Printed = 0.98;
    private const double Relative = 0.95;
    private const double Nearest = 0.9;
    private const double Vague = 0.7;

    // A sentence without end must not make the search for its verb quadratic.
    private const int Reach = 60;

    private static readonly FrozenDictionary<string, int> Months = Index(
        "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.", "august aug aug.",
        "september sep sept sep. sept.", "october oct oct.", "november nov nov.", "december dec dec.");

    private static readonly FrozenDictionary<string, int> Weekdays = Index(
        "sunday sun", "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat");

    private static readonly FrozenDictionary<string, string> PartsOfDay = new Dictionary<string, string>
    {
        ["morning"] = "TMO",
        ["afternoon"] = "TAF",
        ["evening"] = "TEV",
        ["night"] = "TNI",
        ["lunchtime"] = "TAF",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Seasons = new Dictionary<string, string>
    {
        ["spring"] = "SP",
        ["summer"] = "SU",
        ["autumn"] = "FA",
        ["fall"] = "FA",
        ["winter"] = "WI",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Numbers = Index(
        "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private readonly string text;
    private readonly Token[] tokens;
    private readonly DateOnly? published;
    private readonly List<TimeExpression> found = [];

    private TimeFinder(string text, Token[] tokens, DateOnly? published) => (this.text, this.tokens, this.published) = (text, tokens, published);

    public static TimeExpression[] Find(string text, Token[] tokens, DateTimeOffset? publishedAt, string language)
    {
        // The publisher's own day: DateTimeOffset keeps the offset that was printed.
        var finder = new TimeFinder(text, tokens, publishedAt is { } at ? DateOnly.FromDateTime(at.DateTime) : null);
        for (var token = 0; token < tokens.Length;)
        {
            var count = finder.ReadNumeric(token, language);
            count = count == 0 && language is "en" or "und" ? finder.ReadWords(token) : count;
            token += Math.Max(1, count);
        }

        return [.. finder.found];
    }

    private static FrozenDictionary<string, int> Index(params string[] rows) =>
        rows.SelectMany((row, index) => row.Split(' ').Select(word => (word, index))).ToFrozenDictionary(entry => entry.word, entry => entry.index + 1);

    // --- Numbers, in any language ---

    private int ReadNumeric(int at, string language)
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.Number || token.Text.Length is < 8 or > 25)
        {
            return 0;
        }

        if (token.Text.Length >= 10 && token.Text[4] == '-' && DateOnly.TryParseExact(token.Text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
        {
            return Add(at, 1, Day(iso), Printed);
        }

        var parts = token.Text.Split('.', '/', '-');
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || parts[2].Length != 4 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return 0;
        }

        // 12/05/2015 is May in London and December in New York; elsewhere, and with dots, the day comes first.
        var dayFirst = first > 12 || token.Text.Contains('.', StringComparison.Ordinal) || language is not ("en" or "und");
        var (day, month) = dayFirst ? (first, second) : (second, first);
        var certain = dayFirst || second > 12 || first == second;
        return !IsDay(year, month, day) ? 0 : certain ? Add(at, 1, Day(new DateOnly(year, month, day)), Printed) : Add(at, 1, null, 0);
    }

    // --- Words, in English ---

    private int ReadWords(int at)
    {
        var token = tokens[at];
        return token.Kind switch
        {
            TokenKind.Number => ReadDayMonth(at) is > 0 and var count ? count : ReadAgo(at, NumberOf(at)) is > 0 and var ago ? ago : ReadYear(at),
            TokenKind.Word when IsMonth(at) => ReadMonth(at),
            TokenKind.Word when token.IsCapital && Weekdays.ContainsKey(token.Lower) && token.Lower.Length > 3 => ReadWeekday(at, at, shift: 0),
            TokenKind.Word => ReadRelative(at),
            _ => 0,
        };
    }

    private string Lower(int at) => at >= 0 && at < tokens.Length ? tokens[at].Lower : "";

    private bool Together(int from, int to) => to < tokens.Length && tokens[from].Paragraph == tokens[to].Paragraph;

    private bool IsMonth(int at) =>
        at < tokens.Length && tokens[at].IsCapital && Months.ContainsKey(tokens[at].Lower)
        && (tokens[at].Lower is not ("may" or "march" or "mar" or "sun" or "jan")
            || (at + 1 < tokens.Length && tokens[at + 1].Kind == TokenKind.Number)
            || (at > 0 && tokens[at - 1].Kind == TokenKind.Number)
            || Lower(at - 1) is "in" or "last" or "since" or "until" or "till" or "by" or "of" or "early" or "late" or "this" or "next" or "during" or "mid" or "from" or "between" or "to" or "and" or "before" or "after");

    private int MonthOf(int at) => Months[tokens[at].Lower];

    // 2, 2nd, 02; 0 when it is no day of a month.
    private int DayOf(int at)
    {
        if (at >= tokens.Length || tokens[at].Kind != TokenKind.Number)
        {
            return 0;
        }

        var digits = tokens[at].Text.AsSpan();
        digits = digits.Length > 2 && tokens[at].Lower[^2..] is "st" or "nd" or "rd" or "th" ? digits[..^2] : digits;
        return digits.Length <= 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is > 0 and < 32 ? day : 0;
    }

    private int YearOf(int at) =>
        at < tokens.Length && tokens[at].Kind == TokenKind.Number && tokens[at].Text.Length == 4
        && int.TryParse(tokens[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and < 2200 ? year : 0;

    private int NumberOf(int at) =>
        Numbers.TryGetValue(Lower(at), out var number) ? number
        : tokens[at].Kind == TokenKind.Number && tokens[at].Text.Length < 4 && int.TryParse(tokens[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number
        : 0;

    // 2 March 2015, 2nd of March
    private int ReadDayMonth(int at)
    {
        var day = DayOf(at);
        var month = at + 1 + (Lower(at + 1) == "of" ? 1 : 0);
        if (day == 0 || !Together(at, month) || !IsMonth(month))
        {
            return 0;
        }

        var comma = Lower(month + 1) == "," ? 1 : 0;
        var year = YearOf(month + 1 + comma);
        return AddDay(at, month - at + 1 + (year > 0 ? 1 + comma : 0), year, MonthOf(month), day);
    }

    // March 2, 2015; March 2015; March
    private int ReadMonth(int at)
    {
        var month = MonthOf(at);
        var day = Together(at, at + 1) ? DayOf(at + 1) : 0;
        if (day > 0)
        {
            var comma = Lower(at + 2) == "," ? 1 : 0;
            var year = YearOf(at + 2 + comma);
            return AddDay(at, 2 + (year > 0 ? 1 + comma : 0), year, month, day);
        }

        var after = at + 1 + (Lower(at + 1) is "," or "of" ? 1 : 0);
        if (YearOf(after) is > 0 and var printed)
        {
            return Add(at, after - at + 1, $"{printed:D4}-{month:D2}", Printed);
        }

        var shift = Lower(at - 1) switch { "last" => -1, "next" => 1, _ => 0 };
        var start = shift != 0 ? at - 1 : at;
        if (published is not { } today)
        {
            return Add(start, at - start + 1, null, 0, at);
        }

        var future = shift > 0 || (shift == 0 && IsFuture(at));
        var resolved = shift == 0 && Lower(at - 1) == "this" ? today.Year
            : future ? (month < today.Month || (shift > 0 && month == today.Month) ? today.Year + 1 : today.Year)
            : month > today.Month || (shift < 0 && month == today.Month) ? today.Year - 1 : today.Year;
        return Add(start, at - start + 1, $"{resolved:D4}-{month:D2}", Vague, at);
    }

    private int AddDay(int at, int count, int year, int month, int day)
    {
        if (year > 0)
        {
            return IsDay(year, month, day) ? Add(at, count, Day(new DateOnly(year, month, day)), Printed) : 0;
        }

        if (published is not { } today)
        {
            return Add(at, count, null, 0);
        }

        // The last such day; the coming one when a future verb governs, or when the last one is most of a year ago.
        var candidate = today.Year;
        var passed = month < today.Month || (month == today.Month && day <= today.Day);
        var future = IsFuture(at);
        candidate += future ? (passed && !(month == today.Month && day == today.Day) ? 1 : 0) : passed ? 0 : -1;
        if (!future && IsDay(candidate, month, day) && today.DayNumber - new DateOnly(candidate, month, day).DayNumber > 330)
        {
            return IsDay(candidate + 1, month, day) ? Add(at, count, Day(new DateOnly(candidate + 1, month, day)), Vague) : 0;
        }

        return IsDay(candidate, month, day) ? Add(at, count, Day(new DateOnly(candidate, month, day)), Nearest) : 0;
    }

    private int ReadYear(int at)
    {
        var token = tokens[at];
        var decade = token.Text.Length == 5 && token.Text[4] == 's' && token.Text[3] == '0' && token.Text.StartsWith("19", StringComparison.Ordinal)
            || (token.Text.Length == 5 && token.Text[4] == 's' && token.Text[3] == '0' && token.Text.StartsWith("20", StringComparison.Ordinal));
        if (decade)
        {
            return Add(at, 1, token.Text[..3], Printed);
        }

        var year = YearOf(at);
        if (year is < 1500 or > 2100 || Lower(at - 1) is "$" or "€" or "£" or "#" or "no" or "about" or "some" or "than" or "nearly" or "around")
        {
            return 0;
        }

        // "2,000 people" is not printed so, but "2000 people" is: a count has a noun in the plural after it.
        var introduced = Lower(at - 1) is "in" or "since" or "from" or "until" or "by" or "of" or "during" or "before" or "after" or "between" or "early" or "late" or "(" or "and" or "to" or "the" or "summer" or "winter" or "spring" or "autumn";
        var counted = Lower(at + 1) is "%" or "percent" or "per" or "metres" or "meters" || (at + 1 < tokens.Length && tokens[at + 1].IsWord && !tokens[at + 1].IsCapital && tokens[at + 1].Text.EndsWith('s') && !StopWords.English.Contains(tokens[at + 1].Lower));
        return introduced && Lower(at + 1) is not ("%" or "percent" or "metres" or "meters") && (!counted || Lower(at - 1) is "in" or "since" or "the") || (!counted && year > 1900)
            ? Add(at, 1, token.Text, introduced ? Relative : Vague)
            : 0;
    }

    // "Tuesday", "Tuesday morning"; shift -1 for "last", 1 for "next".
    private int ReadWeekday(int start, int at, int shift)
    {
        var weekday = (DayOfWeek)(Weekdays[tokens[at].Lower] - 1);
        var part = Together(at, at + 1) && PartsOfDay.TryGetValue(Lower(at + 1), out var time) ? time : "";
        var count = at - start + 1 + (part.Length > 0 ? 1 : 0);

        // "Tuesday, 12 May": the date says it all.
        var comma = at + 1 + (Lower(at + 1) == "," ? 1 : 0);
        if (part.Length == 0 && shift == 0 && comma < tokens.Length && (DayOf(comma) > 0 && IsMonth(comma + 1) || (IsMonth(comma) && DayOf(comma + 1) > 0)))
        {
            return 0;
        }

        if (published is not { } today)
        {
            return Add(start, count, null, 0);
        }

        var back = ((int)today.DayOfWeek - (int)weekday + 7) % 7;
        var day = shift < 0 ? today.AddDays(back == 0 ? -7 : -back)
            : shift > 0 ? today.AddDays(back == 0 ? 7 : 7 - back)
            : IsFuture(at) ? today.AddDays(back == 0 ? 0 : 7 - back)
            : today.AddDays(-back);
        return Add(start, count, Day(day) + part, Nearest);
    }

    private int ReadRelative(int at)
    {
        var (word, next) = (Lower(at), Lower(at + 1));
        switch (word)
        {
            case "today":
                return AddFrom(at, 1, today => Day(today), Relative);
            case "tonight":
                return AddFrom(at, 1, today => Day(today) + "TNI", Relative);
            case "overnight" when Lower(at - 1) is not "an":
                return AddFrom(at, 1, today => Day(today) + "TNI", Vague);
            case "yesterday" or "tomorrow":
                var part = PartsOfDay.TryGetValue(next, out var time) ? time : "";
                return AddFrom(at, part.Length > 0 ? 2 : 1, today => Day(today.AddDays(word == "yesterday" ? -1 : 1)) + part, Relative);
            case "last" or "next" or "this" or "past" when Weekdays.ContainsKey(next) && tokens[at + 1].IsCapital && next.Length > 3:
                return ReadWeekday(at, at + 1, word == "next" ? 1 : word == "this" ? 0 : -1);
            case "last" or "this" when PartsOfDay.TryGetValue(next, out var partOfDay):
                return word == "last" && partOfDay != "TNI" ? 0 : AddFrom(at, 2, today => Day(today.AddDays(word == "last" ? -1 : 0)) + partOfDay, Relative);
            case "last" or "next" or "this" or "previous" or "current":
                return ReadPeriod(at, word is "last" or "previous" ? -1 : word == "next" ? 1 : 0);
            default:
                return ReadAgo(at, word is "a" or "an" or "couple" ? (word == "a" && next == "couple" ? 0 : NumberOf(at)) : NumberOf(at));
        }
    }

    // last week, this month, next year, last summer, last March
    private int ReadPeriod(int at, int shift)
    {
        var next = Lower(at + 1);
        if (IsMonth(at + 1) && shift != 0)
        {
            return ReadMonth(at + 1) is > 0 ? 2 : 0;
        }

        // "the previous year" is told from another day than today's.
        if (Lower(at) is "previous" or "current" && next is not "year" || Lower(at) == "previous")
        {
            return 0;
        }

        return next switch
        {
            "week" => AddFrom(at, 2, today => Week(today.AddDays(7 * shift)), Nearest),
            "weekend" => AddFrom(at, 2, today => Week(shift < 0 ? today.AddDays(-7) : today.AddDays(7 * shift)) + "-WE", Vague),
            "month" => AddFrom(at, 2, today => Month(today.AddMonths(shift)), Nearest),
            "year" => AddFrom(at, 2, today => $"{today.Year + shift:D4}", Relative),
            "decade" => AddFrom(at, 2, today => $"{(today.Year / 10) + shift:D3}", Vague),
            _ when Seasons.TryGetValue(next, out var season) => AddFrom(at, 2, today => $"{today.Year + (shift < 0 && Passed(season, today) ? 0 : shift):D4}-{season}", Vague),
            _ => 0,
        };
    }

    // A season that is over this year is meant by "last": last summer, said in November.
    private static bool Passed(string season, DateOnly today) => season switch { "SP" => today.Month > 5, "SU" => today.Month > 8, "FA" => today.Month > 11, _ => false };

    // two days ago, a year ago, three weeks earlier is another day's
    private int ReadAgo(int at, int number)
    {
        if (number == 0 || Lower(at + 2) != "ago" || !Together(at, at + 2))
        {
            return 0;
        }

        return Lower(at + 1).TrimEnd('s') switch
        {
            "day" => AddFrom(at, 3, today => Day(today.AddDays(-number)), Nearest),
            "week" => AddFrom(at, 3, today => number == 1 ? Day(today.AddDays(-7)) : Week(today.AddDays(-7 * number)), Vague),
            "month" => AddFrom(at, 3, today => Month(today.AddMonths(-number)), Vague),
            "year" => today_year(number),
            _ => 0,
        };

        int today_year(int years) => published is { } day && day.Year <= years ? 0 : AddFrom(at, 3, today => $"{today.Year - years:D4}", Vague);
    }

    // --- Tense ---

    /// <summary>The verb that governs is the nearest to the left in the sentence, or to the right when none is there.</summary>
    private bool IsFuture(int at)
    {
        for (var left = at - 1; left >= Math.Max(0, at - Reach) && tokens[left].Sentence == tokens[at].Sentence; left--)
        {
            if (Tense(left) is { } tense)
            {
                return tense;
            }
        }

        for (var right = at + 1; right < Math.Min(tokens.Length, at + Reach) && tokens[right].Sentence == tokens[at].Sentence; right++)
        {
            if (Tense(right) is { } tense)
            {
                return tense;
            }
        }

        return false;
    }

    // True for the future, false for the past, null for a word that tells neither. Only verbs: "plan" as a noun says nothing of time.
    private bool? Tense(int at)
    {
        var word = Lower(at);
        switch (word)
        {
            case "will" or "shall" or "'ll" or "won't" or "would" or "upcoming" or "due":
                return true;
            case "expected" or "scheduled" or "planned" or "set" or "slated" or "likely" or "expects" or "plans" or "hopes" or "intends" or "aims" when Lower(at + 1) is "to" or "for" or "on":
                return true;
            case "is" or "are" when Lower(at + 1) == "to":
                return true;
            case "was" or "were" or "had" or "did" or "said" or "has" or "have" or "went" or "took" or "met" or "held" or "made" or "came" or "told" or "began" or "left" or "won" or "lost" or "fell" or "rose" or "died" or "killed":
                return word is "held" or "made" or "met" or "told" or "left" or "won" or "lost" && AfterBe(at) ? null : false;
            default:
                return tokens[at].IsWord && word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !AfterBe(at) ? false : null;
        }
    }

    // "will be announced": the participle leaves the tense to what stands before it.
    private bool AfterBe(int at) => Lower(at - 1) is "be" or "to" || Lower(at - 2) == "be";

    // --- Values ---

    private int AddFrom(int at, int count, Func<DateOnly, string> value, double confidence) =>
        published is { } today ? Add(at, count, value(today), confidence) : Add(at, count, null, 0);

    private int Add(int start, int count, string? value, double confidence, int at = -1)
    {
        var (first, last) = (tokens[start].Start, tokens[start + count - 1].End);
        if (found.Count > 0 && found[^1].End > first)
        {
            found.RemoveAt(found.Count - 1);
        }

        found.Add(new TimeExpression { Start = first, End = last, Text = text[first..last], Value = value, Confidence = confidence });
        return at < 0 ? count : start + count - at;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Week(DateOnly day)
    {
        var at = day.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(at):D4}-W{ISOWeek.GetWeekOfYear(at):D2}";
    }

    private static bool IsDay(int year, int month, int day) =>
        year is > 0 and < 9999 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month);
}
