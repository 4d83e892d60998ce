using Ingestion.Contracts;

namespace Ingestion.Parser.Tests.Extraction;

public class HtmlBodyTests
{
    private const string Headline = "<h1>Harbour strike enters second day</h1>";

    public static TheoryData<string, string> Shapes => new()
    {
        { "an article element", $"<nav><a href=/a>Home</a></nav><article>{Headline}{Pages.Paragraphs(1, 5)}</article><footer>© Harbour Times</footer>" },
        { "nested divs with meaningless names", $"<div class=x1><div class=q>{Headline}</div><div class=z><div>{Pages.Paragraphs(1, 5)}</div></div></div>" },
        {
            "a body split by adverts and a subscribe bar",
            $"<article>{Headline}<div>{Pages.Paragraphs(1, 2)}</div><div class=ad>Advertisement</div><div>{Pages.Paragraphs(3, 2)}</div>"
            + $"<div class=newsletter-signup><p>Sign up for our evening newsletter.</p></div><div>{Pages.Paragraphs(5, 1)}</div></article>"
        },
        {
            "captions, credits and a gallery counter",
            $"<article>{Headline}{Pages.Paragraphs(1, 2)}<figure><img src=a.jpg><figcaption>Cranes stand still at the harbour of Port Ellis on Monday evening. Photo: A. Moreno</figcaption></figure>"
            + $"<div class=photo-caption>A second picture that shows the long queue of ships in the bay off Port Ellis.</div>{Pages.Paragraphs(3, 3)}</article>"
        },
        {
            "related links inside and below",
            $"<article>{Headline}{Pages.Paragraphs(1, 3)}<p><a href=/x>READ MORE: What the port's owners are offering the crane drivers this week</a></p>{Pages.Paragraphs(4, 2)}"
            + "<ul><li><a href=/1>Ferry fares are to rise in the spring again</a></li><li><a href=/2>Lighthouse keeper retires at ninety</a></li></ul></article>"
        },
        {
            "a consent dialog longer than the article",
            $"<div id=cookie-consent><p>{string.Concat(Enumerable.Repeat("We and our partners store information on a device in order to show you things. ", 40))}</p></div><main>{Headline}{Pages.Paragraphs(1, 5)}</main>"
        },
        {
            "comments below",
            $"<article>{Headline}{Pages.Paragraphs(1, 5)}</article><section id=comments><p>I sailed past there on Sunday and saw nobody at all, which was strange to say the least.</p></section>"
        },
        {
            "the author's life at the end",
            $"<article>{Headline}{Pages.Paragraphs(1, 5)}<div class=author-bio><p>Ada Moreno has written about ships and harbours for this paper since the old pier burned down.</p></div></article>"
        },
        {
            "a theme that calls the whole page a page with a sidebar",
            $"<div class=page-with-sidebar><div class=content>{Headline}{Pages.Paragraphs(1, 5)}</div><aside><p>Buy the yearbook of the harbour, with all the ships that called here.</p></aside></div>"
        },
        { "the headline again as a first line", $"<article>{Headline}<p>Harbour strike enters second day</p>{Pages.Paragraphs(1, 5)}</article>" },
        { "a paragraph printed twice", $"<article>{Headline}{Pages.Paragraphs(1, 5)}<div class=print>{Pages.Paragraphs(5, 1)}</div></article>" },
        { "unclosed and wrongly nested elements", $"<div><article>{Headline}<b><i>{Pages.Paragraphs(1, 2).Replace("</p>", "", StringComparison.Ordinal)}</b></i><p>{Pages.Sentence(3)}<div>{Pages.Paragraphs(4, 2)}" },
        { "hidden copies for print", $"<article>{Headline}{Pages.Paragraphs(1, 5)}</article><div style=\"display: none\"><p>{Pages.Sentence(70)}</p></div>" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_body_is_the_five_paragraphs_whatever_the_markup(string because, string markup)
    {
        var article = Pages.Article(Pages.Page(markup));

        Assert.True(article.Body.Text == Pages.Texts(1, 5), $"{because}: got\n{article.Body.Text}");
        Assert.Equal("Harbour strike enters second day", article.Headline);
    }

    [Theory]
    [InlineData("an inline tag inside a word", "<b>H</b>arbour", "Harbour")]
    [InlineData("a line break between words", "one<br>two", "one two")]
    [InlineData("a soft hyphen", "har\u00ADbour", "harbour")]
    [InlineData("two links side by side", "<a href=/a>Port</a><a href=/b>Ellis</a>", "Port Ellis")]
    [InlineData("a character reference", "fish &amp; chips&nbsp;here", "fish & chips here")]
    public void Words_are_neither_joined_nor_parted(string because, string markup, string expected)
    {
        var article = Pages.Article(Pages.Page($"<article>{Headline}<p>{markup} {Pages.Sentence(1)}</p>{Pages.Paragraphs(2, 3)}</article>"));

        Assert.True(article.Body.Text.StartsWith(expected + " Crane", StringComparison.Ordinal), $"{because}: {article.Body.Text[..40]}");
    }

    [Fact]
    public void Blocks_have_their_kinds_and_offsets()
    {
        var article = Pages.Article(Pages.Page(
            $"<article>{Headline}{Pages.Paragraphs(1, 2)}<h2>What comes next</h2>{Pages.Paragraphs(3, 1)}<ul><li>{Pages.Sentence(4)}</li></ul><blockquote><p>{Pages.Sentence(5)}</p></blockquote>{Pages.Paragraphs(6, 1)}</article>"));

        Assert.Equal(
            [BlockKind.Paragraph, BlockKind.Paragraph, BlockKind.Heading, BlockKind.Paragraph, BlockKind.ListItem, BlockKind.Quote, BlockKind.Paragraph],
            article.Body.Blocks.Select(block => block.Kind));
        Assert.Equal("What comes next", article.Body.Text[article.Body.Blocks[2].Start..article.Body.Blocks[2].End]);
    }

    [Fact]
    public void A_paragraph_broken_by_double_line_breaks_is_several()
    {
        var article = Pages.Article(Pages.Page($"<div>{Headline}<div>{Pages.Sentence(1)}<br><br>{Pages.Sentence(2)}<br />\n<br />{Pages.Sentence(3)}</div></div>"));

        Assert.Equal(Pages.Texts(1, 3), article.Body.Text);
    }

    [Fact]
    public void A_short_article_in_a_script_without_spaces_is_read()
    {
        const string First = "港の労働者は月曜日に二日目のストライキに入り、沖合では二十隻の船が入港を待っている。";
        const string Second = "会社側は水曜日に話し合いを再開すると述べたが、組合は返答していない。市長は双方に自制を求めた。";

        var article = Pages.Article($"<html lang=ja><head><title>港のストライキ二日目に</title></head><body><nav><a href=/a>ホーム</a></nav><h1>港のストライキ二日目に</h1><div><p>{First}</p><p>{Second}</p></div></body></html>");

        Assert.Equal($"{First}\n\n{Second}", article.Body.Text);
        Assert.Equal("ja", article.MarkupLanguage);
    }

    [Fact]
    public void A_body_that_only_json_ld_holds_is_taken_from_there_and_said_so()
    {
        var json = $$"""<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour strike enters second day","articleBody":"{{Pages.Texts(1, 5).Replace("\n", "\\n", StringComparison.Ordinal)}}"}</script>""";

        var article = Pages.Article(Pages.Page($"{Headline}<div id=app></div>", json));

        Assert.Equal(Pages.Texts(1, 5), article.Body.Text);
        Assert.Contains("body-from-json", article.Provenance.Warnings);
    }

    [Fact]
    public void The_next_story_on_the_page_is_cut_off_where_json_ld_tells_the_body()
    {
        var json = $$"""<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"{{Pages.Texts(1, 5).Replace("\n", " ", StringComparison.Ordinal)}}"}</script>""";

        var article = Pages.Article(Pages.Page($"<div>{Headline}{Pages.Paragraphs(1, 5)}<h2>Another story</h2>{Pages.Paragraphs(20, 4)}</div>", json));

        Assert.Equal(Pages.Texts(1, 5), article.Body.Text);
    }
}
