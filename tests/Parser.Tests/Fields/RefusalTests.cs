using Ingestion.Contracts;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

/// <summary>Pages that are no article, each with the word that says why; and articles about the same things, which are.</summary>
public class RefusalTests
{
    private const string Headline = "<h1>Harbour strike enters second day</h1>";

    [Theory]
    [InlineData("English", "Page not found", "Sorry, the page that you were looking for is not here. It may have moved, or the address has a typing error.")]
    [InlineData("German", "Seite nicht gefunden", "Leider gibt es die gewünschte Seite nicht. Vielleicht wurde sie verschoben, oder in der Adresse ist ein Tippfehler.")]
    [InlineData("French", "Page introuvable", "Désolé, la page demandée n'est pas ici. Elle a peut-être été déplacée, ou l'adresse comporte une faute de frappe.")]
    [InlineData("Spanish", "Página no encontrada", "Lo sentimos, la página que busca no está aquí. Quizá se haya movido o la dirección tenga una errata.")]
    [InlineData("Portuguese", "Página não encontrada", "A página que procura não está aqui. Talvez tenha mudado de lugar ou o endereço tenha um erro de escrita.")]
    [InlineData("Italian", "Pagina non trovata", "La pagina che cercate non è qui. Forse è stata spostata, oppure l'indirizzo contiene un errore di battitura.")]
    [InlineData("Dutch", "Pagina niet gevonden", "De pagina die u zoekt staat hier niet. Misschien is zij verplaatst, of er staat een tikfout in het adres.")]
    [InlineData("Polish", "Nie znaleziono strony", "Szukanej strony tutaj nie ma. Być może została przeniesiona albo w adresie jest literówka, proszę sprawdzić.")]
    [InlineData("Russian", "Страница не найдена", "Нужной страницы здесь нет. Возможно, она перемещена или в адресе опечатка, проверьте его ещё раз.")]
    [InlineData("Japanese", "ページが見つかりません", "お探しのものはここにはありません。移動したか、アドレスに誤りがある可能性があります。もう一度お確かめください。")]
    [InlineData("Arabic", "الصفحة غير موجودة", "الصفحة التي تبحث عنها ليست هنا. ربما نُقلت إلى مكان آخر أو أن في العنوان خطأ إملائيا.")]
    [InlineData("a number", "404 | Harbour Times", "Sorry, there is nothing here. You may have followed an old link, or the address has a typing error in it.")]
    public void A_page_that_says_there_is_no_page_is_a_soft_404(string language, string title, string text)
    {
        var rejected = Reject($"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p><p>{text}</p></main></body></html>");

        Assert.True(rejected?.Reason == RejectReason.SoftNotFound, $"{language}: {rejected}");
    }

    [Theory]
    [InlineData("Just a moment...")]
    [InlineData("Access Denied")]
    [InlineData("Pardon Our Interruption")]
    [InlineData("503 Service Unavailable")]
    public void A_guards_page_is_no_article(string title) =>
        Assert.Equal(RejectReason.NotAnArticle, Reject($"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{Pages.Sentence(1)}</p><p>{Pages.Sentence(2)}</p></body></html>")?.Reason);

    [Theory]
    [InlineData("Page not found: what the harbour's website forgot")]
    [InlineData("404 ships wait in the bay")]
    [InlineData("Access denied to the quay, say drivers")]
    public void An_article_about_what_was_not_found_is_an_article(string title) =>
        Assert.Null(Reject($"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{Pages.Paragraphs(1, 10)}</article></body></html>"));

    [Theory]
    [InlineData("English", "We and our partners store cookies on your device and process personal data.", "You may give your consent or refuse it, and change it in the privacy settings.")]
    [InlineData("German", "Wir und unsere Partner speichern Cookies und verarbeiten personenbezogene Daten.", "Sie können Ihre Einwilligung geben oder in den Datenschutz-Einstellungen ablehnen.")]
    [InlineData("French", "Nous et nos partenaires déposons des cookies et traitons des données personnelles.", "Vous pouvez donner votre consentement ou le refuser à tout moment.")]
    [InlineData("Spanish", "Nosotros y nuestros socios guardamos cookies y tratamos datos personales.", "Puede dar su consentimiento o negarlo cuando quiera.")]
    [InlineData("Portuguese", "Nós e os nossos parceiros guardamos cookies e tratamos dados pessoais.", "Pode dar o seu consentimento ou recusar quando quiser.")]
    [InlineData("Italian", "Noi e i nostri partner conserviamo cookie e trattiamo dati personali.", "Potete dare il consenso o negarlo quando volete, qui sotto.")]
    [InlineData("Dutch", "Wij en onze partners bewaren cookies en verwerken persoonsgegevens.", "U kunt toestemming geven of weigeren wanneer u maar wilt, hieronder.")]
    [InlineData("Swedish", "Vi och våra partner sparar cookies och behandlar personuppgifter.", "Du kan ge ditt samtycke eller neka när du vill, här nedanför.")]
    [InlineData("Polish", "My i nasi partnerzy zapisujemy pliki cookie i przetwarzamy dane osobowe.", "Można wyrazić zgodę albo odmówić w każdej chwili, tu poniżej.")]
    [InlineData("Japanese", "当社とパートナーはクッキーを保存し、個人情報を処理します。", "同意するか拒否するかは、いつでも下の設定で変更できます。")]
    public void A_question_about_cookies_in_place_of_the_article_is_a_consent_wall(string language, string first, string second)
    {
        var rejected = Reject($"<html><head><title>Harbour Times</title></head><body><div id=onetrust-consent-sdk><h1>{first[..20]}</h1>{string.Concat(Enumerable.Range(0, 4).Select(i => $"<p>{first} {second} ({i})</p>"))}</div></body></html>");

        Assert.True(rejected?.Reason == RejectReason.ConsentWall, $"{language}: {rejected}");
    }

