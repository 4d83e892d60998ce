using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Pages that say in words what their status should have said: there is no such page, or you may not see it.</summary>
internal static class ErrorPages
{
    /// <summary>Error pages excuse themselves in a few lines; an article of this title would have more.</summary>
    private const int FewWords = 1_200;

    // "Page not found" and its like as web systems print it, by language. Lower case.
    private static readonly string[] NotFound =
    [
        "page not found", "page cannot be found", "page can't be found", "page can’t be found", "page doesn't exist", "page doesn’t exist", "page does not exist", "page could not be found", "page isn't available", "page is not available",
        "page is no longer available", "article not found", "story not found", "article is no longer available", "no longer exists", "404 not found", "error 404", "404 error", "not found (404)", "content not found",
        "seite nicht gefunden", "seite existiert nicht", "seite wurde nicht gefunden", "seite konnte nicht gefunden", "artikel nicht gefunden", "seite ist nicht verfügbar", "nicht mehr verfügbar",
        "page introuvable", "page non trouvée", "page n'existe pas", "page n’existe pas", "article introuvable", "page n'existe plus", "page n’existe plus",
        "página no encontrada", "no se encuentra la página", "no se ha encontrado la página", "página no existe", "página não encontrada", "página não existe", "pagina non trovata", "pagina inesistente", "pagina niet gevonden", "pagina bestaat niet",
        "sidan hittades inte", "sidan kunde inte hittas", "sidan finns inte", "siden ble ikke funnet", "siden finnes ikke", "fant ikke siden", "siden blev ikke fundet", "siden findes ikke", "siden kunne ikke findes", "sivua ei löyt",
        "strona nie została znaleziona", "nie znaleziono strony", "strona nie istnieje", "stránka nenalezena", "stránka nebyla nalezena", "stránka neexistuje", "stránka sa nenašla", "a keresett oldal nem található", "az oldal nem található",
        "pagina nu a fost găsită", "страница не найдена", "страницы не существует", "сторінку не знайдено", "сторінка не знайдена", "страницата не е намерена", "stranica nije pronađena", "η σελίδα δεν βρέθηκε", "sayfa bulunamadı", "halaman tidak ditemukan",
        "không tìm thấy trang", "trang không tồn tại", "ไม่พบหน้า", "ページが見つかりません", "ページは見つかりません", "お探しのページ", "页面不存在", "找不到页面", "頁面不存在", "找不到頁面", "您访问的页面", "페이지를 찾을 수 없", "الصفحة غير موجودة", "لم يتم العثور على الصفحة", "הדף לא נמצא", "पृष्ठ नहीं मिला", "पेज नहीं मिला",
    ];

    // Titles of the pages that guards against robots show.
    private static readonly string[] Guards =
    [
        "just a moment...", "just a moment…", "attention required!", "access denied", "access to this page has been denied", "pardon our interruption", "are you a robot", "are you human", "verify you are human", "verifying you are human",
        "security check", "checking your browser", "403 forbidden", "ddos-guard", "robot check", "captcha", "request blocked", "service unavailable", "502 bad gateway", "503 service", "504 gateway", "500 internal server error", "unsupported browser",
    ];

    public static ParseResult.Rejected? Refusal(PageReading read, int weight)
    {
        // A dated article may be about a page that was not found.
        if (weight >= FewWords || (read.Structured is { IsArticle: true, DatePublished: not null } && weight >= FewWords / 3))
        {
            return null;
        }

        foreach (var title in new[] { read.Titles.Title, read.Titles.OpenGraph, read.Headline }.Concat(read.Titles.Headings.Take(2).Select(heading => heading.Text)))
        {
            if (title is not { Length: > 0 and < 150 })
            {
                continue;
            }

            var words = title.Trim().ToLowerInvariant();
            if (Is404(words) || Array.Exists(NotFound, words.Contains))
            {
                return new ParseResult.Rejected(RejectReason.SoftNotFound, $"The page came with a status of success and says that there is no such page: “{Short(title)}”.");
            }

            if (Array.Exists(Guards, words.StartsWith))
            {
                return new ParseResult.Rejected(RejectReason.NotAnArticle, $"The page is an error page or a guard's: “{Short(title)}”.");
            }
        }

        return null;
    }

    private static bool Is404(string title) =>
        title is "404" or "not found" or "error" || (title.StartsWith("404", StringComparison.Ordinal) && title.Length > 3 && !char.IsLetterOrDigit(title[3]) && title.Length < 60
            && title[3..].TrimStart() is ['-' or '–' or '—' or '|' or ':' or '·', ..]);

    private static string Short(string title) => title.Length > 80 ? title[..80] + "…" : title;
}
