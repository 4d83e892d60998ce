using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Single quotation marks, which are apostrophes too.</summary>
internal static class SingleMarks
{
    // As far as we look for a closing mark.
    private const int Reach = 300;

    /// <summary>Whether a single mark closes or is an apostrophe: "the dogs' owner".</summary>
    public static bool Closes(string text, Token[] tokens, int at)
    {
        var (start, end) = (tokens[at].Start, tokens[at].End);
        var (before, after) = (start == 0 ? ' ' : text[start - 1], end < text.Length ? text[end] : ' ');
        return !char.IsLetterOrDigit(after) && !char.IsWhiteSpace(before)
            && (before != 's' || !char.IsWhiteSpace(after) || !CloserFollows(text, tokens, at));
    }

    /// <summary>Whether a mark that closes follows in the paragraph before one that opens.</summary>
    public static bool CloserFollows(string text, Token[] tokens, int from)
    {
        for (var at = from + 1; at < Math.Min(tokens.Length, from + Reach) && tokens[at].Paragraph == tokens[from].Paragraph; at++)
        {
            if (tokens[at].Kind != TokenKind.Mark || tokens[at].Text[0] is not ('\'' or '’' or '‘'))
            {
                continue;
            }

            var (before, after) = (text[tokens[at].Start - 1], tokens[at].End < text.Length ? text[tokens[at].End] : ' ');
            if (char.IsWhiteSpace(before) || char.IsLetterOrDigit(after))
            {
                return false;
            }

            if (before is ',' or '.' or '!' or '?' or '…' || before != 's' || !char.IsWhiteSpace(after))
            {
                return true;
            }
        }

        return false;
    }
}
