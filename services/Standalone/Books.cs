using Ingestion.Storage;

namespace Ingestion.Standalone;

/// <summary>Waits for the books, reading them from the store and nowhere else.</summary>
internal static class Books
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    public static Task<LedgerBalance> ReadAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ILedger>().BalanceAsync(cancellationToken);

    /// <summary>Waits until so many entries are accepted and none is open.</summary>
    /// <param name="services">The running application's.</param>
    /// <param name="accepted">Entries there must be at least.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="progress">Told each balance on the way.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The last balance, closed or, when patience ran out, not.</returns>
    public static async Task<LedgerBalance> WaitUntilClosedAsync(
        IServiceProvider services, long accepted, TimeSpan patience, Action<LedgerBalance> progress, CancellationToken cancellationToken)
    {
        var time = services.GetRequiredService<TimeProvider>();
        using var timer = new PeriodicTimer(Interval, time);
        var started = time.GetTimestamp();
        LedgerBalance balance;
        do
        {
            balance = await ReadAsync(services, cancellationToken);
            progress(balance);
        }
        while ((balance.Accepted < accepted || balance.Waiting + balance.InFlight > 0)
            && time.GetElapsedTime(started) < patience
            && await timer.WaitForNextTickAsync(cancellationToken));
        return balance;
    }

    /// <summary>Waits until each of some entries is closed, or held by an embargo.</summary>
    public static async Task WaitUntilDoneAsync(IServiceProvider services, IReadOnlyCollection<Guid> entries, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (ledger, time) = (services.GetRequiredService<ILedger>(), services.GetRequiredService<TimeProvider>());
        using var timer = new PeriodicTimer(Interval, time);
        var started = time.GetTimestamp();
        foreach (var id in entries)
        {
            while (await ledger.FindAsync(id, cancellationToken) is not ({ State: LedgerState.Closed } or { State: LedgerState.Waiting, ArticleId: not null })
                && time.GetElapsedTime(started) < patience
                && await timer.WaitForNextTickAsync(cancellationToken))
            {
            }
        }
    }

    /// <summary>Whether nothing is open, missing or unexplained.</summary>
    public static bool Balance(LedgerBalance balance) =>
        balance is { Waiting: 0, InFlight: 0, Unexplained: 0 } && balance.Terminal.Values.Sum() == balance.Accepted;
}
