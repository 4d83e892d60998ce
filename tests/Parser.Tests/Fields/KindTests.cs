using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class KindTests
{
    private const string Headline = "<h1>Harbour strike enters second day</h1>";

    public static TheoryData<string, string, string, string, string> Kinds => new()
    {
        { "an article", "", Headline + Pages.Paragraphs(1, 5), Pages.Url, ItemKind.Article },
        { "a live blog by its type", Ld("LiveBlogPosting"), Headline + Pages.Paragraphs(1, 5), Pages.Url, ItemKind.LiveBlog },
        { "a live blog by its posts", "", Headline + string.Concat(Enumerable.Range(1, 8).Select(i => $"<div class='live-blog__post'><time datetime=2026-03-02T09:0{i}>9:0{i}</time><h3>At berth {i}</h3><p>{Pages.Sentence(i)}</p></div>")), Pages.Url, ItemKind.LiveBlog },
        { "a film with a few words", Ld("VideoObject"), Headline + Pages.Paragraphs(1, 2), Pages.Url, ItemKind.Video },
        { "a film inside an article", Ld("VideoObject") + Ld("NewsArticle"), Headline + Pages.Paragraphs(1, 5), Pages.Url, ItemKind.Article },
        { "a film by og:type", "<meta property=og:type content=video.other>", Headline + Pages.Paragraphs(1, 2), Pages.Url, ItemKind.Video },
        { "a gallery by its type", Ld("ImageGallery"), Headline + Pages.Paragraphs(1, 2), Pages.Url, ItemKind.Gallery },
        { "a gallery by its address and pictures", "", Headline + Pages.Paragraphs(1, 2) + string.Concat(Enumerable.Range(1, 6).Select(i => $"<figure><img src={i}.jpg></figure>")), "https://www.harbour-times.example/galleries/the-strike-in-pictures", ItemKind.Gallery },
        { "an article in a section of that name", "", Headline + Pages.Paragraphs(1, 2), "https://www.harbour-times.example/photos/the-strike-and-its-photographers", ItemKind.Article },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_page_says_what_its_item_is(string because, string head, string body, string url, string kind)
    {
        var item = Pages.Article(Pages.Page($"<article>{body}</article>", head), Pages.Document(url));

        Assert.True(item.Kind == kind, $"{because}: {item.Kind}");
    }

    [Theory]
    [InlineData("PORT ELLIS, March 2 (Reuters) - ", "PORT ELLIS, March 2", "Port Ellis")]
    [InlineData("", null, null)]
    public void The_dateline_stands_at_the_head_of_the_first_paragraph(string printed, string? text, string? place)
    {
        var item = Pages.Article(Pages.Page($"<article>{Headline}<p>{printed}{Pages.Sentence(1)}</p>{Pages.Paragraphs(2, 5)}</article>"));

        Assert.Equal((text, place), (item.Dateline?.Text, item.Dateline?.Place));
    }

    [Fact]
    public void Captions_stand_beside_the_text_and_the_lead_picture_has_its_own()
    {
        var html = $"""
            <article>{Headline}<figure><img src=/i/other-400.jpg><figcaption>Ships in the bay</figcaption></figure>
            <figure><img srcset="/i/cranes-800.jpg 800w"><figcaption>Cranes stand still. Photo: Lena Brandt</figcaption></figure>{Pages.Paragraphs(1, 5)}</article>
            <aside><a href=/x><figure><figcaption>Ferry fares rise</figcaption></figure></a></aside>
            """;

        var item = Pages.Article(Pages.Page(html, "<meta property=og:image content=/i/cranes-800.jpg>"));

        Assert.Equal(["Ships in the bay", "Cranes stand still. Photo: Lena Brandt"], item.Captions);
        Assert.Equal(new Image { Url = "https://www.harbour-times.example/i/cranes-800.jpg", Caption = "Cranes stand still.", Credit = "Lena Brandt" }, item.Image);
    }

    [Fact]
    public void Rights_are_given_in_words_and_flags()
    {
        const string Head = "<meta property=article:content_tier content=metered><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"copyrightHolder\":{\"name\":\"Bay Press\"},\"license\":\"https://bay.example/terms\"}</script>";

        var rights = Pages.Article(Pages.Page($"<article>{Headline}{Pages.Paragraphs(1, 5)}</article><footer>&copy; 2026 Harbour Times Ltd. All rights reserved.</footer>", Head)).Rights!;

        Assert.Equal(("Bay Press", "© 2026 Harbour Times Ltd. All rights reserved.", "https://bay.example/terms", false), (rights.CopyrightHolder, rights.CopyrightNotice, rights.UsageTerms, rights.IsAccessibleForFree));
    }

    [Theory]
    [InlineData("<h2 class=standfirst>Twenty ships wait in the bay</h2>", "Twenty ships wait in the bay")]
    [InlineData("<p class='article__subtitle'>Harbour strike enters second day!</p>", null)]
    [InlineData("", null)]
    public void The_line_under_the_headline_is_the_second_headline(string html, string? expected)
    {
        var page = Page.Parse($"<article>{Headline}{html}{Pages.Paragraphs(1, 5)}</article>", PageLimits.Default);

        Assert.Equal(expected, Standfirsts.AlternativeHeadline(page, StructuredData.None, "Harbour strike enters second day"));
    }

    [Fact]
    public void A_section_comes_from_the_bread_crumbs_where_nothing_else_names_it()
    {
        const string Crumbs = "<script type=\"application/ld+json\">{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"name\":\"Harbour Times\"},{\"name\":\"Home\"},{\"name\":\"Business\"},{\"name\":\"Harbour strike enters second day\"}]}</script>";

        var item = Pages.Article(Pages.Page($"<article>{Headline}{Pages.Paragraphs(1, 5)}</article>", "<meta property=og:site_name content='Harbour Times'>" + Crumbs));

        Assert.Equal("Business", item.Section);
    }

    private static string Ld(string type) => $"<script type=\"application/ld+json\">{{\"@type\":\"{type}\",\"name\":\"Harbour strike enters second day\",\"headline\":\"Harbour strike enters second day\"}}</script>";
}
