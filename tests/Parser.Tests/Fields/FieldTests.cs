using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class FieldTests
{
    private static string Article(string head, string extra = "") =>
        Pages.Page($"<article><h1>Harbour strike enters second day</h1>{extra}{Pages.Paragraphs(1, 5)}</article>", head);

    private static string JsonLd(string json) => $"<script type=\"application/ld+json\">{json}</script>";

    [Fact]
    public void Json_ld_in_a_graph_gives_the_fields()
    {
        var article = Pages.Article(Article(JsonLd(
            """
            {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Harbour Times"},
            {"@type":["NewsArticle"],"headline":"Harbour strike enters second day","alternativeHeadline":"Twenty ships wait in the bay",
            "datePublished":"2026-03-02T09:05:00+01:00","dateModified":"2026-03-02T10:40:00+01:00",
            "author":[{"@type":"Person","name":"Ada Moreno"},{"@type":"Person","name":"By LENA BRANDT"},{"@type":"Organization","name":"Harbour Times"}],
            "publisher":{"@type":"Organization","name":"Harbour Times"},"image":[{"@type":"ImageObject","url":"https://pics.example/a.jpg","caption":"Cranes"}],
            "keywords":"ports, strikes","articleSection":["Business"],"isAccessibleForFree":"False","inLanguage":"en-GB",}]}
            """)));

        Assert.Equal("Twenty ships wait in the bay", article.AlternativeHeadline);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(1)), article.Published!.At);
        Assert.Equal(TimeSpan.FromHours(1), article.Published.At.Offset);
        Assert.Equal("json-ld:datePublished", article.Published.Evidence);
        Assert.Equal("json-ld:dateModified", article.Modified!.Evidence);
        Assert.Equal(["Ada Moreno", "Lena Brandt"], article.Authors);
        Assert.Equal("Harbour Times", article.Provider.Name);
        Assert.Equal("www.harbour-times.example", article.Provider.Host);
        Assert.Equal("https://pics.example/a.jpg", article.Image!.Url);
        Assert.Equal(["ports", "strikes"], article.Keywords);
        Assert.Equal("Business", article.Section);
        Assert.False(article.Rights!.IsAccessibleForFree);
        Assert.Equal("0.1.0", article.Provenance.Parser);
    }

    [Theory]
    [InlineData("not JSON at all", "{oops")]
    [InlineData("a number", "7")]
    [InlineData("nodes without a type", "[{\"headline\":\"x\"},null,[]]")]
    [InlineData("fields of other shapes", "{\"@type\":\"NewsArticle\",\"headline\":{\"a\":[1]},\"author\":[[{\"name\":[null]}]],\"keywords\":{},\"image\":[[]]}")]
    public void Broken_json_ld_does_no_harm(string because, string json)
    {
        var article = Pages.Article(Article(JsonLd(json)));

        Assert.True(article.Headline == "Harbour strike enters second day", because);
    }

    [Fact]
    public void Line_breaks_inside_json_strings_are_mended()
    {
        var article = Pages.Article(Article(JsonLd("{\"@type\":\"NewsArticle\",\"headline\":\"Harbour strike\nenters second day\",\"datePublished\":\"2026-03-01\"}")));

        Assert.Equal(1, article.Published!.At.Day);
    }

    [Theory]
    [InlineData("Harbour strike enters second day | Harbour Times", "Harbour strike enters second day")]
    [InlineData("Harbour Times - Harbour strike enters second day", "Harbour strike enters second day")]
    [InlineData("Strike: what we know – and what we don't", "Strike: what we know – and what we don't")]
    [InlineData("Harbour strike | Business | Harbour Times", "Harbour strike | Business")]
    public void Site_names_are_cut_off_titles(string title, string expected) =>
        Assert.Equal(expected, TitleParts.WithoutSite(title, ["Harbour Times"]));

    [Fact]
    public void The_printed_heading_wins_over_a_title_for_search_engines()
    {
        var titles = new PageTitles(
            [new PrintedHeading("Harbour Times", false), new PrintedHeading("Harbour strike enters second day", false)], null, "Harbour strike day two: latest", null, "Harbour strike enters second day - Harbour Times");

        Assert.Equal(new Headline("Harbour strike enters second day", "h1"), Headlines.Choose(titles, ["Harbour Times"]));
    }

    [Fact]
    public void A_date_that_only_the_url_has_comes_with_a_warning()
    {
        var article = Pages.Article(Article(""), Pages.Document("https://harbour-times.example/2026/03/01/strike"));

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), article.Published!.At);
        Assert.Contains("date-from-url", article.Provenance.Warnings);
    }

    [Fact]
    public void A_date_that_was_given_wins()
    {
        var given = new DateTimeOffset(2026, 2, 27, 8, 0, 0, TimeSpan.FromHours(2));

        var article = Pages.Article(Article("<meta property=article:published_time content=2026-03-01>"), Pages.Document() with { PublishedAt = given });

        Assert.Equal(given, article.Published!.At);
        Assert.Equal("given", article.Published.Evidence);
    }

    [Theory]
    [InlineData("the page's own link", "/news/strike", null, "https://www.harbour-times.example/news/strike")]
    [InlineData("the plain host of a www page", "https://harbour-times.example/a?utm_source=x", null, "https://harbour-times.example/a")]
    [InlineData("a stranger's page", "https://other.example/a", null, Pages.Url)]
    [InlineData("the front page", "https://www.harbour-times.example/", null, Pages.Url)]
    [InlineData("og:url where the link is a stranger's", "https://other.example/a", "https://www.harbour-times.example/b", "https://www.harbour-times.example/b")]
    [InlineData("no claim", null, null, Pages.Url)]
    [InlineData("no URL", "http://[", null, Pages.Url)]
    public void A_canonical_link_is_believed_on_its_own_site(string because, string? link, string? openGraph, string expected) =>
        Assert.True(CanonicalLink.Choose(Pages.Url + "?utm_source=feed", link, openGraph) == expected, because);

    [Theory]
    [InlineData("<meta name=pubstatus content=canceled>")]
    [InlineData("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"creativeWorkStatus\":\"Withdrawn\"}</script>")]
    public void A_withdrawn_page_is_a_kill_however_short(string head)
    {
        var article = Pages.Article(Pages.Page("<h1>Harbour strike enters second day</h1><p>Withdrawn.</p>", head));

        Assert.Equal(PubStatus.Canceled, article.PubStatus);
        Assert.Equal("Harbour strike enters second day", article.Headline);
    }

    [Fact]
    public void Robots_of_page_and_transport_are_kept_once()
    {
        var article = Pages.Article(Article("<meta name=robots content='NoArchive, index'>"), Pages.Document() with { Robots = ["noarchive", "nosnippet"] });

        Assert.Equal(["noarchive", "index", "nosnippet"], article.Rights!.Robots);
    }

    [Theory]
    [InlineData("Cranes stand still. Photo: A. Moreno", "Cranes stand still.", "A. Moreno")]
    [InlineData("Cranes stand still", "Cranes stand still", null)]
    [InlineData("Cranes (Credit: Harbour Pictures)", "Cranes", "Harbour Pictures")]
    public void A_caption_is_parted_from_its_credit(string printed, string? caption, string? credit) => Assert.Equal((caption, credit), Captions.Split(printed));

    [Theory]
    [InlineData("<footer>© 2026 Northern Courier. All rights reserved</footer>", "Northern Courier")]
    [InlineData("<p>&copy; 1999-2026 by Smith &amp; Sons</p>", "Smith & Sons")]
    [InlineData("<p>©</p>", null)]
    [InlineData("<p>© 2026</p>", null)]
    [InlineData("<p>no sign</p>", null)]
    public void The_copyright_line_names_the_site(string html, string? expected) => Assert.Equal(expected, CopyrightLine.Find(html)?.Holder);
}
