using Ingestion.Contracts;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Tests.BodyText;

public class PageTextTests
{
    [Theory]
    [InlineData("an inline element inside a word", "<p><b>H</b>arbour strike</p>", "Harbour strike")]
    [InlineData("a line break", "<p>one<br>two</p>", "one two")]
    [InlineData("two line breaks", "<div>one<br><br>two</div>", "one|two")]
    [InlineData("two line breaks with white space between them", "<div>one<br />\n <br />two</div>", "one|two")]
    [InlineData("blocks without white space between them", "<div>one<p>two</p>three</div>", "one|two|three")]
    [InlineData("cells of a table", "<table><tr><td>one<td>two<tr><th>three<td>four</table>", "one two|three four")]
    [InlineData("cells that are layout", "<table><tr><td><p>one</p><td><p>two</p></table>", "one|two")]
    [InlineData("an element that nobody knows, amid a text", "<p>one<port-box>two</port-box>three</p>", "one two three")]
    [InlineData("an element that nobody knows, with blocks", "<div>one<port-box><p>two</p></port-box>three</div>", "one|two|three")]
    [InlineData("ruby text", "<p>弾劾<ruby>裁判<rp>（</rp><rt>さいばん</rt><rp>）</rp></ruby>所</p>", "弾劾裁判所")]
    [InlineData("soft hyphens and zero-width spaces", "<p>har\u00ADbour\u200B side</p>", "harbour side")]
    [InlineData("white space of all kinds", "<p>\n  one&nbsp;\t two </p>", "one two")]
    [InlineData("links side by side", "<p><a href=/a>Port</a><a href=/b>Ellis</a></p>", "Port Ellis")]
    [InlineData("a link inside a word", "<p><a href=/a>Port</a>s are shut</p>", "Ports are shut")]
    [InlineData("what no browser shows as text", "<p>one<script>x()</script><style>p{}</style><template>t</template> two</p><noscript>n</noscript><button>Buy</button>", "one two")]
    [InlineData("words for screen readers inside a line", "<p>The report<span class=sr-only>opens in a new window</span> says so</p>", "The report says so")]
    [InlineData("a character of two code units", "<p>port 🚢 shut</p>", "port 🚢 shut")]
    [InlineData("no text at all", "<div><img src=a.jpg></div>", "")]
    public void Words_are_neither_joined_nor_parted(string because, string markup, string expected)
    {
        var text = PageText.Of(Page.Parse(markup, PageLimits.Default));

        var found = string.Join('|', text.Blocks.Select(block => block.Text));
        Assert.True(found == expected, $"{because}: {found}");
    }

    [Theory]
    [InlineData("<p>text</p>", BlockKind.Paragraph, 0)]
    [InlineData("<h3>text</h3>", BlockKind.Heading, 3)]
    [InlineData("<h2><div>text</div></h2>", BlockKind.Heading, 2)]
    [InlineData("<ul><li>text</ul>", BlockKind.ListItem, 0)]
    [InlineData("<ul><li><p>text</ul>", BlockKind.ListItem, 0)]
    [InlineData("<blockquote><p>text</p></blockquote>", BlockKind.Quote, 0)]
    [InlineData("<dl><dt>text</dl>", BlockKind.ListItem, 0)]
    public void A_block_has_the_kind_of_the_element_that_holds_it(string markup, string kind, int level)
    {
        var block = Assert.Single(PageText.Of(Page.Parse(markup, PageLimits.Default)).Blocks);

        Assert.Equal((kind, level), (block.Kind, block.HeadingLevel));
    }

    [Fact]
    public void Characters_of_links_and_of_emphasis_are_counted_with_the_space_before_them()
    {
        var block = Assert.Single(PageText.Of(Page.Parse("<p>See <a href=/a>the <b>port</b></a> and <a href=/b>sea</a></p>", PageLimits.Default)).Blocks);

        Assert.Equal((13, 2, 5), (block.LinkChars, block.Links, block.StrongChars));
    }

    [Fact]
    public void Blocks_of_a_link_that_holds_a_whole_card_are_links()
    {
        var text = PageText.Of(Page.Parse("<a href=/a><div><h3>Ferry fares</h3><p>They rise in spring.</p></div></a><p>Other</p>", PageLimits.Default));

        Assert.Equal([1f, 1f, 0f], text.Blocks.Select(block => block.LinkShare));
    }

    [Fact]
    public void A_part_holds_the_blocks_of_the_parts_inside_it()
    {
        var text = PageText.Of(Page.Parse("<body><div class=story><p>one</p><div class=ad><p>two</p></div></div><p>three</p></body>", PageLimits.Default));

        var story = Assert.Single(text.Parts, part => part.Tag == Tag.Div && (part.Names & PartNames.Article) != PartNames.None);
        var advert = Assert.Single(text.Parts, part => (part.Names & PartNames.Advert) != PartNames.None);
        Assert.Equal((0, 2), (story.Start, story.End));
        Assert.Equal((1, 2), (advert.Start, advert.End));
        Assert.True((advert.AllNames & PartNames.Article) != PartNames.None);
    }

    [Theory]
    [InlineData("class=articleBody", nameof(PartNames.ArticleBody))]
    [InlineData("class=article-body", nameof(PartNames.ArticleBody))]
    [InlineData("class='x articlebody y'", nameof(PartNames.ArticleBody))]
    [InlineData("class='article body'", nameof(PartNames.None))]
    [InlineData("itemprop='articleBody'", nameof(PartNames.ArticleBody))]
    [InlineData("id=comments", nameof(PartNames.Comments))]
    [InlineData("class=c-newsletter__form", nameof(PartNames.Newsletter))]
    [InlineData("class=bread", nameof(PartNames.None))]
    [InlineData("class=adapt", nameof(PartNames.None))]
    [InlineData("style='color: red; DISPLAY : none'", nameof(PartNames.Hidden))]
    [InlineData("style='display: block'", nameof(PartNames.None))]
    [InlineData("role=dialog", nameof(PartNames.Consent))]
    [InlineData("aria-hidden=true", nameof(PartNames.Hidden))]
    [InlineData("aria-hidden=false", nameof(PartNames.None))]
    public void Parts_are_what_their_attributes_call_them(string attribute, string expected)
    {
        const PartNames Asked = PartNames.ArticleBody | PartNames.Comments | PartNames.Newsletter | PartNames.Hidden | PartNames.Consent | PartNames.Advert;
        var page = Page.Parse($"<div {attribute}>text</div>", PageLimits.Default);

        Assert.Equal(Enum.Parse<PartNames>(expected), new PartVocabulary(page).Of(page.All(Tag.Div)[0]) & Asked);
    }
}
