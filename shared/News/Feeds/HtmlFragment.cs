using System.Collections.Frozen;
using System.Text;

namespace Ingestion.News.Feeds;

/// <summary>
/// Makes HTML that strangers wrote harmless: everything is written anew, with the elements and attributes of an allow list, all closed, all values quoted.
/// Linear in the length of the text.
/// </summary>
internal static class HtmlFragment
{
    // Deeper elements lose their tags and keep their text: trees of unbounded depth are quadratic in the parsers behind us.
    private const int MaxOpen = 200;

    // Elements of text, lists, tables, images and forms' remains (html.spec.whatwg.org#semantics); none that loads, frames or runs anything.
    private static readonly FrozenSet<string> Elements = FrozenSet.ToFrozenSet(
    [
        "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
        "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "i", "img", "ins", "kbd", "li", "main", "map", "mark", "menu", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
        "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
    ]);

    // Names of HTML that are no allowed elements, but say that a text is HTML.
    private static readonly FrozenSet<string> Known = Elements.Concat(
        [
            "applet", "base", "blink", "body", "button", "embed", "form", "frame", "frameset", "head", "html", "iframe", "input", "label", "link", "marquee", "math", "meta",
            "noframes", "noscript", "object", "option", "param", "script", "select", "style", "svg", "textarea", "title", "track",
        ]).ToFrozenSet();

    private static readonly FrozenSet<string> Dropped = FrozenSet.ToFrozenSet(["script", "style", "applet"]);

    private static readonly FrozenSet<string> Void = FrozenSet.ToFrozenSet(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);

    private static readonly FrozenSet<string> UrlAttributes = FrozenSet.ToFrozenSet(["cite", "href", "longdesc", "poster", "src"]);

    private static readonly FrozenSet<string> OtherAttributes = FrozenSet.ToFrozenSet(
    [
        "abbr", "align", "alt", "axis", "border", "cellpadding", "cellspacing", "char", "charoff", "class", "clear", "color", "cols", "colspan", "compact", "coords",
        "datetime", "dir", "face", "headers", "height", "hreflang", "hspace", "ismap", "itemprop", "lang", "media", "nohref", "noshade", "nowrap", "rel", "rev",
        "rows", "rowspan", "rules", "scope", "shape", "size", "span", "start", "summary", "tabindex", "title", "type", "usemap", "valign", "value", "vspace", "width",
    ]);

    public static bool IsVoid(string element) => Void.Contains(element);

    /// <returns>True when a text has a tag or a reference of HTML: what a title with neither is, is plain text.</returns>
    public static bool LooksLikeHtml(string text)
    {
        for (var at = 0; (at = text.IndexOf('<', at)) >= 0; at++)
        {
            var start = at + 1 < text.Length && text[at + 1] == '/' ? at + 2 : at + 1;
            var end = start;
            while (end < text.Length && end - start < 12 && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end > start && end < text.Length && (text[end] is '>' or '/' || char.IsWhiteSpace(text[end])) && Known.Contains(text[start..end].ToLowerInvariant()))
            {
                return true;
            }

            if (text.AsSpan(at).StartsWith("<!--") || text.AsSpan(at).StartsWith("<![CDATA["))
            {
                return true;
            }
        }

        return MarkupEntities.Contains(text);
    }

    /// <summary>Harmless HTML with absolute links.</summary>
    public static string Clean(string html, Uri baseUrl)
    {
        if (html.AsSpan().IndexOfAny('<', '&', '>') < 0)
        {
            return html.Trim();
        }

        var (to, open, text, dropped) = (new StringBuilder(html.Length), new List<string>(), new StringBuilder(), 0);
        var scanner = new MarkupScanner(html, html: true);
        while (scanner.Read())
        {
            switch (scanner.Token)
            {
                case MarkupToken.Text when dropped == 0:
                    text.Clear();
                    scanner.AppendText(text);
                    AppendEscaped(to, text);
                    break;
                case MarkupToken.Start when Dropped.Contains(scanner.Name):
                    dropped += scanner.IsEmpty ? 0 : 1;
                    break;
                case MarkupToken.End when Dropped.Contains(scanner.Name):
                    dropped = Math.Max(0, dropped - 1);
                    break;
                case MarkupToken.Start when dropped == 0 && Elements.Contains(scanner.Name):
                    AppendStart(to, scanner, open, baseUrl);
                    break;
                case MarkupToken.End when dropped == 0 && open.LastIndexOf(scanner.Name) is >= 0 and var index:
                    Close(to, open, index);
                    break;
            }
        }

        Close(to, open, 0);
        return to.ToString().Trim();
    }

