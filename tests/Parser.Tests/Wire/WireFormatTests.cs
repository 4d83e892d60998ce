using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>Every format says the same story: the same fields come out.</summary>
public class WireFormatTests
{
    internal static readonly string Urn = "urn:sha256:" + new string('a', 64);

    private static readonly DateTimeOffset FirstAt = new(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(1));
    private static readonly DateTimeOffset SecondAt = new(2026, 3, 2, 10, 40, 0, TimeSpan.FromHours(1));

    internal static ArticleParsed Read(string text, string? type = null) => Pages.Article(text, Pages.Document(Urn, type));

    internal static (string Reason, string Detail) Refused(string text, string? type = null)
    {
        var rejected = Assert.IsType<ParseResult.Rejected>(Pages.Parse(text, Pages.Document(Urn, type)));
        return (rejected.Reason, rejected.Detail);
    }

    internal static string NewsMl(string body = WireSamples.InlineXhtml) => WireSamples.NewsMl.Replace("BODY", body, StringComparison.Ordinal);

    public static TheoryData<string, string, string> Formats => new()
    {
        { "NewsML-G2", NewsMl(), "urn:newsml:harbour-wire.example:20260302:0412" },
        { "ninjs 1", WireSamples.Ninjs1, "tag:harbour-wire.example,2026:0412" },
        { "ninjs 2", WireSamples.Ninjs2, "tag:harbour-wire.example,2026:0412" },
        { "ninjs 3", WireSamples.Ninjs3, "tag:harbour-wire.example,2026:0412" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_story_has_the_same_fields_in_every_format(string format, string document, string id)
    {
        var item = Read(document);

        Assert.Equal((WireSamples.Headline, "Cranes stand still", "PORT-STRIKE", "By Ada Moreno"), (item.Headline, item.AlternativeHeadline, item.Slugline, item.Byline));
        Assert.Equal((ItemKind.Wire, PubStatus.Usable, 3, "en-GB"), (item.Kind, item.PubStatus, item.Urgency, item.MarkupLanguage));
        Assert.Equal((id, (long?)2), (item.Provider.ItemId, item.Provider.Version));
        Assert.Equal(ArticleId.FromProvider("harbour-wire.example", id), item.ArticleId);
        Assert.Equal(["Ada Moreno"], item.Authors);
        Assert.Equal("Port Ellis", item.Dateline!.Place);
        Assert.Equal((FirstAt, SecondAt), (item.Published!.At, item.Modified!.At));
        Assert.Equal(TimeSpan.FromHours(1), item.Published.At.Offset);
        Assert.Equal(("Harbour Wire", "© 2026 Harbour Wire", "Editorial use only"), (item.Rights!.CopyrightHolder, item.Rights.CopyrightNotice, item.Rights.UsageTerms));
        Assert.Equal("Forty ships wait.", item.Abstract);
        Assert.Contains("Adds owners' answer", item.EdNote, StringComparison.Ordinal);
        Assert.Equal($"No talks yet\n\n{WireSamples.First}\n\n{WireSamples.Second}", item.Body.Text);
        Assert.Equal([BlockKind.Heading, BlockKind.Paragraph, BlockKind.Paragraph], item.Body.Blocks.Select(block => block.Kind));
        foreach (var (kind, name) in new[] { (SubjectKind.Topic, "labour market"), (SubjectKind.Person, "Lena Brandt"), (SubjectKind.Organisation, "Port Ellis Terminals"), (SubjectKind.Place, "Port Ellis"), (SubjectKind.Event, "Port strike"), (SubjectKind.Genre, "Analysis") })
        {
            Assert.True(item.Subjects!.Any(subject => subject.Kind == kind && subject.Name == name), $"{format} has no {kind} {name}");
        }

        Assert.Equal("medtop:20000523", item.Subjects!.First(subject => subject.Name == "labour market").Code);
    }

    [Fact]
    public void NITF_gives_every_field_that_it_has()
    {
        var item = Read(WireSamples.Nitf);

        Assert.Equal((WireSamples.Headline, "Cranes stand still", "PORT-STRIKE", "By Ada Moreno Correspondent"), (item.Headline, item.AlternativeHeadline, item.Slugline, item.Byline));
        Assert.Equal(["Ada Moreno"], item.Authors);
        Assert.Equal((3, "en-GB", "Business", "HW-2026-0412", (long?)2), (item.Urgency, item.MarkupLanguage, item.Section, item.Provider.ItemId, item.Provider.Version));
        Assert.Equal(ArticleId.FromProvider("harbour-wire.example", "HW-2026-0412"), item.ArticleId);
        Assert.Equal(new Dateline { Text = "Port Ellis, March 2", Place = "Port Ellis" }, item.Dateline);
        Assert.Equal(new EditorialDate { At = new DateTimeOffset(2026, 3, 2, 8, 5, 0, TimeSpan.Zero), Evidence = "nitf:date.issue", Confidence = 0.99 }, item.Published);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 40, 0, TimeSpan.Zero), item.Modified!.At);
        Assert.Equal("Adds owners' answer\nsecond version", item.EdNote);
        Assert.Equal(("Harbour Wire", "© 2026 Harbour Wire", "Editorial use only"), (item.Rights!.CopyrightHolder, item.Rights.CopyrightNotice, item.Rights.UsageTerms));
        Assert.Equal(["ports", "strikes"], item.Keywords);
        Assert.Equal(
            [(SubjectKind.Topic, "subj:09000000", "labour"), (SubjectKind.Genre, null, "Analysis"), (SubjectKind.Person, "hw:p7", "Lena Brandt"), (SubjectKind.Organisation, null, "Port Ellis Terminals"), (SubjectKind.Place, null, "Port Ellis")],
            item.Subjects!.Select(subject => (subject.Kind, subject.Code, subject.Name)));
        Assert.Equal(["Cranes at dawn"], item.Captions!);
        Assert.Equal(new Image { Url = "https://harbour-wire.example/i/1.jpg", Caption = "Cranes at dawn" }, item.Image);
        Assert.Equal(
            [(BlockKind.Paragraph, WireSamples.First), (BlockKind.Heading, "No talks yet"), (BlockKind.Quote, "\"We are not in a hurry,\" said Lena Brandt."), (BlockKind.ListItem, "40 ships"), (BlockKind.ListItem, "400 drivers"), (BlockKind.Paragraph, "Berth | Ships"), (BlockKind.Paragraph, "1 | 7"), (BlockKind.Paragraph, WireSamples.Second)],
            item.Body.Blocks.Select(block => (block.Kind, item.Body.Text[block.Start..block.End])));
    }

