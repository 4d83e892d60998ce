using System.Buffers;

namespace Ingestion.Parser.Extraction;

/// <summary>
/// How deep a page's tree would become, found in one pass over the characters before the tree is built: the tree builder takes time by the square of
/// the depth (100,000 nested elements took it more than 100 s). Where it cannot be exact it counts too many rather than too few.
/// </summary>
/// <remarks>Follows the HTML standard, 13.2.6: implied end tags, scopes, the list of active formatting elements with its limit of three alike.</remarks>
internal sealed class NestingDepth
{
    /// <summary>Formatting elements that are opened again in block after block multiply the tree; a sound page stays far below this many.</summary>
    private const int MaxReopened = 300_000;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    private static readonly HashSet<string> Formatting = Set("a b big code em font i nobr s small strike strong tt u");

    // Never open (void), or opened anew only through an element that is counted (implied end tags).
    private static readonly HashSet<string> NotCounted =
        Set("area base br col embed hr img input link meta param source track wbr html head body li dt dd option optgroup rb rt rp rtc tr tbody thead tfoot colgroup");

    private static readonly HashSet<string> RawText = Set("script style textarea title xmp iframe noembed noframes");
    private static readonly HashSet<string> Scopes = Set("table td th caption template object applet marquee");
    private static readonly HashSet<string> Foreign = Set("svg math");
    private static readonly HashSet<string> ForeignEmpty = Set("path circle rect g use line polygon polyline ellipse stop image defs mask clippath lineargradient radialgradient fegaussianblur animate symbol");
    private static readonly HashSet<string> LeavesForeign =
        Set("b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var");

    private static readonly Dictionary<string, string> KnownNames = NotCounted.Concat(Formatting).Concat(RawText).Concat(Scopes).Concat(Foreign)
        .Concat(ForeignEmpty).Concat(LeavesForeign).Concat(Set("section article main header footer nav aside figure figcaption form button noscript"))
        .Distinct().ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    private readonly List<string> open = [];
    private readonly List<(string Name, int Hash)> formatting = [];
    private readonly int limit;
    private int foreign;
    private long reopened;

    private NestingDepth(int limit) => this.limit = limit;

    /// <param name="html">The page.</param>
    /// <param name="limit">Most elements open at once.</param>
    /// <returns>Whether more would be open somewhere.</returns>
    public static bool Exceeds(ReadOnlySpan<char> html, int limit) => new NestingDepth(limit).Scan(html);

