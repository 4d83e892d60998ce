namespace Ingestion.Enricher.Enrichment.Text;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, a number or a mark of the text, [Start, End).</summary>
/// <param name="Text">As printed.</param>
/// <param name="Lower">In lower case.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last code unit.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sentence">Number of its sentence in the text.</param>
/// <param name="Paragraph">Number of its paragraph in the text.</param>
/// <param name="Opens">It stands where any word has a capital: first in a sentence, after an opening quotation mark or a colon.</param>
internal readonly record struct Token(
    string Text, string Lower, int Start, int End, TokenKind Kind, int Sentence, int Paragraph, bool Opens)
{
    public bool IsWord => Kind == TokenKind.Word;

    public bool IsCapital => Kind == TokenKind.Word && char.IsUpper(Text[0]);

    /// <summary>Two or more letters, all of them capitals; dots do not count.</summary>
    public bool IsAcronym
    {
        get
        {
            var letters = 0;
            foreach (var c in Text)
            {
                if (char.IsUpper(c))
                {
                    letters++;
                }
                else if (c is not ('.' or '&') && !char.IsAsciiDigit(c))
                {
                    return false;
                }
            }

            return Kind == TokenKind.Word && letters >= 2;
        }
    }

    /// <summary>A capital with a dot or alone, as in <c>J. Smith</c>.</summary>
    public bool IsInitial => Kind == TokenKind.Word && char.IsUpper(Text[0]) && (Text.Length == 1 || (Text.Length == 2 && Text[1] == '.'));

    public bool Is(string text) => Text == text;
}
