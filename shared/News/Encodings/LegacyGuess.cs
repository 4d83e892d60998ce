using System.Text;
using System.Text.RegularExpressions;

namespace Ingestion.News.Encodings;

/// <summary>
/// Which old encoding unlabelled bytes are in: each candidate reads a sample, and the one whose reading looks most like what people write wins.
/// The page's language, where it is named, speaks for the encodings that are customary for it. Nothing convincing is windows-1252.
/// </summary>
internal static partial class LegacyGuess
{
    private const int Sample = 64 * 1024;

    // Worth more than what two encodings of one script differ by on a page, and less than what two scripts differ by.
    private const double Custom = 0.15;

    private const string Cyrillic = "оеаинтсрвлкмдпуяыьгзбчйі";
    private const string CentralEuropean = "ąćęłńóśźżáčďéěíňřšťúůýžőűöüäßçëôŁŚŻŹČŘŠŽŇÁÉÍÓÖÜ";
    private const string Japanese = "日本人一国大年中会月出時行上事者自分生同間前後東京新者地方政府相回見今学高円場対部市民首氏社調査発表問題";
    private const string SimplifiedChinese = "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民新市今部政报者";
    private const string TraditionalChinese = "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可里後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民新市今部政報者";

    // Name, the letters that make up most of a text in it, and the range of its script's other letters.
    private static readonly (string Name, string Common, char From, char To)[] Candidates =
    [
        ("windows-1252", "éèêëàâäáãåçíîïñóôöõúûüßæœÉÈÀÂÄÖÜÅÇÑÓÍ", '\u00C0', '\u0178'),
        ("windows-1250", CentralEuropean, '\u00C0', '\u017F'),
        ("iso-8859-2", CentralEuropean, '\u00C0', '\u017F'),
        ("windows-1254", "çğıöşüÇĞİÖŞÜâîû", '\u00C0', '\u017F'),
        ("windows-1257", "āčēģīķļņšūžąęėįųŠŽõäöü", '\u00C0', '\u017F'),
        ("windows-1251", Cyrillic, '\u0400', '\u0491'),
        ("koi8-u", Cyrillic, '\u0400', '\u0491'),
        ("ibm866", Cyrillic, '\u0400', '\u0491'),
        ("iso-8859-5", Cyrillic, '\u0400', '\u0491'),
        ("windows-1253", "αειοντσρπκςηυλμδγθφωάέήίόύώ", '\u0384', '\u03CE'),
        ("iso-8859-7", "αειοντσρπκςηυλμδγθφωάέήίόύώ", '\u0384', '\u03CE'),
        ("windows-1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשת", '\u05D0', '\u05EA'),
        ("windows-1256", "ايلمنوترهبدعسفقكةأحىپچگک", '\u0621', '\u06D2'),
        ("windows-874", "านรอกเงมยลวดทสตะปบคหแจพชขใไโ่้ีัิุู์", '\u0E01', '\u0E5B'),
        ("shift_jis", Japanese, '\u3041', '\u9FFF'),
        ("euc-jp", Japanese, '\u3041', '\u9FFF'),
        ("gb18030", SimplifiedChinese, '\u4E00', '\u9FFF'),
        ("big5", TraditionalChinese, '\u4E00', '\u9FFF'),
        ("euc-kr", "이다는에을의를가하고은지로한도서사자기대리시정인어부일", '\uAC00', '\uD7A3'),
    ];

    // HTML standard, section 13.2.3.2, "suggested default encoding" by locale.
    private static readonly Dictionary<string, string> Customary = new (string Name, string Languages)[]
    {
        ("windows-1250", "cs hr sk"),
        ("windows-1251", "ba be bg kk ky mk ru sah sr tg tt uk"),
        ("windows-1254", "az ku tr"),
        ("windows-1255", "he"),
        ("windows-1256", "ar fa"),
        ("windows-1257", "et lt lv"),
        ("windows-874", "th"),
        ("iso-8859-2", "hu pl sl"),
        ("iso-8859-7", "el"),
        ("shift_jis", "ja"),
        ("euc-kr", "ko"),
        ("gb18030", "zh-CN zh-Hans"),
        ("big5", "zh-TW zh-HK zh-Hant"),
    }.SelectMany(row => row.Languages.Split(' ').Select(tag => (tag, row.Name))).ToDictionary(row => row.tag, row => row.Name, StringComparer.OrdinalIgnoreCase);

