using Ingestion.Contracts;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteReconcilingTests() : ReconcilingContract(null);

public sealed class MongoReconcilingTests(MongoServer mongo) : ReconcilingContract(mongo);

/// <summary>What the reconciler asks the stores.</summary>
public abstract class ReconcilingContract(MongoServer? mongo) : StoreTests(mongo)
{
    private IFindings Findings => Services.GetRequiredService<IFindings>();

    [Theory]
    [InlineData("in flight, which no store bears out or not", LedgerState.InFlight, null, null, null)]
    [InlineData("waiting without a message", LedgerState.Waiting, null, null, LedgerFault.NotScheduled)]
    [InlineData("indexed, and its content is there", LedgerState.Closed, Outcome.Indexed, "a1_harbour", null)]
    [InlineData("indexed, and there is no article", LedgerState.Closed, Outcome.Indexed, "a1_none", LedgerFault.NoArticle)]
    [InlineData("indexed, and the article has the content of another entry only", LedgerState.Closed, Outcome.Indexed, "a1_other", LedgerFault.NoContent)]
    [InlineData("revised by content that came back", LedgerState.Closed, Outcome.Revised, "a1_other", null)]
    [InlineData("revised, and there is no article", LedgerState.Closed, Outcome.Revised, "a1_none", LedgerFault.NoArticle)]
    [InlineData("unchanged, and the article is there", LedgerState.Closed, Outcome.Unchanged, "a1_other", null)]
    [InlineData("unchanged, and there is no article", LedgerState.Closed, Outcome.Unchanged, "a1_none", LedgerFault.NoArticle)]
    [InlineData("withdrawn, and there is no tombstone", LedgerState.Closed, Outcome.Withdrawn, "a1_none", LedgerFault.NoArticle)]
    [InlineData("withdrawn, and there is one", LedgerState.Closed, Outcome.Withdrawn, "a1_dead", null)]
    [InlineData("indexed before it was withdrawn", LedgerState.Closed, Outcome.Indexed, "a1_dead", null)]
    [InlineData("indexed without naming an article", LedgerState.Closed, Outcome.Indexed, null, LedgerFault.NoArticle)]
    [InlineData("abandoned has no article", LedgerState.Closed, Outcome.Abandoned, null, null)]
    [InlineData("dead has no article", LedgerState.Closed, Outcome.Dead, "a1_none", null)]
    public async Task What_the_other_stores_do_not_bear_out_is_suspect(string because, LedgerState state, string? outcome, string? articleId, LedgerFault? expected)
    {
        var entry = Entry(state: state) with { Outcome = outcome, ArticleId = articleId };
        await Articles.FileAsync(Article(archiveKey: "sha256:01"), entry.Id, Noon, default);
        await Articles.FileAsync(Article("a1_other"), Guid.NewGuid(), Noon, default);
        await Articles.WithdrawAsync(Tombstone("Asked for.", "a1_dead"), default);
        await Ledger.OpenAsync([entry], default);

        var page = await Ledger.CompareAsync(after: null, 10, default);
        var one = await Ledger.CompareAsync([entry.Id, Guid.NewGuid()], default);

        Assert.True((page.Suspects.SingleOrDefault()?.Fault, one.SingleOrDefault()?.Fault) == (expected, expected), $"{because}: got {page.Suspects.SingleOrDefault()} and {one.SingleOrDefault()}");
        Assert.Equal(expected is null ? null : entry, page.Suspects.SingleOrDefault()?.Entry);
        Assert.Equal((1, (LedgerPlace?)null), (page.Looked, page.Next));
        Assert.Equal(articleId == "a1_harbour" ? [new EntryKey(entry.Id, "sha256:01")] : [], page.Keys);
    }

    [Fact]
    public async Task An_entry_waits_for_what_is_scheduled_under_a_key_of_its_own()
    {
        var (plain, about, none) = (Entry(state: LedgerState.Waiting), Entry(state: LedgerState.Waiting), Entry(state: LedgerState.Waiting));
        await Ledger.OpenAsync([plain, about, none], default);
        var messages = new[] { Message(plain.Id), Message(Guid.NewGuid()) with { About = about.Id }, Message(Guid.NewGuid()) };
        await Schedule.PutAsync(messages, default);

        Assert.Equal(none.Id, Assert.Single((await Ledger.CompareAsync(null, 10, default)).Suspects).Entry.Id);
        Assert.Equal(messages.Take(2).ToHashSet(), (await Schedule.FindAsync([plain.Id, about.Id, none.Id], default)).ToHashSet());
        Assert.Empty(await Schedule.FindAsync([], default));
        Assert.Equal(about.Id, (await Schedule.ClaimDueAsync(Noon.AddDays(1), TimeSpan.FromSeconds(1), 10, default)).Select(claim => claim.Message.About).Single(id => id is not null));
    }

