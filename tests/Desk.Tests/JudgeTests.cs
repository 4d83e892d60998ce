using Ingestion.Contracts;
using Ingestion.Desk.Reconciling;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

public sealed class JudgeTests
{
    private static readonly DateTimeOffset Now = Samples.At;
    private static readonly Patience Patience = new(Now, Now.AddMinutes(-10), Now.AddHours(-1), TimeSpan.FromMinutes(10), Most: 5);

    [Theory]
    [InlineData("moved lately", 5, false, null, true, 0, null, null, "on-its-way")]
    [InlineData("waits for its turn, for hours", 300, true, 30, true, 0, null, null, "scheduled")]
    [InlineData("in flight, and still in the schedule", 300, false, 3, true, 0, null, null, "scheduled")]
    [InlineData("due for long: no fetcher", 300, true, -11, true, 0, null, null, "overdue")]
    [InlineData("due a moment ago", 300, true, -9, true, 0, null, null, "scheduled")]
    [InlineData("the broker is away", 30, false, null, false, 0, 1, 1, "not-known")]
    [InlineData("queues hold messages, and always did", 30, false, null, true, 7, null, null, "queued")]
    [InlineData("queues hold messages, and were empty before it moved", 30, false, null, true, 7, 31, 31, "queued")]
    [InlineData("queues hold messages, and were empty when it moved", 30, false, null, true, 7, 30, 30, "queued")]
    [InlineData("queues hold messages, and were empty since", 30, false, null, true, 7, 29, 29, null)]
    [InlineData("the fetcher's queue was never empty, the others were", 30, false, null, true, 7, null, 29, "queued")]
    [InlineData("queues hold messages, for too long", 61, false, null, true, 7, null, null, null)]
    [InlineData("queues are empty", 30, false, null, true, 0, 0, 0, null)]
    [InlineData("waits for what is not there", 30, true, null, true, 0, 0, 0, null)]
    public void An_open_entry_is_explained_by_where_it_is(
        string because, int movedMinutes, bool waits, int? dueMinutes, bool isKnown, int held, int? emptyMinutes, int? emptyPastFetchMinutes, string? expected)
    {
        var evidence = new Evidence(
            Entry() with { State = waits ? LedgerState.Waiting : LedgerState.InFlight, MovedAt = Now.AddMinutes(-movedMinutes) },
            Fault: null, MissingKey: null,
            dueMinutes is { } due ? new ScheduledMessage { EntryId = Guid.NewGuid(), DueAt = Now.AddMinutes(due), Type = "FetchArticle", Body = "{}" } : null,
            new QueuesSeen(isKnown, held == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["fetch-article"] = held }, Ago(emptyMinutes), Ago(emptyPastFetchMinutes)),
            Finding: null);

        var explained = Judge.Explain(evidence, isPastFetch: false, Patience);

