using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class BylineTests
{
    public static TheoryData<string, string[]> Printed => new()
    {
        { "By Ada Moreno", ["Ada Moreno"] },
        { "By: Ada Moreno", ["Ada Moreno"] },
        { "Written by ADA MORENO and Lena Brandt", ["Ada Moreno", "Lena Brandt"] },
        { "Ada Moreno, Lena Brandt & Ida Öl", ["Ada Moreno", "Lena Brandt", "Ida Öl"] },
        { "Von Jörg Ähren und Ida Öl", ["Jörg Ähren", "Ida Öl"] },
        { "Von Jörg Ähren, Bremen", ["Jörg Ähren"] },
        { "Par Zoé Lefèvre et Luc d’Or", ["Zoé Lefèvre", "Luc d’Or"] },
        { "Por Inés Vega y Ana de la Cruz", ["Inés Vega", "Ana de la Cruz"] },
        { "Di Carlo Rossi e Pia Bruni", ["Carlo Rossi", "Pia Bruni"] },
        { "Door Jan van der Berg en Els de Wit", ["Jan van der Berg", "Els de Wit"] },
        { "Av Kari Nes og Ola Vik", ["Kari Nes", "Ola Vik"] },
        { "Автор: Анна Лебедь и Пётр Сокол", ["Анна Лебедь", "Пётр Сокол"] },
        { "김하늘 기자", ["김하늘"] },
        { "山本海、田中川", ["山本海", "田中川"] },
        { "By Ada Moreno in Port Ellis", ["Ada Moreno"] },
        { "By Ada Moreno, Senior Correspondent", ["Ada Moreno"] },
        { "Ada Moreno Senior Writer", ["Ada Moreno"] },
        { "Ada Moreno, MD, PhD", ["Ada Moreno"] },
        { "Ada Moreno | March 9, 2026", ["Ada Moreno"] },
        { "By Ada Moreno 03/09/2026 05:00 AM EST Link Copied", ["Ada Moreno"] },
        { "Ada Moreno August 18, 2026 • 3 min read", ["Ada Moreno"] },
        { "By Ada Moreno, Harbour Times", ["Ada Moreno"] },
        { "Ada Moreno (Reuters)", ["Ada Moreno"] },
        { "Ada Moreno, Bay Area Gazette", ["Ada Moreno"] },
        { "By Ada Moreno | Reviewed by Lena Brandt", ["Ada Moreno"] },
        { "View all posts by Ada Moreno", ["Ada Moreno"] },
        { "Moreno, Ada Lee; Brandt, Lena May", ["Moreno, Ada Lee", "Brandt, Lena May"] },
        { "Moreno, Ada", ["Moreno, Ada"] },
        { "By Moreno, Bremen", ["Moreno", "Bremen"] },
        { "Reuters", [] },
        { "By Staff Writer", [] },
        { "Harbour Times", [] },
        { "Harbour Times Staff", [] },
        { "Photo: Ada Moreno/AFP", [] },
        { "How we reviewed this article:", [] },
        { "Ada Moreno is a reporter who covers ports and the sea for us.", [] },
        { "https://social.example/ada", [] },
        { "ada@harbour-times.example", [] },
        { "12 March 2026", [] },
        { "•", [] },
        { "", [] },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void Names_are_names_only(string printed, string[] names) => Assert.Equal(names, Bylines.Names(printed, ["Harbour Times"]));

    public static TheoryData<string, string, string, string[]> FromPages => new()
    {
        { "JSON-LD before all", Ld("{\"@type\":\"Person\",\"name\":\"Ada Moreno\"}") + "<meta name=author content='Lena Brandt'>", "", ["Ada Moreno"] },
        { "meta where JSON-LD names the site only", Ld("{\"@type\":\"Organization\",\"name\":\"Harbour Times\"}") + "<meta name=author content='Lena Brandt'>", "", ["Lena Brandt"] },
        { "a printed byline before an organisation", Ld("{\"@type\":\"Organization\",\"name\":\"Harbour Times\"}"), "<p class=byline>By Ada Moreno</p>", ["Ada Moreno"] },
        { "the whole list where JSON-LD was cut to one", Ld("{\"@type\":\"Person\",\"name\":\"Ada Moreno\"}"), "<p class=byline>By <a rel=author href=/a>Ada Moreno</a> and <a rel=author href=/b>Lena Brandt</a></p>", ["Ada Moreno", "Lena Brandt"] },
        { "the publication as a last resort", Ld("{\"@type\":\"Organization\",\"name\":\"Harbour Times\"}"), "", ["Harbour Times"] },
        { "an agency as a last resort", "<meta name=author content=Reuters>", "", ["Reuters"] },
        { "two elements for two authors", "", "<span class=author-name>Ada Moreno</span><span class=author-name>Lena Brandt</span>", ["Ada Moreno", "Lena Brandt"] },
        { "given name and surname apart", "", "<div class=byline><span>Ada</span> <span>Moreno</span></div>", ["Ada Moreno"] },
        { "a link to an author's page among other words", "", "<div class=byline>Our reporter <a href=/authors/ada>Ada Moreno</a> Port Ellis desk</div>", ["Ada Moreno"] },
        { "a photographer is no author", "", "<figure><img src=a.jpg><figcaption class=author>Lena Brandt</figcaption></figure>", [] },
        { "a commenter is no author", "", "<div class=comment-list><b class=author>Lena Brandt</b></div>", [] },
        { "a checker is no author", "", "<div class=byline>By <a href=/authors/ada>Ada Moreno</a> Fact-checked by <a href=/authors/lena>Lena Brandt</a></div>", ["Ada Moreno"] },
        { "a place after the name", "", "<div class=byline><b>Ada Moreno</b><i>Port Ellis</i></div>", ["Ada Moreno", "Port Ellis"] },
    };

    [Theory]
    [MemberData(nameof(FromPages))]
    public void Authors_come_from_the_best_source_that_names_any(string because, string head, string byline, string[] names)
    {
        var article = Pages.Article(Pages.Page($"<article><h1>Harbour strike enters second day</h1>{byline}{Pages.Paragraphs(1, 5)}</article>", head));

        Assert.True(article.Authors.SequenceEqual(names), $"{because}: {string.Join("; ", article.Authors)}");
    }

    [Theory]
    [InlineData("<p class=byline>By Ada Moreno in Port Ellis</p>", "By Ada Moreno in Port Ellis")]
    [InlineData("<p class=byline>By Ada Moreno, March 2, 2026, 9:05</p>", "By Ada Moreno")]
    [InlineData("<p>Text only</p>", null)]
    public void The_byline_is_kept_as_printed(string html, string? byline) =>
        Assert.Equal(byline, Pages.Article(Pages.Page($"<article><h1>Harbour strike enters second day</h1>{html}{Pages.Paragraphs(1, 5)}</article>")).Byline);

    [Theory]
    [InlineData("byline", 2)]
    [InlineData("article__byline article-meta", 2)]
    [InlineData("authorName", 2)]
    [InlineData("author-bio", 1)]
    [InlineData("authority", 0)]
    [InlineData("co-worker", 0)]
    public void Designers_words_for_a_byline_are_known(string name, int strength) => Assert.Equal(strength, BylineWords.Strength(name));

    [Fact]
    public void A_byline_is_looked_for_near_the_top_and_not_among_a_hundred_thousand_names()
    {
        var page = Page.Parse(string.Concat(Enumerable.Repeat("<div class=author><div class=author>", 200)) + string.Concat(Enumerable.Repeat("<b class=author>Ada Moreno</b>", 100_000)), PageLimits.Default);

        Assert.Null(PrintedByline.Find(page));
    }

    private static string Ld(string author) => $"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Harbour strike enters second day\",\"publisher\":{{\"name\":\"Harbour Times\"}},\"author\":[{author}]}}</script>";
}
