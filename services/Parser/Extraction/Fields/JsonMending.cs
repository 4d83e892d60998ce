using System.Text;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Turns what publishers write into JSON scripts into JSON, where it is plain what was meant. One pass, linear.</summary>
internal static class JsonMending
{
    /// <param name="text">JSON with comments, CDATA marks, line breaks or unescaped quotes inside strings, trailing commas, or text after its end.</param>
    /// <returns>The first value in it, mended; it may still be no JSON.</returns>
    public static string Mend(ReadOnlySpan<char> text)
    {
        var mended = new StringBuilder(text.Length);
        var depth = 0;
        var i = SkipToValue(text);
        while (i < text.Length)
        {
            var c = text[i];
            if (c == '"')
            {
                i = CopyString(text, i, mended);
                continue;
            }

            if (Comment(text, i) is var end && end > i)
            {
                i = end;
                continue;
            }

            if (c is '}' or ']')
            {
                TrimComma(mended);
            }

            mended.Append(char.IsControl(c) || c is '\u00A0' or '\uFEFF' ? ' ' : c);
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            i++;
            if (depth <= 0)
            {
                break;
            }
        }

        return mended.ToString();
    }

    private static int SkipToValue(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAny('{', '[');

        // "<![CDATA[" is no list.
        const string Cdata = "<![CDATA[";
        if (start >= 3 && text[..(start + 1)].EndsWith(Cdata))
        {
            var inner = text[(start + 1)..].IndexOfAny('{', '[');
            return inner < 0 ? text.Length : start + 1 + inner;
        }

        return start < 0 ? text.Length : start;
    }

    /// <returns>The end of a comment that starts here, else <paramref name="at"/>.</returns>
    private static int Comment(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        var (length, close) = rest switch
        {
            ['/', '*', ..] => (2, "*/"),
            ['/', '/', ..] => (2, "\n"),
            ['<', '!', '-', '-', ..] => (4, "-->"),
            _ => (0, ""),
        };
        if (length == 0)
        {
            return at;
        }

        var end = rest[length..].IndexOf(close);
        return end < 0 ? text.Length : at + length + end + close.Length;
    }

    /// <summary>Copies a string; a quote is its end only where JSON goes on after it.</summary>
    private static int CopyString(ReadOnlySpan<char> text, int at, StringBuilder mended)
    {
        mended.Append('"');
        for (var i = at + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length)
            {
                var escaped = text[++i];
                if (escaped is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u')
                {
                    mended.Append('\\');
                }

                mended.Append(char.IsControl(escaped) ? ' ' : escaped);
            }
            else if (c == '"')
            {
                if (EndsString(text[(i + 1)..]))
                {
                    mended.Append('"');
                    return i + 1;
                }

                mended.Append("\\\"");
            }
            else
            {
                mended.Append(c is '\n' or '\r' ? "\\n" : char.IsControl(c) ? " " : null).Append(char.IsControl(c) ? "" : c.ToString());
            }
        }

        mended.Append('"');
        return text.Length;
    }

    private static bool EndsString(ReadOnlySpan<char> rest)
    {
        // A look ahead of some characters, so that a page of quotes stays linear.
        rest = rest[..Math.Min(rest.Length, 64)].TrimStart();
        return rest switch
        {
            [] or ['}' or ']' or ':', ..] or ['/', '/' or '*', ..] => true,
            [',', .. var next] => next.TrimStart() is [] or ['"' or '{' or '[' or '}' or ']' or '-' or 't' or 'f' or 'n' or '/' or (>= '0' and <= '9'), ..],
            _ => false,
        };
    }

    private static void TrimComma(StringBuilder mended)
    {
        var end = mended.Length - 1;
        while (end >= 0 && char.IsWhiteSpace(mended[end]))
        {
            end--;
        }

        if (end >= 0 && mended[end] == ',')
        {
            mended.Length = end;
        }
    }
}
