namespace Ingestion.Parser.Extraction.Html;

/// <summary>Tags and their attributes (13.2.5.8, 13.2.5.32 to 13.2.5.40).</summary>
internal ref partial struct Tokenizer
{
    private TokenKind ReadTag(int name, TokenKind kind)
    {
        var end = name;
        while (end < html.Length && !IsSpace(html[end]) && html[end] is not ('/' or '>'))
        {
            end++;
        }

        (Start, Length, SelfClosing, at) = (name, end - name, false, end);
        var kept = kind == TokenKind.StartTag ? AttributeBuffer.MaxPerTag : 0;
        while (SkipSpace())
        {
            switch (html[at])
            {
                case '>':
                    at++;
                    return kind;
                case '/':
                    at++;
                    SelfClosing = at < html.Length && html[at] == '>';
                    break;
                default:
                    ReadAttribute(kept-- > 0);
                    break;
            }
        }

        // A tag that the source ends within is dropped.
        return TokenKind.End;
    }

    private void ReadAttribute(bool keep)
    {
        var name = at++;
        while (at < html.Length && !IsSpace(html[at]) && html[at] is not ('/' or '>' or '='))
        {
            at++;
        }

        var length = at - name;
        int value = at, valueLength = 0;
        if (SkipSpace() && html[at] == '=')
        {
            at++;
            if (SkipSpace() && html[at] != '>')
            {
                (value, valueLength) = ReadValue();
            }
        }

        if (keep)
        {
            attributes.Add(new AttributeSpan(name, length, value, valueLength));
        }
    }

    private (int Start, int Length) ReadValue()
    {
        var quote = html[at];
        if (quote is '"' or '\'')
        {
            var start = at + 1;
            var length = html[start..].IndexOf(quote);
            at = length < 0 ? html.Length : start + length + 1;
            return (start, length < 0 ? html.Length - start : length);
        }

        var first = at;
        while (at < html.Length && !IsSpace(html[at]) && html[at] != '>')
        {
            at++;
        }

        return (first, at - first);
    }

    private bool SkipSpace()
    {
        while (at < html.Length && IsSpace(html[at]))
        {
            at++;
        }

        return at < html.Length;
    }

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\r' or '\f';
}
