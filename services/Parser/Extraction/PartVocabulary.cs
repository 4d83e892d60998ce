using AngleSharp.Dom;

namespace Ingestion.Parser.Extraction;

/// <summary>
/// The words that web designers use for the parts of a news page, judged by what they did to the measured sets as a whole and not word by word.
/// </summary>
internal static class PartVocabulary
{
    // A name is split at hyphens, underscores and capitals; these match a run of its words from a word's start.
    private static readonly string[] Furniture =
    [
        "comment", "disqus", "respond", "related", "recirc", "recommend", "readmore", "read-more", "more-from", "more-on", "also-read", "see-also", "most-read",
        "mostread", "most-popular", "popular", "trending", "teaser", "newsletter", "signup", "sign-up", "subscribe", "subscription", "share", "sharing", "sharebar",
        "social", "follow", "sidebar", "side-bar", "rail", "breadcrumb", "promo", "promotion", "sponsor", "advert", "advertisement", "ad", "ads", "dfp", "outbrain",
        "taboola", "byline", "author", "authors", "bio", "caption", "credit", "gallery", "carousel", "slideshow", "slider", "tags", "tag-list", "taglist", "topics",
        "menu", "toolbar", "timestamp", "published", "pubdate", "post-meta", "entry-meta", "article-meta", "meta", "dateline", "copyright", "print-only", "screen-reader",
        "donate", "donation", "player", "pagination", "pager", "next-post", "prev-post", "post-navigation", "legend", "rating", "login", "register", "app-promo",
        "infobox", "factbox", "poll", "survey", "quiz", "correction-link", "feedback", "contact", "report-error", "skip", "tooltip", "toc", "table-of-contents",
        "yarpp", "jp-relatedposts", "wp-caption-text", "source-list", "minutes", "reading-time", "read-time", "widget", "crosslink", "ticker", "weather", "liveticker",
        "photo-credit", "image-caption", "kicker", "tagline-author", "hashtag", "push-notification", "footer", "disclaimer", "jobs", "shop", "buy-button", "embed-consent",
    ];

    private static readonly string[] Never =
    [
        "cookie", "cookies", "consent", "gdpr", "ccpa", "onetrust", "didomi", "sp-message", "cmp", "privacy", "modal", "popup", "lightbox", "overlay", "nav", "navbar", "navigation",
        "site-footer", "page-footer", "global-footer", "masthead", "global-header", "site-header",
    ];

    private static readonly string[] ArticleBody =
    [
        "article-body", "articlebody", "article-content", "articlecontent", "article-text", "articletext", "story-body", "storybody", "story-content", "storycontent", "story-text",
        "post-content", "postcontent", "post-body", "postbody", "entry-content", "entrycontent", "body-content", "body-text", "bodytext", "news-content", "news-body", "newsbody",
        "news-text", "article-copy", "body-copy", "bodycopy", "rich-text", "richtext", "content-body", "article-detail", "article-main", "main-content-article", "td-post-content",
    ];

    private static readonly string[] Standfirst = ["standfirst", "deck", "dek", "subtitle", "sub-title", "subheadline", "sub-headline", "lead", "lede", "intro", "summary", "chapo", "excerpt", "sottotitolo"];

    private static readonly HashSet<string> HiddenWords = new(StringComparer.Ordinal) { "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "hidden", "hide", "u-hidden", "is-hidden", "d-none", "noprint-hidden" };

    public static PartNames Of(IElement element, Dictionary<string, PartNames> known)
    {
        var names = element.LocalName switch
        {
            "nav" or "dialog" => PartNames.Never,
            "footer" or "aside" => PartNames.Furniture,
            "figure" or "figcaption" => PartNames.Figure,
            _ => PartNames.None,
        };
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
            || (element.GetAttribute("style") is { } style && IsHiding(style)))
        {
            names |= PartNames.Hidden;
        }

        names |= element.GetAttribute("role") switch
        {
            "navigation" or "dialog" or "alertdialog" or "menu" or "search" => PartNames.Never,
            "complementary" or "contentinfo" => PartNames.Furniture,
            _ => PartNames.None,
        };
        if (element.GetAttribute("itemprop") is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase))
        {
            names |= PartNames.ArticleBody;
        }

        foreach (var attribute in (ReadOnlySpan<string>)["class", "id", "data-testid", "data-component", "data-qa"])
        {
            if (element.GetAttribute(attribute) is { Length: > 1 and < 400 } value)
            {
                if (!known.TryGetValue(value, out var found))
                {
                    known[value] = found = OfNames(value);
                }

                names |= found;
            }
        }

        return names;
    }

    private static bool IsHiding(string style)
    {
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style.AsSpan(at + 7).TrimStart() is [':', ..] rest && rest[1..].TrimStart().StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private static PartNames OfNames(string value)
    {
        var names = PartNames.None;
        foreach (var name in value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (HiddenWords.Contains(name))
            {
                names |= PartNames.Hidden;
            }

            var words = Words(name);
            var furniture = (Any(words, Never) ? PartNames.Never : PartNames.None) | (Any(words, Furniture) ? PartNames.Furniture : PartNames.None);

            // article-body__caption is a caption, article-body a body.
            names |= furniture | (Any(words, Standfirst) ? PartNames.Standfirst : PartNames.None)
                | (furniture == PartNames.None && Any(words, ArticleBody) ? PartNames.ArticleBody : PartNames.None);
        }

        return names;
    }

    /// <summary><c>articleBody__Text</c> becomes <c>-article-body-text-</c>.</summary>
    private static string Words(string name)
    {
        var words = new System.Text.StringBuilder("-", name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!char.IsLetterOrDigit(c))
            {
                if (words[^1] != '-')
                {
                    words.Append('-');
                }
            }
            else
            {
                if (char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]))
                {
                    words.Append('-');
                }

                words.Append(char.ToLowerInvariant(c));
            }
        }

        return words.Append('-').ToString();
    }

    private static bool Any(string words, string[] vocabulary)
    {
        foreach (var entry in vocabulary)
        {
            for (var at = words.IndexOf(entry, StringComparison.Ordinal); at >= 0; at = words.IndexOf(entry, at + 1, StringComparison.Ordinal))
            {
                var end = at + entry.Length;
                if (words[at - 1] == '-' && (words[end] == '-' || (words[end] == 's' && words[end + 1] == '-')))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
