using System.Buffers;

namespace Ingestion.Parser.Extraction.Html;

/// <summary>
/// One HTML page as flat arrays, nodes in document order; node 0 is the root. Linear time, never throws: tokens as the HTML standard has them, the tree
/// as browsers build it but for three things: a text in a table stays in the table, formatting that a block's end cuts off is not opened again, and
/// a formatting element that ends inside a block which it holds reaches to that block's end.
/// </summary>
internal sealed partial class Page
{
    private readonly AttributeBuffer attributes = new();
    private readonly ArrayBufferWriter<char> decoded = new();
    private readonly List<string> names = [];
    private readonly List<string> classes = [""];
    private NodeTable nodes;
    private int[]? byTag;
    private int[]? tagStarts;

    private Page(string html, PageLimits limits)
    {
        Html = html;
        nodes = new NodeTable(Math.Min(16 + (html.Length / 48), limits.MaxNodes));
    }

    /// <summary>Which limit was passed; null when none was. The page ends where it was.</summary>
    public PageBreach? Breach { get; private set; }

    /// <summary>The source.</summary>
    public string Html { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => nodes.Count;

    /// <summary>The distinct values of the attribute <c>class</c>, by <see cref="ClassOf"/>; the first is empty.</summary>
    public IReadOnlyList<string> Classes => classes;

    public static Page Parse(string html, PageLimits limits)
    {
        var page = new Page(html, limits);
        new Builder(page, limits).Build();
        return page;
    }

    public Tag TagOf(int node) => nodes.Tags[node];

    public bool IsText(int node) => nodes.Tags[node] == Tag.Text;

    /// <summary>-1 for the root.</summary>
    public int Parent(int node) => nodes.Parents[node];

    /// <summary>The subtree is [node, End(node)).</summary>
    public int End(int node) => nodes.Ends[node];

    /// <summary>0 for the root.</summary>
    public int Depth(int node) => nodes.Depths[node];

    /// <summary>Whether the node is content of a <c>template</c>, which no browser shows.</summary>
    public bool InTemplate(int node) => (nodes.Marks[node] & NodeMarks.InTemplate) != NodeMarks.None;

    /// <summary>Element name in lower case; empty for a text.</summary>
    public ReadOnlySpan<char> NameOf(int node) => nodes.Tags[node] switch
    {
        Tag.Other => names[nodes.Lengths[node]],
        Tag.Text or Tag.Document => default,
        var tag => TagNames.Of(tag),
    };

    /// <summary>A text, references decoded, white space as in the source.</summary>
    public ReadOnlySpan<char> TextOf(int textNode) => nodes.Tags[textNode] == Tag.Text ? Content(textNode) : default;

    /// <summary>Content of a script, style, title, textarea or another element that holds no markup; empty for all others.</summary>
    public string RawText(int node) => (nodes.Marks[node] & NodeMarks.HasRawText) == NodeMarks.None ? "" : Content(node).ToString();

    /// <summary>The value, references decoded; null when the attribute is absent.</summary>
    public string? Attribute(int node, string name) => Attributes(node).TryGetSource(name, out var source) ? CharacterReferences.DecodeAttribute(source) : null;

    /// <summary>Whether the attribute is there, whatever its value.</summary>
    public bool HasAttribute(int node, string name) => Attributes(node).TryGetSource(name, out _);

    public AttributeList Attributes(int node) => new(Html, attributes.Slice(nodes.AttributeStarts[node], nodes.AttributeCounts[node]));

    /// <summary>Index into <see cref="Classes"/>; 0 when the element has no class.</summary>
    public int ClassOf(int node) => nodes.Classes[node];

    /// <summary>Every element of a kind in document order, those in templates left out.</summary>
    public IReadOnlyList<int> All(Tag tag)
    {
        byTag ??= SortByTag();
        return new ArraySegment<int>(byTag, tagStarts![(int)tag], tagStarts[(int)tag + 1] - tagStarts[(int)tag]);
    }

    private ReadOnlySpan<char> Content(int node) => (nodes.Marks[node] & NodeMarks.Decoded) == NodeMarks.None
        ? Html.AsSpan(nodes.Starts[node], nodes.Lengths[node])
        : decoded.WrittenSpan.Slice(nodes.Starts[node], nodes.Lengths[node]);

    private int[] SortByTag()
    {
        tagStarts = new int[257];
        for (var node = 0; node < Count; node++)
        {
            tagStarts[(int)nodes.Tags[node] + 1] += InTemplate(node) ? 0 : 1;
        }

        for (var tag = 0; tag < 256; tag++)
        {
            tagStarts[tag + 1] += tagStarts[tag];
        }

        var next = tagStarts.AsSpan().ToArray();
        var sorted = new int[tagStarts[256]];
        for (var node = 0; node < Count; node++)
        {
            if (!InTemplate(node))
            {
                sorted[next[(int)nodes.Tags[node]]++] = node;
            }
        }

        return sorted;
    }
}
