namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>What words of a text, and words of the names of its containers, say of whether it is a body's.</summary>
/// <param name="Text">Words and pairs of words of blocks.</param>
/// <param name="Names">Words of class, id and the like.</param>
internal sealed record BodyLexicons(Lexicon Text, Lexicon Names)
{
    public static BodyLexicons Empty { get; } = new(Lexicon.Empty, Lexicon.Empty);
}
