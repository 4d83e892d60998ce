using System.Text.Json;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class JsonTests
{
    [Theory]
    [InlineData("comments", "/* a */ {\"a\": 1, // b\n \"b\": \"c // d\"} ", "{\"a\":1,\"b\":\"c // d\"}")]
    [InlineData("CDATA", "//<![CDATA[\n{\"a\":1}\n//]]>", "{\"a\":1}")]
    [InlineData("an HTML comment", "<!-- {\"a\":1} -->", "{\"a\":1}")]
    [InlineData("trailing commas", "{\"a\":[1,2,],}", "{\"a\":[1,2]}")]
    [InlineData("line breaks and tabs in a string", "{\"a\":\"b\nc\td\"}", "{\"a\":\"b\\nc d\"}")]
    [InlineData("quotes inside a string", "{\"a\":\"He said \"no\" twice\",\"b\":1}", "{\"a\":\"He said \\u0022no\\u0022 twice\",\"b\":1}")]
    [InlineData("a wrong escape", "{\"a\":\"it\\'s\"}", "{\"a\":\"it\\u0027s\"}")]
    [InlineData("text after the end", "{\"a\":1};var x={}", "{\"a\":1}")]
    [InlineData("a script escaped as text", "{&quot;a&quot;:&quot;b&quot;}", "{\"a\":\"b\"}")]
    [InlineData("half a surrogate pair", "{\"a\":\"\\ud83d x\"}", "{\"a\":\"\\uFFFD x\"}")]
    [InlineData("a whole surrogate pair", "{\"a\":\"\\ud83d\\ude00\"}", "{\"a\":\"\\uD83D\\uDE00\"}")]
    [InlineData("broken off", "{\"a\":[1,", null)]
    [InlineData("no JSON", "hello", null)]
    [InlineData("nothing", "", null)]
    public void What_was_plainly_meant_is_read(string because, string text, string? expected)
    {
        var json = JsonLdGraph.Json(text);

        var actual = json is { } element ? JsonSerializer.Serialize(element) : null;
        Assert.True(actual == expected, $"{because}: {actual}");
    }

    [Theory]
    [InlineData('{')]
    [InlineData('[')]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData('/')]
    [InlineData(',')]
    public void Mending_a_long_row_of_one_character_ends(char c) =>
        Assert.Null(JsonLdGraph.Json("{" + new string(c, 1_000_000)) is { ValueKind: JsonValueKind.Object } element && element.EnumerateObject().Any() ? c : null);

    [Fact]
    public void Of_several_articles_the_pages_own_is_taken()
    {
        const string Other = "{\"@type\":\"NewsArticle\",\"url\":\"https://www.harbour-times.example/news/other\",\"headline\":\"Ferry fares rise in spring\",\"datePublished\":\"2026-01-01\",\"author\":\"Lena Brandt\",\"articleBody\":\"x\"}";
        const string Own = "{\"@type\":\"NewsArticle\",\"url\":\"https://www.harbour-times.example/news/strike-day-two\",\"headline\":\"Harbour strike enters second day\",\"author\":\"Ada Moreno\"}";

        var data = Read($"<link rel=canonical href='https://www.harbour-times.example/news/strike-day-two'>{Ld($"[{Other},{Own},{Other}]")}");

        Assert.Equal(["Ada Moreno"], data.Authors.Select(author => author.Name));
    }

    [Fact]
    public void References_inside_a_graph_are_followed()
    {
        var data = Read(Ld(
            """
            {"@graph":[{"@type":"NewsArticle","headline":"Harbour strike enters second day","author":{"@id":"#ada"},"publisher":{"@id":"#org"},"image":{"@id":"#pic"}},
            {"@type":"Person","@id":"#ada","name":"Ada Moreno"},{"@type":"Organization","@id":"#org","name":"Harbour Times"},
            {"@type":"ImageObject","@id":"#pic","url":"https://pics.example/a.jpg","caption":"Cranes"},
            {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home"},{"@type":"ListItem","item":{"@id":"/b","name":"Business"}}]}]}
            """));

        Assert.Equal(new NamedAuthor("Ada Moreno", false), Assert.Single(data.Authors));
        Assert.Equal(("Harbour Times", "https://pics.example/a.jpg", "Cranes"), (data.Publisher, data.ImageUrl, data.ImageCaption));
        Assert.Equal(["Home", "Business"], data.Breadcrumbs);
    }

    [Fact]
    public void A_node_that_refers_to_itself_is_read_once()
    {
        var data = Read(Ld("{\"@type\":\"NewsArticle\",\"@id\":\"#a\",\"headline\":\"Harbour strike enters second day\",\"author\":{\"@id\":\"#a\"},\"mainEntityOfPage\":{\"@id\":\"#a\"}}"));

        Assert.Equal("Harbour strike enters second day", data.Headline);
    }

    [Theory]
    [InlineData("the flag", "\"isAccessibleForFree\":\"False\"", false)]
    [InlineData("a part that is not free", "\"isAccessibleForFree\":true,\"hasPart\":{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":false,\"cssSelector\":\".paid\"}", false)]
    [InlineData("free", "\"isAccessibleForFree\":\"http://schema.org/True\"", true)]
    [InlineData("silence", "\"a\":1", null)]
    public void Whether_an_article_is_free_is_said_in_several_ways(string because, string json, bool? free) =>
        Assert.True(Read(Ld($"{{\"@type\":\"NewsArticle\",{json}}}")).IsAccessibleForFree == free, because);

    public static TheoryData<string, string> States => new()
    {
        { "a script of JSON", "<script id=__NEXT_DATA__ type='application/json'>{0}</script>" },
        { "an assignment", "<script>window.__STATE__ = {0};</script>" },
        { "an assignment of JSON inside a string", "<script>window.__STATE__ = JSON.parse(\"{1}\");</script>" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void The_article_of_a_pages_state_is_found_by_its_shape(string because, string script)
    {
        var state = JsonSerializer.Serialize(new
        {
            config = new { title = "Harbour strike enters second day", menu = new[] { "Business", "Sport" } },
            page = new
            {
                related = new[] { new { headline = "Ferry fares rise in spring", body = Pages.Texts(50, 20) } },
                article = new { headline = "Harbour strike enters second day", publishedAt = "2026-03-02", content = new { blocks = Enumerable.Range(1, 5).Select(number => new { type = "p", text = Pages.Sentence(number), url = "https://a.example/x" }) } },
            },
        });
        var html = script.Replace("{0}", state, StringComparison.Ordinal).Replace("{1}", JsonEncodedText.Encode(state).ToString(), StringComparison.Ordinal);

        var found = Read("<title>Harbour strike enters second day</title>" + html).State;

        Assert.True(found?.Body == string.Join('\n', Enumerable.Range(1, 5).Select(Pages.Sentence)), $"{because}: {found}");
        Assert.Equal("2026-03-02", found!.DatePublished);
    }

    [Fact]
    public void A_text_that_is_streamed_beside_the_page_is_found()
    {
        var text = Pages.Paragraphs(1, 5);
        var row = $"7:T{System.Text.Encoding.UTF8.GetByteCount(text):x},{text}8:[\"$\",\"p\",null,{{}}]\n";
        string[] pieces = ["1:\"$Sreact.fragment\"\n2:I[13578,[],\"\"]\n", row[..400], row[400..]];
        var scripts = string.Concat(pieces.Select(piece => $"<script>self.__next_f.push([1,{JsonSerializer.Serialize(piece)}])</script>"));

        Assert.Equal(text, Read("<title>Harbour strike enters second day</title>" + scripts).State?.Body);
    }

    [Theory]
    [InlineData("function a(){return {}}")]
    [InlineData("if(a==b){c={}}")]
    [InlineData("window.x = 5;")]
    [InlineData("")]
    public void Programs_are_not_state(string script) => Assert.Null(StateScripts.Assigned(script));

    private static string Ld(string json) => $"<script type=\"application/ld+json\">{json}</script>";

    private static StructuredData Read(string html)
    {
        var page = Page.Parse(html, PageLimits.Default);
        return StructuredData.Of(page, PageMeta.Of(page));
    }
}
