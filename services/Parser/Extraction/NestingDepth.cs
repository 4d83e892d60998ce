using System.Buffers;

namespace Ingestion.Parser.Extraction;

/// <summary>
/// How deep a page's tree would become, found in one pass over the characters before the tree is built: the tree builder takes time by the square of
/// the depth (100,000 nested elements took it more than 100 s). Where it cannot be exact it counts too many rather than too few.
/// </summary>
internal static class NestingDepth
{
    /// <summary>Formatting elements that are opened again in block after block multiply the tree; a sound page stays far below this many.</summary>
    private const int MaxReopened = 300_000;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    /// <param name="html">The page.</param>
    /// <param name="limit">Most elements open at once.</param>
    /// <returns>Whether more would be open somewhere.</returns>
    public static bool Exceeds(ReadOnlySpan<char> html, int limit)
    {
        var open = new OpenElements();
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
                at = closes || html[at] is '!' or '?' ? MarkupEnd.OfDeclaration(html, at) : at;
                continue;
            }

            var length = html[start..].IndexOfAny(NameEnds);
            var span = length < 0 ? html[start..] : html.Slice(start, length);
            var name = ElementNames.Lower(span);
            var end = MarkupEnd.OfTag(html, start + span.Length, out var selfClosing);
            if (closes)
            {
                open.Close(name);
            }
            else
            {
                open.Open(name, selfClosing, html[start..end]);
                if (open.Depth > limit || open.Reopened > MaxReopened)
                {
                    return true;
                }

                if (!open.InForeign && ElementNames.RawText.Contains(name))
                {
                    end = MarkupEnd.OfRawText(html, end, name);
                }
            }

            at = end;
        }
    }
}
