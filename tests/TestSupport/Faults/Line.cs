namespace Ingestion.TestSupport.Faults;

/// <summary>How a line through a <see cref="FaultProxy"/> is.</summary>
public sealed record Line
{
    /// <summary>As if there were no proxy.</summary>
    public static Line Good { get; } = new();

    /// <summary>Time that every piece takes in each direction.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Bytes a second in each direction; null for as many as there are.</summary>
    public int? BytesPerSecond { get; init; }

    /// <summary>Nothing gets through, and nobody is told.</summary>
    public bool IsBlackHole { get; init; }

    /// <summary>New connections are refused by a reset.</summary>
    public bool Refuses { get; init; }

    /// <summary>The next answer is not passed on: the connection is reset in its place.</summary>
    public bool LosesAnswers { get; init; }
}
