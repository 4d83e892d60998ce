using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The byline that a page prints near its headline.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Parts">What may be names in it: the marked ones, else every run of text.</param>
/// <param name="IsMarked">Whether the markup says that this is the author, by <c>rel</c>, <c>itemprop</c> or an author's page.</param>
internal sealed record PrintedByline(string Text, IReadOnlyList<string> Parts, bool IsMarked)
{
    private const int Longest = 400;

    /// <summary>Elements looked at: a byline stands near the top, and a page of a million authors is no article.</summary>
    private const int MostCandidates = 400;

    /// <summary>Nodes between two authors of one article.</summary>
    private const int Near = 40;

    public static PrintedByline? Find(Page page)
    {
        var heading = page.All(Tag.H1) is [var first, ..] ? first : 0;
        var (best, bestScore) = (-1, 0);
        var strengths = Strengths(page);
        var seen = 0;
        for (var node = 1; node < page.Count && seen < MostCandidates; node++)
        {
            if (page.IsText(node) || Strength(page, node, strengths) is not (> 0 and var strength))
            {
                continue;
            }

            seen++;
            if (IsElsewhere(page, node))
            {
                continue;
            }

            var text = page.End(node) - node > 200 ? "" : page.InnerText(node);
            if (text.Length is < 3 or > Longest || Bylines.IsCredit(text))
            {
                continue;
            }

            var score = (2 * strength) + (PersonName.WithoutLead(text).Length < text.Length ? 3 : 0) + (node > heading ? 2 : 0) + (node > heading && node - heading < 150 ? 2 : 0) - (text.Length > 150 ? 2 : 0) - (Bylines.IsSentence(text) ? 4 : 0);
            if (score > bestScore)
            {
                (best, bestScore) = (node, score);
            }
        }

        return best < 0 ? null : Read(page, best, strengths);
    }

    /// <summary>Strength of every distinct class.</summary>
    private static int[] Strengths(Page page)
    {
        var strengths = new int[page.Classes.Count];
        for (var i = 1; i < strengths.Length; i++)
        {
            strengths[i] = page.Classes[i].Length < 400 ? BylineWords.Strength(page.Classes[i]) : 0;
        }

        return strengths;
    }

    private static int Strength(Page page, int node, int[] strengths)
    {
        if (page.TagOf(node) is Tag.Meta or Tag.Link or Tag.Script or Tag.Img or Tag.Body or Tag.Html or Tag.Main or Tag.Article or Tag.Figure or Tag.Button or Tag.Svg)
        {
            return 0;
        }

        var strength = strengths[page.ClassOf(node)];
        if (page.Attributes(node).Count <= (page.ClassOf(node) == 0 ? 0 : 1))
        {
            return strength;
        }

        return SaysAuthor(page, node) ? 3
            : strength == 2 ? 2 : Math.Max(strength, Math.Max(Named(page.Attribute(node, "data-testid")), Math.Max(Named(page.Attribute(node, "data-component")), Named(page.Attribute(node, "id")))));
    }

    private static int Named(string? name) => name is { Length: > 4 and < 100 } ? BylineWords.Strength(name) : 0;

    private static bool SaysAuthor(Page page, int node) =>
        (page.Attribute(node, "rel") is { } rel && rel.Split().Contains("author", StringComparer.OrdinalIgnoreCase))
        || (page.Attribute(node, "itemprop") is { } property && property.Split().Contains("author", StringComparer.OrdinalIgnoreCase));

    /// <summary>Pictures have authors too, and so have comments and the stories that a page links to.</summary>
    private static bool IsElsewhere(Page page, int node)
    {
        for (var at = node; at > 0; at = page.Parent(at))
        {
            var tag = page.TagOf(at);
            if (tag is Tag.Figure or Tag.Figcaption or Tag.Nav or Tag.Form or Tag.Head or Tag.Dialog
                || (at != node && page.Classes[page.ClassOf(at)] is { Length: > 0 } name && (name.Contains("comment", StringComparison.OrdinalIgnoreCase) || name.Contains("related", StringComparison.OrdinalIgnoreCase)) && !name.Contains("no-", StringComparison.OrdinalIgnoreCase) && tag is not (Tag.Body or Tag.Article or Tag.Main or Tag.Html)))
            {
                return true;
            }
        }

        return false;
    }

    private static PrintedByline Read(Page page, int node, int[] strengths)
    {
        List<int> nodes = [node];

        // Several authors each in an element of its own, one after the other.
        for (var next = page.End(node); next < Math.Min(page.Count, page.End(nodes[^1]) + Near) && nodes.Count < 10; next++)
        {
            if (page.TagOf(next) is Tag.H1 or Tag.H2 or Tag.H3 or Tag.H4 or Tag.Article)
            {
                break;
            }

            if (page.Depth(next) == page.Depth(node) && page.TagOf(next) == page.TagOf(node) && page.ClassOf(next) == page.ClassOf(node) && Strength(page, next, strengths) > 0 && !IsElsewhere(page, next))
            {
                nodes.Add(next);
                next = page.End(next) - 1;
            }
        }

        var text = string.Join(", ", nodes.Select(one => page.InnerText(one)).Distinct(StringComparer.OrdinalIgnoreCase));
        var marked = nodes.SelectMany(one => Marked(page, one)).Where(name => name.Length is > 1 and < 100).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return marked.Count > 0 ? new PrintedByline(text, marked, true) : new PrintedByline(text, [.. nodes.SelectMany(one => Runs(page, one))], false);
    }

    /// <summary>Texts inside that the markup marks as names.</summary>
    private static IEnumerable<string> Marked(Page page, int node)
    {
        for (var at = node; at < page.End(node); at++)
        {
            if (page.IsText(at))
            {
                if (Array.Exists(NameWords.OtherWork, page.TextOf(at).ToString().ToLowerInvariant().Contains))
                {
                    yield break;
                }

                continue;
            }

            var isName = page.Attribute(at, "itemprop") == "name" || (page.TagOf(at) == Tag.A && ((at != node && SaysAuthor(page, at)) || BylineWords.IsAuthorPage(page.Attribute(at, "href") ?? "")));
            if (isName)
            {
                yield return page.InnerText(at);
                at = page.End(at) - 1;
            }
        }
    }

    private static IEnumerable<string> Runs(Page page, int node)
    {
        for (var at = node; at < page.End(node); at++)
        {
            if (page.TagOf(at) is Tag.Script or Tag.Style or Tag.Svg or Tag.Button or Tag.Noscript or Tag.Time)
            {
                at = page.End(at) - 1;
            }
            else if (page.IsText(at) && !page.TextOf(at).IsWhiteSpace())
            {
                yield return page.TextOf(at).ToString();
            }
        }
    }
}