    [Fact]
    public void A_wall_that_stands_at_an_address_of_its_own_is_known_by_it()
    {
        var html = $"<html><head><title>Harbour Times</title></head><body><h1>Before you go on</h1><p>{Pages.Sentence(1)}</p><p>We and our partners store cookies on your device and process personal data, as you allow.</p></body></html>";

        Assert.Equal(RejectReason.ConsentWall, Reject(html, "https://consent.harbour-times.example/collectConsent?sessionId=1")?.Reason);
    }

    [Fact]
    public void An_article_on_a_site_with_a_consent_platform_is_an_article() =>
        Assert.Null(Reject(Pages.Page($"<article>{Headline}{Pages.Paragraphs(1, 5)}</article><div id=onetrust-banner-sdk><p>We and our partners store cookies. Give your consent.</p></div>")));

    [Theory]
    [InlineData("English", "Subscribe to continue reading this story.")]
    [InlineData("German", "Jetzt abonnieren und weiterlesen.")]
    [InlineData("French", "Cet article est réservé aux abonnés.")]
    [InlineData("Spanish", "Contenido exclusivo: suscríbete.")]
    [InlineData("Portuguese", "Conteúdo exclusivo para assinantes.")]
    [InlineData("Italian", "Contenuto riservato agli abbonati.")]
    [InlineData("Dutch", "Alleen voor abonnees van deze krant.")]
    [InlineData("Norwegian", "Denne saken er for abonnenter.")]
    [InlineData("Russian", "Материал доступен только для подписчиков.")]
    [InlineData("Japanese", "この記事は会員限定です。")]
    public void First_lines_with_an_invitation_to_subscribe_are_a_paywall_stub(string language, string invitation)
    {
        const string Ld = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Harbour strike enters second day\",\"isAccessibleForFree\":false}</script>";

        var rejected = Reject(Pages.Page($"<article>{Headline}<p>{Pages.Sentence(1)}</p><div class=offer>{invitation}</div></article>", Ld));

        Assert.True(rejected?.Reason == RejectReason.PaywallStub, $"{language}: {rejected}");
    }

    [Theory]
    [InlineData("a paid article that is there in full", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false}</script>", 5)]
    [InlineData("a flash of two sentences that is free", "", 2)]
    public void What_is_there_to_read_is_no_stub(string because, string head, int paragraphs) =>
        Assert.True(Reject(Pages.Page($"<article>{Headline}{Pages.Paragraphs(1, paragraphs)}<div class=offer>Subscribe now</div></article>", head)) is null, because);

    [Fact]
    public void A_paid_article_whose_wall_is_only_in_the_markup_is_a_stub_too() =>
        Assert.Equal(RejectReason.PaywallStub, Reject(Pages.Page($"<article>{Headline}<p>{Pages.Sentence(1)}</p><div class='c-paywall__box'>Already a subscriber? Log in.</div></article>"))?.Reason);

    [Theory]
    [InlineData("a section", "https://www.harbour-times.example/business/", true)]
    [InlineData("the front page", "https://www.harbour-times.example/", true)]
    [InlineData("an article's address", "https://www.harbour-times.example/business/harbour-strike-enters-second-day", false)]
    [InlineData("an article's number", "https://www.harbour-times.example/business/1234567", false)]
    public void A_list_of_links_is_a_home_page_unless_its_address_is_an_articles(string because, string url, bool isHome)
    {
        var cards = string.Concat(Enumerable.Range(0, 40).Select(i => $"<div><h2><a href=/news/{i}>A long headline about ship number {i} in the bay</a></h2><p>A short teaser.</p></div>"));

        var rejected = Reject($"<html><head><title>Business | Harbour Times</title></head><body><h1>Business</h1><p>{Pages.Sentence(1)}</p>{cards}</body></html>", url);

        Assert.True(rejected?.Reason == RejectReason.HomePage == isHome, $"{because}: {rejected}");
    }

    private static Parser.Extraction.ParseResult.Rejected? Reject(string html, string url = Pages.Url) => Pages.Parse(html, Pages.Document(url)) as Parser.Extraction.ParseResult.Rejected;
}