    public static TheoryData<string, string> Contents => new()
    {
        { "NITF inside", $"<inlineXML contenttype=\"application/nitf+xml\">{WireSamples.Nitf[WireSamples.Nitf.IndexOf("<nitf", StringComparison.Ordinal)..]}</inlineXML>" },
        { "plain text inside", $"<inlineData contenttype=\"text/plain\">{WireSamples.First}\n\n{WireSamples.Second}</inlineData>" },
        { "plain text without a type", $"<inlineData>{WireSamples.First}\n\n{WireSamples.Second}</inlineData>" },
        { "HTML as text inside", $"<inlineData contenttype=\"text/html\">&lt;p&gt;{WireSamples.First}&lt;/p&gt;&lt;p&gt;{WireSamples.Second}&lt;/p&gt;</inlineData>" },
        { "base64 inside", $"<inlineData contenttype=\"text/plain\" encoding=\"base64\">{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(WireSamples.First + "\n\n" + WireSamples.Second))}</inlineData>" },
        { "the first that has text of several", $"<alternatives><inlineXML/><inlineXML contenttype=\"application/xhtml+xml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{WireSamples.First}</p><p>{WireSamples.Second}</p></div></inlineXML></alternatives>" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void NewsML_carries_its_text_in_several_ways(string because, string content)
    {
        var item = Read(NewsMl(content));

        var paragraphs = item.Body.Blocks.Where(block => block.Kind == BlockKind.Paragraph).Select(block => item.Body.Text[block.Start..block.End]).ToList();
        Assert.True(paragraphs[0] == WireSamples.First && paragraphs[^1] == WireSamples.Second, $"{because}: {item.Body.Text}");
    }

    [Fact]
    public void A_feed_entry_with_its_full_text_is_the_article_it_links_to()
    {
        var item = Read(WireSamples.Rss);

        Assert.Equal(ArticleId.FromUrl("https://harbour-wire.example/s/1"), item.ArticleId);
        Assert.Equal((ItemKind.Article, "https://harbour-wire.example/s/1", "HW-0412", "Harbour Wire"), (item.Kind, item.CanonicalUrl, item.Provider.ItemId, item.Provider.Name));
        Assert.Equal((WireSamples.Headline, "Forty ships wait.", FirstAt), (item.Headline, item.Abstract, item.Published!.At));
        Assert.Equal(["Ada Moreno"], item.Authors);
        Assert.Equal($"No talks yet\n\n{WireSamples.First}\n\n{WireSamples.Second}", item.Body.Text);
    }

    [Fact]
    public void An_atom_entry_and_an_entry_of_a_JSON_feed_are_read_likewise()
    {
        var atom = Read($"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title><entry><id>tag:hw,1</id><title>{WireSamples.Headline}</title><updated>2026-03-02T10:40:00+01:00</updated><content type="html">&lt;p&gt;{WireSamples.First}&lt;/p&gt;</content></entry></feed>""");
        var json = Read($$"""{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Wire", "items": [{"id": "1", "url": "https://hw.example/1", "title": "{{WireSamples.Headline}}", "content_html": "<p>{{WireSamples.First}}</p>"}]}""");

        Assert.Equal((WireSamples.Headline, WireSamples.First, "tag:hw,1"), (atom.Headline, atom.Body.Text, atom.Provider.ItemId));
        Assert.Equal((WireSamples.Headline, WireSamples.First, "https://hw.example/1"), (json.Headline, json.Body.Text, json.CanonicalUrl));
    }

    [Fact]
    public void What_the_sender_says_fills_what_the_document_does_not()
    {
        var given = Pages.Document(Urn, "text/plain") with { Provider = new Provider { Name = "Harbour Wire", ItemId = "0412", Version = 3 } };
        var text = Pages.Article($"{WireSamples.Headline}\n\n{Pages.Texts(1, 2)}", given);
        var newsMl = Pages.Article(NewsMl(), given with { ContentType = null });

        Assert.Equal((ArticleId.FromProvider("harbour wire", "0412"), "Harbour Wire", "0412", (long?)3), (text.ArticleId, text.Provider.Name, text.Provider.ItemId, text.Provider.Version));
        Assert.Equal(("urn:newsml:harbour-wire.example:20260302:0412", (long?)2), (newsMl.Provider.ItemId, newsMl.Provider.Version));
    }

    [Fact]
    public void All_versions_of_an_item_have_one_identity_whoever_hands_them_in()
    {
        var first = Pages.Article(NewsMl(), Pages.Document(Urn, null));
        var second = Pages.Article(NewsMl().Replace("version=\"2\"", "version=\"3\"", StringComparison.Ordinal), Pages.Document("urn:sha256:" + new string('b', 64), null) with { Provider = new Provider { Name = "Somebody" } });

        Assert.Equal(first.ArticleId, second.ArticleId);
        Assert.Equal(((long?)2, (long?)3), (first.Provider.Version, second.Provider.Version));
    }
}
