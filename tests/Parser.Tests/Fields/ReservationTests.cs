using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class ReservationTests
{
    private const string Everything = "noindex, tdm-reservation, noarchive";

    [Theory]
    [InlineData("noindex in the page", "<meta name=robots content='NoIndex, follow'>", "", null, "noindex", RejectReason.NoIndex)]
    [InlineData("noindex in a header", "", "noindex", null, "noindex", RejectReason.NoIndex)]
    [InlineData("none is noindex too", "<meta name=robots content=none>", "", null, "noindex", RejectReason.NoIndex)]
    [InlineData("noindex that is not obeyed", "<meta name=robots content=noindex>", "", null, "tdm-reservation", null)]
    [InlineData("other directives", "<meta name=robots content='max-snippet:-1, nofollow'>", "nosnippet", null, Everything, null)]
    [InlineData("mining reserved by the page", "<meta name=tdm-reservation content=1>", "", null, Everything, RejectReason.TdmReserved)]
    [InlineData("mining reserved by a header", "", "", true, Everything, RejectReason.TdmReserved)]
    [InlineData("mining reserved by one and not by the other", "<meta name=tdm-reservation content=0>", "", true, Everything, RejectReason.TdmReserved)]
    [InlineData("mining not reserved", "<meta name=tdm-reservation content=0>", "", false, Everything, null)]
    [InlineData("mining reserved and not obeyed", "<meta name=tdm-reservation content=1>", "", null, "noindex", null)]
    [InlineData("nothing is obeyed", "<meta name=robots content=noindex><meta name=tdm-reservation content=1>", "", null, "", null)]
    [InlineData("noarchive is no reason to reject", "<meta name=robots content=noarchive>", "", null, Everything, null)]
    [InlineData("a kill that is reserved is still a kill", "<meta name=pubstatus content=canceled><meta name=robots content=noindex>", "", null, Everything, null)]
    public void What_a_publisher_reserves_is_obeyed_as_told(string because, string head, string header, bool? tdm, string obey, string? reason)
    {
        var document = Pages.Document() with { Robots = header.Length > 0 ? [header] : [], TdmReservation = tdm };

        var result = Parse(Page(head), document, obey);

        Assert.True((result as ParseResult.Rejected)?.Reason == reason, $"{because}: {result}");
    }

    [Fact]
    public void Everything_reserved_is_recorded_whether_obeyed_or_not()
    {
        var document = Pages.Document() with { Robots = ["nosnippet"], TdmReservation = false };
        const string Head = "<meta name=robots content='noindex, nosnippet'><meta name=tdm-reservation content=1><meta name=tdm-policy content='https://wire.example/terms.json'>";

        var rights = Assert.IsType<ParseResult.Article>(Parse(Page(Head), document, "")).Item.Rights;

        Assert.Equal(["noindex", "nosnippet"], rights?.Robots);
        Assert.Equal((true, "https://wire.example/terms.json"), (rights?.TdmReservation, rights?.TdmPolicy));
    }

    [Theory]
    [InlineData("noarchive", "<meta name=robots content=noarchive>", true)]
    [InlineData("noindex", "<meta name=robots content=noarchive>", false)]
    [InlineData("noarchive", "", false)]
    [InlineData("noindex, noarchive", "<meta name=robots content='noindex, noarchive'>", true)]
    public void Bytes_go_only_where_the_publisher_says_so_and_we_are_told_to_obey(string obey, string head, bool forbids) =>
        Assert.Equal(forbids, Parse(Page(head), Pages.Document(), obey).ForbidsCopy);

    [Fact]
    public void Wire_copy_is_reserved_by_its_headers()
    {
        var document = Pages.Document(contentType: "text/plain") with { TdmReservation = true };
        var text = "Harbour strike enters second day\n\n" + Pages.Texts(1, 4);

        Assert.Equal(RejectReason.TdmReserved, Assert.IsType<ParseResult.Rejected>(Parse(text, document, Everything)).Reason);
        Assert.True(Assert.IsType<ParseResult.Article>(Parse(text, document, "")).Item.Rights?.TdmReservation);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public void A_partial_document_makes_an_item_that_says_so(string type)
    {
        var document = Pages.Document(contentType: type) with { Partial = true };
        var text = type == "text/html" ? Page("") : "Harbour strike enters second day\n\n" + Pages.Texts(1, 4);

        Assert.Contains("partial", Assert.IsType<ParseResult.Article>(Parse(text, document, "")).Item.Provenance.Warnings);
        Assert.DoesNotContain("partial", Assert.IsType<ParseResult.Article>(Parse(text, document with { Partial = null }, "")).Item.Provenance.Warnings);
    }

    private static string Page(string head) => Pages.Page($"<article><h1>Harbour strike enters second day</h1>{Pages.Paragraphs(1, 4)}</article>", head);

    private static ParseResult Parse(string text, DocumentFetched document, string obey) =>
        DocumentParser.Parse(Encoding.UTF8.GetBytes(text), document, new ParserOptions { Obey = obey });
}
