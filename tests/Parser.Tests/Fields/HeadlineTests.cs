using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class HeadlineTests
{
    private const string Strike = "Harbour strike enters second day";

    [Theory]
    [InlineData("a site behind a bar", "Harbour strike | Harbour Times", "Harbour strike")]
    [InlineData("a site before a dash", "Harbour Times - Harbour strike", "Harbour strike")]
    [InlineData("a site by its host's label", "Harbour strike – harbourtimes", "Harbour strike")]
    [InlineData("a section named by the page, then the site", "Harbour strike | Business | Harbour Times", "Harbour strike")]
    [InlineData("an unknown section stays", "Harbour strike | Ports", "Harbour strike | Ports")]
    [InlineData("a bar without spaces", "港のストライキ二日目|Harbour Times", "港のストライキ二日目")]
    [InlineData("a section glued on by a hyphen", "항만 파업 이틀째-Businessㅣ Harbour Times", "항만 파업 이틀째")]
    [InlineData("a site and its slogan", "Harbour strike - Harbour Times - News from the bay", "Harbour strike - Harbour Times - News from the bay")]
    [InlineData("a dash of the headline", "Strike: what we know – and what we don't", "Strike: what we know – and what we don't")]
    [InlineData("a title that is the site's name", "Harbour Times", "Harbour Times")]
    [InlineData("nothing but separators", " | - | ", " | - | ")]
    public void A_title_loses_the_sites_name_at_either_end(string because, string title, string expected)
    {
        var cut = TitleParts.WithoutSite(title, ["Harbour Times", "harbourtimes"], "Business");

        Assert.True(cut == expected, $"{because}: {cut}");
    }

    public static TheoryData<string, string?[], string, string> Votes => new()
    {
        // The prints: h1, JSON-LD, og:title, twitter:title, title.
        { "all say the same", [Strike, Strike, Strike, Strike, Strike], Strike, "h1" },
        { "a structured headline of its own wins", ["Strike: latest news", "Port owners reject the offer", "Strike: latest news", null, "Strike: latest news"], "Port owners reject the offer", "json-ld" },
        { "one that repeats the title for search engines loses", ["Cranes stand still again", "Harbour strike explained", "Cranes stand still again", null, "Harbour strike explained | Harbour Times"], "Cranes stand still again", "h1" },
        { "a kicker that og:title leaves out is cut", ["Port dispute: Cranes stand still again", "Port dispute: Cranes stand still again", "Cranes stand still again", null, null], "Cranes stand still again", "h1" },
        { "a kicker that only the h1 leaves out stays", ["Cranes stand still again", "Port dispute: Cranes stand still again", "Port dispute: Cranes stand still again", null, "Port dispute: Cranes stand still again"], "Port dispute: Cranes stand still again", "json-ld" },
        { "a blog's name behind a bar, unknown to the page", ["Cranes stand still again", null, "Cranes stand still again | Quayside", null, "Cranes stand still again | Quayside"], "Cranes stand still again", "h1" },
        { "a headline that breaks off is completed", ["Cranes stand still again as owners refuse to talk", "Cranes stand still again as owners…", null, null, null], "Cranes stand still again as owners refuse to talk", "h1" },
        { "capitals as printed", ["Cranes stand still in the bay", "Cranes Stand Still In The Bay", null, null, null], "Cranes stand still in the bay", "h1" },
        { "quotes around the whole are the system's", ["Cranes stand still again", "\"Cranes stand still again\"", null, null, null], "Cranes stand still again", "h1" },
        { "an h1 that is a section is not a headline", ["Business", null, Strike, null, Strike + " | Harbour Times"], Strike, "og:title" },
        { "no heading at all", [null, null, null, null, Strike + " | Harbour Times"], Strike, "title" },
        { "soft hyphens and zero-width spaces are not letters", ["Hafen\u00ADarbeiter\u200B streiken weiter", null, null, null, null], "Hafenarbeiter streiken weiter", "h1" },
        { "only the site's name", [null, null, null, null, "Harbour Times"], "Harbour Times", "title" },
    };

    [Theory]
    [MemberData(nameof(Votes))]
    public void The_titles_of_a_page_vote(string because, string?[] prints, string expected, string evidence)
    {
        var titles = new PageTitles(prints[0] is { } heading ? [new PrintedHeading(TitleParts.Clean(heading), false)] : [], prints[1], prints[2], prints[3], prints[4]);

        var headline = Headlines.Choose(titles, ["Harbour Times"]);

        Assert.True(headline == new Headline(expected, evidence), $"{because}: {headline}");
    }

    [Theory]
    [InlineData("plain", "<h1>Cranes stand <em>still</em></h1>", "Cranes stand still", true)]
    [InlineData("one element", "<h1><span>Cranes stand still</span></h1>", "Cranes stand still", false)]
    [InlineData("a kicker by its class", "<h1><span class='article__kicker'>Port dispute</span> Cranes stand still</h1>", "Cranes stand still", false)]
    [InlineData("words for screen readers", "<h1><span class=sr-only>Article:</span>Cranes stand still</h1>", "Cranes stand still", false)]
    [InlineData("a heading that is all kicker stays", "<h1><span class=kicker>Cranes stand still</span></h1>", "Cranes stand still", false)]
    public void A_heading_is_printed_without_its_kicker(string because, string html, string text, bool isGlued)
    {
        var heading = Assert.Single(PrintedHeading.Of(Page.Parse(html, PageLimits.Default)));

        Assert.True(heading == new PrintedHeading(text, isGlued), $"{because}: {heading}");
    }

    [Fact]
    public void A_glued_heading_takes_its_colon_from_the_other_prints()
    {
        var titles = new PageTitles([new PrintedHeading("Port dispute Cranes stand still", true)], null, "Port dispute: Cranes stand still", null, null);

        Assert.Equal("Port dispute: Cranes stand still", Headlines.Choose(titles, [])?.Text);
    }

    [Fact]
    public void A_headline_that_only_the_title_element_has_comes_with_a_warning()
    {
        var article = Pages.Article($"<html><head><title>{Strike} | Harbour Times</title></head><body><article>{Pages.Paragraphs(1, 5)}</article></body></html>");

        Assert.Equal(Strike, article.Headline);
        Assert.Contains("headline-from-title", article.Provenance.Warnings);
        Assert.DoesNotContain("headline-from-title", Pages.Article(Pages.Page($"<h1>{Strike}</h1>{Pages.Paragraphs(1, 5)}")).Provenance.Warnings);
    }
}
