namespace Ingestion.Chaos.Tests.Faults;

/// <summary>What the nemesis can do.</summary>
internal enum FaultKind
{
    /// <summary>A service's process is ended by SIGKILL and started again after a while.</summary>
    Kill,

    /// <summary>A service's process is stopped and goes on after a while, as if nothing had been.</summary>
    Pause,

    /// <summary>A service's clock is wrong for a while: by hours behind, or by half a minute ahead.</summary>
    ClockJump,

    /// <summary>The broker's process is ended by SIGKILL and started again after a while.</summary>
    BrokerKill,

    /// <summary>The broker is shut down in order and started again.</summary>
    BrokerRestart,

    /// <summary>The broker's memory alarm: publishers are blocked.</summary>
    MemoryAlarm,

    /// <summary>The broker's disk alarm: publishers are blocked.</summary>
    DiskAlarm,

    /// <summary>Connections to the broker are reset.</summary>
    BrokerReset,

    /// <summary>Connections to the broker are closed in one direction.</summary>
    BrokerHalfClose,

    /// <summary>Connections to the broker break off after so many more bytes, in the middle of a frame.</summary>
    BrokerCutAfter,

    /// <summary>The broker gets what is sent to it, and its next answer is lost with the connection: a publish without its confirm.</summary>
    BrokerAnswerLost,

    /// <summary>The line to the broker is slow and thin.</summary>
    BrokerSlow,

    /// <summary>Nothing gets through to the broker or back, and nobody says so.</summary>
    BrokerBlackHole,

    /// <summary>The store is out of reach.</summary>
    StoreAway,

    /// <summary>The store is slow.</summary>
    StoreSlow,

    /// <summary>The store gets what is sent to it and does it, and its answer is lost with the connection.</summary>
    StoreAnswerLost,

    /// <summary>The disk of store and raw archive is full.</summary>
    DiskFull,

    /// <summary>What goes through an exchange for a while is delivered again, once to three times, in another order.</summary>
    Repeat,

    /// <summary>A node of a cluster is ended by SIGKILL and started again after a while.</summary>
    NodeKill,

    /// <summary>A node of a cluster is parted from the others.</summary>
    Partition,
}

/// <summary>One fault of a schedule.</summary>
/// <param name="Number">Its place in the schedule.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Target">To whom: a service, an exchange, <c>broker</c>, <c>store</c>, or the number of a node.</param>
/// <param name="At">When it begins, from the beginning of the run.</param>
/// <param name="For">How long it lasts.</param>
/// <param name="Size">How much of it; what that means depends on the kind.</param>
internal sealed record Fault(int Number, FaultKind Kind, string Target, TimeSpan At, TimeSpan For, double Size)
{
    public TimeSpan End => At + For;

    public override string ToString() => FormattableString.Invariant($"#{Number} at {At.TotalSeconds:0.0} s: {Kind} {Target} for {For.TotalSeconds:0.0} s (size {Size:0.00})");
}
