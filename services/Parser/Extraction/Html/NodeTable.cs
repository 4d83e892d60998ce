namespace Ingestion.Parser.Extraction.Html;

/// <summary>What else there is to know of a node.</summary>
[Flags]
internal enum NodeMarks : byte
{
    None = 0,

    /// <summary>Its text lies among the decoded ones, not in the source.</summary>
    Decoded = 1,
    InTemplate = 1 << 1,

    /// <summary>An element of svg or math.</summary>
    Foreign = 1 << 2,

    /// <summary>A foreign element whose content is HTML again.</summary>
    HoldsHtml = 1 << 3,

    /// <summary>Ended by its end tag while elements inside it were still open.</summary>
    Ended = 1 << 4,
    HasRawText = 1 << 5,
}

/// <summary>The nodes of a page, one array for each thing that is known of them: most walks need two or three, and none gets large.</summary>
internal struct NodeTable(int capacity)
{
    public Tag[] Tags = new Tag[capacity];
    public NodeMarks[] Marks = new NodeMarks[capacity];
    public ushort[] Depths = new ushort[capacity];
    public int[] Parents = new int[capacity];
    public int[] Ends = new int[capacity];

    /// <summary>Where a text, or the raw content of an element, begins.</summary>
    public int[] Starts = new int[capacity];

    /// <summary>Characters of it; for an element that HTML does not know, the index of its name.</summary>
    public int[] Lengths = new int[capacity];

    public int[] AttributeStarts = new int[capacity];
    public ushort[] AttributeCounts = new ushort[capacity];

    /// <summary>Which of the page's class attributes; 0 for none.</summary>
    public int[] Classes = new int[capacity];

    public int Count { get; private set; }

    public int Add(Tag tag, int parent, int depth)
    {
        if (Count == Tags.Length)
        {
            Grow(Count * 2);
        }

        var node = Count++;
        (Tags[node], Parents[node], Depths[node], Ends[node]) = (tag, parent, (ushort)depth, node + 1);
        return node;
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref Tags, capacity);
        Array.Resize(ref Marks, capacity);
        Array.Resize(ref Depths, capacity);
        Array.Resize(ref Parents, capacity);
        Array.Resize(ref Ends, capacity);
        Array.Resize(ref Starts, capacity);
        Array.Resize(ref Lengths, capacity);
        Array.Resize(ref AttributeStarts, capacity);
        Array.Resize(ref AttributeCounts, capacity);
        Array.Resize(ref Classes, capacity);
    }
}
