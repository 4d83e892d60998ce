using System.Globalization;
using Ingestion.Hosting;
using Ingestion.Storage;

namespace Ingestion.Desk.Bulk;

/// <summary>
/// Takes in work that can wait, in batches, so that a million URLs do not stand in front of breaking news: (1) leave out what is in the books,
/// (2) schedule the rest, each in its turn, (3) open the entries. Nothing is published: the schedule does that.
/// Whoever dies between (2) and (3) leaves messages whose entries are not there yet; doing it again puts the same messages under the same keys.
/// </summary>
/// <param name="ledger">The books.</param>
/// <param name="schedule">What waits.</param>
/// <param name="time">The clock.</param>
internal sealed class Backlog(ILedger ledger, ISchedule schedule, TimeProvider time)
{
    // The entry is open before its message is due.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(5);

    /// <summary>Which entries are in the books.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that are.</returns>
    public async Task<IReadOnlySet<Guid>> FindKnownAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var entries = await ledger.FindAsync([.. ids], cancellationToken);
        return entries.Select(entry => entry.Id).ToHashSet();
    }

    /// <summary>Accepts work whose entries <see cref="FindKnownAsync"/> did not find.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="work">New entries, each with its message.</param>
    /// <param name="pace">Whose turns they take.</param>
    /// <returns>How many entries were opened: fewer than given when somebody else opened some meanwhile.</returns>
    /// <remarks>Once begun it is finished: a caller who hangs up between the two writes changes nothing.</remarks>
    public async Task<int> AcceptAsync<T>(IReadOnlyCollection<(LedgerEntry Entry, T Message)> work, Pace pace)
        where T : class
    {
        if (work.Count == 0)
        {
            return 0;
        }

        var turns = pace.Take(work.Count, time.GetUtcNow() + HeadStart);
        await schedule.PutAsync([.. work.Zip(turns, (item, turn) => Intake.Scheduled(item.Entry.Id, item.Message, turn))], CancellationToken.None);
        return await ledger.OpenAsync([.. work.Zip(turns, (item, turn) => Waiting(item.Entry, turn))], CancellationToken.None);
    }

    private static LedgerEntry Waiting(LedgerEntry entry, DateTimeOffset turn) =>
        entry with { State = LedgerState.Waiting, Detail = string.Create(CultureInfo.InvariantCulture, $"Its turn in the backlog is at {turn:u}.") };
}
