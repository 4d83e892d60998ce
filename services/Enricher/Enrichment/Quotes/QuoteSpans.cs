using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Words between quotation marks: tokens [First, End) with the marks.</summary>
/// <param name="First">Token of the opening mark.</param>
/// <param name="End">One past the token of the closing mark, or of the last word where the mark is missing.</param>
/// <param name="Closed">It has a closing mark.</param>
/// <param name="Words">Number of words between.</param>
internal readonly record struct QuoteSpan(int First, int End, bool Closed, int Words);

/// <summary>Finds what stands between quotation marks, in one pass.</summary>
/// <remarks>
/// A speech of several paragraphs opens each with a mark and closes only the last: that is one span. A mark that never closes ends with its
/// paragraph, unless paragraphs are parted by single line breaks, as in copy with a sentence a line, and the next mark closes it.
/// </remarks>
internal static class QuoteSpans
{
    // As far as we look for a closing mark.
    private const int Further = 300;

    // ``As typewriters and TeX have it.''
    private const char Typewriter = '`';

    public static List<QuoteSpan> Find(string text, Token[] tokens)
    {
        var spans = new List<QuoteSpan>();
        var (open, closer, words) = (-1, '\0', 0);
        for (var at = 0; at < tokens.Length; at++)
        {
            if (open >= 0 && at > 0 && tokens[at].Paragraph != tokens[at - 1].Paragraph)
            {
                if ((Closes(tokens[at], text) == closer && Opens(text, tokens, at) != '\0') || ClosesFurtherOn(text, tokens, at, closer))
                {
                    continue; // a speech goes on
                }

                spans.Add(new QuoteSpan(open, at, Closed: false, words));
                (open, words) = (-1, 0);
            }

            if (open < 0)
            {
                closer = Opens(text, tokens, at);
                open = closer == '\0' ? -1 : at;
                words = 0;
            }
            else if (IsClosing(text, tokens, at, closer))
            {
                spans.Add(new QuoteSpan(open, at + 1, Closed: true, words));
                open = -1;
            }
            else
            {
                words += tokens[at].Kind == TokenKind.Mark ? 0 : 1;
            }
        }

        if (open >= 0)
        {
            spans.Add(new QuoteSpan(open, tokens.Length, Closed: false, words));
        }

        return spans;
    }

    // The mark that would close what this token opens; nothing when it opens nothing.
    private static char Opens(string text, Token[] tokens, int at)
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.Mark)
        {
            return '\0';
        }

        var before = token.Start == 0 ? ' ' : text[token.Start - 1];
        var after = token.End < text.Length ? text[token.End] : ' ';
        var atEdge = char.IsWhiteSpace(before) || before is '(' or '[' or '—' or '–' or '-' or '‘' or '\'';
        return token.Text[0] switch
        {
            '"' when atEdge && !char.IsWhiteSpace(after) => '"',
            '“' when atEdge => '”',
            '„' => '“',
            '«' => '»',
            '»' when atEdge && char.IsLetter(after) => '«',
            '‘' when atEdge && char.IsLetter(after) => '’',
            '\'' when atEdge && char.IsLetter(after) && SingleMarks.CloserFollows(text, tokens, at) => '\'',
            '`' when after == '`' => Typewriter,
            _ => '\0',
        };
    }

    // The closer that belongs to an opening mark, whatever stands around it.
    private static char Closes(Token token, string text) => token.Kind != TokenKind.Mark ? '\0' : text[token.Start] switch
    {
        '"' => '"',
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '»' => '«',
        '‘' => '’',
        _ => '\0',
    };

    private static bool IsClosing(string text, Token[] tokens, int at, char closer)
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.Mark)
        {
            return false;
        }

        var mark = token.Text[0];
        var after = token.End < text.Length ? text[token.End] : ' ';
        return closer switch
        {
            '’' or '\'' => mark is '’' or '\'' && SingleMarks.Closes(text, tokens, at),
            Typewriter => mark == '"' || (mark == '\'' && text[token.Start - 1] == '\''),
            '"' => mark == '"' && !char.IsLetterOrDigit(after),
            // German copy closes with either of two marks, and some with the straight one.
            '“' => mark is '“' or '”' or '"',
            '”' => mark is '”' or '"',
            _ => mark == closer,
        };
    }

    private static bool ClosesFurtherOn(string text, Token[] tokens, int at, char closer)
    {
        var gap = text.AsSpan(tokens[at - 1].End, tokens[at].Start - tokens[at - 1].End);
        if (gap.Count('\n') > 1)
        {
            return false;
        }

        for (var next = at; next < Math.Min(tokens.Length, at + Further); next++)
        {
            if (tokens[next].Kind == TokenKind.Mark && IsClosing(text, tokens, next, closer) && Opens(text, tokens, next) == '\0')
            {
                return true;
            }

            if (tokens[next].Kind == TokenKind.Mark && Closes(tokens[next], text) == closer)
            {
                return false;
            }
        }

        return false;
    }
}