    [Fact]
    public async Task The_books_are_compared_page_by_page_without_gap_or_repeat()
    {
        // Several of one moment, in no order.
        var entries = Enumerable.Range(0, 23).Select(i => Entry(openedAt: Noon.AddSeconds(i % 5), state: LedgerState.Waiting)).ToList();
        await Ledger.OpenAsync(entries, default);
        List<LedgerEntry> seen = [];
        var (pages, place) = (0, (LedgerPlace?)null);

        do
        {
            var page = await Ledger.CompareAsync(place, 5, default);
            seen.AddRange(page.Suspects.Select(suspect => suspect.Entry));
            (pages, place) = (pages + 1, page.Next);
        }
        while (place is not null);

        Assert.Equal((5, 23, 23), (pages, seen.Count, seen.Select(entry => entry.Id).Distinct().Count()));
        Assert.Equal(seen.Select(entry => entry.OpenedAt).Order(), seen.OrderBy(entry => entry.OpenedAt).Select(entry => entry.OpenedAt));
        Assert.Equal(0, (await Ledger.CompareAsync(LedgerPlace.Opened(Entry(openedAt: Noon.AddDays(1))), 5, default)).Looked);
    }

    [Fact]
    public async Task What_is_in_flight_for_long_is_listed_by_when_it_moved()
    {
        var entries = Enumerable.Range(0, 7).Select(i => Entry() with { MovedAt = Noon.AddSeconds(i / 2) }).ToList();
        await Ledger.OpenAsync([.. entries, Entry(state: LedgerState.Waiting) with { MovedAt = Noon }, Entry(state: LedgerState.Closed) with { MovedAt = Noon }], default);

        var first = await Ledger.StaleAsync(Noon.AddSeconds(2), after: null, 3, default);
        var rest = await Ledger.StaleAsync(Noon.AddSeconds(2), LedgerPlace.Moved(first[^1]), 3, default);

        Assert.Equal(entries.Take(4).Select(entry => entry.Id).ToHashSet(), first.Concat(rest).Select(entry => entry.Id).ToHashSet());
        Assert.Equal([0, 0, 1, 1], first.Concat(rest).Select(entry => (int)(entry.MovedAt - Noon).TotalSeconds));
        Assert.Empty(await Ledger.StaleAsync(Noon, after: null, 3, default));
    }

