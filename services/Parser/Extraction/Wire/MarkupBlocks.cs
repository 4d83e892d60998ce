using System.Text;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Text in markup that is all of it article (NITF's body.content, XHTML, HTML of a feed or of ninjs) to blocks: tags in, blocks out.</summary>
/// <param name="item">Gets blocks and captions.</param>
internal sealed class MarkupBlocks(WireItem item)
{
    private static readonly HashSet<string> Breaks = new(StringComparer.Ordinal)
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "pre", "ul", "ol", "dl", "dt", "dd", "table", "nitf-table", "thead", "tbody", "tfoot", "tr", "col", "hr", "br",
        "body", "body.content", "block", "fn", "note", "figure", "details", "summary", "abstract", "tagline", "datasource", "credit",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "media-reference", "media-metadata", "media-object", "media-producer", "nitf-table-metadata", "form", "button", "select", "audio", "video",
    };

    private readonly StringBuilder text = new();
    private readonly List<string> open = [];
    private int silent;
    private bool hasCell;

    public void Open(string name)
    {
        open.Add(name);
        if (silent > 0 || Silent.Contains(name))
        {
            silent++;
        }
        else if (name is "td" or "th")
        {
            text.Append(hasCell ? " | " : "");
            hasCell = true;
        }
        else if (IsBlock(name))
        {
            // A line ends at a br, a paragraph does not: two lines of one paragraph are one block.
            End(name == "br");
        }
    }

    /// <summary>Closes the element opened last.</summary>
    public void Close()
    {
        var name = open[^1];
        if (silent == 0 && IsBlock(name) && name != "br")
        {
            End(isLine: false);
            hasCell = hasCell && name != "tr";
        }

        silent -= silent > 0 ? 1 : 0;
        open.RemoveAt(open.Count - 1);
    }

    public void Text(ReadOnlySpan<char> characters)
    {
        if (silent == 0)
        {
            text.Append(characters);
        }
    }

    /// <summary>Writes what no closing tag has ended.</summary>
    public void Finish()
    {
        hasCell = false;
        End(isLine: false);
    }

    private static bool IsBlock(string name) =>
        Breaks.Contains(name) || IsHeading(name) || name is "li" or "blockquote" or "bq" or "caption" or "figcaption" or "media-caption" or "media" or "hedline" or "byline" or "dateline";

    private static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'] or ['h', 'l', '1' or '2'];

    private void End(bool isLine)
    {
        if (isLine)
        {
            text.Append(' ');
            return;
        }

        // Inside a row the blocks of a cell stay in the row.
        if (hasCell && open.Count > 0 && open[^1] is not ("tr" or "table" or "nitf-table"))
        {
            text.Append(' ');
            return;
        }

        var block = WireText.Folded(text.ToString());
        text.Clear();
        if (block.Length == 0 || block.All(c => c is '|' or ' '))
        {
            return;
        }

        if (open.Exists(name => name is "caption" or "figcaption" or "media-caption"))
        {
            item.Captions.Add(block);
        }
        else if (!open.Contains("media"))
        {
            item.Blocks.Add((Kind(), block));
        }
    }

    private string Kind() =>
        open.Exists(IsHeading) ? BlockKind.Heading
        : open.Exists(name => name is "blockquote" or "bq") ? BlockKind.Quote
        : open.Contains("li") ? BlockKind.ListItem
        : BlockKind.Paragraph;
}
