namespace Ingestion.Storage;

/// <summary>
/// Whose turn it is at each host, and what is known of it: kept in the store, so that any number of fetchers together stays as polite as one
/// and a restart forgets nothing. One request at a time; the next may start when the pause after the last one is over.
/// Moments and durations are kept in milliseconds, rounded up.
/// </summary>
public interface IHosts
{
    /// <summary>Takes a host's turn, or a place in the line for it, atomically (<see cref="HostLine.Enter"/>).</summary>
    /// <param name="host">Authority of the URL, lower case: host, and port where it is not the default one.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lease">When a turn that nobody gives back ends by itself; longer than any request may take.</param>
    /// <param name="hasPlace">Whether the caller had a place and its moment has come; others stand behind those who wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The turn, or a place.</returns>
    Task<HostTurn> EnterAsync(string host, DateTimeOffset now, TimeSpan lease, bool hasPlace, CancellationToken cancellationToken);

    /// <summary>Gives a turn back. One that ended by itself and was taken by somebody else keeps <see cref="HostLine.OpenAt"/> from coming earlier, and no more.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="openAt">When the next request may start, UTC.</param>
    /// <param name="pace">What is known of the host now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task LeaveAsync(HostTurn turn, DateTimeOffset openAt, HostPace pace, CancellationToken cancellationToken);

    /// <summary>The robots.txt of an origin, as it was last asked for.</summary>
    /// <param name="origin">Scheme and authority, such as <c>https://example.org</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it was never asked for. One that has expired is given too.</returns>
    Task<RobotsFile?> FindRobotsAsync(string origin, CancellationToken cancellationToken);

    /// <summary>Keeps a robots.txt in the place of the one before.</summary>
    /// <param name="robots">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task SaveRobotsAsync(RobotsFile robots, CancellationToken cancellationToken);
}

/// <summary>A turn at a host, or a place in the line.</summary>
/// <param name="Host">The host.</param>
/// <param name="Token">What tells this turn from others; null when it is only a place.</param>
/// <param name="At">The turn: when it began. A place: when to come back, UTC.</param>
/// <param name="Pace">What is known of the host.</param>
public sealed record HostTurn(string Host, Guid? Token, DateTimeOffset At, HostPace Pace);

/// <summary>What is known of how fast a host may be asked.</summary>
/// <param name="Latency">Smoothed time that one request takes; zero when none was made.</param>
/// <param name="BackOff">Pause that the host taught us by 429, 503 and failures; zero when it is well.</param>
public sealed record HostPace(TimeSpan Latency, TimeSpan BackOff)
{
    /// <summary>A host that was never asked.</summary>
    public static HostPace Unknown { get; } = new(TimeSpan.Zero, TimeSpan.Zero);
}

/// <summary>A robots.txt.</summary>
/// <param name="Origin">Whose, scheme and authority.</param>
/// <param name="Text">What it says, empty when the origin has none; null when the origin could not say, and nothing may be asked until <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">Until when it is believed, UTC.</param>
public sealed record RobotsFile(string Origin, string? Text, DateTimeOffset ExpiresAt)
{
    /// <summary>Where it redirected to, and is to be asked for next; null when it was asked for to the end.</summary>
    public string? Next { get; init; }

    /// <summary>Redirects so far, when <see cref="Next"/> is set.</summary>
    public int Hops { get; init; }
}
