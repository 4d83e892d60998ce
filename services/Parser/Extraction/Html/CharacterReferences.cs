using System.Buffers;
using System.Text;

namespace Ingestion.Parser.Extraction.Html;

/// <summary>Text and attribute values of HTML source to what they say (HTML standard, 13.2.5.72 to 13.2.5.80).</summary>
internal static class CharacterReferences
{
    /// <summary>Without one of these, source and value are the same.</summary>
    public static readonly SearchValues<char> Special = SearchValues.Create("&\0");

    // What numeric references 0x80 to 0x9F stand for: windows-1252, since pages mean that.
    private const string C1 = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <param name="source">As written.</param>
    /// <returns>The value of an attribute.</returns>
    public static string DecodeAttribute(ReadOnlySpan<char> source)
    {
        if (!source.ContainsAny(Special))
        {
            return source.ToString();
        }

        var into = new ArrayBufferWriter<char>(source.Length);
        Decode(source, into, inAttribute: true, "\uFFFD");
        return into.WrittenSpan.ToString();
    }

    /// <param name="source">As written.</param>
    /// <param name="into">Gets the value.</param>
    /// <param name="inAttribute">In attributes a name without semicolon before a letter, digit or equals sign is no reference: it is part of an address.</param>
    /// <param name="forNull">What a null character becomes.</param>
    public static void Decode(ReadOnlySpan<char> source, ArrayBufferWriter<char> into, bool inAttribute, string forNull)
    {
        while (!source.IsEmpty)
        {
            var next = source.IndexOfAny(Special);
            into.Write(next < 0 ? source : source[..next]);
            if (next < 0)
            {
                return;
            }

            source = source[next..];
            if (source[0] == '\0')
            {
                into.Write(forNull);
                source = source[1..];
                continue;
            }

            var length = source.Length > 1 && source[1] == '#' ? Numeric(source, into) : Named(source, into, inAttribute);
            if (length == 0)
            {
                into.Write("&");
                length = 1;
            }

            source = source[length..];
        }
    }

    private static int Named(ReadOnlySpan<char> source, ArrayBufferWriter<char> into, bool inAttribute)
    {
        var value = NamedReferences.Match(source[1..], out var length);
        if (value is null || (inAttribute && source[length] != ';' && length + 1 < source.Length && (source[length + 1] == '=' || char.IsAsciiLetterOrDigit(source[length + 1]))))
        {
            return 0;
        }

        into.Write(value);
        return length + 1;
    }

    private static int Numeric(ReadOnlySpan<char> source, ArrayBufferWriter<char> into)
    {
        var hex = source.Length > 2 && source[2] is 'x' or 'X';
        var first = hex ? 3 : 2;
        var at = first;
        var code = 0;
        for (; at < source.Length && (hex ? char.IsAsciiHexDigit(source[at]) : char.IsAsciiDigit(source[at])); at++)
        {
            var digit = char.IsAsciiDigit(source[at]) ? source[at] - '0' : (source[at] | 0x20) - 'a' + 10;
            code = Math.Min(0x110000, (code * (hex ? 16 : 10)) + digit);
        }

        if (at == first)
        {
            return 0;
        }

        into.Write(code is >= 0x80 and <= 0x9F ? C1.Substring(code - 0x80, 1) : code == 0 || !Rune.IsValid(code) ? "\uFFFD" : new Rune(code).ToString());
        return at < source.Length && source[at] == ';' ? at + 1 : at;
    }
}
