using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Summary;

/// <summary>
/// Sentences for showing, from those of the tokenizer: joined where it cuts behind an abbreviation, parted where one ends its sentence ("in the U.S. The crew …")
/// and at the marks of East Asian, Arabic and Indic scripts. Closing quotation marks and brackets belong to the sentence.
/// </summary>
internal static class SentenceCutter
{
    // Marks and brackets that close one behind the other.
    private const int MostClosers = 4;

    private static readonly FrozenSet<string> Openers = """
        the a an he she it they we i you in on at but and for from as after before when while if this that these those there his her its their our both some many most no not one two three
        police officials more last next earlier later however meanwhile according with by under over since until to of all any what who where why how
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>Start and end of the sentences in [<paramref name="start"/>, <paramref name="end"/>) of <paramref name="text"/>, white space around them left out.</summary>
    public static List<(int Start, int End)> Cut(string text, Token[] tokens, int start, int end)
    {
        var sentences = new List<(int Start, int End)>();
        var from = TokenSearch.FirstFrom(tokens, start);
        for (var at = from; at < tokens.Length && tokens[at].Start < end; at++)
        {
            if (at + 1 == tokens.Length || tokens[at + 1].Start >= end || EndsAt(text, tokens, at))
            {
                sentences.Add((tokens[from].Start, tokens[at].End));
                from = at + 1;
            }
        }

        return sentences;
    }

    private static bool EndsAt(string text, Token[] tokens, int at)
    {
        var (last, next) = (tokens[at], tokens[at + 1]);
        var apart = next.Start > last.End;
        if (apart && text.AsSpan(last.End, next.Start - last.End).Contains('\n'))
        {
            return true;
        }

        var stop = at;
        while (stop > 0 && at - stop < MostClosers && IsCloser(tokens[stop]) && tokens[stop - 1].End == tokens[stop].Start)
        {
            stop--;
        }

        if (tokens[stop].Text is "。" or "！" or "？" or "．")
        {
            return apart || !(IsCloser(next) || next.Text is "。" or "！" or "？");
        }

        if (!apart)
        {
            return false;
        }

        if (tokens[stop].IsWord)
        {
            return stop == at && tokens[stop].Text[^1] == '.' && EndsWithWord(tokens, at);
        }

        return tokens[stop].Text switch
        {
            "؟" or "।" => true,
            // The tokenizer takes these two for the beginning of what follows.
            "." or "!" or "?" or "…" when next.Sentence == last.Sentence && last.Text is not ("'" or "]") => false,
            "." => !char.IsLower(next.Text[0]) && !GoesOn(tokens, stop, at),
            "!" or "?" or "…" => !char.IsLower(next.Text[0]),
            _ => false,
        };
    }

    // "in the U.S. The", "Brightwater Inc. The", but neither "Mr. The" nor "e.g. The".
    private static bool EndsWithWord(Token[] tokens, int at)
    {
        var word = tokens[at].Lower[..^1];
        return !Abbreviations.Inside.Contains(word) && (Abbreviations.AtEnd.Contains(word) || !Abbreviations.WithDot.Contains(word)) && OpensSentence(tokens, at + 1);
    }

    // "Mt. Vernon": the dot is that of an abbreviation.
    private static bool GoesOn(Token[] tokens, int dot, int at)
    {
        if (dot == 0 || !tokens[dot - 1].IsWord || tokens[dot - 1].End != tokens[dot].Start)
        {
            return false;
        }

        var word = tokens[dot - 1].Lower;
        return Abbreviations.BeforeDot.Contains(word) || (Abbreviations.AtEnd.Contains(word) && !OpensSentence(tokens, at + 1));
    }

    private static bool OpensSentence(Token[] tokens, int at)
    {
        var first = at;
        while (first < tokens.Length - 1 && first - at < MostClosers && tokens[first].Kind == TokenKind.Mark)
        {
            first++;
        }

        return tokens[first].IsCapital && Openers.Contains(tokens[first].Lower);
    }

    private static bool IsCloser(Token token) => token.Text is "”" or ")" or "]" or "」" or "』" or "）" or "\"" or "’" or "'" or "»" or "“";
}