    [Fact]
    public async Task Each_move_of_an_entry_is_kept_and_no_more_than_the_last_ones()
    {
        var (entry, letter) = (Entry(), Guid.NewGuid());
        await Ledger.OpenAsync([entry], default);
        Assert.Empty(await Ledger.StepsAsync(entry.Id, default));

        await Ledger.MoveAsync(entry.Id, LedgerState.Waiting, 1, Noon.AddSeconds(1), "503 — \"later\".", default);
        await Ledger.MoveAsync(entry.Id, LedgerState.InFlight, 1, Noon.AddSeconds(2), null, default);
        await Ledger.HoldAsync(entry.Id, "a1_x", Noon.AddSeconds(3), "Under embargo.", default);
        await Ledger.CloseAsync(entry.Id, Closing(Outcome.Dead) with { DeadLetterId = letter }, default);
        await Ledger.MoveAsync(entry.Id, LedgerState.Waiting, 9, Noon.AddSeconds(4), "Too late.", default);
        await Ledger.ReopenAsync(entry.Id, letter, Noon.AddSeconds(5), default);

        var steps = await Ledger.StepsAsync(entry.Id, default);
        Assert.Equal(
            [new(Noon.AddSeconds(1), LedgerState.Waiting, 1, "503 — \"later\"."), new(Noon.AddSeconds(2), LedgerState.InFlight, 1, null), new(Noon.AddSeconds(3), LedgerState.Waiting, 0, "Under embargo.")],
            steps.Take(3));
        Assert.Equal((4, true), (steps.Count, steps[3].Detail!.Contains($"{letter}", StringComparison.Ordinal)));
        for (var i = 1; i <= 2 * LedgerStep.MostKept; i++)
        {
            await Ledger.MoveAsync(entry.Id, LedgerState.Waiting, i, Noon, null, default);
        }

        steps = await Ledger.StepsAsync(entry.Id, default);
        Assert.Equal(Enumerable.Range(LedgerStep.MostKept + 1, LedgerStep.MostKept), steps.Select(step => step.Attempts));
        Assert.Empty(await Ledger.StepsAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task Findings_are_kept_one_for_an_entry_and_listed_by_state()
    {
        var found = Enumerable.Range(0, 5).Select(i => Finding(i % 2 == 0 ? FindingState.Unexplained : FindingState.Mending)).OrderBy(finding => $"{finding.EntryId}", StringComparer.Ordinal).ToList();
        await Findings.SaveAsync([.. found.AsEnumerable().Reverse()], default);
        await Findings.SaveAsync([found[0] with { Redrives = 2, RedrivenAt = Noon, AcceptedBy = "Ada", State = FindingState.Accepted }], default);

        Assert.Equal(found.Skip(1), await Findings.ListAsync(null, found[0].EntryId, 10, default));
        Assert.Equal(("Ada", 2, Noon), (await Findings.ListAsync(FindingState.Accepted, null, 10, default)).Single() is var one ? (one.AcceptedBy, one.Redrives, one.RedrivenAt) : default);
        Assert.Equal(found.Skip(1).Where(finding => finding.State == FindingState.Mending), await Findings.ListAsync(FindingState.Mending, null, 10, default));
        await Findings.RemoveAsync([found[1].EntryId, Guid.NewGuid()], default);
        Assert.Equal([found[2]], await Findings.FindAsync([found[1].EntryId, found[2].EntryId], default));
        Assert.Equal(2, (await Findings.ListAsync(null, null, 2, default)).Count);
    }

    [Fact]
    public async Task The_books_say_what_is_unexplained_once_a_pass_was_made()
    {
        var states = Services.GetRequiredService<IJobs<Reconciliation>>();
        await Findings.SaveAsync([Finding(FindingState.Unexplained), Finding(FindingState.Unexplained), Finding(FindingState.Mending), Finding(FindingState.Accepted)], default);
        var state = new Reconciliation { Id = Reconciliation.OnlyId, StartedAt = Noon };
        await states.TrySaveAsync(state, default);
        Assert.Equal((null, null), await Ledger.BalanceAsync(default) is var before ? (before.Unexplained, before.AsOf) : default);

        await states.TrySaveAsync(state with { Version = 2, PassedAt = Noon, Place = new LedgerPlace(7, Guid.NewGuid()) }, default);

        Assert.Equal((2, Noon), await Ledger.BalanceAsync(default) is var after ? (after.Unexplained, after.AsOf) : default);
    }

    [Fact]
    public async Task The_documents_of_an_entry_are_found_also_when_their_outcome_was_noted_first()
    {
        var entry = Guid.NewGuid();
        var (one, two) = (Document(1), Document(2));
        await Documents.NoteOutcomeAsync(new DocumentOutcome { RequestedUrl = one.RequestedUrl, ArchiveKey = one.ArchiveKey, EntryId = entry, Parser = "1.0", Outcome = Outcome.Rejected }, default);
        await Documents.NoteAsync(one, entry, default);
        await Documents.NoteAsync(two, entry, default);
        await Documents.NoteAsync(two, null, default);
        await Documents.NoteAsync(Document(3), Guid.NewGuid(), default);

        Assert.Equal(["sha256:02", "sha256:01"], (await Documents.ForEntryAsync(entry, default)).Select(known => known.Document.ArchiveKey));
        Assert.Empty(await Documents.ForEntryAsync(Guid.NewGuid(), default));
    }

    private static DocumentFetched Document(int number) => new()
    {
        RequestedUrl = $"https://wire.example/{number}",
        FinalUrl = $"https://wire.example/{number}",
        ArchiveKey = $"sha256:0{number}",
        ByteCount = 7,
        FetchedAt = Noon.AddMinutes(number),
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = Noon },
    };

    private static Finding Finding(FindingState state) => new() { EntryId = Guid.NewGuid(), State = state, Fault = "lost", Detail = "It is nowhere.", FoundAt = Noon };
}
