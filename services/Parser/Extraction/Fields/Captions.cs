using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The words under the pictures of an article.</summary>
internal static class Captions
{
    private const int Most = 40;

    private const int Longest = 1_000;

    private const int MostNodes = 200;

    private static readonly string[] CreditLeads =
    [
        "photo: ", "photo by ", "photos by ", "photograph: ", "photography: ", "image: ", "credit: ", "credits: ", "foto: ", "fotos: ", "bild: ", "picture: ", "photo credit: ", "image credit: ", "© ", "(c) ", "quelle: ", "source: ", "crédit : ", "crédit photo : ",
        "photo : ", "fuente: ", "crédito: ", "fonte: ", "fot. ", "kuva: ", "фото: ", "写真：", "图片来源：", "사진=", "사진: ",
    ];

    /// <returns>Captions of the figures beside the headline and inside the text; null when there are none.</returns>
    public static IReadOnlyList<string>? Of(Page page)
    {
        var captions = new List<string>();
        foreach (var node in page.All(Tag.Figcaption))
        {
            var text = captions.Count >= Most || page.End(node) - node > MostNodes || IsElsewhere(page, node) ? "" : page.InnerText(node);
            if (text.Length is > 3 and < Longest && !captions.Contains(text, StringComparer.Ordinal))
            {
                captions.Add(text);
            }
        }

        return captions.Count > 0 ? captions : null;
    }

    /// <summary>Parts a printed caption from its credit, which stands last, after a lead such as <c>Photo:</c> or in brackets.</summary>
    public static (string? Caption, string? Credit) Split(string printed)
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

    /// <summary>Teasers have pictures too: those in links, lists of stories and furniture.</summary>
    private static bool IsElsewhere(Page page, int node)
    {
        for (var at = page.Parent(node); at > 0; at = page.Parent(at))
        {
            if (page.TagOf(at) is Tag.A or Tag.Aside or Tag.Nav or Tag.Footer or Tag.Form)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
