using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Extraction.Wire;

namespace Ingestion.Parser.Tests.Extraction;

public class WireCopyTests
{
    private const string Headline = "Harbour strike enters second day";

    private static ArticleParsed Read(string text) => Pages.Article(text, Pages.Document("urn:sha256:" + new string('a', 64), "text/plain"));

    [Fact]
    public void Plain_copy_has_a_headline_and_paragraphs_and_invents_nothing()
    {
        var item = Read($"{Headline}\n\n{Headline}\n\n{Pages.Texts(1, 3)}\n");

        Assert.Equal(Headline, item.Headline);
        Assert.Equal(Pages.Texts(1, 3), item.Body.Text);
        Assert.Equal(ItemKind.Wire, item.Kind);
        Assert.Equal(PubStatus.Usable, item.PubStatus);
        Assert.Null(item.Byline);
        Assert.Empty(item.Authors);
        Assert.Null(item.Dateline);
        Assert.Null(item.EdNote);
        Assert.Null(item.Provider.Host);
        Assert.Equal(item.FinalUrl, item.CanonicalUrl);
    }

    [Fact]
    public void Everything_that_is_printed_is_read()
    {
        var item = Read(
            $"BC-US--Harbour-Strike, 2nd Ld\r\nUPDATE 1-{Headline}\r\n(Adds owners' offer)\r\nBy Ada Moreno and LENA BRANDT\r\n\r\n"
            + $"PORT ELLIS, March 2 (Harbour Wire) - {Pages.Sentence(1)}\r\n\r\n{Pages.Sentence(2)}\r\n\r\n-30-\r\n");

        Assert.Equal(Headline, item.Headline);
        Assert.Equal("BC-US--Harbour-Strike, 2nd Ld", item.Slugline);
        Assert.Equal("UPDATE 1\n(Adds owners' offer)", item.EdNote);
        Assert.Equal("By Ada Moreno and LENA BRANDT", item.Byline);
        Assert.Equal(["Ada Moreno", "Lena Brandt"], item.Authors);
        Assert.Equal(new Dateline { Text = "PORT ELLIS, March 2", Place = "Port Ellis" }, item.Dateline);
        Assert.Equal("Harbour Wire", item.Provider.Name);
        Assert.Equal(Pages.Texts(1, 2), item.Body.Text);
    }

    [Theory]
    [InlineData("MANDATORY KILL")]
    [InlineData("KILL: withdraw the story slugged Harbour-Strike")]
    [InlineData("BULLETIN KILL - the story is wrong")]
    public void A_kill_above_or_below_the_text_cancels_it(string line)
    {
        var above = Read($"{line}\n{Headline}\n\nShort.");
        var below = Read($"{Headline}\n\n{Pages.Texts(1, 2)}\n\n{line}\n");

        Assert.Equal((PubStatus.Canceled, line, Headline), (above.PubStatus, above.EdNote, above.Headline));
        Assert.Equal((PubStatus.Canceled, line), (below.PubStatus, below.EdNote));
    }

    [Theory]
    [InlineData("KILL THE BILL MARCH FILLS CITY")]
    [InlineData("Kill switch stops cranes")]
    [InlineData("US-China talks end in Geneva")]
    [InlineData("Embargoed goods pile up")]
    [InlineData("By the numbers: a strike in figures")]
    public void Headlines_that_look_like_orders_are_headlines(string headline)
    {
        var item = Read($"{headline}\n\n{Pages.Texts(1, 3)}");

        Assert.Equal((headline, PubStatus.Usable), (item.Headline, item.PubStatus));
        Assert.Null(item.Slugline);
    }

    [Fact]
    public void Orders_in_the_middle_of_the_text_are_news()
    {
        var item = Read($"{Headline}\n\n{Pages.Sentence(1)}\n\nMANDATORY KILL\n\n{Pages.Texts(2, 2)}\n");

        Assert.Equal(PubStatus.Usable, item.PubStatus);
        Assert.Contains("MANDATORY KILL", item.Body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embargo_with_a_moment_is_kept_and_one_without_holds_the_copy()
    {
        var dated = Read($"EMBARGOED UNTIL 2026-03-03 06:00 +01:00\n{Headline}\n\n{Pages.Texts(1, 2)}");
        var vague = Read($"EMBARGOED until the minister speaks\n{Headline}\n\n{Pages.Texts(1, 2)}");

        Assert.Equal((PubStatus.Usable, new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.FromHours(1))), (dated.PubStatus, dated.EmbargoedUntil));
        Assert.Equal((PubStatus.Withheld, (DateTimeOffset?)null), (vague.PubStatus, vague.EmbargoedUntil));
    }

    public static TheoryData<string, string[], string[]> Wrapped => new()
    {
        { "hard-wrapped lines", ["The strike went into its", "second day on Monday.", "", "Ships wait."], ["The strike went into its second day on Monday.", "Ships wait."] },
        { "indents instead of empty lines", ["  The strike went on, and the", "ships waited in the bay.", "  Nobody spoke of an end, and", "the cranes stood still."], ["The strike went on, and the ships waited in the bay.", "Nobody spoke of an end, and the cranes stood still."] },
        { "a hyphen at the edge", ["They spoke of a co-", "ordinated answer."], ["They spoke of a co-ordinated answer."] },
        { "long lines are paragraphs", [Pages.Sentence(1), Pages.Sentence(2)], [Pages.Sentence(1), Pages.Sentence(2)] },
        { "a script without spaces", ["港の労働者は", "二日目に入った。"], ["港の労働者は二日目に入った。"] },
        { "nothing", [], [] },
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void Lines_become_paragraphs(string because, string[] lines, string[] paragraphs) =>
        Assert.True(paragraphs.SequenceEqual(WireParagraphs.Of(lines)), $"{because}: {string.Join(" / ", WireParagraphs.Of(lines))}");

    [Theory]
    [InlineData("PORT ELLIS, March 2 (Agency) - Cranes stood still.", "PORT ELLIS, March 2", "Port Ellis", "Agency")]
    [InlineData("PORT ELLIS — Cranes stood still.", "PORT ELLIS", "Port Ellis", null)]
    [InlineData("Port Ellis (Agency) – Cranes stood still.", "Port Ellis", "Port Ellis", "Agency")]
    [InlineData("PORT ELLIS, Freedonia (AW) -- Cranes stood still.", "PORT ELLIS, Freedonia", "Port Ellis", "AW")]
    [InlineData("Cranes stood still - and nobody knew why.", null, null, null)]
    [InlineData("The union - which has 400 members - said no.", null, null, null)]
    public void A_dateline_is_read_only_where_one_is_printed(string paragraph, string? text, string? place, string? agency)
    {
        var found = DatelineLine.Find(paragraph);

        Assert.Equal((text, place, agency), (found?.Text, found?.Place, found?.Agency));
        Assert.StartsWith(found is null ? paragraph[..5] : "Cranes", paragraph[(found?.Length ?? 0)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CANAL-TOLLS/")]
    [InlineData("US-CHINA-TALKS")]
    [InlineData("BC-Harbour-Strike, 1st Ld-Writethru")]
    public void A_slug_line_above_the_headline_is_the_slugline(string slug)
    {
        var item = Read($"{slug}\nCanal authority cuts tolls\n\n" + string.Join("\n\n", Enumerable.Repeat("Ships that arrive at their appointed hour and no earlier will pay less for passing a canal lock from May.", 3)));

        Assert.Equal((slug, "Canal authority cuts tolls"), (item.Slugline, item.Headline));
    }
}
