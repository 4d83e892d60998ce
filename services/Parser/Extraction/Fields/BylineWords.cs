using System.Collections.Frozen;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Names that web designers give to the place of a byline.</summary>
internal static class BylineWords
{
    private static readonly FrozenSet<string> Byline = new[]
    {
        "byline", "bylines", "author", "authors", "autor", "autores", "autoren", "autorin", "auteur", "auteurs", "autore", "autori", "writer", "writers", "reporter", "reporters", "contributor", "contributors", "journalist", "journalists", "redakteur",
        "forfatter", "skribent", "signature", "firma", "verfasser", "authored", "authorname", "authorinfo", "bylinename",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Other = new[]
    {
        "bio", "biography", "avatar", "image", "images", "img", "photo", "photos", "picture", "portrait", "thumb", "thumbnail", "follow", "social", "share", "comment", "comments", "related", "more", "teaser", "teasers", "recommended", "promo", "search",
        "newsletter", "caption", "credit", "credits", "description", "desc", "about", "job", "role", "title", "position", "date", "time", "timestamp", "email", "mail", "twitter", "handle", "icon", "footer", "sidebar", "widget", "latest", "trending",
        "popular", "carousel", "archive", "testimonial", "quote", "review", "reviews", "tooltip", "popover", "modal", "card", "cards", "excerpt", "separator", "divider", "label", "prefix", "post", "posts",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Addresses of an author's page.
    private static readonly string[] Paths =
        ["/author/", "/authors/", "/autor/", "/autoren/", "/autores/", "/auteur/", "/auteurs/", "/autore/", "/autori/", "/writer/", "/writers/", "/contributor/", "/contributors/", "/journalist/", "/journalists/", "/profile/", "/profil/", "/staff/", "/people/", "/person/", "/by/", "/reporter/", "/reporters/", "/columnist/", "/redaktion/", "/team/", "/firmas/", "/bios/", "/skribent/", "/biography/"];

    /// <summary>2 when the name says byline or author, 1 when it says so of a part only, 0 when it does not.</summary>
    public static int Strength(string name)
    {
        var (found, other) = (false, false);
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var isWord = i < name.Length && char.IsLetter(name[i]) && !(char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]));
            if (isWord)
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                var word = name[start..i].ToLowerInvariant();
                found |= Byline.Contains(word);
                other |= Other.Contains(word);
            }

            start = i < name.Length && char.IsLetter(name[i]) ? i : -1;
        }

        return found ? (other ? 1 : 2) : 0;
    }

    public static bool IsAuthorPage(string address) => Array.Exists(Paths, path => address.Contains(path, StringComparison.OrdinalIgnoreCase));
}
