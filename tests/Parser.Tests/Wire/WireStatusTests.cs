using Ingestion.Contracts;
using static Ingestion.Parser.Tests.Wire.WireFormatTests;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>Kills, holds, embargoes and versions, as each format says them; and what makes no news item.</summary>
public class WireStatusTests
{
    public static TheoryData<string, string, string> Statuses => new()
    {
        { "a killed NewsML item", Of(NewsMl(), "stat:usable", "stat:canceled"), PubStatus.Canceled },
        { "a withheld NewsML item", Of(NewsMl(), "stat:usable", "stat:withheld"), PubStatus.Withheld },
        { "a status by URI", Of(NewsMl(), "<pubStatus qcode=\"stat:usable\"/>", "<pubStatus uri=\"http://cv.iptc.org/newscodes/pubstatusg2/canceled\"/>"), PubStatus.Canceled },
        { "no status at all", Of(NewsMl(), "<pubStatus qcode=\"stat:usable\"/>", ""), PubStatus.Usable },
        { "a status that nobody knows is held", Of(NewsMl(), "stat:usable", "stat:whatever"), PubStatus.Withheld },
        { "a kill by signal", Of(NewsMl(), "sig:update", "sig:kill"), PubStatus.Canceled },
        { "a kill by editors' note", Of(NewsMl(), "<edNote>Adds owners' answer", "<edNote>MANDATORY KILL"), PubStatus.Canceled },
        { "a killed NewsML item without text", Of(NewsMl(""), "stat:usable", "stat:canceled"), PubStatus.Canceled },
        { "a killed ninjs item", Of(WireSamples.Ninjs1, "\"usable\"", "\"canceled\""), PubStatus.Canceled },
        { "a killed ninjs item with nothing but its uri", """{"uri": "tag:harbour-wire.example,2026:0412", "pubstatus": "canceled"}""", PubStatus.Canceled },
        { "a withheld ninjs 3 item", Of(WireSamples.Ninjs3, "\"usable\"", "\"withheld\""), PubStatus.Withheld },
        { "killed NITF", Of(WireSamples.Nitf, "management-status=\"usable\"", "management-status=\"canceled\""), PubStatus.Canceled },
        { "embargoed NITF without an end", Of(WireSamples.Nitf, "management-status=\"usable\"", "management-status=\"embargoed\""), PubStatus.Withheld },
        { "an embargo without an end", Of(NewsMl(), "<pubStatus qcode=\"stat:usable\"/>", "<embargoed/><pubStatus qcode=\"stat:usable\"/>"), PubStatus.Withheld },
        { "an embargo that cannot be read", Of(WireSamples.Ninjs1, "\"urgency\": 3", "\"embargoed\": \"Next Monday\""), PubStatus.Withheld },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void A_status_is_obeyed(string because, string document, string status)
    {
        var item = Read(document);

        Assert.True(item.PubStatus == status, $"{because}: {item.PubStatus}");
        Assert.NotEmpty(item.Headline);
        Assert.NotNull(item.Provider.ItemId);
    }

    [Fact]
    public void A_notice_that_kills_another_document_kills_that_one()
    {
        var kill = Read(Of(WireSamples.Nitf, "management-status=\"usable\"", "management-status=\"usable\" management-doc-idref=\"HW-2026-0400\" management-idref-status=\"canceled\""));

        Assert.Equal((PubStatus.Canceled, "HW-2026-0400"), (kill.PubStatus, kill.Provider.ItemId));
    }

    public static TheoryData<string, string> Embargoes => new()
    {
        { "NewsML", Of(NewsMl(), "<pubStatus", "<embargoed>2026-03-03T06:00:00+01:00</embargoed><pubStatus") },
        { "ninjs 1", Of(WireSamples.Ninjs1, "\"urgency\": 3", "\"embargoed\": \"2026-03-03T06:00:00+01:00\"") },
        { "ninjs 3", Of(WireSamples.Ninjs3, "\"urgency\": 3", "\"embargoedUntil\": \"2026-03-03T06:00:00+01:00\"") },
        { "NITF", Of(WireSamples.Nitf, "<ed-msg", "<date.release norm=\"20260303T060000+0100\"/><ed-msg") },
    };

    [Theory]
    [MemberData(nameof(Embargoes))]
    public void An_embargo_keeps_its_end(string format, string document)
    {
        var item = Read(document);

        Assert.True(item.EmbargoedUntil == new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.FromHours(1)), $"{format}: {item.EmbargoedUntil}");
        Assert.Equal(PubStatus.Usable, item.PubStatus);
    }

    [Theory]
    [InlineData("a number beyond the scale is clamped", "12", 9)]
    [InlineData("a number below it", "-2", 1)]
    [InlineData("a number of it", "5", 5)]
    public void Urgency_is_1_to_9(string because, string urgency, int expected)
    {
        var item = Read(Of(WireSamples.Ninjs1, "\"urgency\": 3", $"\"urgency\": {urgency}"));

        Assert.True(item.Urgency == expected, $"{because}: {item.Urgency}");
    }

