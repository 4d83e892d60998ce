using System.Globalization;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.BodyText;

public class BodyContextTests
{
    private const string Post = "<blockquote><p>The harbour stays shut until Friday, and nobody on the quay was surprised to hear it.</p>— Ada Quell (@adaquell)</blockquote>";
    private const string Offer = "<p><a href=/shop>Order the harbour calendar</a></p>";
    private const string Elsewhere = "<h3>You may also like</h3><p>Ferry fares are to rise in spring, the council of the islands said on Monday.</p>";

    // Five paragraphs and a line that a case puts among them; what the model says of the line; what else was taken.
    [Theory]
    [InlineData("a paragraph between two of the body", "{0}<p>Nobody was hurt, said the pilot of the boat.</p>{1}", "Nobody was hurt", 0.3f, false, true)]
    [InlineData("a paragraph that is all but impossible", "{0}<p>Nobody was hurt, said the pilot of the boat.</p>{1}", "Nobody was hurt", 0.1f, false, false)]
    [InlineData("a paragraph of another container", "{0}<div><p>Nobody was hurt, said the pilot of the boat.</p></div>{1}", "Nobody was hurt", 0.3f, false, false)]
    [InlineData("a label between two paragraphs", "{0}<p>Advertisement</p>{1}", "Advertisement", 0.3f, false, false)]
    [InlineData("the sender of a post that was taken", "{0}" + Post + "{1}", "— Ada Quell", 0.05f, false, true)]
    [InlineData("a last line beside the last paragraph", "{0}{1}<p>First printed in the Harbour Times</p>", "First printed", 0.25f, false, true)]
    [InlineData("a last line that is all but impossible", "{0}{1}<p>First printed in the Harbour Times</p>", "First printed", 0.1f, false, false)]
    [InlineData("a last line of another container", "{0}{1}<footer><p>First printed in the Harbour Times</p></footer>", "First printed", 0.25f, false, false)]
    [InlineData("a heading that points elsewhere", "{0}{1}" + Elsewhere, "You may also like", 0.6f, true, false)]
    [InlineData("what stands below such a heading", "{0}{1}" + Elsewhere, "Ferry fares", 0.6f, true, false)]
    [InlineData("an offer that is all link", "{0}" + Offer + "{1}", "Order the harbour", 0.6f, true, false)]
    [InlineData("a link that the model is sure of", "{0}" + Offer + "{1}", "Order the harbour", 0.9f, true, true)]
    public void A_line_is_decided_by_what_stands_around_it(string because, string markup, string line, float said, bool wasTaken, bool isTaken)
    {
        var html = "<article>" + string.Format(CultureInfo.InvariantCulture, markup, Pages.Paragraphs(1, 3), Pages.Paragraphs(4, 2)) + "</article>";
        var page = new PageMeasures(PageText.Of(Page.Parse(html, PageLimits.Default)), BodyHints.None);
        var at = page.Blocks.ToList().FindIndex(block => block.Text.StartsWith(line, StringComparison.Ordinal));
        float[] likely = [.. page.Blocks.Select((block, i) => i == at || IsElsewhere(block) ? said : 0.9f)];
        bool[] taken = [.. page.Blocks.Select((_, i) => i != at || wasTaken)];

        BodyContext.Settle(page, likely, taken);

        Assert.True(taken[at] == isTaken, because);
    }

    private static bool IsElsewhere(TextBlock block) => block.Text.StartsWith("You may also like", StringComparison.Ordinal) || block.Text.StartsWith("Ferry fares", StringComparison.Ordinal);

    [Fact]
    public void A_quotation_that_is_mostly_left_out_stays_out()
    {
        var page = new PageMeasures(PageText.Of(Page.Parse("<article>" + Pages.Paragraphs(1, 3) + Post + "</article>", PageLimits.Default)), BodyHints.None);
        float[] likely = [.. page.Blocks.Select((_, i) => i == 3 ? 0.1f : 0.9f)];
        bool[] taken = [.. page.Blocks.Select((_, i) => i != 3)];

        BodyContext.Settle(page, likely, taken);

        Assert.False(taken[3]);
    }

    [Fact]
    public void A_heading_that_points_elsewhere_at_the_start_ends_nothing()
    {
        var page = new PageMeasures(PageText.Of(Page.Parse("<article><h3>Related: the strike so far</h3>" + Pages.Paragraphs(1, 5) + "</article>", PageLimits.Default)), BodyHints.None);
        bool[] taken = [.. page.Blocks.Select(_ => true)];

        BodyContext.Settle(page, [.. page.Blocks.Select(_ => 0.9f)], taken);

        Assert.DoesNotContain(false, taken);
    }

    [Fact]
    public void A_section_that_the_model_is_sure_of_stays_whatever_its_heading_says()
    {
        var page = new PageMeasures(PageText.Of(Page.Parse("<article>" + Pages.Paragraphs(1, 3) + "<h3>Popular with sailors</h3>" + Pages.Paragraphs(4, 2) + "</article>", PageLimits.Default)), BodyHints.None);
        bool[] taken = [.. page.Blocks.Select(_ => true)];

        BodyContext.Settle(page, [.. page.Blocks.Select((_, i) => i == 3 ? 0.6f : 0.9f)], taken);

        Assert.DoesNotContain(false, taken);
    }

    [Fact]
    public void A_page_of_which_nothing_was_taken_stays_so()
    {
        var page = new PageMeasures(PageText.Of(Page.Parse("<p>Home</p><p>Contact</p>", PageLimits.Default)), BodyHints.None);
        var taken = new bool[2];

        BodyContext.Settle(page, [0.5f, 0.5f], taken);

        Assert.DoesNotContain(true, taken);
    }
}
