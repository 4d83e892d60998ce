namespace Ingestion.Parser.Extraction;

/// <summary>An unbroken run of text under one block-level element.</summary>
/// <param name="Text">White space folded, soft hyphens out.</param>
/// <param name="Kind">One of <see cref="Contracts.BlockKind"/>.</param>
/// <param name="HeadingLevel">1 to 6; 0 when it is no heading.</param>
/// <param name="LinkChars">Characters of <paramref name="Text"/> that are inside links.</param>
/// <param name="Part">Index of the innermost <see cref="PagePart"/>.</param>
internal sealed record PageBlock(string Text, string Kind, int HeadingLevel, int LinkChars, int Part)
{
    public int Weight { get; } = Prose.Weight(Text);

    public double LinkShare => Math.Min(1, LinkChars / (double)Math.Max(1, Text.Length));

    /// <summary>Reads as running text: long enough for a sentence, ends like one or is long, and is not mostly links.</summary>
    public bool IsProse => HeadingLevel == 0 && LinkShare < 0.5 && (Weight >= 80 || (Weight >= 25 && Prose.EndsAsSentence(Text)));
}

/// <summary>A block-level element: its blocks are [<see cref="Start"/>, <see cref="End"/>) of the page's.</summary>
internal sealed class PagePart(string tag, int parent, int start, PartNames names)
{
    public string Tag { get; } = tag;

    /// <summary>Index of the part around it, -1 for the root.</summary>
    public int Parent { get; } = parent;

    public int Start { get; } = start;

    public int End { get; set; } = start;

    public PartNames Names { get; } = names;
}

/// <summary>What an element's tag, class, id, role and item property say that it is.</summary>
[Flags]
internal enum PartNames
{
    None = 0,

    /// <summary>The body of an article.</summary>
    ArticleBody = 1,

    /// <summary>Something that stands beside articles: comments, related links, sharing, captions, authors' lives.</summary>
    Furniture = 2,

    /// <summary>Not shown.</summary>
    Hidden = 4,

    /// <summary>Navigation, page foot, dialog, or text about cookies and consent: never an article.</summary>
    Never = 8,

    /// <summary>A picture with its caption.</summary>
    Figure = 16,

    /// <summary>A text set apart as a summary of the article.</summary>
    Standfirst = 32,
}
