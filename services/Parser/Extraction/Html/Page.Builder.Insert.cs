namespace Ingestion.Parser.Extraction.Html;

/// <summary>Nodes into the table, names and classes that come again told once.</summary>
internal sealed partial class Page
{
    private ref partial struct Builder
    {
        /// <summary>Adds an element and opens it; 0 when that would pass a limit.</summary>
        private int Insert(Tag tag, int start, int count)
        {
            if (open.IsFull || page.Count >= limits.MaxNodes)
            {
                page.Breach = open.IsFull ? PageBreach.TooDeep : PageBreach.TooManyNodes;
                return 0;
            }

            ref var nodes = ref page.nodes;
            var inherited = open.InheritedMarks;
            var node = nodes.Add(tag, open.Top, open.Depth);
            nodes.Marks[node] = inherited;
            Give(node, start, count);
            if (tag == Tag.Template && page.HasAttribute(node, "shadowrootmode"))
            {
                // A declared shadow root is shown, unlike a template.
                (tag, nodes.Tags[node]) = (Tag.Other, Tag.Other);
            }

            if (tag == Tag.Other)
            {
                nodes.Lengths[node] = NameIndex(Name);
            }

            open.Push(node);
            return node;
        }

        /// <summary>A second html or body tag gives its attributes to an element that has none.</summary>
        private void Merge(int node, int start, int count)
        {
            if (node > 0 && page.nodes.AttributeCounts[node] == 0 && count > 0)
            {
                Give(node, start, count);
                keepAttributes = true;
            }
        }

        private readonly void Give(int node, int start, int count)
        {
            ref var nodes = ref page.nodes;
            (nodes.AttributeStarts[node], nodes.AttributeCounts[node]) = (start, (ushort)count);
            if (count > 0 && page.Attributes(node).TryGetSource("class", out var source) && !source.IsEmpty)
            {
                nodes.Classes[node] = ClassIndex(source);
            }
        }

        private readonly int NameIndex(ReadOnlySpan<char> name)
        {
            if (!knownNames.TryGetValue(name, out var index))
            {
                index = page.names.Count;
                page.names.Add(name.ToString().ToLowerInvariant());
                knownNames[name] = index;
            }

            return index;
        }

        private readonly int ClassIndex(ReadOnlySpan<char> source)
        {
            if (!knownClasses.TryGetValue(source, out var index))
            {
                index = page.classes.Count;
                page.classes.Add(CharacterReferences.DecodeAttribute(source));
                knownClasses[source] = index;
            }

            return index;
        }
    }
}
