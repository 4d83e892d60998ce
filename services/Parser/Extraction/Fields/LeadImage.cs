using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The picture at the head of an article.</summary>
internal static class LeadImage
{
    private static readonly string[] CreditLeads = ["photo: ", "photo by ", "photograph: ", "image: ", "credit: ", "foto: ", "bild: ", "picture: ", "photo credit: ", "© ", "(c) ", "quelle: "];

    public static Image? Of(IHtmlDocument page, PageMeta meta, StructuredData structured, Uri? final)
    {
        var address = meta.First("og:image", "og:image:url", "twitter:image", "twitter:image:src") ?? structured.ImageUrl;
        if (address is null || !Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var url))
        {
            return null;
        }

        url = url.IsAbsoluteUri ? url : final is null ? null : new Uri(final, url);
        if (url is null || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var (caption, credit) = (structured.ImageCaption, structured.ImageCredit);
        if (caption is null && page.QuerySelector("figure figcaption") is { } figcaption)
        {
            (caption, var printed) = Split(string.Join(' ', figcaption.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            credit ??= printed;
        }

        return new Image { Url = url.AbsoluteUri, Caption = caption, Credit = credit };
    }

    /// <summary>Parts a printed caption from its credit, which stands last, after a lead such as <c>Photo:</c> or in brackets.</summary>
    internal static (string? Caption, string? Credit) Split(string printed)
    {
        foreach (var lead in CreditLeads)
        {
            var at = printed.LastIndexOf(lead, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                return (Filled(printed[..at].TrimEnd(' ', '(', '[', '|', '-', '–', '/')), Filled(printed[(at + lead.Length)..].Trim(' ', ')', ']', '.')));
            }
        }

        return (Filled(printed), null);
    }

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
