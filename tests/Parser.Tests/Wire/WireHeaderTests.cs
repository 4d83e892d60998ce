using Ingestion.Contracts;
using Ingestion.Parser.Tests.Extraction;
using static Ingestion.Parser.Tests.Wire.WireFormatTests;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>Plain-text copy: what desks and machines print above and below a story.</summary>
public class WireHeaderTests
{
    private const string Headline = WireSamples.Headline;

    private static ArticleParsed Text(string text) => Read(text, "text/plain");

    [Fact]
    public void Lines_with_labels_fill_the_fields()
    {
        var item = Text($"""
            Item-ID: HW-0412
            Version: 4
            Urgency: 2
            Slug: PORT-STRIKE
            Headline: {Headline}
            Byline: By Ada Moreno
            Keywords: ports, strikes
            Subjects: medtop:20000523
            Provider: Harbour Wire
            Date: 2026-03-02T09:05:00+01:00
            Language: en
            Status: withheld
            Usage: Editorial use only
            Copyright: © 2026 Harbour Wire

            {Pages.Texts(1, 2)}
            """);

        Assert.Equal((Headline, "PORT-STRIKE", "By Ada Moreno", 2, "en", PubStatus.Withheld), (item.Headline, item.Slugline, item.Byline, item.Urgency, item.MarkupLanguage, item.PubStatus));
        Assert.Equal(new Provider { Name = "Harbour Wire", ItemId = "HW-0412", Version = 4 }, item.Provider);
        Assert.Equal(["ports", "strikes"], item.Keywords);
        Assert.Equal("medtop:20000523", item.Subjects![0].Code);
        Assert.Equal(("Editorial use only", "© 2026 Harbour Wire"), (item.Rights!.UsageTerms, item.Rights.CopyrightNotice));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(1)), item.Published!.At);
        Assert.Equal(Pages.Texts(1, 2), item.Body.Text);
    }

    [Theory]
    [InlineData("Source: minister to quit")]
    [InlineData("Note: this is no drill")]
    [InlineData("Analysis: why cranes stand still")]
    public void One_line_with_a_colon_is_a_headline(string headline) => Assert.Equal(headline, Text($"{headline}\n\n{Pages.Texts(1, 3)}").Headline);

    [Fact]
    public void A_transmission_header_ranks_the_copy()
    {
        var item = Text($"hw0412 3 pl 210 Harbour-Strike\n{Headline}\n\n{Pages.Texts(1, 2)}\nNNNN\n");

        Assert.Equal((Headline, 3, "pl", Pages.Texts(1, 2)), (item.Headline, item.Urgency, item.Section, item.Body.Text));
    }

    [Fact]
    public void Carets_and_brackets_of_the_teleprinter_are_no_text()
    {
        var item = Text($"^BC-Port-Strike, 2nd Ld-Writethru<\n^{Headline}<\n^Eds: Adds owners' offer.<\n^By ADA MORENO<\n\n{Pages.Texts(1, 2)}\n");

        Assert.Equal((Headline, "BC-Port-Strike, 2nd Ld-Writethru", "Eds: Adds owners' offer.", (long?)3), (item.Headline, item.Slugline, item.EdNote, item.Provider.Version));
        Assert.Equal(["Ada Moreno"], item.Authors);
    }

    [Theory]
    [InlineData("FLASH", 1)]
    [InlineData("*** BULLETIN ***", 2)]
    [InlineData("URGENT", 3)]
    public void A_rank_above_the_headline_is_an_urgency(string rank, int urgency)
    {
        var item = Text($"{rank}\n{Headline}\n\n{Pages.Texts(1, 2)}");

        Assert.Equal((Headline, urgency), (item.Headline, item.Urgency));
    }

    [Theory]
    [InlineData("-30-")]
    [InlineData("ENDS")]
    [InlineData("(END)")]
    [InlineData("###")]
    [InlineData("* * *")]
    [InlineData("-0-")]
    [InlineData("(MORE)")]
    [InlineData("adm/lbr")]
    [InlineData("((desk@harbour-wire.example; +44 20 5550 0100))")]
    [InlineData("(c) 2026 Harbour Wire. All rights reserved.")]
    [InlineData("Keywords: PORT STRIKE/")]
    public void What_desks_set_below_a_story_is_no_text(string line) => Assert.Equal(Pages.Texts(1, 2), Text($"{Headline}\n\n{Pages.Texts(1, 2)}\n\n{line}\n").Body.Text);

    [Fact]
    public void Keywords_and_copyright_below_are_kept_as_fields()
    {
        var item = Text($"{Headline}\n\n{Pages.Texts(1, 2)}\n\nKeywords: PORT STRIKE/\n© 2026 Harbour Wire\nadm/lbr\n-30-\n");

        Assert.Equal(["PORT STRIKE"], item.Keywords);
        Assert.Equal("© 2026 Harbour Wire", item.Rights!.CopyrightNotice);
    }

    [Theory]
    [InlineData("UPDATE 1-", "UPDATE 1", 2)]
    [InlineData("WRAPUP 3-", "WRAPUP 3", 4)]
    [InlineData("CORRECTED-", "CORRECTED", null)]
    [InlineData("RPT-", "RPT", null)]
    public void A_mark_before_the_headline_is_a_note_and_may_number_the_version(string mark, string note, int? version)
    {
        var item = Text($"{mark}{Headline}\n(Corrects spelling of name in paragraph 2)\n\n{Pages.Texts(1, 2)}");

        Assert.Equal((Headline, version), (item.Headline, (int?)item.Provider.Version));
        Assert.Contains(note, item.EdNote, StringComparison.Ordinal);
        Assert.Contains("(Corrects spelling of name in paragraph 2)", item.EdNote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EMBARGOED UNTIL 2026-03-03 06:00 +01:00", 5)]
    [InlineData("EMBARGOED until 0600 GMT 3 March 2026", 6)]
    [InlineData("Embargo: 2026-03-03T06:00Z", 6)]
    [InlineData("HOLD FOR RELEASE: Tue, 3 Mar 2026 06:00 GMT", 6)]
    public void An_embargo_line_is_read_as_it_is_printed(string line, int utcHour) =>
        Assert.Equal(new DateTimeOffset(2026, 3, 3, utcHour, 0, 0, TimeSpan.Zero), Text($"{line}\n{Headline}\n\n{Pages.Texts(1, 2)}").EmbargoedUntil);

    [Fact]
    public void Text_that_begins_like_XML_is_read_as_XML() => Assert.Equal(Headline, Read(WireSamples.Nitf, "text/plain").Headline);
}
