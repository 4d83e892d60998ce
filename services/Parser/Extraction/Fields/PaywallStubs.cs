using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The first lines of an article and an invitation to pay for the others.</summary>
internal static class PaywallStubs
{
    /// <summary>A page that says it is not free and holds less than this holds no article: the shortest of 457 annotated bodies, itself the free part of a paid one, has 369.</summary>
    private const int Stub = 300;

    /// <summary>Characters of the page that are searched for an invitation.</summary>
    private const int Longest = 100_000;

    // Invitations as they stand below a stub, by language. Lower case.
    private static readonly string[] Invitations =
    [
        "subscribe to continue", "subscribe to read", "subscribe to keep reading", "to continue reading", "to keep reading", "continue reading this article", "already a subscriber", "become a subscriber", "subscribe now", "subscribers only", "subscriber-only",
        "for subscribers", "this article is for", "sign in to read", "log in to read", "register to continue", "unlock this article", "start your free trial", "subscribe for", "exclusive to subscribers", "premium content",
        "weiterlesen mit", "jetzt abonnieren", "artikel freischalten", "nur für abonnenten", "bereits abonnent", "mit einem abo", "jetzt testen", "jetzt registrieren", "lesen sie den ganzen artikel", "im abo", "digital-abo",
        "réservé aux abonnés", "réservée aux abonnés", "abonnez-vous", "déjà abonné", "il vous reste", "pour lire la suite", "suscríbete", "suscríbase", "solo para suscriptores", "exclusivo para suscriptores", "ya eres suscriptor", "seguir leyendo", "contenido exclusivo",
        "exclusivo para assinantes", "assine", "já é assinante", "conteúdo exclusivo", "abbonati", "sei già abbonato", "contenuto riservato", "riservato agli abbonati", "alleen voor abonnees", "word abonnee", "al abonnee", "verder lezen", "lees verder met",
        "bli prenumerant", "för prenumeranter", "redan prenumerant", "bli abonnent", "for abonnenter", "allerede abonnent", "for abonnement", "kun for abonnenter", "tilaajille", "tilaa", "dla subskrybentów", "wykup dostęp", "czytaj dalej", "pro předplatitele", "předplaťte",
        "только для подписчиков", "оформите подписку", "лише для передплатників", "abone ol", "会員限定", "有料会員", "続きを読むには", "この記事は会員", "订阅", "訂閱", "付费", "구독", "유료", "للمشتركين", "למנויים",
    ];

    // Names of the elements that a paywall puts over or under a text.
    private static readonly string[] Names = ["paywall", "pay-wall", "regwall", "piano-", "tp-modal", "subscriber-only", "subscribers-only", "premium-wall", "metered-content", "article-locked", "is-locked", "content-gate", "offer-wall", "paid-content", "c-paywall"];

    public static bool IsOne(Page page, PageReading read, int weight)
    {
        if (weight >= Stub)
        {
            return false;
        }

        var saysPaid = RightsText.IsFree(read.Meta, read.Structured) == false;
        return (saysPaid || page.Classes.Any(name => Array.Exists(Names, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))))
            && (weight > 0 || saysPaid) && Invites(page, saysPaid);
    }

    /// <summary>An invitation stands in the page's main part; the one in the masthead is on every page.</summary>
    private static bool Invites(Page page, bool saysPaid)
    {
        var scope = page.All(Tag.Article) is [var article, ..] ? article : page.All(Tag.Main) is [var main, ..] ? main : 0;
        var text = page.InnerText(saysPaid ? 0 : scope);
        text = text[..Math.Min(text.Length, Longest)];
        return Array.Exists(Invitations, words => text.Contains(words, StringComparison.OrdinalIgnoreCase));
    }
}