    /// <summary>The text of harmless HTML on one line; null when there is none.</summary>
    public static string? Plain(string? html)
    {
        if (html is null || html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return Fold(html);
        }

        var text = new StringBuilder(html.Length);
        var scanner = new MarkupScanner(html, html: true);
        while (scanner.Read())
        {
            if (scanner.Token == MarkupToken.Text)
            {
                scanner.AppendText(text);
            }
            else if (scanner.Name is "br" or "p" or "div" or "li" or "td" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "tr" or "blockquote")
            {
                text.Append(' ');
            }
        }

        return Fold(text.ToString());
    }

    /// <summary>White space as single spaces, none at the ends; null when nothing is left.</summary>
    public static string? Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                folded.Append(character);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>Plain text as HTML; null for null.</summary>
    public static string? Escape(string? text)
    {
        if (text is null || text.AsSpan().IndexOfAny('<', '&', '>') < 0)
        {
            return text;
        }

        var to = new StringBuilder(text.Length + 16);
        AppendEscaped(to, new StringBuilder(text));
        return to.ToString();
    }

    /// <summary>Appends text as HTML text or, in double quotes, as an attribute's value.</summary>
    public static void AppendEscaped(StringBuilder to, StringBuilder text, bool attribute = false)
    {
        foreach (var chunk in text.GetChunks())
        {
            AppendEscaped(to, chunk.Span, attribute);
        }
    }

    public static void AppendEscaped(StringBuilder to, ReadOnlySpan<char> text, bool attribute = false)
    {
        for (int at; (at = text.IndexOfAny("<>&\"")) >= 0; text = text[(at + 1)..])
        {
            to.Append(text[..at]);
            _ = text[at] switch
            {
                '<' => to.Append("&lt;"),
                '>' => to.Append("&gt;"),
                '&' => to.Append("&amp;"),
                _ => to.Append(attribute ? "&quot;" : "\""),
            };
        }

        to.Append(text);
    }

    private static void AppendStart(StringBuilder to, MarkupScanner scanner, List<string> open, Uri baseUrl)
    {
        var isVoid = IsVoid(scanner.Name);
        if (!isVoid && open.Count >= MaxOpen)
        {
            return;
        }

        to.Append('<').Append(scanner.Name);
        // In order of their names, each once: the same element is always written the same.
        string? last = null;
        scanner.Attributes.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var (name, given) in scanner.Attributes)
        {
            var value = OtherAttributes.Contains(name) ? given : UrlAttributes.Contains(name) ? FeedLink.Resolve(given, baseUrl) : null;
            if (value is not null && name != last)
            {
                to.Append(' ').Append(name).Append("=\"");
                AppendEscaped(to, value, attribute: true);
                to.Append('"');
                last = name;
            }
        }

        to.Append(isVoid ? " />" : ">");
        if (isVoid)
        {
            return;
        }

        if (scanner.IsEmpty)
        {
            to.Append("</").Append(scanner.Name).Append('>');
        }
        else
        {
            open.Add(scanner.Name);
        }
    }

    private static void Close(StringBuilder to, List<string> open, int index)
    {
        for (var i = open.Count - 1; i >= index; i--)
        {
            to.Append("</").Append(open[i]).Append('>');
        }

        open.RemoveRange(index, open.Count - index);
    }
}
