namespace Ingestion.Parser.Extraction.Html;

/// <summary>What a token of HTML is.</summary>
internal enum TokenKind : byte
{
    End,
    Text,
    StartTag,
    EndTag,
    Comment,
    Doctype,
}

/// <summary>How the tokenizer reads what follows (HTML standard, 13.2.5).</summary>
internal enum TextState : byte
{
    Data,
    Rcdata,
    RawText,
    Script,
    PlainText,
    Cdata,
}

/// <summary>One attribute as a piece of the source: names and values as written, so names may have capitals and values references.</summary>
internal readonly record struct AttributeSpan(int NameStart, int NameLength, int ValueStart, int ValueLength);

/// <summary>Attributes of start tags, one after the other; whoever reads the tokens takes away those that nobody keeps.</summary>
internal sealed class AttributeBuffer
{
    /// <summary>Most attributes of one tag that are kept; no sound page has a tenth of it.</summary>
    public const int MaxPerTag = 1_000;

    private AttributeSpan[] items = new AttributeSpan[256];

    public int Count { get; private set; }

    public ReadOnlySpan<AttributeSpan> Slice(int start, int count) => items.AsSpan(start, count);

    public void Add(AttributeSpan attribute)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, Count * 2);
        }

        items[Count++] = attribute;
    }

    public void CutTo(int count) => Count = count;
}
