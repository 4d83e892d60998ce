namespace Ingestion.Parser.Extraction.Html;

internal sealed partial class Page
{
    /// <summary>
    /// The elements that are open, outermost first (HTML standard, 13.2.4.2). Every entry knows the nearest boundary of each kind at or below it and the
    /// next of its own tag, so that a page of a million end tags that close nothing costs no walk for each.
    /// </summary>
    private sealed class OpenElements
    {
        private readonly Page page;
        private readonly int maxDepth;
        private readonly Entry[] stack;
        private readonly int[] lastOf = new int[256];

        public OpenElements(Page page, int maxDepth)
        {
            (this.page, this.maxDepth) = (page, maxDepth);
            stack = new Entry[maxDepth + 2];
            Push(0);
        }

        /// <summary>How many are open, the root with them; the depth of what comes next.</summary>
        public int Depth { get; private set; }

        public bool IsFull => Depth > maxDepth;

        public int Top => stack[Depth - 1].Node;

        public Tag TopTag => page.nodes.Tags[Top];

        /// <summary>Whether the innermost is an element of svg or math.</summary>
        public bool IsForeign => IsForeignAt(Depth - 1);

        /// <summary>Whether an element of the head is open that may hold more than a head may.</summary>
        public bool InHeadHolder => Depth > 2 && TopTag != Tag.Head;

        public NodeMarks InheritedMarks => TopTag == Tag.Template ? NodeMarks.InTemplate : page.nodes.Marks[Top] & NodeMarks.InTemplate;

        /// <summary>Place of the innermost that keeps end tags inside from what lies outside.</summary>
        public int Scope => stack[Depth - 1].Scope;

        /// <summary>Place of the innermost that end tags of inline elements do not pass.</summary>
        public int Special => stack[Depth - 1].Special;

        /// <summary>Place of the innermost that a list item does not end.</summary>
        public int ItemStop => stack[Depth - 1].ItemStop;

        /// <summary>Place of the innermost table or template; 0 for none.</summary>
        public int Table => stack[Depth - 1].Table;

        public int this[int place] => stack[place].Node;

        public Tag TagAt(int place) => page.nodes.Tags[stack[place].Node];

        public bool IsForeignAt(int place) => (page.nodes.Marks[stack[place].Node] & NodeMarks.Foreign) != NodeMarks.None;

        /// <summary>Place of the innermost of HTML's elements of a kind that is open; 0 for none.</summary>
        public int Last(Tag tag) => lastOf[(int)tag];

        /// <summary>Place of the next of the same tag outside; 0 for none.</summary>
        public int Before(int place) => stack[place].SameTagBefore;

        public void Push(int node)
        {
            var tag = page.nodes.Tags[node];
            var foreign = (page.nodes.Marks[node] & NodeMarks.Foreign) != NodeMarks.None;
            ref var entry = ref stack[Depth];
            entry = Depth == 0 ? default : stack[Depth - 1];
            entry.Node = node;
            entry.SameTagBefore = lastOf[(int)tag];
            entry.Scope = foreign || Traits.Has(tag, TagTraits.Scope) ? Depth : entry.Scope;
            entry.Special = foreign || Traits.Has(tag, TagTraits.Special) ? Depth : entry.Special;
            entry.ItemStop = foreign || (Traits.Has(tag, TagTraits.Special) && tag is not (Tag.Address or Tag.Div or Tag.P)) ? Depth : entry.ItemStop;
            entry.Table = tag is Tag.Table or Tag.Template || foreign ? Depth : entry.Table;
            lastOf[(int)tag] = foreign ? lastOf[(int)tag] : Depth;
            Depth++;
        }

        /// <summary>Closes all from <paramref name="place"/> on, and those below that had ended already.</summary>
        public void PopTo(int place)
        {
            while (Depth > place)
            {
                Pop();
            }

            while (Depth > 0 && (page.nodes.Marks[Top] & NodeMarks.Ended) != NodeMarks.None)
            {
                Pop();
            }
        }

        /// <summary>Marks the innermost of its tag as ended; it closes when what is open inside it has closed.</summary>
        public void EndLater(int place)
        {
            page.nodes.Marks[stack[place].Node] |= NodeMarks.Ended;
            lastOf[(int)TagAt(place)] = stack[place].SameTagBefore;
        }

        private void Pop()
        {
            ref var entry = ref stack[--Depth];
            page.nodes.Ends[entry.Node] = page.nodes.Count;
            if ((page.nodes.Marks[entry.Node] & (NodeMarks.Ended | NodeMarks.Foreign)) == NodeMarks.None)
            {
                lastOf[(int)page.nodes.Tags[entry.Node]] = entry.SameTagBefore;
            }
        }

        private struct Entry
        {
            public int Node;
            public int SameTagBefore;
            public int Scope;
            public int Special;
            public int ItemStop;
            public int Table;
        }
    }
}
