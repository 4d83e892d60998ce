using System.Text;
using System.Text.Json;
using static Ingestion.Parser.Extraction.Fields.JsonLdValue;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>An article as a page's own program holds it, found by its shape: an object with the page's title and much prose below it.</summary>
/// <param name="Headline">Its title.</param>
/// <param name="Body">Its prose in order, paragraphs parted by line breaks; may hold markup.</param>
/// <param name="DatePublished">As written; null when not said.</param>
internal sealed record StateArticle(string Headline, string Body, string? DatePublished)
{
    private const int ShortestBody = 300;

    /// <summary>Objects looked at, over all scripts.</summary>
    private const int MostObjects = 100_000;

    private const int MostDepth = 60;

    private static readonly string[] TitleNames = ["headline", "title", "name", "headlines", "heading"];

    private static readonly string[] DateNames = ["datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "firstPublished", "first_publish_date", "publicationDate", "published", "display_date", "date", "created_at", "createdAt"];

    // What holds running text, and what holds text of other things, in the state of content systems.
    private static readonly string[] BodyNames = ["body", "content", "articlebody", "text", "html", "paragraph", "block", "component", "element", "children", "section", "value", "data", "items", "story", "richtext", "document", "nodes", "props"];

    private static readonly string[] OtherNames =
        ["related", "recommend", "comment", "teaser", "author", "byline", "caption", "credit", "image", "media", "seo", "meta", "ads", "footer", "header", "navigation", "menu", "newsletter", "url", "link", "tags", "taxonomy", "publisher", "config", "style", "description", "summary", "excerpt"];

    /// <param name="states">State of the page's scripts.</param>
    /// <param name="texts">Long texts that stand alone beside it, without a title of their own.</param>
    /// <param name="titles">What the page calls itself; an object of another title is another story.</param>
    /// <returns>The object with most prose, else the longest text; null when there is none.</returns>
    public static StateArticle? Find(IEnumerable<JsonElement> states, IReadOnlyList<string> texts, IReadOnlyList<string> titles)
    {
        var left = MostObjects;
        StateArticle? best = null;
        var known = titles.Select(TitleLikeness.Pairs).ToList();
        foreach (var state in states)
        {
            Visit(state, known, 0, ref left, ref best);
        }

        return best ?? (texts.Where(text => IsProse(text) && IsMarkup(text)).MaxBy(text => text.Length) is { } longest && titles.Count > 0 ? new StateArticle(titles[0], longest, null) : null);
    }

    private static void Visit(JsonElement element, List<HashSet<int>> titles, int depth, ref int left, ref StateArticle? best)
    {
        if (depth > MostDepth || left <= 0)
        {
            return;
        }

        left--;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Visit(item, titles, depth + 1, ref left, ref best);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (Title(element, titles, ref left) is { } title)
            {
                var body = new StringBuilder();
                Prose(element, body, 0, ref left);
                if (body.Length >= ShortestBody && body.Length > (best?.Body.Length ?? 0))
                {
                    best = new StateArticle(title, body.ToString(), DateNames.Select(name => Text(element, name)).FirstOrDefault(date => date is not null));
                }

                return;
            }

            foreach (var property in element.EnumerateObject())
            {
                Visit(property.Value, titles, depth + 1, ref left, ref best);
            }
        }
    }

    private static string? Title(JsonElement element, List<HashSet<int>> titles, ref int left)
    {
        foreach (var name in TitleNames)
        {
            var title = Property(element, name) switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Object } inner => Text(inner, "basic") ?? Text(inner, "headline") ?? Text(inner, "text"),
                _ => null,
            };
            if (title is { Length: > 9 and < 400 })
            {
                // Comparing titles costs as much as looking at some dozens of objects.
                left -= 50;
                var pairs = TitleLikeness.Pairs(title);
                if (titles.Exists(own => TitleLikeness.Of(pairs, own) >= 0.6))
                {
                    return title;
                }
            }
        }

        return null;
    }

    private static void Prose(JsonElement element, StringBuilder body, int depth, ref int left)
    {
        if (depth > MostDepth || left-- <= 0)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.String)
                {
                    Add(item, body);
                }
                else
                {
                    Prose(item, body, depth + 1, ref left);
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (!Names(property.Name, BodyNames) || Names(property.Name, OtherNames))
                {
                    continue;
                }

                if (property.Value.ValueKind == JsonValueKind.String)
                {
                    Add(property.Value, body);
                }
                else
                {
                    Prose(property.Value, body, depth + 1, ref left);
                }
            }
        }
    }

    private static void Add(JsonElement value, StringBuilder body)
    {
        var text = value.GetString()!;
        if (text.Length >= 40 && IsProse(text))
        {
            body.Append(body.Length > 0 ? "\n" : "").Append(text);
        }
    }

    /// <summary>Words between spaces, or sentences between full stops where a script has no spaces; not an address or a key.</summary>
    private static bool IsProse(string text) =>
        (text.AsSpan().Count(' ') * 12) + (text.AsSpan().Count('。') * 30) >= text.Length / 2 && !text.StartsWith("http", StringComparison.Ordinal);

    /// <summary>Texts that stand alone are articles where they are paragraphs of a page, and not scripts or data.</summary>
    private static bool IsMarkup(string text) =>
        (text.AsSpan().TrimStart() is ['<', ..] || text.Contains("</p>", StringComparison.OrdinalIgnoreCase)) && !text.Contains("function(", StringComparison.Ordinal);

    private static bool Names(string name, string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
