using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What a page's item is: an article, a live blog, a film, a gallery.</summary>
internal static class ItemKinds
{
    /// <summary>Less text than this is words to a film or to pictures.</summary>
    private const int FewWords = 1_500;

    private static readonly string[] GalleryPaths = ["gallery", "galleries", "galerie", "galeria", "galerías", "fotogallery", "fotogaleria", "fotostrecke", "fotostrecken", "bildergalerie", "bilderstrecke", "bilder", "diaporama", "diaporamas", "slideshow", "photos", "fotos", "pictures", "in-pictures", "photo-gallery", "photogallery"];

    private static readonly string[] VideoPaths = ["video", "videos", "watch", "av", "mediathek"];

    public static string Of(Page page, PageMeta meta, StructuredData structured, Body body, Uri? url)
    {
        if (structured.Types.Contains("LiveBlogPosting", StringComparer.OrdinalIgnoreCase) || LivePosts(page) >= 5)
        {
            return ItemKind.LiveBlog;
        }

        if (Prose.Weight(body.Text) >= FewWords)
        {
            return structured.Types.Any(type => type.EndsWith("Gallery", StringComparison.OrdinalIgnoreCase)) ? ItemKind.Gallery : ItemKind.Article;
        }

        var openGraph = meta.First("og:type") ?? "";
        if (structured.Types.Any(type => type.EndsWith("Gallery", StringComparison.OrdinalIgnoreCase))
            || openGraph.Contains("gallery", StringComparison.OrdinalIgnoreCase)
            || (HasSegment(url, GalleryPaths) && page.All(Tag.Figure).Count + page.All(Tag.Picture).Count >= 5))
        {
            return ItemKind.Gallery;
        }

        var isFilm = structured.Types.Contains("VideoObject", StringComparer.OrdinalIgnoreCase);
        return (isFilm && !structured.IsArticle) || (openGraph.StartsWith("video", StringComparison.OrdinalIgnoreCase) && !structured.IsArticle) || (HasSegment(url, VideoPaths) && (isFilm || meta.First("og:video", "og:video:url", "twitter:player") is not null))
            ? ItemKind.Video
            : ItemKind.Article;
    }

    /// <summary>Posts as schema.org's microdata marks them, or as live-blog systems name them.</summary>
    private static int LivePosts(Page page)
    {
        var named = new bool[page.Classes.Count];
        for (var i = 1; i < named.Length; i++)
        {
            var name = page.Classes[i];
            named[i] = (name.Contains("live", StringComparison.OrdinalIgnoreCase) || name.Contains("ticker", StringComparison.OrdinalIgnoreCase))
                && name.Split((char[])[' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries) is var words
                && words.Any(word => word.ToLowerInvariant() is "liveblog" or "liveticker" or "live" or "ticker") && words.Any(word => word.ToLowerInvariant() is "post" or "entry" or "update" or "event" or "item");
        }

        var posts = 0;
        for (var node = 1; node < page.Count && posts < 5; node++)
        {
            // A post has a moment of its own and some text.
            if (page.TagOf(node) is Tag.Article or Tag.Li or Tag.Div or Tag.Section
                && (named[page.ClassOf(node)] || page.Attribute(node, "itemprop") == "liveBlogUpdate") && HasTime(page, node) && page.End(node) - node > 6)
            {
                posts++;
                node = page.End(node) - 1;
            }
        }

        return posts;
    }

    private static bool HasTime(Page page, int node)
    {
        for (var at = node + 1; at < Math.Min(page.End(node), node + 60); at++)
        {
            if (page.TagOf(at) == Tag.Time)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasSegment(Uri? url, string[] names) =>
        url is not null && url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Any(segment => names.Contains(segment, StringComparer.OrdinalIgnoreCase));
}
