using System.ComponentModel.DataAnnotations;

namespace Ingestion.Parser;

internal sealed class ParserOptions
{
    public const string Section = "Parser";

    /// <summary>
    /// Shortest body kept, in characters of plain text, where a letter of a script without spaces counts twice. Default 140: of 457 hand-checked
    /// article pages none that was read well has less, while notices left over from consent walls and video pages mostly have.
    /// </summary>
    [Range(1, 10_000)]
    public int MinBodyChars { get; set; } = 140;

    /// <summary>Longest body kept, in characters. Default 200,000: about 30,000 words, twice the longest news feature that we met.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxBodyChars { get; set; } = 200_000;

    /// <summary>
    /// Most elements open at once. Default 512, which is where browsers flatten a tree: building the tree takes time by the square of the depth.
    /// </summary>
    [Range(32, 2_000)]
    public int MaxDepth { get; set; } = 512;
}