        Assert.True(explained?.How == expected, $"{because}: {explained}");
        Assert.True(explained is null || explained.Detail.EndsWith('.'), explained?.Detail);
        if (held > 0 && emptyMinutes is null && emptyPastFetchMinutes is not null)
        {
            Assert.Null(Judge.Explain(evidence, isPastFetch: true, Patience));
        }
    }

    [Theory]
    [InlineData("lost, with its document", nameof(LastDurable.Document), null, 0, 0, "redrive")]
    [InlineData("lost, with its URL", nameof(LastDurable.Url), null, 0, 0, "redrive")]
    [InlineData("lost, with nothing left", nameof(LastDurable.Nothing), null, 0, 0, "unexplained")]
    [InlineData("driven again a moment ago", nameof(LastDurable.Url), FindingState.Mending, 1, 9, "mending")]
    [InlineData("driven again, and lost again", nameof(LastDurable.Url), FindingState.Mending, 1, 11, "redrive")]
    [InlineData("driven again twice: twice the wait", nameof(LastDurable.Url), FindingState.Mending, 2, 19, "mending")]
    [InlineData("driven again twice, and lost again", nameof(LastDurable.Url), FindingState.Mending, 2, 21, "redrive")]
    [InlineData("driven again as often as it may be", nameof(LastDurable.Url), FindingState.Mending, 5, 9000, "unexplained")]
    [InlineData("and the last time was a moment ago", nameof(LastDurable.Url), FindingState.Mending, 5, 1, "unexplained")]
    [InlineData("unexplained, and somebody asked for another try", nameof(LastDurable.Url), FindingState.Unexplained, 0, 0, "redrive")]
    [InlineData("accepted", nameof(LastDurable.Url), FindingState.Accepted, 5, 9000, "accepted")]
    public void What_is_lost_is_driven_again_so_often_and_then_unexplained(string because, string last, FindingState? state, int redrives, int agoMinutes, string expected)
    {
        var verdict = Judge.Act(Lost(Found(state, redrives, agoMinutes)), waiting: null, Enum.Parse<LastDurable>(last), Patience);

        Assert.True(Word(verdict) == expected, $"{because}: {verdict}");
        Assert.True(verdict is not Verdict.Redrive { IsFalse: true }, "An entry in flight is in flight.");
    }

    [Fact]
    public void What_has_a_dead_letter_that_waits_is_explained_by_it()
    {
        var letter = new DeadLetter { Id = Guid.NewGuid(), Kind = DeadLetterKind.Error, Stage = "parse-document", BodyBytes = 1, ExceptionType = "X", Fingerprint = "f", FirstAt = Now, LastAt = Now };

        var verdict = Judge.Act(Lost(null), letter, LastDurable.Document, Patience);

        Assert.Equal("dead-letter", Assert.IsType<Verdict.Explained>(verdict).How);
        Assert.Contains($"{letter.Id}", ((Verdict.Explained)verdict).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filed", null, null, nameof(LastDurable.Document), "closed", null)]
    [InlineData("no article, with its document", LedgerFault.NoArticle, null, nameof(LastDurable.Document), "redrive", "no-article")]
    [InlineData("no content, with its URL", LedgerFault.NoContent, null, nameof(LastDurable.Url), "redrive", "no-content")]
    [InlineData("no article, and nothing left", LedgerFault.NoArticle, null, nameof(LastDurable.Nothing), "unexplained", "no-article")]
    [InlineData("its bytes are missing: no drive brings them back", null, "sha256:01", nameof(LastDurable.Url), "unexplained", "bytes-missing")]
    public void A_closed_entry_that_the_stores_do_not_bear_out_is_false_until_it_is_mended(string because, LedgerFault? fault, string? missing, string last, string expected, string? word)
    {
        var evidence = new Evidence(Entry() with { State = LedgerState.Closed, Outcome = Outcome.Indexed, ArticleId = "a1_x", MovedAt = Now.AddHours(-2) }, fault, missing, Scheduled: null, Empty, Finding: null);

        var verdict = Judge.Explain(evidence, isPastFetch: false, Patience) ?? Judge.Act(evidence, waiting: null, Enum.Parse<LastDurable>(last), Patience);

        Assert.True(Word(verdict) == expected, $"{because}: {verdict}");
        Assert.Equal(word, verdict switch { Verdict.Redrive redrive => redrive.Fault, Verdict.Unexplained unexplained => unexplained.Fault, _ => null });
        Assert.True(verdict is not Verdict.Redrive { IsFalse: false });
    }

    private static QueuesSeen Empty { get; } = new(IsKnown: true, new Dictionary<string, long>(), Now, Now);

    private static LedgerEntry Entry() => Intake.Entry(Guid.NewGuid(), "https://wire.example/1", SourceKind.Web, Now.AddHours(-3));

    private static Evidence Lost(Finding? finding) => new(Entry() with { MovedAt = Now.AddHours(-2) }, Fault: null, MissingKey: null, Scheduled: null, Empty, finding);

    private static Finding? Found(FindingState? state, int redrives, int agoMinutes) => state is null ? null : new Finding
    {
        EntryId = Guid.NewGuid(),
        State = state.Value,
        Fault = "lost",
        Detail = "It is nowhere.",
        Redrives = redrives,
        RedrivenAt = redrives == 0 ? null : Now.AddMinutes(-agoMinutes),
        FoundAt = Now.AddDays(-1),
    };

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Explained explained => explained.How,
        Verdict.Redrive => "redrive",
        _ => "unexplained",
    };

    private static DateTimeOffset? Ago(int? minutes) => minutes is { } ago ? Now.AddMinutes(-ago) : null;
}
