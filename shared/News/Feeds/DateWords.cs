using System.Globalization;
using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>Names of months, halves of the day and zones in dates.</summary>
internal static class DateWords
{
    // Beginnings that tell a month from the others of its language (Unicode CLDR, dates/calendars/gregorian/months; Latin, Greek and Cyrillic scripts).
    private static readonly string[] Beginnings =
    [
        "jan|janv|ene|gen|ian|oca|sty|led|tammi|ιαν|янв|січ|сту|яну",
        "feb|fev|fevr|fév|lut|uno|sub|helmi|φεβ|фев|лют|şub",
        "mar|mrt|maer|mär|bre|maalis|maerz|maa|μαρ|мар|бер",
        "apr|avr|abr|kwi|dub|nis|huhti|április|απρ|апр|кві",
        "may|mai|mag|maj|mei|kve|touko|mayıs|μαι|μάι|мая|май|тра",
        "jun|juin|giu|cze|cer|haz|kesa|ιουν|июн|юни|чер|iun",
        "jul|juil|lug|lip|cervenec|tem|heina|ιουλ|июл|юли|лип|iul",
        "aug|ago|aou|aoû|sie|srp|agu|elo|αυγ|авг|сер",
        "sep|set|szep|wrz|zar|eyl|syys|σεπ|сен|вер",
        "oct|okt|ott|out|paz|rij|eki|loka|οκτ|окт|жов",
        "nov|lis|kas|marras|noi|νοε|ноя|ное",
        "dec|dez|dic|dek|des|déc|gru|pro|ara|joulu|δεκ|дек|гру",
    ];

    private const int LongestBeginning = 9;

    private static readonly Dictionary<string, int> Months = MonthTable();

    // Words and signs of East Asian dates, before accents are taken off: Hangul falls into its parts then.
    private static readonly (string Sign, string Meaning)[] Signs =
    [
        ("년 ", "-"), ("년", "-"), ("월 ", "-"), ("월", "-"), ("일", " "), ("시 ", ":"), ("시", ":"), ("분 ", ":"), ("분", ":"), ("초", " "),
        ("年 ", "-"), ("年", "-"), ("月 ", "-"), ("月", "-"), ("日", " "), ("時", ":"), ("时", ":"), ("分", ":"), ("秒", " "),
        ("오전", " am "), ("오후", " pm "),
        ("上午", " am "), ("下午", " pm "), ("午前", " am "), ("午後", " pm "), ("a.m.", " am "), ("p.m.", " pm "),
        ("，", " "), (",", " "), ("(", " "), (")", " "), ("\u00A0", " "), ("\t", " "), ("\r", " "), ("\n", " "), ("−", "-"), ("–", "-"), ("π.μ.", " am "), ("μ.μ.", " pm "),
    ];

    /// <summary>Minutes east of Greenwich. Names that several zones bear stand for the one that feeds mean: RFC 822's, else the largest.</summary>
    public static readonly Dictionary<string, int> Zones = new(StringComparer.Ordinal)
    {
        // RFC 822 section 5.1. Its single letters but Z were misread from the start and count as UTC (RFC 2822 section 4.3).
        ["ut"] = 0,
        ["utc"] = 0,
        ["gmt"] = 0,
        ["z"] = 0,
        ["est"] = -300,
        ["edt"] = -240,
        ["cst"] = -360,
        ["cdt"] = -300,
        ["mst"] = -420,
        ["mdt"] = -360,
        ["pst"] = -480,
        ["pdt"] = -420,
        // tz database, abbreviations in use: Americas, Europe, Africa, Asia, Oceania.
        ["nst"] = -210,
        ["ndt"] = -150,
        ["ast"] = -240,
        ["adt"] = -180,
        ["akst"] = -540,
        ["akdt"] = -480,
        ["hst"] = -600,
        ["wet"] = 0,
        ["west"] = 60,
        ["bst"] = 60,
        ["cet"] = 60,
        ["met"] = 60,
        ["mez"] = 60,
        ["cest"] = 120,
        ["mest"] = 120,
        ["mesz"] = 120,
        ["eet"] = 120,
        ["eest"] = 180,
        ["msk"] = 180,
        ["wat"] = 60,
        ["cat"] = 120,
        ["sast"] = 120,
        ["eat"] = 180,
        ["pkt"] = 300,
        ["ist"] = 330,
        ["wib"] = 420,
        ["wita"] = 480,
        ["wit"] = 540,
        ["hkt"] = 480,
        ["jst"] = 540,
        ["kst"] = 540,
        ["awst"] = 480,
        ["acst"] = 570,
        ["acdt"] = 630,
        ["aest"] = 600,
        ["aedt"] = 660,
        ["nzst"] = 720,
        ["nzdt"] = 780,
    };

    /// <summary>The month, 1 to 12, that a folded word begins like; null for any other word.</summary>
    public static int? Month(string word)
    {
        for (var length = Math.Min(word.Length, LongestBeginning); length >= 3; length--)
        {
            if (Months.TryGetValue(word[..length], out var month))
            {
                return month;
            }
        }

        return null;
    }

    /// <summary>Lower case without accents, East Asian signs as those of ISO 8601, brackets and commas as spaces.</summary>
    /// <remarks>The text must hold no surrogates.</remarks>
    public static string Fold(string text)
    {
        text = text.ToLowerInvariant();
        foreach (var (sign, meaning) in Signs)
        {
            text = text.Replace(sign, meaning, StringComparison.Ordinal);
        }

        return Unaccented(text);
    }

    private static string Unaccented(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(character);
            }
        }

        return folded.ToString();
    }

    private static Dictionary<string, int> MonthTable()
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var month = 0; month < Beginnings.Length; month++)
        {
            foreach (var beginning in Beginnings[month].Split('|'))
            {
                months.TryAdd(Unaccented(beginning), month + 1);
            }
        }

        return months;
    }
}
