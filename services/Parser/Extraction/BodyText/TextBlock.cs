namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>An unbroken run of text under one block-level element.</summary>
/// <param name="text">White space folded, soft hyphens out.</param>
/// <param name="part">Index of the innermost <see cref="TextPart"/>.</param>
internal sealed class TextBlock(string text, int part)
{
    public string Text { get; } = text;

    public int Part { get; } = part;

    /// <summary>One of <see cref="Contracts.BlockKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>1 to 6; 0 when it is no heading.</summary>
    public int HeadingLevel { get; init; }

    /// <summary>Characters of <see cref="Text"/> that are inside links.</summary>
    public int LinkChars { get; init; }

    public int Links { get; init; }

    /// <summary>Characters of <see cref="Text"/> that are bold or italic.</summary>
    public int StrongChars { get; init; }

    /// <summary>The run ends at a double line break and not with its element.</summary>
    public bool IsBroken { get; init; }

    public int Weight { get; } = Prose.Weight(text);

    public float LinkShare => Math.Min(1f, LinkChars / (float)Math.Max(1, Text.Length));

    /// <summary>Reads as running text: long enough for a sentence, ends like one or is long, and is not mostly links.</summary>
    public bool IsProse => isProse ??= HeadingLevel == 0 && LinkShare < 0.5f && (Weight >= 80 || (Weight >= 25 && Prose.EndsAsSentence(Text)));

    private bool? isProse;
}
