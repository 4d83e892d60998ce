using System.Text;
using Ingestion.Contracts;
using Ingestion.Desk.DeadLetters;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ingestion.Desk.Tests;

/// <summary>What the broker delivers, read; and what became of a letter, told by its entry.</summary>
public class LetterEndTests
{
    private static readonly Guid JobId = Guid.NewGuid();
    private static readonly DeadLetter Letter = new()
    {
        Id = Guid.NewGuid(),
        Kind = DeadLetterKind.Error,
        Stage = "parse-document",
        EntryId = Guid.NewGuid(),
        BodyBytes = 2,
        ExceptionType = "System.Exception",
        ExceptionMessage = "No.",
        Fingerprint = "f",
        FirstAt = Samples.At,
        LastAt = Samples.At,
        State = DeadLetterState.Replaying,
        JobId = JobId,
    };

    private static readonly LedgerEntry Entry = Intake.Entry(Letter.EntryId!.Value, "https://wire.example/1", SourceKind.Web, Samples.At);

    public static TheoryData<string, DeadLetter, LedgerEntry?, bool, string?, string?> Ends => new()
    {
        { "still on its way", Letter, Entry, false, null, null },
        { "nobody tells", Letter, null, true, DeadLetterResults.Sent, null },
        { "it waits for its host", Letter, Entry with { State = LedgerState.Waiting, Detail = "Its turn is at noon." }, true, DeadLetterResults.Waiting, "Its turn is at noon." },
        { "a story", Letter, Closed(Outcome.Indexed), true, Outcome.Indexed, null },
        { "rejected", Letter, Closed(Outcome.Rejected) with { Reason = "too-short", Detail = "9 words." }, true, Outcome.Rejected, "too-short: 9 words." },
        { "dead by itself, and not filed yet", Letter, Closed(Outcome.Dead) with { DeadLetterId = Letter.Id }, false, null, null },
        { "dead at another stage", Letter, Closed(Outcome.Dead) with { DeadLetterId = JobId, Reason = "Hole", Detail = "There." }, true, DeadLetterResults.FailedElsewhere, $"Hole: There. (dead letter {JobId})" },
        { "it came back", Letter with { Attempts = 2, State = DeadLetterState.Waiting }, Closed(Outcome.Dead) with { DeadLetterId = Letter.Id }, true, DeadLetterResults.FailedAgain, "parse-document: System.Exception: No." },
        { "nothing was done with it", Letter with { State = DeadLetterState.Waiting, JobId = null }, Entry, true, null, null },
        { "another job has it", Letter with { JobId = Guid.NewGuid() }, Entry, true, null, null },
        { "it has ended", Letter with { State = DeadLetterState.Discarded }, Entry, true, null, null },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    internal void What_became_of_a_letter_its_entry_tells(string because, DeadLetter letter, LedgerEntry? entry, bool hasEnded, string? result, string? detail)
    {
        var job = new DeadLetterJob { Id = JobId, StartedAt = Samples.At, Action = DeadLetterAction.Replay, Rate = 1, RequestedBy = "Ada", Letters = 1 };

        var end = LetterEnd.Of(job, new DeadLetterItem(Letter.Id, 0, 1), letter, entry);

        Assert.True(end == (hasEnded, result, detail), $"{because}: {end}");
    }

    [Theory]
    [InlineData("parse-document", DeadLetterKind.Error, null, true)]
    [InlineData("record-document", DeadLetterKind.Error, null, false)]
    [InlineData("record-document", DeadLetterKind.Error, "fetch-article", true)]
    [InlineData("ArticleParsed", DeadLetterKind.Unroutable, null, true)]
    [InlineData("poll-feed", DeadLetterKind.Error, null, false)]
    public void An_entry_tells_of_what_is_on_the_line(string stage, string kind, string? toStage, bool expected)
    {
        var job = new DeadLetterJob { Id = JobId, StartedAt = Samples.At, Action = DeadLetterAction.Replay, ToStage = toStage, Rate = 1, RequestedBy = "Ada", Letters = 1 };

        Assert.Equal(expected, LetterEnd.IsToldByEntry(job, Letter with { Stage = stage, Kind = kind }));
        Assert.False(LetterEnd.IsToldByEntry(job, Letter with { Stage = stage, Kind = kind, EntryId = null }));
    }

    [Fact]
    public void A_delivery_without_anything_is_a_message_all_the_same()
    {
        var failed = Delivery.Read(null, PipelineStages.DeliveryLimit, Delivered([], "", "somewhere", new BasicProperties { CorrelationId = "no guid", MessageId = new string('i', 900) }));

        Assert.Equal((DeadLetterKind.DeliveryLimit, "somewhere", null, null, null), (failed.Kind, failed.Stage, failed.EntryId, failed.MessageId, failed.Failure));
    }

    public static TheoryData<string, object?> Deaths => new()
    {
        { "a text", "death"u8.ToArray() },
        { "a list of texts", new List<object> { "death"u8.ToArray() } },
        { "an absurd moment", new List<object> { new Dictionary<string, object?> { ["time"] = new AmqpTimestamp(long.MaxValue) } } },
        { "an empty list", new List<object>() },
        { "an empty table", new List<object> { new Dictionary<string, object?>() } },
        { "wrong types", new List<object> { new Dictionary<string, object?> { ["queue"] = 7L, ["time"] = "now", ["count"] = "many", ["reason"] = null } } },
    };

    [Theory]
    [MemberData(nameof(Deaths))]
    public void Any_header_at_all_may_say_that_it_died(string because, object? death)
    {
        var failed = Delivery.Read(null, PipelineStages.DeliveryLimit, Delivered([], "", "somewhere", new BasicProperties { Headers = new Dictionary<string, object?> { ["x-death"] = death } }));

        Assert.True((failed.Kind, failed.Failure) == (DeadLetterKind.DeliveryLimit, null), because);
    }

    [Fact]
    public void A_fault_is_read_from_the_headers_of_the_bus()
    {
        var stage = PipelineStages.Find("parse-document")!;
        var headers = new Dictionary<string, object?>
        {
            ["MT-Fault-ExceptionType"] = Encoding.UTF8.GetBytes("System.Exception"),
            ["MT-Fault-Message"] = Encoding.UTF8.GetBytes("Nö."),
            ["MT-Fault-Timestamp"] = Encoding.UTF8.GetBytes("2026-03-02T12:00:00.1234567Z"),
            ["MT-Host-MachineName"] = Encoding.UTF8.GetBytes("box"),
            ["number"] = 7,
            ["table"] = new Dictionary<string, object?>(),
        };

        var failed = Delivery.Read(stage, stage.ErrorQueue, Delivered("{}"u8.ToArray(), "parse-document_error", "", new BasicProperties { Headers = headers, CorrelationId = $"{Letter.EntryId}" }));

        Assert.Equal(
            (DeadLetterKind.Error, "parse-document", Letter.EntryId, "System.Exception", "Nö.", "box", "2026-03-02T12:00:00.1234567Z", new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567)),
            (failed.Kind, failed.Stage, failed.EntryId, failed.ExceptionType, failed.ExceptionMessage, failed.Host, failed.Failure, failed.At!.Value));
        Assert.Equal("7", failed.Headers["number"]);
        Assert.DoesNotContain("table", failed.Headers.Keys);
    }

    private static LedgerEntry Closed(string outcome) => Entry with { State = LedgerState.Closed, Outcome = outcome };

    private static BasicDeliverEventArgs Delivered(byte[] body, string exchange, string routingKey, BasicProperties properties) => new("tag", 1, redelivered: false, exchange, routingKey, properties, body);
}
