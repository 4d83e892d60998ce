using System.IO.Compression;
using System.Text;
using Ingestion.News.Warc;

namespace Ingestion.News.Tests;

public class FeedsWarcTests
{
    private const string Page = "<html><body><p>Rail talks stall.</p></body></html>";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_is_given_with_what_the_archive_says_of_it(bool gzip)
    {
        byte[][] records = [Record("warcinfo", "software: x\r\n"), Record("request", "GET / HTTP/1.1\r\n\r\n", "https://wire.example/1"), Response(Page, "X-Robots-Tag: noarchive\r\n")];

        var read = await ReadAsync(Archive(gzip, records));

        Assert.Equal(["warcinfo", "request"], read.OfType<WarcRecord.Skipped>().Select(record => record.Type));
        var document = Assert.IsType<WarcRecord.Document>(read[2]);
        Assert.Equal("https://wire.example/1", document.Url);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 5, 7, TimeSpan.Zero), document.FetchedAt);
        Assert.Equal("urn:uuid:1", document.RecordId);
        Assert.Equal("sha1:ABC", document.PayloadDigest);
        Assert.Equal(200, document.Status);
        Assert.Equal("text/html; charset=utf-8", document.Header("content-type"));
        Assert.Equal("noarchive", document.Header("X-Robots-Tag"));
        Assert.Equal(Page, Encoding.UTF8.GetString(document.Body.Span));
        Assert.Null(document.Truncated);
        Assert.Equal(3, read.Count);
    }

    [Fact]
    public async Task A_resource_is_a_document_without_status()
    {
        var document = Assert.IsType<WarcRecord.Document>(Assert.Single(await ReadAsync(Archive(true, Record("resource", "hello", "https://wire.example/r", "Content-Type: text/plain\r\n")))));

        Assert.Equal((null, "text/plain", "hello"), (document.Status, document.Header("Content-Type"), Encoding.UTF8.GetString(document.Body.Span)));
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n", "hello world")]
    [InlineData("Transfer-Encoding: chunked\r\n", "hello world", "hello world")]
    [InlineData("Transfer-Encoding: chunked\r\n", "dead\nend", "dead\nend")]
    [InlineData("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n6\r\n wo", "hello wo")]
    [InlineData("X-Crawler-Transfer-Encoding: chunked\r\n", "hello", "hello")]
    [InlineData("Content-Encoding: gzip\r\n", "hello", "hello")]
    [InlineData("Content-Encoding: br\r\n", "hello", "hello")]
    [InlineData("X-Crawler-Content-Encoding: gzip\r\n", "hello", "hello")]
    public async Task What_the_crawler_undid_is_not_undone_again(string header, string stored, string expected)
    {
        var document = Assert.IsType<WarcRecord.Document>(Assert.Single(await ReadAsync(Archive(true, Response(stored, header)))));

        Assert.Equal(expected, Encoding.UTF8.GetString(document.Body.Span));
        Assert.Null(document.ContentEncoding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_coding_that_is_still_there_is_undone(string coding)
    {
        var response = Response(Packed(coding, Page), $"Content-Encoding: {coding}\r\n");

        var document = Assert.IsType<WarcRecord.Document>(Assert.Single(await ReadAsync(Archive(true, response))));

        Assert.Equal(Page, Encoding.UTF8.GetString(document.Body.Span));
    }

    [Fact]
    public async Task A_coding_that_is_not_known_here_is_left_and_said()
    {
        byte[] zstd = [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3];

        var document = Assert.IsType<WarcRecord.Document>(Assert.Single(await ReadAsync(Archive(true, Response(zstd, "Content-Encoding: zstd\r\n")))));

        Assert.Equal("zstd", document.ContentEncoding);
        Assert.Equal(zstd, document.Body.ToArray());
    }

    [Fact]
    public async Task A_bomb_is_too_large()
    {
        var bomb = Response(Packed("gzip", new string('a', 1_000_000)), "Content-Encoding: gzip\r\n");

        var read = await ReadAsync(Archive(true, bomb, Response(Page)), maxRecordBytes: 100_000);

        Assert.Equal(WarcReason.TooLarge, Assert.IsType<WarcRecord.Unread>(read[0]).Reason);
        Assert.IsType<WarcRecord.Document>(read[1]);
    }

    [Fact]
    public async Task A_record_beyond_the_cap_is_passed_over_and_said()
    {
        var read = await ReadAsync(Archive(true, Response(new string('a', 300_000)), Response(Page)), maxRecordBytes: 10_000);

        Assert.Equal((WarcReason.TooLarge, "https://wire.example/1"), read[0] is WarcRecord.Unread unread ? (unread.Reason, unread.Url) : default);
        Assert.IsType<WarcRecord.Document>(read[1]);
    }

    [Fact]
    public async Task What_the_crawler_cut_is_said() =>
        Assert.Equal("length", Assert.IsType<WarcRecord.Document>(Assert.Single(await ReadAsync(Archive(true, Record("response", "HTTP/1.1 200 OK\r\n\r\nhel", "https://wire.example/1", "WARC-Truncated: length\r\n"))))).Truncated);

    [Theory]
    [InlineData("data", WarcReason.BadGzip)]
    [InlineData("checksum", WarcReason.BadGzip)]
    [InlineData("junk between", WarcReason.BadGzip)]
    [InlineData("no length", WarcReason.BadHeader)]
    [InlineData("no record", WarcReason.BadHeader)]
    [InlineData("no http", WarcReason.BadHttp)]
    [InlineData("shorter than it says", WarcReason.TruncatedRecord)]
    public async Task Damage_costs_one_record_and_is_said(string damage, string reason)
    {
        var (good, bad) = (Gzip(Response(Page)), Gzip(Response("in the middle")));
        bad = damage switch
        {
            "data" => Changed(bad, 40),
            "checksum" => Changed(bad, bad.Length - 7),
            "junk between" => "no gzip at all"u8.ToArray(),
            "no length" => Gzip("WARC/1.0\r\nWARC-Type: response\r\n\r\nabc\r\n\r\n"u8.ToArray()),
            "no record" => Gzip("hello\r\nworld\r\n\r\n"u8.ToArray()),
            "no http" => Gzip(Record("response", "hello", "https://wire.example/1")),
            _ => Gzip(Encoding.UTF8.GetBytes("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5000\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello")),
        };

        var read = await ReadAsync([.. good, .. bad, .. good, .. good]);

        Assert.Equal(3, read.OfType<WarcRecord.Document>().Count());
        Assert.Equal([reason], read.OfType<WarcRecord.Unread>().Select(unread => unread.Reason).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_cut_anywhere_ends_with_its_reason(bool gzip)
    {
        var archive = Archive(gzip, Response(Page), Response(Page));
        var first = Archive(gzip, Response(Page)).Length;

        for (var length = first + 1; length < archive.Length - 4; length++)
        {
            var read = await ReadAsync(archive[..length]);

            Assert.IsType<WarcRecord.Document>(read[0]);
            var last = Assert.IsType<WarcRecord.Unread>(read[^1]);
            Assert.True(last.Reason is WarcReason.TruncatedFile or WarcReason.BadGzip or WarcReason.BadHeader, $"{length}: {last}");
            Assert.Equal(2, read.Count);
        }
    }

    [Fact]
    public async Task No_change_of_a_byte_throws_or_loses_a_record_unsaid()
    {
        var archive = Archive(true, Response(Page), Response("second" + Page), Response("third" + Page));

        for (var at = 0; at < archive.Length; at++)
        {
            var read = await ReadAsync(Changed(archive, at));

            Assert.True(read.Count(record => record is WarcRecord.Document) == 3 || read.Exists(record => record is WarcRecord.Unread), $"byte {at}: {string.Join(", ", read.Select(record => $"{record.GetType().Name} {record.Offset}"))}");
            Assert.True(read.Count(record => record is WarcRecord.Document) >= 2, $"byte {at}");
        }
    }

    [Fact]
    public async Task Many_records_over_many_reads_of_the_file_are_all_there()
    {
        var records = Enumerable.Range(0, 300).Select(number => Response(string.Concat(Enumerable.Repeat($"{number} {Guid.NewGuid()} ", number * 7)))).ToArray();

        var read = await ReadAsync(Archive(true, records));

        Assert.Equal(300, read.OfType<WarcRecord.Document>().Count());
        Assert.Equal(300, read.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no archive")]
    [InlineData("WARC/1.0")]
    public async Task What_is_no_archive_gives_at_most_a_reason(string text) =>
        Assert.All(await ReadAsync(Encoding.UTF8.GetBytes(text)), record => Assert.IsType<WarcRecord.Unread>(record));

    private static async Task<List<WarcRecord>> ReadAsync(byte[] archive, int maxRecordBytes = 10_000_000)
    {
        var read = new List<WarcRecord>();
        await foreach (var record in WarcReader.ReadAsync(new MemoryStream(archive), maxRecordBytes))
        {
            read.Add(record);
            Assert.True(read.Count < 10_000);
        }

        return read;
    }

    private static byte[] Response(string body, string headers = "") => Response(Encoding.UTF8.GetBytes(body), headers);

    private static byte[] Response(byte[] body, string headers) =>
        Record("response", [.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n"), .. body], "https://wire.example/1",
            "Content-Type: application/http; msgtype=response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-02T09:05:07Z\r\nWARC-Payload-Digest: sha1:ABC\r\n");

    private static byte[] Record(string type, string block, string? url = null, string fields = "") => Record(type, Encoding.UTF8.GetBytes(block), url, fields);

    private static byte[] Record(string type, byte[] block, string? url, string fields) =>
        [.. Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: {type}\r\n{(url is null ? "" : $"WARC-Target-URI: <{url}>\r\n")}{fields}Content-Length: {block.Length}\r\n\r\n"), .. block, .. "\r\n\r\n"u8];

    private static byte[] Archive(bool gzip, params byte[][] records) => [.. records.SelectMany(record => gzip ? Gzip(record) : record)];

    private static byte[] Gzip(byte[] bytes) => Packed("gzip", bytes);

    private static byte[] Packed(string coding, string text) => Packed(coding, Encoding.UTF8.GetBytes(text));

    private static byte[] Packed(string coding, byte[] bytes)
    {
        var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new GZipStream(packed, CompressionLevel.Fastest),
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 0xFF;
        return changed;
    }
}
