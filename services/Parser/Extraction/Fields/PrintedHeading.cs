using System.Text;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>A heading of the first rank as it is printed.</summary>
/// <param name="Text">Its words, without a kicker that the markup names as such.</param>
/// <param name="IsGlued">Whether it is made of several elements, so that marks between them may be missing.</param>
internal sealed record PrintedHeading(string Text, bool IsGlued)
{
    private const int MostHeadings = 20;

    // Names of the small line above a headline, and of words that are only for screen readers.
    private static readonly string[] KickerNames =
        ["kicker", "overline", "topline", "dachzeile", "spitzmarke", "supertitle", "suptitle", "eyebrow", "flag", "label", "badge", "antetitulo", "occhiello", "surtitre", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader"];

    public static IReadOnlyList<PrintedHeading> Of(Page page)
    {
        var nodes = page.All(Tag.H1).Take(MostHeadings).ToList();
        return [.. nodes.Select(node => Of(page, node)).Where(heading => heading.Text.Length > 0)];
    }

    private static PrintedHeading Of(Page page, int node)
    {
        var whole = TitleParts.Clean(page.InnerText(node));
        var parents = new HashSet<int>();
        var kept = new StringBuilder();
        var left = false;
        for (var at = node + 1; at < page.End(node); at++)
        {
            if (page.IsText(at))
            {
                if (!page.TextOf(at).IsWhiteSpace())
                {
                    parents.Add(page.Parent(at));
                }

                kept.Append(page.TextOf(at));
            }
            else if (IsKicker(page, at))
            {
                (left, at) = (true, page.End(at) - 1);
                kept.Append(' ');
            }
            else
            {
                kept.Append(page.TagOf(at) is Tag.Br or Tag.Div or Tag.P ? " " : "");
            }
        }

        var plain = left ? TitleParts.Clean(kept.ToString()).TrimStart(':', '|', '-', '–', ' ') : whole;
        return new PrintedHeading(plain.Length >= 10 ? plain : whole, parents.Count > 1);
    }

    private static bool IsKicker(Page page, int node) =>
        page.Attribute(node, "class") is { Length: > 3 } name && KickerNames.Any(kicker => name.Contains(kicker, StringComparison.OrdinalIgnoreCase));
}
