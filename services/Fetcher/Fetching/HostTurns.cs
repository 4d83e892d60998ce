using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// One request at a time to each host, from however many fetchers, and a pause after each. The pause counts from the end of a request: then
/// two cannot come closer at the host's door, whatever held up either of them.
/// </summary>
internal sealed class HostTurns(IHosts hosts, IOptions<FetcherOptions> options, TimeProvider time)
{
    // From taking a turn to the request; whoever was held up for longer lets it go.
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    // From the end of a request to the turn's being given back.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    // Whoever dies holding a turn blocks the host for so long.
    private TimeSpan Lease => Freshness + options.Value.RequestTimeout + Margin;

    /// <summary>Takes a host's turn, or a place in its line when that is not soon enough to wait for here.</summary>
    /// <param name="url">Whose host.</param>
    /// <param name="place">The place we had, null when none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HostTurn> EnterAsync(Uri url, DateTimeOffset? place, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var patience = now + options.Value.MaxInlineWait;
        var turn = await hosts.EnterAsync(url.Authority, now, Lease, hasPlace: place is not null, cancellationToken);
        while (turn.Token is null && turn.At <= patience)
        {
            if (turn.At - time.GetUtcNow() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            turn = await hosts.EnterAsync(url.Authority, time.GetUtcNow(), Lease, hasPlace: true, cancellationToken);
        }

        return turn;
    }

    /// <summary>Whether a turn is still surely ours: a process that was held up since it entered may find another in its place.</summary>
    public bool IsFresh(HostTurn turn) => time.GetUtcNow() - turn.At < Freshness;

    /// <summary>Gives a turn back, with what its request showed; null when nothing was asked.</summary>
    public Task LeaveAsync(HostTurn turn, Observed? seen)
    {
        // Whoever gives up waiting for the answer still has to give the turn back.
        if (seen is not { } observed)
        {
            return hosts.LeaveAsync(turn, turn.At, turn.Pace, CancellationToken.None);
        }

        var (pace, pause) = Pacing.After(turn.Pace, observed, options.Value);
        return hosts.LeaveAsync(turn, time.GetUtcNow() + pause, pace, CancellationToken.None);
    }
}
