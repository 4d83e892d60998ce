using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

/// <summary>Lists of any length: <c>POST /articles</c> as lines.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync(("Desk:ListUrlsPerSecond", "10"));

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Each_URL_of_a_list_waits_for_its_turn_and_is_not_published_now()
    {
        var before = TimeProvider.System.GetUtcNow();
        var (status, answer) = await SubmitAsync("\uFEFF# from the library\r\nhttps://wire.example/1\r\n\r\n  https://wire.example/2  \nhttps://wire.example/3");

        Assert.Equal((202, (3, 0, 0)), (status, Counts(answer)));
        Assert.Empty(desk.Messages.Published);
        var waiting = await desk.Get<ILedger>().ListAsync(new LedgerQuery { State = LedgerState.Waiting }, default);
        Assert.Equal(["https://wire.example/1", "https://wire.example/2", "https://wire.example/3"], waiting.Select(entry => entry.Url).Order());
        Assert.All(waiting, entry => Assert.StartsWith("Its turn in the backlog is at", entry.Detail, StringComparison.Ordinal));
        var turns = (await ScheduledAsync()).Select(message => message.DueAt).ToList();
        Assert.True(turns[0] > before, $"{turns[0]:O}");
        Assert.Equal([100, 100], turns.Zip(turns.Skip(1), (one, next) => Math.Round((next - one).TotalMilliseconds)));
        Assert.Empty(await desk.Get<ILedger>().SuspectsAsync());
    }

    [Fact]
    public async Task A_further_list_takes_its_turns_behind_the_one_before()
    {
        await SubmitAsync("https://wire.example/1\nhttps://wire.example/2");
        await SubmitAsync("https://wire.example/1\nhttps://wire.example/3");

        Assert.Equal([1, 2, 3], (await ScheduledAsync()).Select(message => int.Parse(message.Body.Split("/")[3][..1], null)));
    }

    [Fact]
    public async Task A_list_is_a_set_and_sending_it_again_changes_nothing()
    {
        const string List = "https://wire.example/1\nhttps://WIRE.example/1?utm_source=x#top\nhttps://wire.example/2\nnonsense\n";

        var (_, first) = await SubmitAsync(List);
        var scheduled = await ScheduledAsync();
        var (status, second) = await SubmitAsync(List);

        Assert.Equal(((2, 1, 1), 202, (0, 3, 1)), (Counts(first), status, Counts(second)));
        Assert.Equal(scheduled, await ScheduledAsync());
        Assert.Equal(2, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Fact]
    public async Task An_entry_that_was_closed_meanwhile_is_known_and_stays_closed()
    {
        await SubmitAsync("https://wire.example/1");
        var entry = await desk.EntryAsync("https://wire.example/1");
        await desk.Get<ILedger>().CloseAsync(entry.Id, new LedgerClosing { Outcome = Outcome.Abandoned, At = entry.OpenedAt }, default);

        var (_, answer) = await SubmitAsync("https://wire.example/1");

        Assert.Equal((0, 1, 0), Counts(answer));
        Assert.Equal(LedgerState.Closed, (await desk.EntryAsync("https://wire.example/1")).State);
    }

    [Fact]
    public async Task Whoever_died_between_schedule_and_books_is_mended_by_sending_the_list_again()
    {
        await SubmitAsync("https://wire.example/1");
        var left = Assert.Single(await ScheduledAsync());
        await using var other = await RunningDesk.StartAsync();
        await other.Get<ISchedule>().PutAsync([left], default);

        var (_, answer) = await SubmitAsync("https://wire.example/1", to: other);

        Assert.Equal((1, 0, 0), Counts(answer));
        Assert.Equal((1, 0), (await other.Get<ISchedule>().CountAsync(default), (await other.Get<ILedger>().SuspectsAsync()).Count));
    }

    [Fact]
    public async Task Again_submits_what_was_listed_before_once_more()
    {
        await SubmitAsync("https://wire.example/1");

        var (_, answer) = await SubmitAsync("https://wire.example/1\nhttps://wire.example/1", query: "?again=true");

        Assert.Equal((1, 1, 0), Counts(answer));
        Assert.Equal(2, (await desk.Get<ILedger>().ListAsync(new LedgerQuery { CanonicalUrl = "https://wire.example/1" }, default)).Count);
    }

    [Fact]
    public async Task Lines_of_JSON_are_strings_or_objects_with_a_url()
    {
        var (status, answer) = await SubmitAsync(
            "\"https://wire.example/1\"\n{\"title\": \"Two\", \"url\": \"https:\\/\\/wire.example\\/2\"}\n\n# no comment\n{\"link\": \"https://wire.example/3\"}\n{\"url\": 5}\n[1\n\"\\ud800\"\n",
            "application/x-ndjson; charset=utf-8");

        Assert.Equal((202, (2, 0, 5)), (status, Counts(answer)));
        Assert.All(answer["refusedSamples"]!.AsArray(), one => Assert.Contains("string 'url'", (string)one!["detail"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_lines_are_counted_by_reason_and_the_first_are_shown()
    {
        var (_, answer) = await SubmitAsync("https://wire.example/1\n" + string.Concat(Enumerable.Repeat("ftp://wire.example/1\nnonsense\n", 30)) + "https://wire.example/" + new string('a', 200_000) + "\nhttps://wire.example/2");

        Assert.Equal((2, 0, 61), Counts(answer));
        Assert.Equal((30, 31), ((int)answer["refusedByReason"]![AbandonReason.UnsupportedScheme]!, (int)answer["refusedByReason"]![AbandonReason.InvalidUrl]!));
        var samples = answer["refusedSamples"]!.AsArray();
        Assert.Equal(20, samples.Count);
        Assert.Equal((2, "ftp://wire.example/1", AbandonReason.UnsupportedScheme), ((int)samples[0]!["line"]!, (string?)samples[0]!["url"], (string?)samples[0]!["reason"]));
    }

    [Theory]
    [InlineData("text/plain", null, "", "The list is empty")]
    [InlineData("text/plain", null, "# only\n\n#comments", "The list is empty")]
    [InlineData("text/plain", null, "{\"url\": \"https://wire.example/1\"}", "Not an absolute http or https URL: it must begin with http:// or https://. (line 1)")]
    [InlineData("application/x-ndjson", null, "https://wire.example/1", "Neither a JSON string")]
    [InlineData("text/plain", "gzip", "https://wire.example/1", "The gzip data is damaged")]
    public async Task A_list_without_a_URL_is_refused_with_the_reason(string type, string? encoding, string list, string detail)
    {
        var (status, problem) = await SubmitAsync(list, type, encoding: encoding);

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(0, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Theory]
    [InlineData("text/plain", "zstd", "Content-Encoding 'zstd' is not known")]
    [InlineData("application/x-www-form-urlencoded", null, "Content-Type")]
    public async Task A_body_of_a_kind_that_is_not_known_is_refused_and_says_so(string type, string? encoding, string detail)
    {
        var (status, problem) = await SubmitAsync("https://wire.example/1", type, encoding: encoding);

        Assert.Equal(415, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_list_of_more_than_one_batch_is_taken_in_whole()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 2500).Select(number => $"https://wire.example/{number}\n"))));
        }

        var (status, answer) = await SubmitAsync(packed.ToArray(), "text/plain", encoding: "gzip");

        Assert.Equal((202, (2500, 0, 0)), (status, Counts(answer)));
        Assert.Equal(2500, await desk.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task Of_a_sender_who_hangs_up_what_was_accepted_stays_and_sending_it_again_completes_it()
    {
        var list = string.Concat(Enumerable.Range(1, 2500).Select(number => $"https://wire.example/{number}\n"));
        var address = new Uri(desk.Url);
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(address.Host, address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /articles HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: text/plain\r\nContent-Length: {list.Length}\r\n\r\n{list[..^2000]}"));
            await Shell.UntilAsync("the first two batches are in the books", async () => (await desk.Get<ILedger>().BalanceAsync(default)).Accepted == 2000);
        }

        var (status, answer) = await SubmitAsync(list);

        Assert.Equal((202, (500, 2000, 0)), (status, Counts(answer)));
        Assert.Equal((2500, 0), ((await desk.Get<ILedger>().BalanceAsync(default)).Waiting, (await desk.Get<ILedger>().SuspectsAsync()).Count));
    }

    private static (int Accepted, int Known, int Refused) Counts(JsonNode answer) => ((int)answer["accepted"]!, (int)answer["known"]!, (int)answer["refused"]!);

    private async Task<List<ScheduledMessage>> ScheduledAsync() =>
        [.. (await desk.Get<ISchedule>().ClaimDueAsync(DateTimeOffset.MaxValue, TimeSpan.Zero, 1000, default)).Select(claim => claim.Message)];

    private Task<(int Status, JsonNode Answer)> SubmitAsync(string list, string type = "text/plain", string query = "", string? encoding = null, RunningService? to = null) =>
        SubmitAsync(Encoding.UTF8.GetBytes(list), type, query, encoding, to);

    private async Task<(int Status, JsonNode Answer)> SubmitAsync(byte[] list, string type, string query = "", string? encoding = null, RunningService? to = null)
    {
        using var content = new ByteArrayContent(list);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        var (status, body, _) = await (to ?? desk).SendAsync(HttpMethod.Post, "/articles" + query, content);
        return (status, JsonNode.Parse(body)!);
    }
}
