namespace Ingestion.Parser.Extraction;

/// <summary>Where a piece of HTML's markup ends, as the standard's tokenizer sees it; the page's end when it never does.</summary>
internal static class MarkupEnd
{
    /// <summary>Past the tag; a <c>&gt;</c> inside a quoted value does not end it.</summary>
    public static int OfTag(ReadOnlySpan<char> html, int at, out bool selfClosing)
    {
        selfClosing = false;
        while (at < html.Length)
        {
            var next = html[at..].IndexOfAny('>', '=');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (html[at] == '>')
            {
                selfClosing = html[at - 1] == '/';
                return at + 1;
            }

            at++;
            while (at < html.Length && char.IsWhiteSpace(html[at]))
            {
                at++;
            }

            if (at < html.Length && html[at] is '"' or '\'')
            {
                var quote = html[(at + 1)..].IndexOf(html[at]);
                at = quote < 0 ? html.Length : at + quote + 2;
            }
        }

        return html.Length;
    }

    /// <summary>Past a comment, a doctype or other markup that opens nothing.</summary>
    public static int OfDeclaration(ReadOnlySpan<char> html, int at)
    {
        var rest = html[at..];
        if (rest.StartsWith("!--"))
        {
            if (rest.StartsWith("!-->") || rest.StartsWith("!--->"))
            {
                return at + rest.IndexOf('>') + 1;
            }

            for (var from = 3; ;)
            {
                var dashes = rest[from..].IndexOf("--");
                if (dashes < 0)
                {
                    return html.Length;
                }

                from += dashes + 2;
                if (rest[from..].StartsWith(">") || rest[from..].StartsWith("!>"))
                {
                    return at + from + (rest[from] == '>' ? 1 : 2);
                }

                from--;
            }
        }

        var end = rest.IndexOf('>');
        return end < 0 ? html.Length : at + end + 1;
    }

    /// <summary>Before the end tag that alone ends text of this kind of element.</summary>
    public static int OfRawText(ReadOnlySpan<char> html, int at, string name)
    {
        for (var from = at; ;)
        {
            var next = html[from..].IndexOf("</");
            if (next < 0)
            {
                return html.Length;
            }

            from += next + 2;
            var rest = html[from..];
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (rest.Length == name.Length || rest[name.Length] is ' ' or '\t' or '\r' or '\n' or '\f' or '/' or '>'))
            {
                return from - 2;
            }
        }
    }
}
