namespace Ingestion.Parser.Extraction.Html;

internal sealed partial class Page
{
    /// <summary>The elements that are open, outermost first (HTML standard, 13.2.4.2).</summary>
    private sealed class OpenElements(Page page, int maxDepth)
    {
        private readonly int[] stack = new int[maxDepth + 2];
        private readonly int[] count = new int[256];

        /// <summary>How many are open, the root with them; the depth of what comes next.</summary>
        public int Depth { get; private set; }

        public bool IsFull => Depth > maxDepth;

        public int Top => stack[Depth - 1];

        public Tag TopTag => page.nodes.Tags[Top];

        /// <summary>Whether the innermost is an element of svg or math.</summary>
        public bool IsForeign => (page.nodes.Marks[Top] & NodeMarks.Foreign) != NodeMarks.None;

        /// <summary>Whether an element of the head is open that may hold more than a head may.</summary>
        public bool InHeadHolder => Depth > 2 && TopTag != Tag.Head;

        public NodeMarks InheritedMarks => TopTag == Tag.Template ? NodeMarks.InTemplate : page.nodes.Marks[Top] & NodeMarks.InTemplate;

        public int this[int index] => stack[index];

        public Tag TagAt(int index) => page.nodes.Tags[stack[index]];

        public void Push(int node)
        {
            stack[Depth++] = node;
            count[(int)page.nodes.Tags[node]]++;
        }

        public bool Any(Tag tag) => count[(int)tag] > 0;

        /// <summary>Closes all from <paramref name="index"/> on, and those below that had ended already.</summary>
        public void PopTo(int index)
        {
            while (Depth > index)
            {
                Pop();
            }

            while (Depth > 0 && (page.nodes.Marks[Top] & NodeMarks.Ended) != NodeMarks.None)
            {
                Pop();
            }
        }

        /// <summary>The innermost open element of a kind that no element with one of <paramref name="boundary"/>'s traits hides; -1 for none.</summary>
        public int Find(Tag tag, TagTraits boundary)
        {
            if (count[(int)tag] == 0)
            {
                return -1;
            }

            for (var index = Depth - 1; index > 0; index--)
            {
                var at = TagAt(index);
                if (at == tag && (page.nodes.Marks[stack[index]] & (NodeMarks.Ended | NodeMarks.Foreign)) == NodeMarks.None)
                {
                    return index;
                }

                if (Traits.Has(at, boundary) || (page.nodes.Marks[stack[index]] & NodeMarks.Foreign) != NodeMarks.None)
                {
                    return -1;
                }
            }

            return -1;
        }

        private void Pop()
        {
            var node = stack[--Depth];
            page.nodes.Ends[node] = page.nodes.Count;
            count[(int)page.nodes.Tags[node]]--;
        }
    }
}
