using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The picture at the head of an article.</summary>
internal static class LeadImage
{
    private const int MostFigures = 40;

    public static Image? Of(Page page, PageMeta meta, StructuredData structured, Uri? final)
    {
        var address = meta.First("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src") ?? structured.ImageUrl;
        if (Absolute(address, final) is not { } url)
        {
            return null;
        }

        var (caption, credit) = (structured.ImageCaption, structured.ImageCredit);
        var figures = page.All(Tag.Figure).Take(MostFigures).ToList();
        var figure = figures.FindIndex(node => Shows(page, node, url));
        if (caption is null && figures.Count > 0 && page.All(Tag.Figcaption) is { Count: > 0 } captions)
        {
            // The figure of that picture, or the page's first where none shows it.
            var node = figures[Math.Max(0, figure)];
            var printed = captions.FirstOrDefault(one => one > node && one < page.End(node));
            if (printed > 0)
            {
                (caption, var given) = Captions.Split(page.InnerText(printed));
                credit ??= given;
            }
        }

        return new Image { Url = url.AbsoluteUri, Caption = caption, Credit = credit };
    }

    private static Uri? Absolute(string? address, Uri? final)
    {
        if (address is null || !Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var url) || (!url.IsAbsoluteUri && (final is null || !Uri.TryCreate(final, url, out url))))
        {
            return null;
        }

        return url.Scheme is "http" or "https" ? url : null;
    }

    /// <summary>Sizes differ in directories and parameters; the file's name stays.</summary>
    private static bool Shows(Page page, int figure, Uri url)
    {
        var file = url.Segments[^1];
        for (var node = figure; node < page.End(figure) && file.Length > 5; node++)
        {
            if (page.TagOf(node) is Tag.Img or Tag.Source && ((page.Attribute(node, "src") ?? page.Attribute(node, "data-src"))?.Contains(file, StringComparison.Ordinal) == true
                || (page.Attribute(node, "srcset") ?? page.Attribute(node, "data-srcset"))?.Contains(file, StringComparison.Ordinal) == true))
            {
                return true;
            }
        }

        return false;
    }
}
