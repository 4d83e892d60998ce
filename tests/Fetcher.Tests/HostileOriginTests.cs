using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.TestSupport;

namespace Ingestion.Fetcher.Tests;

/// <summary>What broken and hostile servers do, over real sockets, and the word that each ends in.</summary>
public sealed class HostileOriginTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    private const string Story = "<p>The cranes in Port Ellis stand still.</p>";
    private const string Whole = "fetched";
    private static readonly byte[] StoryBytes = Encoding.UTF8.GetBytes(Story);

    // What is cut must be longer than the decoders' first look at it.
    private static readonly byte[] Long = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => (i * 7919L).ToString(CultureInfo.InvariantCulture))));

    private static readonly Dictionary<string, (HostileAnswer Answer, string Ending)> Faults = new()
    {
        ["ten gigabytes without an end"] = (HostileAnswers.Endless, AbandonReason.TooLarge),
        ["ten gigabytes in chunks"] = (HostileAnswers.EndlessChunks, AbandonReason.TooLarge),
        ["ten gigabytes announced"] = (HostileAnswers.Raw(Ok + "Content-Length: 10000000000\r\n\r\n<p>"), AbandonReason.TooLarge),
        ["a kilobyte announced and ten gigabytes sent are a kilobyte"] = (HostileAnswers.MoreThanAnnounced, Whole),
        ["a body of no bytes"] = (HostileAnswers.Raw(Ok + "Content-Length: 0\r\n\r\n"), AbandonReason.EmptyBody),

        ["a gzip bomb"] = (HostileAnswers.Bomb("gzip"), AbandonReason.TooLarge),
        ["a deflate bomb"] = (HostileAnswers.Bomb("deflate"), AbandonReason.TooLarge),
        ["a Brotli bomb"] = (HostileAnswers.Bomb("br"), AbandonReason.TooLarge),
        ["a Zstandard bomb"] = (HostileAnswers.Bomb("zstd"), AbandonReason.TooLarge),
        ["a bomb in a bomb"] = (HostileAnswers.Bomb("gzip", "gzip"), AbandonReason.TooLarge),
        ["a gzip bomb in Brotli"] = (HostileAnswers.Bomb("gzip", "br"), AbandonReason.TooLarge),
        ["three encodings"] = (HostileAnswers.Bomb("gzip", "gzip", "br"), AbandonReason.UnsupportedType),
        ["gzip members that hold nothing, without end"] = (HostileAnswers.EmptyMembers(twice: false), AbandonReason.TooLarge),
        ["gzip members that hold nothing, packed to almost nothing"] = (HostileAnswers.EmptyMembers(twice: true), AbandonReason.TooLarge),
        ["an encoding that was not asked for"] = (HostileAnswers.Page("Content-Encoding: compress\r\n", StoryBytes), AbandonReason.UnsupportedType),

        ["gzip"] = (HostileAnswers.Packed("gzip", Story, "gzip"), Whole),
        ["gzip by its old name"] = (HostileAnswers.Packed("X-GZIP", Story, "gzip"), Whole),
        ["deflate as the standard has it"] = (HostileAnswers.Packed("deflate", Story, "zlib"), Whole),
        ["deflate as some servers send it"] = (HostileAnswers.Packed("deflate", Story, "raw"), Whole),
        ["Brotli"] = (HostileAnswers.Packed("br", Story, "br"), Whole),
        ["Zstandard"] = (HostileAnswers.Packed("zstd", Story, "zstd"), Whole),
        ["gzip and then Brotli"] = (HostileAnswers.Packed("gzip, br", Story, "gzip", "br"), Whole),
        ["an encoding that is none"] = (HostileAnswers.Page("Content-Encoding: identity\r\n", StoryBytes), Whole),
        ["garbage behind gzip"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", [.. HostileAnswers.Pack(StoryBytes, "gzip"), .. "garbage"u8]), Whole),
        ["zeros behind gzip"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", [.. HostileAnswers.Pack(StoryBytes, "gzip"), .. new byte[512]]), Whole),

        ["gzip in two members"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", [.. HostileAnswers.Pack(StoryBytes, "gzip"), .. HostileAnswers.Pack(StoryBytes, "gzip")]), Whole),
        ["gzip whose second member ends early"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", [.. HostileAnswers.Pack(StoryBytes, "gzip"), .. HostileAnswers.Pack(Long, "gzip")[..^9]]), AbandonReason.Truncated),
        ["gzip without its checksum"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", HostileAnswers.Pack(Long, "gzip")[..^8]), AbandonReason.Truncated),
        ["gzip without its last byte"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", HostileAnswers.Pack(Long, "gzip")[..^1]), AbandonReason.Truncated),
        ["gzip of one byte"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", [0x1F]), AbandonReason.Truncated),
        ["Brotli cut in the middle"] = (HostileAnswers.Page("Content-Encoding: br\r\n", HostileAnswers.Pack(Long, "br")[..5000]), AbandonReason.Truncated),
        ["gzip that ends early inside Brotli"] = (HostileAnswers.Page("Content-Encoding: gzip, br\r\n", HostileAnswers.Pack(HostileAnswers.Pack(Long, "gzip")[..^10], "br")), AbandonReason.Truncated),
        ["gzip that ends early"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", HostileAnswers.Pack(Long, "gzip")[..^10]), AbandonReason.Truncated),
        ["deflate that ends early"] = (HostileAnswers.Page("Content-Encoding: deflate\r\n", HostileAnswers.Pack(Long, "zlib")[..^10]), AbandonReason.Truncated),
        ["raw deflate that ends early"] = (HostileAnswers.Page("Content-Encoding: deflate\r\n", HostileAnswers.Pack(Long, "raw")[..^10]), AbandonReason.Truncated),
        ["Brotli that ends early"] = (HostileAnswers.Page("Content-Encoding: br\r\n", HostileAnswers.Pack(Long, "br")[..^10]), AbandonReason.Truncated),
        ["Zstandard that ends early"] = (HostileAnswers.Page("Content-Encoding: zstd\r\n", HostileAnswers.Pack(Long, "zstd")[..^10]), AbandonReason.Truncated),
        ["gzip in name only"] = (HostileAnswers.Page("Content-Encoding: gzip\r\n", StoryBytes), AbandonReason.BadEncoding),
        ["deflate in name only"] = (HostileAnswers.Page("Content-Encoding: deflate\r\n", StoryBytes), AbandonReason.BadEncoding),
        ["Brotli in name only"] = (HostileAnswers.Page("Content-Encoding: br\r\n", StoryBytes), AbandonReason.BadEncoding),
        ["Zstandard in name only"] = (HostileAnswers.Page("Content-Encoding: zstd\r\n", StoryBytes), AbandonReason.BadEncoding),
        ["Zstandard with a window of 128 MB"] = (HostileAnswers.Page("Content-Encoding: zstd\r\n", HostileAnswers.WideZstd(StoryBytes)), AbandonReason.BadEncoding),

        ["fewer bytes than announced"] = (HostileAnswers.Raw(Ok + "Content-Length: 1000\r\n\r\n" + Story), AbandonReason.Truncated),
        ["a connection that is reset"] = (HostileAnswers.Reset(1_000_000, 500_000), AbandonReason.Truncated),
        ["chunks that break off"] = (HostileAnswers.Raw(Ok + "Transfer-Encoding: chunked\r\n\r\n100\r\n" + Story), AbandonReason.Truncated),
        ["chunks without the last one"] = (HostileAnswers.Raw(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n"), AbandonReason.Truncated),
        ["chunks of a size that is none"] = (HostileAnswers.Raw(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\nzz\r\n"), AbandonReason.Truncated),
        ["chunks of a negative size"] = (HostileAnswers.Raw(Ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\n<p>Hi\r\n0\r\n\r\n"), AbandonReason.Truncated),
        ["chunks whole"] = (HostileAnswers.Raw(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n0\r\n\r\n"), Whole),
        ["a length beside chunks"] = (HostileAnswers.Raw(Ok + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n0\r\n\r\n"), AbandonReason.BadResponse),
        ["two lengths"] = (HostileAnswers.Raw(Ok + "Content-Length: 5\r\nContent-Length: 50\r\n\r\n<p>Hi"), AbandonReason.BadResponse),
        ["a negative length"] = (HostileAnswers.Raw(Ok + "Content-Length: -5\r\n\r\n<p>Hi"), AbandonReason.BadResponse),

        ["headers of one byte a second"] = (HostileAnswers.Drip("HTTP/1.1 200 OK\r\n", "X", TimeSpan.FromSeconds(1)), AbandonReason.TooSlow),
        ["a body of one byte in five seconds"] = (HostileAnswers.Drip(Ok + "Content-Length: 1000\r\n\r\n", "x", TimeSpan.FromSeconds(5)), AbandonReason.TooSlow),
        ["a body that drips under the rate"] = (HostileAnswers.Drip(Ok + "Content-Length: 1000000\r\n\r\n", "xxxxxxxxxx", TimeSpan.FromSeconds(0.1)), AbandonReason.TooSlow),
        ["trailers without end, slowly"] = (HostileAnswers.Drip(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n0\r\n", "X-1: y\r\n", TimeSpan.FromSeconds(1)), AbandonReason.TooSlow),
        ["trailers without end, fast"] = (HostileAnswers.Flood(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n0\r\n", "X-1: y\r\n"), AbandonReason.Truncated),

        ["a header of a megabyte"] = (HostileAnswers.Raw(Ok + "X-Long: " + new string('x', 1_000_000) + "\r\n\r\n"), AbandonReason.TooLarge),
        ["headers without end"] = (HostileAnswers.Flood(Ok, "X-1: y\r\n"), AbandonReason.TooLarge),
        ["a zero byte in a header that nobody reads"] = (HostileAnswers.Raw(Ok + "X-Bad: a\0b\r\nContent-Length: 5\r\n\r\n<p>Hi"), Whole),
        ["a header without a colon"] = (HostileAnswers.Raw(Ok + "X-Bad\r\nContent-Length: 5\r\n\r\n<p>Hi"), AbandonReason.BadResponse),
        ["bytes beyond ASCII in a header"] = (HostileAnswers.Raw(Ok + "X-Bad: \u00E9\u00FF\r\nContent-Length: 5\r\n\r\n<p>Hi"), Whole),
        ["interim answers without end"] = (HostileAnswers.Flood("", "HTTP/1.1 100 Continue\r\n\r\n"), AbandonReason.TooLarge),
        ["interim answers without end, slowly"] = (HostileAnswers.Drip("", "HTTP/1.1 100 Continue\r\n\r\n", TimeSpan.FromSeconds(0.1)), AbandonReason.TooSlow),
        ["an interim answer before the real one"] = (HostileAnswers.Raw("HTTP/1.1 103 Early Hints\r\n\r\n" + Ok + "Content-Length: 5\r\n\r\n<p>Hi"), Whole),
        ["HTTP/0.9"] = (HostileAnswers.Raw("<html>\n<p>The cranes stand still.\n</html>\n"), AbandonReason.BadResponse),
        ["a status that is none"] = (HostileAnswers.Raw("HTTP/1.1 2000 OK\r\n\r\n"), AbandonReason.BadResponse),
        ["an answer of no bytes"] = (HostileAnswers.Raw(""), AbandonReason.GaveUp),

        ["redirects without end"] = (Redirect(path => $"/redirects without end?{path.Length}{Guid.NewGuid():N}"), AbandonReason.BadRedirect),
        ["redirects to itself"] = (Redirect(path => path), AbandonReason.RedirectLoop),
        ["redirects to and fro"] = (Redirect(path => path.EndsWith("?to", StringComparison.Ordinal) ? path[..^3] : path + "?to"), AbandonReason.RedirectLoop),
        ["redirects that grow"] = (Redirect(path => path + (path.Contains('?', StringComparison.Ordinal) ? "" : "?") + new string('x', 3000)), AbandonReason.BadRedirect),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_fault_ends_in_its_word(string fault)
    {
        await using var origin = HostileOrigin.Start(Answer);
        await using var rig = new FetcherRig(origin.Port, options =>
        {
            options.HeadersTimeout = TimeSpan.FromSeconds(2);
            options.RateWindow = TimeSpan.FromSeconds(1.5);
        });

        var result = await rig.FetchAsync(origin.Url + "/" + fault);

        Assert.True(Word(result) == Faults[fault].Ending, $"{fault}: {result}");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate as some servers send it")]
    [InlineData("Zstandard")]
    [InlineData("gzip and then Brotli")]
    [InlineData("garbage behind gzip")]
    public async Task What_comes_whole_is_what_was_sent(string fault)
    {
        await using var origin = HostileOrigin.Start(Answer);
        await using var rig = new FetcherRig(origin.Port);

        var result = await rig.FetchAsync(origin.Url + "/" + fault);

        Assert.Equal(Story, Encoding.UTF8.GetString(Assert.IsType<FetchResult.Fetched>(result).Bytes.Span));
    }

    [Theory]
    [InlineData("most of it", 1000, 600, 600)]
    [InlineData("just half of it", 1000, 500, null)]
    [InlineData("little of it", 1000, 400, null)]
    [InlineData("most of a large one", 3_000_000, 2_500_000, 2_500_000)]
    public async Task Of_a_body_that_broke_off_more_than_half_is_kept(string because, int announced, int sent, int? kept)
    {
        await using var origin = HostileOrigin.Start(path => path == "/a" ? HostileAnswers.Raw($"{Ok}Content-Length: {announced}\r\n\r\n{new string('x', sent)}") : null);
        await using var rig = new FetcherRig(origin.Port);

        var result = Assert.IsType<FetchResult.NotNow>(await rig.FetchAsync(origin.Url + "/a"));

        Assert.Equal(AbandonReason.Truncated, result.Reason);
        Assert.True(result.Partial?.Bytes.Length == kept && result.Partial?.IsPartial is null or true, $"{because}: {result.Partial?.Bytes.Length}");
    }

    [Fact]
    public async Task A_large_body_comes_back_as_it_was_sent_and_leaves_no_file()
    {
        var bytes = new byte[5_000_000];
        new Random(5).NextBytes(bytes);
        await using var origin = HostileOrigin.Start(path => path == "/a" ? HostileAnswers.Page("", bytes) : null);
        await using var rig = new FetcherRig(origin.Port);

        var result = await rig.FetchAsync(origin.Url + "/a");

        Assert.True(bytes.AsSpan().SequenceEqual(Assert.IsType<FetchResult.Fetched>(result).Bytes.Span));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "ingestion-body-*"));
    }

    [Theory]
    [InlineData("a certificate that holds", "127.0.0.1", null, SslProtocols.None, true, Whole)]
    [InlineData("one that has run out", "127.0.0.1", "2021-01-01", SslProtocols.None, true, AbandonReason.Tls)]
    [InlineData("one for another name", "127.0.0.9", null, SslProtocols.None, true, AbandonReason.Tls)]
    [InlineData("one of an authority that nobody knows", "127.0.0.1", null, SslProtocols.None, false, AbandonReason.Tls)]
#pragma warning disable SYSLIB0039, CA5397 // An old protocol is what the row is about.
    [InlineData("TLS 1.0", "127.0.0.1", null, SslProtocols.Tls, true, AbandonReason.Tls)]
#pragma warning restore SYSLIB0039, CA5397
    public async Task A_certificate_is_believed_only_where_everything_is_right(string because, string address, string? until, SslProtocols protocols, bool known, string ending)
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var certificate = authority.Sign(IPAddress.Parse(address), until is null ? null : DateTimeOffset.Parse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        await using var origin = HostileOrigin.StartTls(path => path == "/a" ? HostileAnswers.Page("", StoryBytes) : null, certificate, protocols);
        await using var rig = new FetcherRig(origin.Port, trust: (known ? authority : other).Trust);

        var result = await rig.FetchAsync(origin.Url + "/a");

        Assert.True(Word(result) == ending, $"{because}: {result}");
    }

    [Theory]
    [InlineData(429, "120", 120.0)]
    [InlineData(503, "Sun, 06 Nov 1994 08:49:37 GMT", 1.0)]
    [InlineData(429, "99999999999", 86400.0)]
    [InlineData(503, "99999999999999999999999999999", 86400.0)]
    [InlineData(429, "Tue, 31 Dec 2199 23:59:59 GMT", 86400.0)]
    [InlineData(429, "-5", null)]
    [InlineData(503, "soon", null)]
    [InlineData(503, "0", 1.0)]
    public async Task Retry_after_is_obeyed_within_a_second_and_a_day(int status, string header, double? seconds)
    {
        await using var origin = HostileOrigin.Start(path => path == "/a" ? HostileAnswers.Raw($"HTTP/1.1 {status} No\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n") : null);
        await using var rig = new FetcherRig(origin.Port);

        var result = Assert.IsType<FetchResult.NotNow>(await rig.FetchAsync(origin.Url + "/a"));

        Assert.Equal((AbandonReason.GaveUp, seconds), (result.Reason, result.After?.TotalSeconds));
    }

    private static HostileAnswer? Answer(string path) =>
        Faults.TryGetValue(Uri.UnescapeDataString(path.TrimStart('/').Split('?')[0]), out var fault) ? fault.Answer : null;

    private static HostileAnswer Redirect(Func<string, string> next) => connection =>
        connection.WriteAsync($"HTTP/1.1 302 Found\r\nLocation: {next(connection.Path).Replace(" ", "%20", StringComparison.Ordinal)}\r\nContent-Length: 0\r\n\r\n").AsTask();

    private static string Word(FetchResult result) => result switch
    {
        FetchResult.Refused refused => refused.Reason,
        FetchResult.NotNow notNow => notNow.Reason,
        _ => Whole,
    };
}
