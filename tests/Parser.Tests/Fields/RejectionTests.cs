using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class RejectionTests
{
    [Theory]
    [InlineData("div", 1_000)]
    [InlineData("div", 100_000)]
    [InlineData("span", 100_000)]
    [InlineData("b class=x", 1_000)]
    [InlineData("table><tr><td", 10_000)]
    [InlineData("table><tr><td></div", 10_000)]
    [InlineData("svg><title><div", 10_000)]
    [InlineData("svg><foreignObject", 10_000)]
    [InlineData("template", 100_000)]
    [InlineData("li><ul", 10_000)]
    [InlineData("!--><section", 10_000)]
    public void Deep_nesting_is_refused_before_a_tree_is_built(string tag, int times)
    {
        // Formatting elements that are exactly alike count three times at most, as in the standard.
        var open = string.Concat(Enumerable.Range(0, times).Select(i => tag.StartsWith('b') ? $"<b class=x{i}>" : $"<{tag}>"));

        Assert.Equal(RejectReason.TooDeep, Pages.Reason(Pages.Page(open + "deep")));
    }

    [Theory]
    [InlineData("paragraphs that nobody closed", "<p>", 5_000)]
    [InlineData("list items that nobody closed", "<li>", 5_000)]
    [InlineData("divs beside each other", "<div></div>", 5_000)]
    [InlineData("void elements", "<br><img src=a>", 5_000)]
    [InlineData("elements inside a script", "<script>'<div><div>'</script>", 2_000)]
    [InlineData("elements inside a comment", "<!-- <div><div> -->", 2_000)]
    [InlineData("elements inside an attribute", "<img alt='<div><div>'>", 2_000)]
    public void Long_pages_that_are_not_deep_are_not_refused(string because, string markup, int times) =>
        Assert.True(Page.Parse("<html><body>" + string.Concat(Enumerable.Repeat(markup, times)), PageLimits.Default).Breach is null, because);

    public static TheoryData<string, string, string?, string> Others => new()
    {
        { "no bytes", "", "text/html", RejectReason.NotAnArticle },
        { "white space only", " \n ", "text/plain", RejectReason.NotAnArticle },
        { "a page without text", "<html><title>Nothing</title><body><div></div></body></html>", "text/html", RejectReason.NotAnArticle },
        { "a feed", "<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", "application/rss+xml", RejectReason.UnsupportedType },
        { "a feed that is called HTML", "<rss version='2.0'><channel></channel></rss>", "text/html", RejectReason.UnsupportedType },
        { "JSON", "{\"a\":1}", "application/json", RejectReason.UnsupportedType },
        { "JSON without a type", "{\"a\":1}", null, RejectReason.UnsupportedType },
        { "a PDF that is called HTML", "%PDF-1.7 and so on", "text/html", RejectReason.UnsupportedType },
        { "a picture", "anything", "image/png", RejectReason.UnsupportedType },
        { "controls that no text has", "abc\0\u0001\u0002def", "text/plain", RejectReason.UnsupportedType },
        { "too little text", Pages.Page("<h1>A headline</h1><p>Only this one sentence stands here.</p>"), "text/html", RejectReason.TooShort },
        { "no title at all", $"<html><body>{Pages.Paragraphs(1, 5)}</body></html>", "text/html", RejectReason.NoHeadline },
        { "more text than a message may carry", Pages.Page("<h1>A headline that is long</h1>" + Pages.Paragraphs(1, 2_000)), "text/html", RejectReason.TooLong },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_no_article_is_refused_with_its_word_and_a_sentence(string because, string text, string? type, string reason)
    {
        var rejected = Assert.IsType<ParseResult.Rejected>(Pages.Parse(text, Pages.Document(contentType: type)));

        Assert.True(rejected.Reason == reason, $"{because}: {rejected}");
        Assert.EndsWith(".", rejected.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.harbour-times.example/")]
    [InlineData("https://www.harbour-times.example/news/")]
    public void A_page_of_links_to_articles_is_a_home_page(string url)
    {
        var cards = string.Concat(Enumerable.Range(0, 40).Select(i => $"<div><h2><a href=/news/{i}>A long headline about ship number {i} in the bay</a></h2><p>A short teaser.</p></div>"));

        Assert.Equal(RejectReason.HomePage, Pages.Reason(Pages.Page("<h1>News</h1>" + cards), Pages.Document(url)));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(20260302);
        for (var i = 0; i < 300; i++)
        {
            var bytes = new byte[random.Next(1, 2_000)];
            random.NextBytes(bytes);
            for (var j = 0; j < bytes.Length; j++)
            {
                bytes[j] = "<>/=\"' abdipstvgh!-&;\n"u8[bytes[j] % 22];
            }

            foreach (var type in (string?[])["text/html", "text/plain", null])
            {
                Assert.NotNull(DocumentParser.Parse(bytes, Pages.Document(contentType: type), new ParserOptions()));
            }
        }

        Assert.NotNull(DocumentParser.Parse(Encoding.UTF8.GetBytes("<a href=\"http://[\">x"), Pages.Document(), new ParserOptions()));
    }
}
