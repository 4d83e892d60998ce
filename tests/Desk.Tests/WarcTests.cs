using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

/// <summary>Web archives handed in: <c>POST /documents</c> as application/warc.</summary>
public sealed class WarcTests : IAsyncLifetime
{
    private const string Html = "Content-Type: text/html; charset=ISO-8859-2\r\n";
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync(("Desk:MaxDocumentBytes", "100000"));

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_page_is_archived_and_waits_for_its_turn_as_what_was_fetched_then(bool packedRecords, bool packedBody)
    {
        byte[] warc = [.. Pack(packedRecords, Record("warcinfo", "x")), .. Pack(packedRecords, Response(1, Html + "X-Robots-Tag: NoArchive, nosnippet\r\n", "<p>one</p>"))];

        var (status, answer) = await SubmitAsync(packedBody ? Pack(true, warc) : warc, packedBody);

        Assert.Equal((202, 1, 0), (status, (int)answer["accepted"]!, (int)answer["known"]!));
        Assert.Equal("{\"not-a-response\":1}", answer["skipped"]!.ToJsonString());
        Assert.Empty(desk.Messages.Published);
        var entry = await desk.EntryAsync("https://wire.example/1");
        Assert.Equal((SourceKind.Archive, LedgerState.Waiting), (entry.Kind, entry.State));
        var waiting = Assert.Single(await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 10, default)).Message;
        Assert.Equal((entry.Id, nameof(DocumentFetched)), (waiting.EntryId, waiting.Type));
        var document = JsonSerializer.Deserialize<DocumentFetched>(waiting.Body, ContractJson.Options)!;
        Assert.Equal(("https://wire.example/1", "https://wire.example/1", "text/html", "ISO-8859-2"), (document.RequestedUrl, document.FinalUrl, document.ContentType, document.Charset));
        Assert.Equal((new DateTimeOffset(2019, 4, 3, 2, 1, 0, TimeSpan.Zero), SourceKind.Archive, 10L), (document.FetchedAt, document.Source.Kind, document.ByteCount));
        Assert.Equal(["noarchive", "nosnippet"], document.Robots);
        Assert.Equal("<p>one</p>"u8.ToArray(), await desk.Get<IRawArchive>().GetAsync(document.ArchiveKey, default));
        Assert.Empty(await desk.Get<ILedger>().SuspectsAsync());
    }

    [Theory]
    [InlineData("nothing said", "", "", null, null)]
    [InlineData("a list, in several headers", "X-Robots-Tag: NoIndex, nosnippet\r\nx-robots-tag: noarchive\r\n", "noindex|nosnippet|noarchive", null, null)]
    [InlineData("for everyone by name", "X-Robots-Tag: *: noindex\r\n", "noindex", null, null)]
    [InlineData("for another crawler", "X-Robots-Tag: otherbot: noindex, nofollow\r\n", "", null, null)]
    [InlineData("a date with a comma", "X-Robots-Tag: unavailable_after: Fri, 25 Jun 2010 15:00:00 GMT\r\n", "unavailable_after: fri, 25 jun 2010 15:00:00 gmt", null, null)]
    [InlineData("mining reserved, with terms", "tdm-reservation: 1\r\nTDM-Policy: https://wire.example/terms.json\r\n", "", true, "https://wire.example/terms.json")]
    [InlineData("mining not reserved", "TDM-Reservation: 0\r\n", "", false, null)]
    [InlineData("a reservation that is none", "tdm-reservation: maybe\r\ntdm-policy: \r\n", "", null, null)]
    public async Task What_the_publisher_reserved_then_is_handed_on(string because, string headers, string robots, bool? reserved, string? policy)
    {
        await SubmitAsync(Response(1, Html + headers, "<p>one</p>"));

        var waiting = Assert.Single(await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 10, default)).Message;
        var document = JsonSerializer.Deserialize<DocumentFetched>(waiting.Body, ContractJson.Options)!;
        var read = (string.Join('|', document.Robots), document.TdmReservation, document.TdmPolicy);
        Assert.True(read == (robots, reserved, policy), $"{because}: {read}");
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var warc = Pack(true, [.. Response(1, Html, "<p>one</p>"), .. Response(2, Html, "<p>two</p>"), .. Response(1, Html, "<p>one</p>")]);

        var (_, first) = await SubmitAsync(warc);
        var scheduled = await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 10, default);
        var (status, second) = await SubmitAsync(warc);

        Assert.Equal((2, 1), ((int)first["accepted"]!, (int)first["known"]!));
        Assert.Equal((202, 0, 3), (status, (int)second["accepted"]!, (int)second["known"]!));
        Assert.Equal(scheduled.Select(claim => claim.Message), (await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 10, default)).Select(claim => claim.Message));
    }

    [Fact]
    public async Task A_record_without_an_id_is_known_by_URL_date_and_content()
    {
        var warc = Response(1, Html, "<p>one</p>", id: false);

        await SubmitAsync(warc);
        var (_, again) = await SubmitAsync(warc);
        var (_, other) = await SubmitAsync(Response(1, Html, "<p>two</p>", id: false));

        Assert.Equal((0, 1), ((int)again["accepted"]!, (int)other["accepted"]!));
    }

    [Fact]
    public async Task Content_that_was_packed_is_unpacked()
    {
        var (_, answer) = await SubmitAsync(Response(1, Html + "Content-Encoding: gzip\r\n", Pack(true, "<p>packed</p>"u8.ToArray())));

        Assert.Equal(1, (int)answer["accepted"]!);
        var waiting = Assert.Single(await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 10, default)).Message;
        var key = JsonSerializer.Deserialize<DocumentFetched>(waiting.Body, ContractJson.Options)!.ArchiveKey;
        Assert.Equal("<p>packed</p>"u8.ToArray(), await desk.Get<IRawArchive>().GetAsync(key, default));
    }

    [Fact]
    public async Task What_is_no_page_is_counted_by_reason()
    {
        byte[] warc =
        [
            .. Response(1, Html, "<p>one</p>"),
            .. Response(2, Html, "<p>gone</p>", status: "404 Not Found"),
            .. Response(3, "Content-Type: image/png\r\n", "png"),
            .. Response(4, Html, ""),
            .. Response(5, Html, new string('a', 150_000)),
            .. Response(6, Html, "<p>no address</p>", url: "dns:wire.example"),
            .. Response(7, Html + "Content-Encoding: gzip\r\n", Pack(true, new byte[300_000])),
            .. Record("request", "GET / HTTP/1.1\r\n\r\n"),
            .. Response(8, Html, "<p>eight</p>")[..^10],
        ];

        var (status, answer) = await SubmitAsync(warc);

        Assert.Equal((202, 1), (status, (int)answer["accepted"]!));
        var skipped = answer["skipped"]!.AsObject().ToDictionary(pair => pair.Key, pair => (int)pair.Value!);
        Assert.Equal((1, 1, 1, 2, 1), (skipped["status-not-200"], skipped["unsupported-type"], skipped["empty-body"], skipped["too-large"], skipped["truncated-file"]));
        Assert.Equal(8, skipped.Values.Sum());
    }

    [Theory]
    [InlineData("", null, 400, "The archive has no record")]
    [InlineData("hello", null, 400, "No record of the archive is a page")]
    [InlineData("hello", "gzip", 400, "The gzip data is damaged")]
    [InlineData("hello", "br", 415, "Content-Encoding 'br' is not known")]
    public async Task What_is_no_archive_is_refused_with_the_reason(string body, string? encoding, int status, string detail)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/warc");
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var (answered, text, _) = await desk.SendAsync(HttpMethod.Post, "/documents", content);

        Assert.Equal(status, answered);
        Assert.Contains(detail, (string)JsonNode.Parse(text)!["detail"]!, StringComparison.Ordinal);
        Assert.Equal(0, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Fact]
    public async Task A_page_that_waits_in_an_archive_does_not_stand_in_the_way_of_its_URL()
    {
        await SubmitAsync(Response(1, Html, "<p>one</p>"));

        Assert.Null(await desk.Get<ILedger>().FindOpenAsync("https://wire.example/1", default));
    }

    private static byte[] Response(int number, string headers, string body, string status = "200 OK", string? url = null, bool id = true) =>
        Response(number, headers, Encoding.UTF8.GetBytes(body), status, url, id);

    private static byte[] Response(int number, string headers, byte[] body, string status = "200 OK", string? url = null, bool id = true)
    {
        byte[] block = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n"), .. body];
        var recordId = id ? $"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:D12}>\r\n" : "";
        return [.. Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\n{recordId}WARC-Target-URI: {url ?? $"https://wire.example/{number}"}\r\nWARC-Date: 2019-04-03T02:01:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {block.Length}\r\n\r\n"), .. block, .. "\r\n\r\n"u8];
    }

    private static byte[] Record(string type, string block) => Encoding.ASCII.GetBytes(
        $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:10000000-0000-0000-0000-000000000000>\r\nWARC-Target-URI: https://wire.example/\r\nWARC-Date: 2019-04-03T02:01:00Z\r\nContent-Length: {block.Length}\r\n\r\n{block}\r\n\r\n");

    private static byte[] Pack(bool pack, byte[] bytes)
    {
        if (!pack)
        {
            return bytes;
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private async Task<(int Status, JsonNode Answer)> SubmitAsync(byte[] warc, bool packed = false)
    {
        using var content = new ByteArrayContent(warc);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/warc");
        if (packed)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        var (status, text, _) = await desk.SendAsync(HttpMethod.Post, "/documents", content);
        return (status, JsonNode.Parse(text)!);
    }
}
