using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Parser.Tests.Safety;

/// <summary>Pages made to break a parser are answered, soon and in little memory.</summary>
public sealed class HostilePageTests
{
    [Theory]
    [InlineData("<div>")]
    [InlineData("<span>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<b>")]
    [InlineData("<svg>")]
    [InlineData("<template>")]
    [InlineData("<li><table><template><td>")]
    [InlineData("<svg><foreignObject><math><mi>")]
    [InlineData("<ul><li>")]
    public void Nesting_of_100_000_is_refused_as_too_deep(string tags)
    {
        var result = SafePages.Parse(tags, Pages.Page("<h1>Harbour strike</h1>" + Pages.Paragraphs(1, 5) + Repeat(tags, 100_000) + "x"));

        Assert.Equal(RejectReason.TooDeep, Assert.IsType<ParseResult.Rejected>(result).Reason);
    }

    [Theory]
    [InlineData("elements that never end", "<p>a<br>")]
    [InlineData("less-than signs", "<")]
    [InlineData("ampersands", "&")]
    [InlineData("end tags that end nothing", "</b></div></td>")]
    [InlineData("comments that never end", "<!--")]
    [InlineData("tags that never end", "<a href=\"")]
    [InlineData("scripts that never end", "<script><!--")]
    [InlineData("sections that never end", "<svg><![CDATA[")]
    [InlineData("attributes", "<i a=1 b=2 c=3 d=4 e=5>")]
    [InlineData("null characters", "\0")]
    [InlineData("references", "&notit;&#x110000;&amp")]
    [InlineData("white space", " \r\n\t")]
    [InlineData("links", "<a href=/x>y</a>")]
    [InlineData("headings", "<h1>y</h1>")]
    [InlineData("metas", "<meta name=author content=y>")]
    [InlineData("open brackets in JSON", "<script type=application/ld+json>[[[[[[[[{\"a\":")]
    public void A_million_of_anything_is_answered(string because, string piece) =>
        Assert.NotNull(SafePages.Parse(because, "<html><body>" + Repeat(piece, 1_000_000)));

    [Fact]
    public void Twenty_thousand_attributes_of_one_element_hide_no_article() =>
        Assert.IsType<ParseResult.Article>(SafePages.Parse("attributes", Pages.Page(
            "<h1>Harbour strike enters second day</h1><div " + string.Concat(Enumerable.Range(0, 20_000).Select(number => $"a{number} ")) + ">" + Pages.Paragraphs(1, 6) + "</div>")));

    [Theory]
    [InlineData("text", "word ")]
    [InlineData("paragraphs", "<p>The cranes stood still on Monday, the port said.</p>\n")]
    [InlineData("one tag", "<div data-x='y' class=\"a b\">")]
    [InlineData("noise", "\u00FF<x \u0001='&")]
    public void A_page_of_50_MB_is_refused_with_a_reason(string because, string piece)
    {
        var result = SafePages.Parse(because, "<html><body><h1>Harbour strike</h1>" + Repeat(piece, 50_000_000 / piece.Length));

        Assert.NotEmpty(Assert.IsType<ParseResult.Rejected>(result).Reason);
    }

    [Fact]
    public void A_page_that_takes_longer_than_it_may_is_refused_as_too_slow()
    {
        var result = DocumentParser.Parse(Encoding.UTF8.GetBytes(SafePages.All["article"]), Pages.Document(), new ParserOptions { PageTimeout = TimeSpan.Zero });

        Assert.Equal(RejectReason.TooSlow, Assert.IsType<ParseResult.Rejected>(result).Reason);
    }

    [Fact]
    public void The_pages_that_the_other_tests_break_are_articles_when_whole() =>
        Assert.All(SafePages.All.Where(page => page.Key != "state script"), page => Assert.IsType<ParseResult.Article>(SafePages.Parse(page.Key, page.Value)));

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