    [Fact]
    public void A_mark_of_the_version_leaves_the_headline_and_counts()
    {
        var item = Read(Of(Of(NewsMl(), " version=\"2\"", ""), $"<headline>{WireSamples.Headline}", $"<headline>UPDATE 2-{WireSamples.Headline}"));

        Assert.Equal((WireSamples.Headline, (long?)3), (item.Headline, item.Provider.Version));
        Assert.Contains("UPDATE 2", item.EdNote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flash_needs_no_text()
    {
        var flash = Read($$"""{"uri": "urn:hw:1", "urgency": 1, "headline": "{{WireSamples.Headline}}"}""");

        Assert.Equal((WireSamples.Headline, ""), (flash.Headline, flash.Body.Text));
    }

    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "a picture", Of(WireSamples.Ninjs1, "\"type\": \"text\"", "\"type\": \"picture\""), RejectReason.UnsupportedType, "picture" },
        { "a NewsML video", Of(NewsMl(), "ninat:text", "ninat:video"), RejectReason.UnsupportedType, "video" },
        { "a package", "<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'/>", RejectReason.UnsupportedType, "package" },
        { "a concept", "<conceptItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='a'/>", RejectReason.UnsupportedType, "concept" },
        { "a catalog", "<?xml version='1.0'?><catalog xmlns='http://iptc.org/std/nar/2006-10-01/'/>", RejectReason.UnsupportedType, "catalog" },
        { "another root", "<?xml version='1.0'?><invoice/>", RejectReason.UnsupportedType, "invoice" },
        { "a message of two", "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem guid='a'/><newsItem guid='b'/></itemSet></newsMessage>", RejectReason.UnsupportedType, "2 items" },
        { "an empty message", "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>", RejectReason.Malformed, "no item" },
        { "no guid", Of(NewsMl(), "guid=", "id="), RejectReason.Malformed, "guid" },
        { "no provider", Of(NewsMl(), "<provider literal=\"hw\"><name>Harbour Wire</name></provider>", ""), RejectReason.Malformed, "provider" },
        { "a version that is none", Of(NewsMl(), "version=\"2\"", "version=\"0\""), RejectReason.Malformed, "version" },
        { "a date that is none", Of(NewsMl(), "2026-03-02T10:40:00+01:00", "soon"), RejectReason.Malformed, "versionCreated" },
        { "an element that is none", Of(NewsMl(), "<catalogRef", "<catalogue/><catalogRef"), RejectReason.Malformed, "catalogue" },
        { "broken XML", NewsMl()[..^20], RejectReason.Malformed, "line" },
        { "NITF without a body", "<nitf><head/></nitf>", RejectReason.Malformed, "body" },
        { "no text", NewsMl(""), RejectReason.TooShort, "no text" },
        { "text elsewhere", NewsMl("<remoteContent href=\"https://hw.example/1.xml\"/>"), RejectReason.TooShort, "files that hold it" },
        { "no headline", Of(WireSamples.Ninjs1, "\"headline\": \"" + WireSamples.Headline + "\", \"headline_sub\": \"Cranes stand still\"", "\"located\": \"x\"").Replace("\"located\": \"Port Ellis\",", "", StringComparison.Ordinal), RejectReason.NoHeadline, "no headline" },
        { "broken JSON", "{\"uri\": ", RejectReason.Malformed, "line 1" },
        { "no uri", """{"headline": "x", "body_text": "y", "version": "1"}""", RejectReason.Malformed, "uri" },
        { "other JSON", """{"a": 1}""", RejectReason.UnsupportedType, "no ninjs item" },
        { "a list", """[{"uri": "a"}, {"uri": "b"}]""", RejectReason.UnsupportedType, "list" },
        { "a field of the wrong type", """{"uri": "a", "headline": ["x"]}""", RejectReason.Malformed, "'headline' must be a text" },
        { "a property that ninjs has not", """{"uri": "a", "headline": "x", "bad": 1}""", RejectReason.Malformed, "'bad'" },
        { "a word that is none of the list", """{"uri": "a", "pubstatus": "cancelled"}""", RejectReason.Malformed, "usable, withheld, canceled" },
        { "a wrong field deep inside", """{"standard": {"version": "2.1"}, "uri": "urn:a", "people": [{"name": "x"}, {"name": 7}]}""", RejectReason.Malformed, "'people[1].name'" },
        { "an uri that is missing inside", """{"standard": {"version": "3.0"}, "uri": "urn:a", "associations": [{"name": "x"}]}""", RejectReason.Malformed, "'uri'" },
        { "two where one may be", """{"uri": "a", "rightsinfo": {"linkedrights": "x", "encodedrights": "y"}}""", RejectReason.Malformed, "exactly one" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_makes_no_news_item_is_refused_with_a_sentence_that_says_why(string because, string document, string reason, string detail)
    {
        var (refusedFor, sentence) = Refused(document);

        Assert.True(refusedFor == reason, $"{because}: {refusedFor}: {sentence}");
        Assert.Contains(detail, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_providers_add_of_their_own_is_passed_over_where_we_are_told_to()
    {
        var document = Of(WireSamples.Ninjs1, "\"type\": \"text\"", "\"type\": \"text\", \"hw_priority\": 7");

        var result = Parser.Extraction.DocumentParser.Parse(System.Text.Encoding.UTF8.GetBytes(document), Tests.Extraction.Pages.Document(Urn, null), new ParserOptions { StrictWire = false });

        Assert.Equal(WireSamples.Headline, Assert.IsType<Parser.Extraction.ParseResult.Article>(result).Item.Headline);
    }

    private static string Of(string document, string from, string to)
    {
        Assert.Contains(from, document, StringComparison.Ordinal);
        return document.Replace(from, to, StringComparison.Ordinal);
    }
}
