namespace Ingestion.Storage;

/// <summary>
/// The line in front of one host: pure, so that both stores decide alike. A store keeps it under its version and writes what comes of
/// <see cref="Enter"/> and <see cref="Leave"/> only if nobody wrote meanwhile.
/// </summary>
public sealed record HostLine
{
    // What a request is expected to take before one was made.
    private static readonly TimeSpan FirstStep = TimeSpan.FromSeconds(1);

    /// <summary>When the next request may start, UTC.</summary>
    public DateTimeOffset OpenAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Next free place in the line, UTC.</summary>
    public DateTimeOffset TailAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>From the start of one request to the earliest start of the next, as it was last time or on the way there.</summary>
    public TimeSpan Step { get; init; } = FirstStep;

    /// <summary>Whose turn it is; null when nobody's.</summary>
    public Guid? Token { get; init; }

    /// <summary>When that turn ends by itself, UTC.</summary>
    public DateTimeOffset LeaseUntil { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>When that turn began, UTC.</summary>
    public DateTimeOffset EnteredAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>What is known of the host.</summary>
    public HostPace Pace { get; init; } = HostPace.Unknown;

    /// <summary>Takes the turn if the host is open, nobody has it and nobody else waits for it; else the next place in the line.</summary>
    /// <param name="host">The host.</param>
    /// <param name="token">What shall tell this turn from others.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lease">As in <see cref="IHosts.EnterAsync"/>.</param>
    /// <param name="hasPlace">As in <see cref="IHosts.EnterAsync"/>.</param>
    /// <returns>The line afterwards, and the turn or place.</returns>
    public (HostLine Line, HostTurn Turn) Enter(string host, Guid token, DateTimeOffset now, TimeSpan lease, bool hasPlace)
    {
        var isTaken = Token is not null && LeaseUntil > now;
        if (!isTaken && OpenAt <= now && (hasPlace || TailAt <= now))
        {
            var line = this with { Token = token, EnteredAt = now, LeaseUntil = now + lease };
            return (line, new HostTurn(host, token, now, Pace));
        }

        // A turn that is overdue is expected to last for another quarter of what it took so far: whoever asks again, asks ever less often.
        var expected = isTaken ? Later(EnteredAt + Step, now + ((now - EnteredAt) / 4)) : OpenAt;

        // Places are a step apart, and a host is not as regular as that: whoever comes a little early waits for the one before, instead of
        // leaving the moment unused and standing in line again. Until then the tail keeps off those who have no place.
        if (hasPlace && expected - now <= Step / 2)
        {
            var tail = expected + (Step / 2);
            return (tail > TailAt ? this with { TailAt = tail } : this, new HostTurn(host, Token: null, expected, Pace));
        }

        var place = Later(Later(TailAt, expected), now);
        return (this with { TailAt = place + Step }, new HostTurn(host, Token: null, place, Pace));
    }

    /// <summary>Gives a turn back.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="openAt">When the next request may start, UTC; the moment the turn began where nothing was asked.</param>
    /// <param name="pace">What is known of the host now.</param>
    /// <returns>The line afterwards.</returns>
    public HostLine Leave(HostTurn turn, DateTimeOffset openAt, HostPace pace)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Token is null || turn.Token != Token)
        {
            return this with { OpenAt = Later(OpenAt, openAt) };
        }

        // Nothing was asked in this turn, so nothing was learned.
        if (openAt <= turn.At)
        {
            return this with { Token = null, LeaseUntil = DateTimeOffset.UnixEpoch };
        }

        // By a factor of 4 at most: a long pause of one time (Retry-After) is not what all places are to be apart, nor is a turn given back at once.
        var step = TimeSpan.FromSeconds(Math.Clamp((openAt - turn.At).TotalSeconds, Math.Max(0.001, Step.TotalSeconds / 4), Step.TotalSeconds * 4));
        return this with { OpenAt = Later(OpenAt, openAt), TailAt = Later(TailAt, openAt), Step = step, Token = null, LeaseUntil = DateTimeOffset.UnixEpoch, Pace = pace };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
