using System.Text;

namespace Ingestion.Parser.Extraction.Html;

/// <summary>Text as a reader sees it.</summary>
internal sealed partial class Page
{
    /// <summary>
    /// The text of a subtree: white space made one space, words parted where a block begins or ends and at <c>br</c>; scripts, styles, templates and
    /// <c>noscript</c> left out, unless the node itself is a title or the like.
    /// </summary>
    /// <param name="node">An element or a text.</param>
    /// <param name="between">What parts the words of two blocks: a space, or a line end to tell blocks apart.</param>
    public string InnerText(int node, char between = ' ')
    {
        var text = new StringBuilder();
        var pending = '\0';
        if ((nodes.Marks[node] & NodeMarks.HasRawText) != NodeMarks.None)
        {
            Append(text, Content(node), ref pending);
            return text.ToString();
        }

        var end = nodes.Ends[node];
        var open = node;
        for (var at = node; at < end; at++)
        {
            for (; open != node && nodes.Ends[open] <= at; open = nodes.Parents[open])
            {
                pending = Traits.Has(nodes.Tags[open], TagTraits.Inline) ? pending : between;
            }

            var tag = nodes.Tags[at];
            if (tag == Tag.Text)
            {
                Append(text, Content(at), ref pending);
            }
            else if (at != node && Traits.Has(tag, TagTraits.NotShown))
            {
                at = nodes.Ends[at] - 1;
            }
            else
            {
                pending = at == node || Traits.Has(tag, TagTraits.Inline) ? pending : between;
                open = at;
            }
        }

        return text.ToString();
    }

    /// <param name="to">Gets the text.</param>
    /// <param name="text">What to add.</param>
    /// <param name="pending">What parts the next word from the last; null when nothing does.</param>
    private static void Append(StringBuilder to, ReadOnlySpan<char> text, ref char pending)
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                pending = pending == '\0' ? ' ' : pending;
                at++;
                continue;
            }

            var word = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (pending != '\0' && to.Length > 0)
            {
                to.Append(pending);
            }

            pending = '\0';
            to.Append(text[word..at]);
        }
    }
}
