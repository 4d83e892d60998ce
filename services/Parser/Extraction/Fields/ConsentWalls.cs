using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Pages that ask about cookies or terms in place of the article.</summary>
internal static class ConsentWalls
{
    /// <summary>Longer texts are privacy policies, or articles about privacy.</summary>
    private const int Longest = 6_000;

    private const int NextToNothing = 200;

    // Addresses of walls that stand in front of a site.
    private static readonly string[] Paths = ["/consent", "/privacywall", "/privacy-wall", "/privacy-gate", "/cookiewall", "/cookie-wall", "/collectconsent", "/cookie-consent", "/pur-abo", "/gdpr"];

    // Ids and classes of consent platforms: OneTrust, Didomi, Sourcepoint, Usercentrics, Cookiebot, Quantcast, TrustArc, consentmanager, iubenda, Google's own, Axeptio, Osano.
    private static readonly string[] Platforms = ["onetrust", "didomi", "sp_message", "sp-message", "usercentrics", "cybotcookiebot", "cookiebot", "qc-cmp", "truste", "cmpbox", "iubenda", "fc-consent", "axeptio", "osano", "consent", "cookie-wall", "cookiewall", "privacy-manager", "gdpr", "cmp-"];

    // Words of such texts, by language; each names cookies, consent, partners or personal data. Lower case.
    private static readonly string[] Words =
    [
        "cookie", "consent", "privacy policy", "privacy setting", "personal data", "our partners", "legitimate interest", "personalised ad", "personalized ad", "einwilligung", "zustimm", "datenschutz", "personenbezogen", "unsere partner", "tracking",
        "consentement", "nos partenaires", "données personnelles", "données à caractère personnel", "traceurs", "consentimiento", "datos personales", "nuestros socios", "consentimento", "dados pessoais", "nossos parceiros", "consenso", "dati personali", "nostri partner",
        "toestemming", "persoonsgegevens", "onze partners", "samtycke", "personuppgifter", "samtykke", "personopplysninger", "personoplysninger", "evästee", "suostumu", "henkilötie", "plików cookie", "pliki cookie", "zgod", "dane osobowe", "danych osobowych",
        "souhlas", "osobních údajů", "osobní údaje", "hozzájárul", "személyes adat", "сookie", "файлы cookie", "куки", "персональных данных", "согласи", "згод", "персональних даних", "çerez", "rıza", "kişisel veri", "クッキー", "同意", "個人情報", "个人信息", "쿠키", "개인정보", "ملفات تعريف الارتباط",
    ];

    public static bool IsOne(Page page, PageReading read, int weight)
    {
        if (weight > Longest || read.Structured is { IsArticle: true, DatePublished: not null })
        {
            return false;
        }

        var isWall = read.Url is not null && (read.Url.Host.StartsWith("consent.", StringComparison.OrdinalIgnoreCase) || Array.Exists(Paths, path => read.Url.AbsolutePath.StartsWith(path, StringComparison.OrdinalIgnoreCase)));
        // What looks for a body leaves such lines out: where it found next to nothing, the page's whole text is asked.
        var text = isWall || weight < NextToNothing ? page.InnerText(0, '\n') : read.Body.Text;
        return text.Length <= Longest && (isWall || HasPlatform(page)) && Share(text) >= (isWall ? 0.2 : 0.6);
    }

    /// <summary>Share of a text's paragraphs, by length, that speak of consent.</summary>
    internal static double Share(string text)
    {
        var (all, about) = (0, 0);
        foreach (var line in text.Split(['\n', '.', '。'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            all += line.Length;
            about += Array.Exists(Words, word => line.Contains(word, StringComparison.OrdinalIgnoreCase)) ? line.Length : 0;
        }

        return all == 0 ? 0 : about / (double)all;
    }

    private static bool HasPlatform(Page page)
    {
        static bool Names(string? name) => name is { Length: > 3 and < 300 } && Array.Exists(Platforms, platform => name.Contains(platform, StringComparison.OrdinalIgnoreCase));

        if (page.Classes.Any(Names))
        {
            return true;
        }

        for (var node = 1; node < page.Count; node++)
        {
            if (page.TagOf(node) is Tag.Div or Tag.Section or Tag.Dialog or Tag.Script or Tag.Form or Tag.Iframe && (Names(page.Attribute(node, "id")) || Names(page.Attribute(node, "src"))))
            {
                return true;
            }
        }

        return false;
    }
}