    /// <param name="bytes">Neither ASCII nor UTF-8.</param>
    /// <returns>The name of an encoding.</returns>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var wide = 0;
        foreach (var b in sample)
        {
            wide += b >= 0x80 ? 1 : 0;
        }

        var customary = CustomaryFor(sample);
        var (best, bestScore) = ("windows-1252", double.NegativeInfinity);
        foreach (var candidate in Candidates)
        {
            var read = CharacterDecoders.Decode(sample, candidate.Name);
            var score = (Score(read, candidate.Common, candidate.From, candidate.To) / Math.Max(wide, 1)) + (candidate.Name == customary ? Custom : 0);
            (best, bestScore) = score > bestScore ? (candidate.Name, score) : (best, bestScore);
        }

        return bestScore > 0 ? best : "windows-1252";
    }

    private static string? CustomaryFor(ReadOnlySpan<byte> sample)
    {
        var match = Language().Match(Encoding.Latin1.GetString(sample[..Math.Min(sample.Length, 4096)]));
        var tag = match.Groups["tag"].Value;
        return Customary.GetValueOrDefault(tag) ?? Customary.GetValueOrDefault(tag.Split('-')[0]);
    }

    /// <summary>Points by about one for each byte beyond ASCII that reads well. The weights are guesses that the tests' sentences bear out.</summary>
    private static double Score(string text, string common, char from, char to)
    {
        var score = 0.0;
        var (before, word) = (' ', 0);
        foreach (var c in text)
        {
            // A letter by itself is more often a quotation mark that was read wrongly.
            score -= !char.IsLetter(c) && word == 1 && before >= 0x80 && IsLatin(before) ? 0.7 : 0;
            word = char.IsLetter(c) ? word + 1 : 0;
            if (c >= 0x80)
            {
                var weight = c is >= '\u3041' and <= '\uD7A3' ? 2 : 1;
                score += c switch
                {
                    '\uFFFD' or (>= '\uE000' and <= '\uF8FF') => -5,
                    < '\u00A0' => -3,
                    >= '\uFF61' and <= '\uFF9F' => -0.3,
                    >= '\u3041' and <= '\u30FF' when common == Japanese => weight,
                    _ when common.Contains(c, StringComparison.Ordinal) => weight,
                    _ when common.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal) => 0.5,
                    _ when c >= from && c <= to && char.IsLetter(c) => 0.3 * weight,
                    '\u00A0' or '“' or '”' or '„' or '‘' or '’' or '–' or '—' or '…' or '«' or '»' or '€' or '°' or '©' or '№' => 0.4,
                    >= '\u3001' and <= '\u3015' or >= '\uFF01' and <= '\uFF5E' => 1,
                    _ => -0.5,
                };
            }

            // A capital after a small letter, a sign inside a word, letters of two scripts in one word: not what people write.
            var inside = char.IsLetter(before) && c >= 0x80;
            score -= inside && char.IsUpper(c) && char.IsLower(before) ? 1 : 0;
            score -= inside && (char.IsSymbol(c) || char.IsNumber(c)) ? 1 : 0;
            score -= char.IsLetter(c) && char.IsLetter(before) && (c >= 0x80 || before >= 0x80) && (IsLatin(c) != IsLatin(before)) ? 1 : 0;
            before = c;
        }

        return score;
    }

    private static bool IsLatin(char c) => c < '\u0250';

    [GeneratedRegex("""<html\b[^>]*?\blang\s*=\s*["']?(?<tag>[A-Za-z-]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Language();
}
