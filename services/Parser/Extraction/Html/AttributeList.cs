namespace Ingestion.Parser.Extraction.Html;

/// <summary>The attributes of an element in the order written; of two with one name the first counts.</summary>
internal readonly ref struct AttributeList(ReadOnlySpan<char> html, ReadOnlySpan<AttributeSpan> spans)
{
    private readonly ReadOnlySpan<char> html = html;
    private readonly ReadOnlySpan<AttributeSpan> spans = spans;

    public int Count => spans.Length;

    /// <summary>Name in lower case and decoded value.</summary>
    public (string Name, string Value) this[int index]
    {
        get
        {
            var span = spans[index];
            return (html.Slice(span.NameStart, span.NameLength).ToString().ToLowerInvariant(), CharacterReferences.DecodeAttribute(html.Slice(span.ValueStart, span.ValueLength)));
        }
    }

    /// <summary>The value as written; false when the attribute is absent.</summary>
    public bool TryGetSource(ReadOnlySpan<char> name, out ReadOnlySpan<char> source)
    {
        foreach (ref readonly var span in spans)
        {
            // Of most names the first letter tells already; setting a bit makes it lower case.
            if (span.NameLength == name.Length && (name.IsEmpty || (html[span.NameStart] | 0x20) == (name[0] | 0x20)) && System.Text.Ascii.EqualsIgnoreCase(html.Slice(span.NameStart, span.NameLength), name))
            {
                source = html.Slice(span.ValueStart, span.ValueLength);
                return true;
            }
        }

        source = default;
        return false;
    }

    public Enumerator GetEnumerator() => new(this);

    /// <summary>One attribute after the other.</summary>
    public ref struct Enumerator(AttributeList list)
    {
        private readonly AttributeList list = list;
        private int index = -1;

        public readonly (string Name, string Value) Current => list[index];

        public bool MoveNext() => ++index < list.Count;
    }
}
