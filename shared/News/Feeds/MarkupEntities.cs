using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>Turns references in XML and HTML into characters. Linear; what is no known reference stays as it is written.</summary>
internal static class MarkupEntities
{
    private const int MaxName = 32;

    // windows-1252 where ISO 8859-1 has control characters (html.spec.whatwg.org#numeric-character-reference-end-state).
    private const string C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Where(code => code is < 0x20 and not (9 or 10 or 13) or >= 0x7F).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    /// <summary>Appends the text with its references resolved and without control characters.</summary>
    /// <remarks>Declared: entities of the document type, already text. Budget: characters that they may still become; an entity beyond it stays a reference.</remarks>
    public static void Append(StringBuilder to, ReadOnlySpan<char> text, Dictionary<string, string>? declared, ref int budget)
    {
        while (!text.IsEmpty)
        {
            var amp = text.IndexOf('&');
            AppendClean(to, amp < 0 ? text : text[..amp]);
            if (amp < 0)
            {
                return;
            }

            text = text[amp..];
            var length = Reference(text, declared, ref budget, out var value);
            if (length == 0)
            {
                to.Append('&');
                text = text[1..];
            }
            else
            {
                to.Append(value);
                text = text[length..];
            }
        }
    }

    /// <summary>Appends characters that XML 1.0 allows (section 2.2), C1 controls as the windows-1252 they were meant as.</summary>
    public static void AppendClean(StringBuilder to, ReadOnlySpan<char> text)
    {
        for (int bad; (bad = text.IndexOfAny(Controls)) >= 0; text = text[(bad + 1)..])
        {
            to.Append(text[..bad]);
            if (text[bad] is >= '\u0080' and <= '\u009F')
            {
                to.Append(C1[text[bad] - '\u0080']);
            }
        }

        to.Append(text);
    }

    /// <returns>True when the text holds a reference to a character by number or by a name of HTML.</returns>
    public static bool Contains(ReadOnlySpan<char> text)
    {
        var none = 0;
        for (int amp; (amp = text.IndexOf('&')) >= 0; text = text[(amp + 1)..])
        {
            if (Reference(text[amp..], null, ref none, out _) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Length of the reference at the beginning of the text; 0 when there is none.</returns>
    private static int Reference(ReadOnlySpan<char> text, Dictionary<string, string>? declared, ref int budget, out string value)
    {
        value = "";
        var end = 1;
        while (end < text.Length && end <= MaxName && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '#' or '_' or '-' or '.' or ':'))
        {
            end++;
        }

        var closed = end < text.Length && text[end] == ';';
        var name = text[1..end];
        if (name is ['#', ..])
        {
            var hex = name is ['#', 'x' or 'X', ..];
            var digits = name[(hex ? 2 : 1)..];
            if (!uint.TryParse(digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return 0;
            }

            value = Character(number);
            return closed ? end + 1 : end;
        }

        if (!closed || name.IsEmpty)
        {
            return 0;
        }

        if (declared is not null && declared.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var replacement) && replacement.Length <= budget)
        {
            budget -= replacement.Length;
            value = replacement;
            return end + 1;
        }

        var reference = text[..(end + 1)].ToString();
        value = WebUtility.HtmlDecode(reference);
        return value == reference ? 0 : end + 1;
    }

    private static string Character(uint number) => number switch
    {
        >= 0x80 and <= 0x9F => C1[(int)number - 0x80].ToString(),
        0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF => "\uFFFD",
        < 0x20 and not (9 or 10 or 13) => "",
        _ => char.ConvertFromUtf32((int)number),
    };
}