    private bool Scan(ReadOnlySpan<char> html)
    {
        var known = KnownNames.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; ;)
        {
            var next = html[at..].IndexOf('<');
            if (next < 0 || (at += next + 1) >= html.Length)
            {
                return false;
            }

            var closes = html[at] == '/';
            var start = closes ? at + 1 : at;
            if (start >= html.Length || !char.IsAsciiLetter(html[start]))
            {
                at = closes || html[at] is '!' or '?' ? EndOfMarkup(html, at) : at;
                continue;
            }

            var length = html[start..].IndexOfAny(NameEnds);
            var span = length < 0 ? html[start..] : html.Slice(start, length);
            var name = known.TryGetValue(span, out var lower) ? lower : span.ToString().ToLowerInvariant();
            var end = EndOfTag(html, start + span.Length, out var selfClosing);
            if (closes)
            {
                Close(name);
            }
            else
            {
                Open(name, selfClosing, html[start..end]);
                if (open.Count + formatting.Count > limit || reopened > MaxReopened)
                {
                    return true;
                }

                if (foreign == 0 && RawText.Contains(name))
                {
                    end = EndOfRawText(html, end, name);
                }
            }

            at = end;
        }
    }

    private void Open(string name, bool selfClosing, ReadOnlySpan<char> tag)
    {
        if (foreign > 0 && LeavesForeign.Contains(name))
        {
            PopTo(open.FindLastIndex(Foreign.Contains));
        }

        if (NotCounted.Contains(name) || (foreign > 0 && selfClosing && ForeignEmpty.Contains(name)) || (selfClosing && Foreign.Contains(name)))
        {
            return;
        }

        if (Formatting.Contains(name))
        {
            if (name is "a" or "nobr")
            {
                CloseFormatting(name);
            }

            var hash = string.GetHashCode(tag, StringComparison.Ordinal);
            if (formatting.Count(entry => entry.Hash == hash) < 3)
            {
                formatting.Add((name, hash));
            }

            return;
        }

        switch (name)
        {
            case "p":
                CloseInScope("p");
                break;
            case "td" or "th" or "caption":
                PopTo(open.FindLastIndex(element => element is "table" or "template") + 1);
                break;
        }

        reopened += formatting.Count;
        open.Add(name);
        foreign += Foreign.Contains(name) ? 1 : 0;
    }

    private void Close(string name)
    {
        if (Formatting.Contains(name))
        {
            CloseFormatting(name);
        }
        else if (name is "table" or "template" or "td" or "th" or "caption")
        {
            var found = open.FindLastIndex(element => element == name || element == "template" || (element == "table" && name is not "table"));
            PopTo(found >= 0 && open[found] == name ? found : open.Count);
        }
        else if (!NotCounted.Contains(name))
        {
            CloseInScope(name);
        }
    }

    private void CloseInScope(string name)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i] == name)
            {
                PopTo(i);
                return;
            }

            if (Scopes.Contains(open[i]) || (name == "p" && open[i] == "button"))
            {
                return;
            }
        }
    }

    private void CloseFormatting(string name)
    {
        var found = formatting.FindLastIndex(entry => entry.Name == name);
        if (found >= 0)
        {
            formatting.RemoveAt(found);
        }
    }

    private void PopTo(int count)
    {
        for (var i = open.Count - 1; i >= Math.Max(0, count); i--)
        {
            foreign -= Foreign.Contains(open[i]) ? 1 : 0;
            open.RemoveAt(i);
        }
    }

    /// <summary>Past the tag; a <c>&gt;</c> inside a quoted value does not end it.</summary>
    private static int EndOfTag(ReadOnlySpan<char> html, int at, out bool selfClosing)
    {
        selfClosing = false;
        while (at < html.Length)
        {
            var next = html[at..].IndexOfAny('>', '=');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (html[at] == '>')
            {
                selfClosing = html[at - 1] == '/';
                return at + 1;
            }

            at++;
            while (at < html.Length && char.IsWhiteSpace(html[at]))
            {
                at++;
            }

            if (at < html.Length && html[at] is '"' or '\'')
            {
                var quote = html[(at + 1)..].IndexOf(html[at]);
                at = quote < 0 ? html.Length : at + quote + 2;
            }
        }

        return html.Length;
    }

    /// <summary>Past a comment, a doctype or other markup that opens nothing.</summary>
    private static int EndOfMarkup(ReadOnlySpan<char> html, int at)
    {
        var rest = html[at..];
        if (rest.StartsWith("!--"))
        {
            if (rest.StartsWith("!-->") || rest.StartsWith("!--->"))
            {
                return at + rest.IndexOf('>') + 1;
            }

            for (var from = 3; ;)
            {
                var dashes = rest[from..].IndexOf("--");
                if (dashes < 0)
                {
                    return html.Length;
                }

                from += dashes + 2;
                if (rest[from..].StartsWith(">") || rest[from..].StartsWith("!>"))
                {
                    return at + from + (rest[from] == '>' ? 1 : 2);
                }

                from--;
            }
        }

        var end = rest.IndexOf('>');
        return end < 0 ? html.Length : at + end + 1;
    }

    private static int EndOfRawText(ReadOnlySpan<char> html, int at, string name)
    {
        for (var from = at; ;)
        {
            var next = html[from..].IndexOf("</");
            if (next < 0)
            {
                return html.Length;
            }

            from += next + 2;
            var rest = html[from..];
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (rest.Length == name.Length || rest[name.Length] is ' ' or '\t' or '\r' or '\n' or '\f' or '/' or '>'))
            {
                return from - 2;
            }
        }
    }

    private static HashSet<string> Set(string names) => [.. names.Split(' ')];
}
