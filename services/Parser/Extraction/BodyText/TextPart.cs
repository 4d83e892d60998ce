using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>A block-level element: its blocks are [<see cref="Start"/>, <see cref="End"/>) of the page's, those of the elements inside it among them.</summary>
internal sealed class TextPart
{
    public required Tag Tag { get; init; }

    /// <summary>Index of the part around it, -1 for the root.</summary>
    public required int Parent { get; init; }

    public required int Start { get; init; }

    public int End { get; set; }

    /// <summary>Parts around it.</summary>
    public required int Depth { get; init; }

    public required PartNames Names { get; init; }

    /// <summary>Names of this part and of all around it.</summary>
    public required PartNames AllNames { get; init; }

    /// <summary>Hashes of the words of its class, id and the like.</summary>
    public required List<int> NameWords { get; init; }

    /// <summary>Parts of the same element name and class have the same.</summary>
    public required int Signature { get; init; }
}
