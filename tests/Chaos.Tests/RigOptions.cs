using Ingestion.Chaos.Tests.Faults;

namespace Ingestion.Chaos.Tests;

/// <summary>What a run is to be.</summary>
internal sealed record RigOptions
{
    /// <summary>How long inputs and faults come; a time to settle follows.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Decides the faults and the inputs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Inputs a second.</summary>
    public double Rate { get; init; } = 10;

    /// <summary><c>sqlite</c> or <c>mongo</c>.</summary>
    public string Store { get; init; } = "sqlite";

    /// <summary>Folder of the repository, or of a mutated copy of it, whose services are built.</summary>
    public required string Sources { get; init; }

    /// <summary>Only these kinds; null for all.</summary>
    public IReadOnlySet<FaultKind>? Only { get; init; }

    /// <summary>Leave logs and data behind.</summary>
    public bool Keep { get; init; }

    /// <summary>A broker of three nodes, in network namespaces.</summary>
    public bool IsClustered { get; init; }

    /// <summary>These faults; null for those of the seed.</summary>
    public IReadOnlyList<Fault>? Schedule { get; init; }
}
