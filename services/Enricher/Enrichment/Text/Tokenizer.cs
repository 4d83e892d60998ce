using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Text;

/// <summary>Cuts a text into tokens, sentences and paragraphs in one pass, without looking back.</summary>
internal static class Tokenizer
{
    // A dot after one of these ends no sentence. English and, where they do not collide, German, French, Spanish and Italian.
    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "capt", "cpl", "maj", "adm", "cmdr", "rev", "hon",
        "pres", "smt", "supt", "det", "insp", "jr", "sr", "vs", "no", "nos", "inc", "ltd", "corp", "co", "bros", "dept", "approx", "est",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "mme", "mlle", "mm", "m", "sra", "sig", "dott", "bzw", "ca", "nr", "str", "mio", "mrd",
    }.ToFrozenSet();

    /// <summary>Tokens of <paramref name="text"/> in order.</summary>
    /// <remarks>
    /// A possessive <c>'s</c> is a token of its own. Hyphens and apostrophes inside a word belong to it. <c>U.S.</c> and <c>J.</c> are one token
    /// with their dots. An empty line ends a paragraph, a single line break a sentence, and a paragraph where the text has
    /// no empty line.
    /// </remarks>
    public static Token[] Cut(string text)
    {
        var tokens = new List<Token>((text.Length / 5) + 8);
        var (sentence, paragraph, opens, at) = (0, 0, true, 0);
        var stop = new SentenceStop(text);
        var single = !text.Contains("\n\n", StringComparison.Ordinal);
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\n')
            {
                var breaks = 0;
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                {
                    breaks += text[at++] == '\n' ? 1 : 0;
                }

                (sentence, paragraph, opens) = (sentence + 1, paragraph + (breaks > 1 || single ? 1 : 0), true);
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            var end = char.IsLetter(c) ? WordEnd(text, at) : char.IsAsciiDigit(c) ? NumberEnd(text, at) : at + 1;
            var kind = char.IsLetter(c) ? TokenKind.Word : char.IsAsciiDigit(c) ? TokenKind.Number : TokenKind.Mark;
            if (kind == TokenKind.Mark && c is '\'' or '’' && PossessiveEnd(text, at) is var possessive and > 0)
            {
                end = possessive;
            }

            var printed = text[at..end];
            var lower = HasUpper(printed) ? printed.ToLowerInvariant() : printed;
            tokens.Add(new Token(printed, lower, at, end, kind, sentence, paragraph, opens));
            at = end;

            if (kind != TokenKind.Mark)
            {
                opens = false;
            }
            else if (c is '.' or '!' or '?' or '…')
            {
                if (stop.EndsAt(at))
                {
                    // Marks that close what the sentence opened belong to it.
                    while (at < text.Length && text[at] is '"' or '”' or '’' or '»' or ')' or '“' && !(at + 1 < text.Length && char.IsLetter(text[at + 1])))
                    {
                        tokens.Add(new Token(text[at].ToString(), text[at].ToString(), at, at + 1, TokenKind.Mark, sentence, paragraph, false));
                        at++;
                    }

                    sentence++;
                    opens = true;
                }
            }
            else if (c is '"' or '“' or '„' or '«' or '‘' or '»' or ':' or '•' or '–' or '—' or '(' or '[')
            {
                opens = true;
            }
            else if (end - tokens[^1].Start > 1 || c is ',' or ';')
            {
                opens = false;
            }
        }

        return [.. tokens];
    }

    private static bool HasUpper(string word)
    {
        foreach (var c in word)
        {
            if (char.IsUpper(c))
            {
                return true;
            }
        }

        return false;
    }

    private static int WordEnd(string text, int start)
    {
        var (at, dots) = (start, false);
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                at++;
            }
            else if (c is '-' or '‑' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))
            {
                at++;
            }
            else if (c is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]) && PossessiveEnd(text, at) < 0)
            {
                at++;
            }
            else if (c == '&' && at - start == 1 && at + 1 < text.Length && char.IsUpper(text[at + 1]))
            {
                at++; // AT&T, M&S
            }
            else if (c == '.' && DotBelongs(text, start, at, dots))
            {
                (at, dots) = (at + 1, true);
            }
            else
            {
                break;
            }
        }

        return at;
    }

    // U.S., a.m., J. and the dot of an abbreviation.
    private static bool DotBelongs(string text, int start, int dot, bool dots)
    {
        var length = dot - start;
        if (length == 1 || dots)
        {
            var single = length == 1 || text[dot - 2] == '.';
            var followed = dot + 1 < text.Length && char.IsLetter(text[dot + 1]);
            return single && (char.IsUpper(text[dot - 1]) ? text[dot - 1] != 'I' || followed : length > 1 || followed && dot + 2 < text.Length && text[dot + 2] == '.');
        }

        return length <= 6 && Abbreviations.Contains(text[start..dot].ToLowerInvariant())
            && dot + 1 < text.Length && text[dot + 1] == ' ' && !(length == 2 && text[start..dot] is "no" or "No" && !(dot + 2 < text.Length && char.IsAsciiDigit(text[dot + 2])));
    }

    // 's at the end of a word; -1 when it is none.
    private static int PossessiveEnd(string text, int at)
    {
        var isS = at + 1 < text.Length && text[at + 1] is 's' or 'S' && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]));
        return isS && at > 0 && char.IsLetterOrDigit(text[at - 1]) ? at + 2 : -1;
    }

    private static int NumberEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                at++;
            }
            else if (c is '.' or ',' or ':' or '/' or '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
