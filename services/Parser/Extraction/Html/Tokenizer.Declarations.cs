namespace Ingestion.Parser.Extraction.Html;

/// <summary>Comments and CDATA sections (13.2.5.41 to 13.2.5.52).</summary>
internal ref partial struct Tokenizer
{
    private TokenKind ReadDeclaration()
    {
        var rest = html[(at + 2)..];
        if (rest.StartsWith("--"))
        {
            return ReadComment(at + 4);
        }

        if (rest.StartsWith("DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            return ReadDoctype(at + 9);
        }

        if (AllowCdata && rest.StartsWith("[CDATA["))
        {
            at += 9;
            state = TextState.Cdata;
            return TokenKind.End;
        }

        return BogusComment(at + 2);
    }

    private TokenKind BogusComment(int from)
    {
        var end = html[from..].IndexOf('>');
        var to = end < 0 ? html.Length : from + end;
        return Comment(from, to, end < 0 ? to : to + 1);
    }

    private TokenKind ReadComment(int from)
    {
        var rest = html[from..];
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            return Comment(from, from, from + (rest[0] == '>' ? 1 : 2));
        }

        for (var search = 0; ; search++)
        {
            var next = rest[search..].IndexOf("--");
            if (next < 0)
            {
                break;
            }

            search += next;
            var after = rest[(search + 2)..];
            if (after.StartsWith(">") || after.StartsWith("!>"))
            {
                return Comment(from, from + search, from + search + (after[0] == '>' ? 3 : 4));
            }
        }

        // What may have begun the end of a comment that never ends is not part of it.
        var cut = rest.EndsWith("--!") ? 3 : rest.EndsWith("--") ? 2 : rest.EndsWith("-") ? 1 : 0;
        return Comment(from, html.Length - cut, html.Length);
    }

    private TokenKind Comment(int from, int to, int next)
    {
        (Start, Length, at) = (from, to - from, next);
        return TokenKind.Comment;
    }
}
