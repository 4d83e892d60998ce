namespace Ingestion.Parser.Extraction.Html;

/// <summary>A document type (13.2.5.53 to 13.2.5.68).</summary>
internal ref partial struct Tokenizer
{
    private TokenKind ReadDoctype(int from)
    {
        (DoctypeName, PublicId, SystemId, at) = (null, null, null, from);
        ForceQuirks = !ReadDoctypeParts();
        if (ForceQuirks || at < html.Length)
        {
            var end = html[at..].IndexOf('>');
            at = end < 0 ? html.Length : at + end + 1;
        }

        return TokenKind.Doctype;
    }

    /// <summary>False when the page is to be shown in quirks mode.</summary>
    private bool ReadDoctypeParts()
    {
        if (!SkipSpace() || html[at] == '>')
        {
            return false;
        }

        var name = at++;
        while (at < html.Length && !IsSpace(html[at]) && html[at] != '>')
        {
            at++;
        }

        DoctypeName = LowerAscii(html[name..at]);
        if (!SkipSpace())
        {
            return false;
        }

        if (html[at] == '>')
        {
            return true;
        }

        var isPublic = html[at..].StartsWith("PUBLIC", StringComparison.OrdinalIgnoreCase);
        if (!isPublic && !html[at..].StartsWith("SYSTEM", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        at += 6;
        if (isPublic)
        {
            PublicId = ReadIdentifier(out var closed);
            if (PublicId is null || !closed)
            {
                return false;
            }

            if (!SkipSpace())
            {
                return false;
            }

            if (html[at] == '>')
            {
                return true;
            }
        }

        SystemId = ReadIdentifier(out var ended);
        return SystemId is not null && ended && SkipSpace();
    }

    private string? ReadIdentifier(out bool closed)
    {
        closed = false;
        if (!SkipSpace() || html[at] is not ('"' or '\''))
        {
            return null;
        }

        var rest = html[(at + 1)..];
        var end = rest.IndexOfAny(html[at], '>');
        closed = end >= 0 && rest[end] == html[at];
        var length = end < 0 ? rest.Length : end;
        at += length + (closed ? 2 : 1);
        return rest[..length].ToString().Replace('\0', '\uFFFD');
    }

    private static string LowerAscii(ReadOnlySpan<char> name) =>
        string.Create(name.Length, name, static (into, from) =>
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = from[i] == '\0' ? '\uFFFD' : char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
            }
        });
}
