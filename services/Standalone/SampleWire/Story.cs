namespace Ingestion.Standalone.SampleWire;

/// <summary>One invented story, as its text file tells it, with its dates counted back from the start of the wire.</summary>
internal sealed record Story
{
    public required string Slug { get; init; }

    /// <summary>Number in the publisher's database; some publishers print it in the URL.</summary>
    public required int Number { get; init; }

    /// <summary>Key of the <see cref="Publisher"/>.</summary>
    public required string Site { get; init; }

    /// <summary>Name of the page template, a key of <see cref="Pages.PageTemplates.All"/>.</summary>
    public required string Page { get; init; }

    public required string Language { get; init; }

    public required string Section { get; init; }

    public required string Headline { get; init; }

    public string? Standfirst { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Place of filing, as printed.</summary>
    public string? Dateline { get; init; }

    public string? Caption { get; init; }

    public string? Credit { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>In the publisher's own offset.</summary>
    public required DateTimeOffset Published { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>1, or 2 for what a page says once the second round has begun.</summary>
    public int Round { get; init; } = 1;

    public required IReadOnlyList<StoryBlock> Blocks { get; init; }

    /// <summary>All paragraphs and cross-headings, a blank line between them.</summary>
    public string Text => string.Join("\n\n", Blocks.Select(block => block.Text));
}

/// <summary>A paragraph or, if <paramref name="IsHeading"/>, a cross-heading.</summary>
internal sealed record StoryBlock(string Text, bool IsHeading);
