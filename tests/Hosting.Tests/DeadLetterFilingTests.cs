using System.Text;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Hosting.Tests;

/// <summary>What is kept of a failure, and that filing it twice is filing it once.</summary>
public sealed class DeadLetterFilingTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(_ => { }, _ => { });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("nothing", null, null)]
    [InlineData("no stack", "It broke.", null)]
    [InlineData("ours", "   at System.IO.File.Open(String path)\n   at Ingestion.Parser.Reader.Read(String a) in /x/Reader.cs:line 7\n   at Ingestion.Parser.Program.Main()", "Ingestion.Parser.Reader.Read")]
    [InlineData("ours, with a carriage return", "at System.A.B()\r\nat Ingestion.C.D()\r\n", "Ingestion.C.D")]
    [InlineData("only theirs", "   at System.Text.Json.JsonSerializer.Read()\n   at MassTransit.X.Y()", "System.Text.Json.JsonSerializer.Read")]
    [InlineData("an asynchronous method", "at Ingestion.Parser.Reader.<ReadAsync>d__12.MoveNext()", "Ingestion.Parser.Reader.ReadAsync")]
    [InlineData("a lambda", "at Ingestion.Parser.Reader.<>c.<Read>b__4_0(Int32 x)", "Ingestion.Parser.Reader.Read")]
    [InlineData("an unclosed name", "at Ingestion.Parser.Reader.<Read", "Ingestion.Parser.Reader.<Read")]
    public void A_group_is_named_for_the_first_method_of_ours(string because, string? stack, string? expected) =>
        Assert.True(FailureText.Frame(stack) == expected, $"{because}: {FailureText.Frame(stack)}");

    [Theory]
    [InlineData(null, 3, null)]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc… (1 more characters)")]
    [InlineData("ab🚢cd", 3, "ab… (4 more characters)")]
    public void A_text_that_is_cut_says_so(string? text, int max, string? expected) => Assert.Equal(expected, FailureText.Trim(text, max));

    [Fact]
    public void A_line_number_or_a_text_makes_no_group_of_its_own()
    {
        var one = Failed("Page 1.", "   at Ingestion.A.B() in /x/A.cs:line 7").ToLetter(Samples.At);
        var other = Failed("Page 2.", "   at Ingestion.A.B() in /x/A.cs:line 9").ToLetter(Samples.At);
        var elsewhere = (Failed("Page 2.", "   at Ingestion.A.B()") with { Stage = "index-article" }).ToLetter(Samples.At);

        Assert.Equal(one.Fingerprint, other.Fingerprint);
        Assert.NotEqual(one.Fingerprint, elsewhere.Fingerprint);
    }

    [Theory]
    [InlineData("ours", """{"requestedUrl":"https://wire.example/1","source":{"url":"no"},"articleId":"a1_1"}""", "https://wire.example/1", "a1_1")]
    [InlineData("an order", """{"url":"https://wire.example/2"}""", "https://wire.example/2", null)]
    [InlineData("held", """{"article":{"requestedUrl":"https://wire.example/3","articleId":"a1_3","body":{"articleId":"no"}}}""", "https://wire.example/3", "a1_3")]
    [InlineData("broken off", """{"url":"https://wire.example/4","x":""", "https://wire.example/4", null)]
    [InlineData("a number", """{"url":7}""", null, null)]
    [InlineData("a list", "[1]", null, null)]
    [InlineData("not JSON", "url=1", null, null)]
    [InlineData("half a character", "{\"url\":\"\\ud83d\"}", null, null)]
    [InlineData("nothing", "", null, null)]
    public void What_a_letter_is_about_is_read_from_its_body_as_far_as_it_can_be(string because, string body, string? url, string? articleId)
    {
        var letter = (Failed("x") with { Body = Encoding.UTF8.GetBytes(body) }).ToLetter(Samples.At);

        Assert.True((letter.Url, letter.ArticleId) == (url, articleId), $"{because}: {letter.Url}, {letter.ArticleId}");
    }

    [Fact]
    public void What_tells_of_the_failure_is_no_header_of_the_message_and_headers_have_a_bound()
    {
        var headers = new Dictionary<string, string>
        {
            ["MT-MessageType"] = "urn:message:Ingestion.Contracts:DocumentFetched",
            ["traceparent"] = "00-1",
            ["MT-Fault-StackTrace"] = new string('s', 100_000),
            ["MT-Host-MachineName"] = "box",
            ["MT-Reason"] = "fault",
            ["x-delivery-count"] = "3",
            [FailedMessage.ReplayHeader] = "job",
            ["huge"] = new string('h', 100_000),
        };

        var letter = (Failed("x") with { Headers = headers }).ToLetter(Samples.At);

        Assert.Equal(["MT-MessageType", "traceparent"], letter.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("DocumentFetched", letter.MessageType);
    }

    [Fact]
    public async Task A_failure_that_is_delivered_again_changes_nothing_and_the_next_one_counts()
    {
        var failed = await FailedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FileAsync(failed))));
        var (first, entry) = (await LetterAsync(), await EntryAsync(failed));

        Assert.Equal((1, 1L), (first.Attempts, first.Version));
        Assert.Equal((LedgerState.Closed, Outcome.Dead, nameof(InvalidDataException), "A hole.", first.Id), (entry.State, entry.Outcome, entry.Reason, entry.Detail, entry.DeadLetterId));

        // As a job does that sends it again.
        Assert.True(await service.Get<ILedger>().ReopenAsync(entry.Id, first.Id, Samples.At, default));
        Assert.True(await Letters.TrySaveAsync(first with { Version = 2, State = DeadLetterState.Replaying, JobId = Guid.NewGuid() }, default));
        await FileAsync(failed);
        Assert.Equal((LedgerState.InFlight, DeadLetterState.Replaying), ((await EntryAsync(failed)).State, (await LetterAsync()).State));

        await FileAsync(failed with { Failure = "second", ExceptionMessage = "Another hole.", At = Samples.At.AddHours(2) });
        var second = await LetterAsync();
        Assert.Equal((first.Id, 2, DeadLetterState.Waiting, first.FirstAt, Samples.At.AddHours(2), "Another hole."), (second.Id, second.Attempts, second.State, second.FirstAt, second.LastAt, second.ExceptionMessage));
        Assert.Equal((LedgerState.Closed, first.Id), ((await EntryAsync(failed)).State, (await EntryAsync(failed)).DeadLetterId!.Value));
    }

    [Theory]
    [InlineData("parse-document", DeadLetterKind.Error, true)]
    [InlineData("record-outcome", DeadLetterKind.Error, true)]
    [InlineData("index-article", DeadLetterKind.DeliveryLimit, true)]
    [InlineData("ArticleParsed", DeadLetterKind.Unroutable, true)]
    [InlineData("record-document", DeadLetterKind.Error, false)]
    [InlineData("make-story", DeadLetterKind.Skipped, false)]
    [InlineData("somebody-elses", DeadLetterKind.Error, false)]
    public async Task What_fails_beside_the_line_leaves_the_entry_open(string stage, string kind, bool isClosed)
    {
        var failed = await FailedAsync() with { Stage = stage, Kind = kind };

        await FileAsync(failed);

        Assert.Equal(isClosed ? LedgerState.Closed : LedgerState.InFlight, (await EntryAsync(failed)).State);
        Assert.Equal(stage, (await LetterAsync()).Stage);
    }

    [Fact]
    public async Task Two_messages_of_a_stranger_with_one_id_are_two_letters()
    {
        var failed = await FailedAsync() with { EntryId = null };

        await FileAsync(failed);
        await FileAsync(failed with { Body = "other"u8.ToArray() });

        Assert.Equal(2, await Letters.CountAsync(new DeadLetterSlice(), default));
    }

    private IDeadLetters Letters => service.Get<IDeadLetters>();

    private Task FileAsync(FailedMessage failed) => service.Get<DeadLetterFiling>().FileAsync(failed, default);

    private async Task<DeadLetter> LetterAsync() => (await Letters.ListAsync(new DeadLetterSlice(), null, 10, default)).Single();

    private async Task<LedgerEntry> EntryAsync(FailedMessage failed) => (await service.Get<ILedger>().FindAsync(failed.EntryId!.Value, default))!;

    private async Task<FailedMessage> FailedAsync()
    {
        var entry = Intake.Entry(Guid.NewGuid(), "https://wire.example/1", SourceKind.Web, Samples.At);
        await service.Get<ILedger>().OpenAsync([entry], default);
        return Failed("A hole.") with { EntryId = entry.Id };
    }

    private static FailedMessage Failed(string message, string? stack = null) => new()
    {
        Kind = DeadLetterKind.Error,
        Stage = "parse-document",
        MessageId = $"{Guid.NewGuid()}",
        EntryId = Guid.NewGuid(),
        Headers = new Dictionary<string, string>(),
        Body = "{}"u8.ToArray(),
        ExceptionType = typeof(InvalidDataException).FullName,
        ExceptionMessage = message,
        Stack = stack,
        At = Samples.At,
        Failure = "first",
    };
}
