using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.BodyText;

public class BodyCandidatesTests
{
    private const string Headline = "<h1>Harbour strike enters second day</h1>";

    public static TheoryData<string, string> Shapes => new()
    {
        { "an article element", $"<nav><a href=/a>Home</a></nav><article>{Headline}{Pages.Paragraphs(1, 5)}</article><footer>© Harbour Times</footer>" },
        { "a body by its class", $"<div class=story-body>{Headline}{Pages.Paragraphs(1, 5)}</div><div class=related><p>{Pages.Sentence(40)}</p></div>" },
        { "meaningless names", $"<div class=x1>{Headline}<div class=z><div>{Pages.Paragraphs(1, 5)}</div></div></div><ul><li><a href=/1>Ferry fares are to rise</a></ul>" },
        { "comments below", $"<article>{Headline}{Pages.Paragraphs(1, 5)}</article><section id=comments><p>I sailed past there on Sunday and saw nobody at all, which was strange.</p></section>" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_principle_finds_the_five_paragraphs(string because, string markup)
    {
        var page = Measures(markup);

        foreach (var (name, taken) in new[] { ("balance", BodyCandidates.ByBalance(page)), ("name", BodyCandidates.ByName(page)), ("gravity", BodyCandidates.ByGravity(page)) })
        {
            Assert.True(Texts(page, taken) == Pages.Texts(1, 5), $"{because}, by {name}: got\n{Texts(page, taken)}");
        }
    }

    [Fact]
    public void A_body_split_over_siblings_is_found_in_their_common_parent()
    {
        var page = Measures($"<div>{Headline}<div>{Pages.Paragraphs(1, 2)}</div><div class=ad-slot>Advertisement</div><div>{Pages.Paragraphs(3, 3)}</div></div>");

        Assert.Equal(Pages.Texts(1, 5), Texts(page, BodyCandidates.ByBalance(page)));
    }

    [Fact]
    public void A_name_that_holds_most_of_the_page_is_not_believed()
    {
        var page = Measures($"<div class=sidebar>{Headline}{Pages.Paragraphs(1, 5)}</div>");

        Assert.Equal(Pages.Texts(1, 5), Texts(page, BodyCandidates.ByBalance(page)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<div></div>")]
    [InlineData("<a href=/a>Home</a>")]
    public void A_page_without_running_text_has_no_body(string markup)
    {
        var page = Measures(markup);

        Assert.DoesNotContain(true, BodyCandidates.ByBalance(page));
        Assert.DoesNotContain(true, BodyCandidates.ByName(page));
        Assert.DoesNotContain(true, BodyCandidates.ByGravity(page));
    }

    [Theory]
    [InlineData("the headline again among the first lines", "<p>Harbour strike enters second day</p>{0}")]
    [InlineData("a paragraph printed twice", "{0}<div class=print>{1}</div>")]
    [InlineData("a heading that heads nothing", "{0}<h2>More on this subject</h2>")]
    [InlineData("what stands over an advert", "<p>Advertisement</p>{0}")]
    [InlineData("a pointer elsewhere", "{0}<p><a href=/x>Read more: ferry fares are to rise</a></p>")]
    public void Lines_that_are_not_the_articles_are_left_out(string because, string markup)
    {
        var page = Measures(string.Format(System.Globalization.CultureInfo.InvariantCulture, markup, Pages.Paragraphs(1, 5), Pages.Paragraphs(5, 1)));

        var kept = BodyFilter.Keep(page, [.. page.Blocks.Select(_ => true)]);

        Assert.True(Texts(page, kept) == Pages.Texts(1, 5), $"{because}: got\n{Texts(page, kept)}");
    }

    [Fact]
    public void A_filter_that_would_leave_less_than_half_is_not_believed()
    {
        var page = Measures(string.Concat(Enumerable.Range(1, 5).Select(n => $"<p><a href=/{n}>Related: the port is shut again on day {n}</a></p>")));

        Assert.DoesNotContain(false, BodyFilter.Keep(page, [.. page.Blocks.Select(_ => true)]));
    }

    private static PageMeasures Measures(string markup) =>
        new(PageText.Of(Page.Parse(Pages.Page(markup), PageLimits.Default)), new BodyHints(["Harbour strike enters second day"], null, null));

    private static string Texts(PageMeasures page, bool[] taken) => string.Join("\n\n", page.Blocks.Where((_, i) => taken[i]).Select(block => block.Text));
}
