using System.Buffers;

namespace Ingestion.Parser.Extraction.Html;

/// <summary>Tokens to nodes: what holds before the body, texts, and content that holds no markup (HTML standard, 13.2.6.4.1 to 13.2.6.4.6, 13.2.6.2).</summary>
internal sealed partial class Page
{
    private static readonly SearchValues<char> Blank = SearchValues.Create(" \t\r\n\f\0");

    private ref partial struct Builder
    {
        private readonly Page page;
        private readonly PageLimits limits;
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> knownNames;
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> knownClasses;
        private readonly OpenElements open;
        private Tokenizer tokenizer;
        private int html;
        private int body;
        private bool afterHead;
        private bool keepAttributes;

        public Builder(Page page, PageLimits limits)
        {
            this.page = page;
            this.limits = limits;
            knownNames = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            knownClasses = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            var tooLong = page.Html.Length > limits.MaxChars;
            page.Breach = tooLong ? PageBreach.TooLong : null;
            tokenizer = new Tokenizer(tooLong ? page.Html.AsSpan(0, limits.MaxChars) : page.Html, page.attributes);
            page.nodes.Add(Tag.Document, -1, 0);
            open = new OpenElements(page, limits.MaxDepth);
            open.Push(0);
        }

        public void Build()
        {
            var kept = 0;
            while (page.Breach is null or PageBreach.TooLong && page.Count <= limits.MaxNodes)
            {
                tokenizer.AllowCdata = open.IsForeign;
                switch (tokenizer.Read())
                {
                    case TokenKind.End:
                        if (body == 0)
                        {
                            NeedBody();
                        }

                        open.PopTo(0);
                        return;
                    case TokenKind.Text:
                        AddText();
                        break;
                    case TokenKind.StartTag:
                        Start(kept);
                        break;
                    case TokenKind.EndTag:
                        EndTag(TagNames.Find(Name));
                        break;
                }

                kept = page.attributes.Count;
            }

            page.Breach ??= PageBreach.TooManyNodes;
            open.PopTo(0);
        }

        private readonly ReadOnlySpan<char> Name => page.Html.AsSpan(tokenizer.Start, tokenizer.Length);

        private void Start(int firstAttribute)
        {
            var tag = TagNames.Find(Name);
            var before = page.Count;
            var (start, count) = (firstAttribute, page.attributes.Count - firstAttribute);
            if (body == 0 && (!open.InHeadHolder || (tag == Tag.Body && !open.Any(Tag.Template))))
            {
                StartBeforeBody(tag, start, count);
            }
            else
            {
                StartInBody(tag, start, count);
            }

            if (page.Count == before && !keepAttributes)
            {
                page.attributes.CutTo(firstAttribute);
            }

            keepAttributes = false;
        }

        private void StartBeforeBody(Tag tag, int start, int count)
        {
            switch (tag)
            {
                case Tag.Html:
                    NeedHtml();
                    Merge(html, start, count);
                    break;
                case Tag.Head when html == 0 || (!afterHead && open.Top == html):
                    NeedHtml();
                    Insert(Tag.Head, start, count);
                    break;
                case Tag.Head:
                    break;
                case Tag.Body:
                    NeedBody();
                    Merge(body, start, count);
                    break;
                case var _ when Traits.Has(tag, TagTraits.Head):
                    if (!afterHead)
                    {
                        NeedHead();
                    }

                    InsertElement(tag, start, count);
                    break;
                default:
                    NeedBody();
                    StartInBody(tag, start, count);
                    break;
            }
        }

        private void NeedHtml()
        {
            if (html == 0)
            {
                html = Insert(Tag.Html, 0, 0);
            }
        }

        private void NeedHead()
        {
            NeedHtml();
            if (open.Top == html)
            {
                Insert(Tag.Head, 0, 0);
            }
        }

        private void NeedBody()
        {
            NeedHtml();
            open.PopTo(2);
            afterHead = true;
            if (body == 0)
            {
                body = Insert(Tag.Body, 0, 0);
            }
        }

        private void AddText()
        {
            var text = Name;
            if (body == 0 && !open.InHeadHolder)
            {
                if (text.ContainsAnyExcept(Blank))
                {
                    NeedBody();
                }
                else
                {
                    return;
                }
            }

            Fill(page.nodes.Add(Tag.Text, open.Top, open.Depth));
        }

        /// <summary>Gives a node the text that the tokenizer stands at.</summary>
        private readonly void Fill(int node)
        {
            ref var nodes = ref page.nodes;
            nodes.Marks[node] |= open.InheritedMarks;
            var text = Name;
            var isNull = text.Contains('\0');
            if (!isNull && !(tokenizer.HasReferences && text.Contains('&')))
            {
                (nodes.Starts[node], nodes.Lengths[node]) = (tokenizer.Start, tokenizer.Length);
                return;
            }

            var from = page.decoded.WrittenCount;
            if (tokenizer.HasReferences)
            {
                CharacterReferences.Decode(text, page.decoded, inAttribute: false, tokenizer.TextIn == TextState.Data ? "" : "\uFFFD");
            }
            else
            {
                page.decoded.Write(text);
            }

            nodes.Marks[node] |= NodeMarks.Decoded;
            (nodes.Starts[node], nodes.Lengths[node]) = (from, page.decoded.WrittenCount - from);
        }

        /// <summary>The content of an element that holds no markup, and its end tag, which must follow.</summary>
        private void ReadRaw(int node, Tag tag)
        {
            tokenizer.Switch(tag == Tag.Script ? TextState.Script : Traits.Has(tag, TagTraits.Rcdata) ? TextState.Rcdata : TextState.RawText, TagNames.Of(tag));
            page.nodes.Marks[node] |= NodeMarks.HasRawText;
            if (tokenizer.Read() == TokenKind.Text)
            {
                Fill(node);
                tokenizer.Read();
            }
        }
    }
}
