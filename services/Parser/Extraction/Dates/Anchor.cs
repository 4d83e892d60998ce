using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>The page's headline as a place: dates of the article stand near it.</summary>
internal static class Anchor
{
    /// <summary>More headings than this are a list of stories.</summary>
    private const int MostHeadings = 60;

    /// <param name="titles">What the page is called elsewhere: og:title, its title.</param>
    /// <returns>The heading that repeats most of a title; else the first h1; else -1.</returns>
    public static int Find(Page page, params IReadOnlyList<string?> titles)
    {
        var names = titles.Select(Letters).Where(name => name.Length > 0).ToList();
        var (best, bestLength) = (-1, 0);
        foreach (var tag in (Tag[])[Tag.H1, Tag.H2, Tag.H3])
        {
            foreach (var heading in page.All(tag).Take(MostHeadings))
            {
                if (page.End(heading) - heading > 40)
                {
                    continue;
                }

                var text = Letters(page.InnerText(heading));
                if (text.Length > bestLength && text.Length > 5 && names.Exists(name => name.Contains(text, StringComparison.Ordinal) || (text.Contains(name, StringComparison.Ordinal) && name.Length > 12)))
                {
                    (best, bestLength) = (heading, text.Length);
                }
            }

            if (bestLength > 15)
            {
                return best;
            }
        }

        return best >= 0 ? best : page.All(Tag.H1) is [var first, ..] ? first : -1;
    }

    private static string Letters(string? text) => text is null ? "" : string.Create(Math.Min(text.Length, 300), text, static (to, from) =>
    {
        var at = 0;
        for (var i = 0; i < to.Length; i++)
        {
            if (char.IsLetterOrDigit(from[i]))
            {
                to[at++] = char.ToLowerInvariant(from[i]);
            }
        }

        to[at..].Clear();
    }).TrimEnd('\0');
}
