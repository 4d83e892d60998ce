namespace Ingestion.Parser.Extraction.Html;

/// <summary>Content that holds no markup: title, style, script (13.2.5.2 to 13.2.5.5, 13.2.5.9 to 13.2.5.31) and CDATA sections.</summary>
internal ref partial struct Tokenizer
{
    private TokenKind ReadRaw()
    {
        switch (state)
        {
            case TextState.PlainText:
                return Text(at, html.Length);
            case TextState.Cdata:
                var close = html[at..].IndexOf("]]>");
                var kind = Text(at, close < 0 ? html.Length : at + close);
                at = close < 0 ? at : at + 3;
                state = TextState.Data;
                return kind;
        }

        var end = state == TextState.Script ? EndOfScript() : EndOfRaw(at);
        if (end > at)
        {
            return Text(at, end);
        }

        state = TextState.Data;
        return ReadTag(at + 2, TokenKind.EndTag);
    }

    private readonly int EndOfRaw(int from)
    {
        while (true)
        {
            var next = html[from..].IndexOf("</");
            if (next < 0)
            {
                return html.Length;
            }

            from += next;
            if (NameFollows(from + 2, endName))
            {
                return from;
            }

            from += 2;
        }
    }

    /// <summary>Inside <c>&lt;!--</c> a script may name <c>&lt;script&gt;</c> and its end tag without ending.</summary>
    private readonly int EndOfScript()
    {
        bool escaped = false, doubled = false;
        for (var from = at; ;)
        {
            var next = escaped ? html[from..].IndexOfAny('<', '-') : html[from..].IndexOf('<');
            if (next < 0)
            {
                return html.Length;
            }

            from += next;
            if (html[from] == '-')
            {
                var dashes = html[from..].IndexOfAnyExcept('-');
                if (dashes < 0)
                {
                    return html.Length;
                }

                from += dashes;
                if (dashes > 1 && html[from] == '>')
                {
                    escaped = doubled = false;
                }
            }
            else if (from + 1 < html.Length && html[from + 1] == '/')
            {
                if (!doubled && NameFollows(from + 2, endName))
                {
                    return from;
                }

                doubled = doubled && !NameFollows(from + 2, "script");
                from += 2;
            }
            else if (!escaped)
            {
                escaped = html[from..].StartsWith("<!--");
                from += escaped ? 2 : 1;
            }
            else
            {
                doubled = doubled || NameFollows(from + 1, "script");
                from++;
            }
        }
    }

    private readonly bool NameFollows(int from, ReadOnlySpan<char> name)
    {
        var end = from + name.Length;
        return name.Length > 0 && end < html.Length && (IsSpace(html[end]) || html[end] is '/' or '>')
            && System.Text.Ascii.EqualsIgnoreCase(html[from..end], name);
    }
}
