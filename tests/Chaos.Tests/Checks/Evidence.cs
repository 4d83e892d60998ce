using Ingestion.Chaos.Tests.Inputs;

namespace Ingestion.Chaos.Tests.Checks;

/// <summary>What is wrong.</summary>
internal enum Wrong
{
    /// <summary>It was accepted, or had to come of what was accepted, and is not there.</summary>
    Lost,

    /// <summary>It is there more often than it was asked for.</summary>
    Duplicated,

    /// <summary>It is still on its way.</summary>
    Stuck,

    /// <summary>It is there, and nothing says why.</summary>
    Unexplained,

    /// <summary>It is not what it had to be.</summary>
    Different,

    /// <summary>A subscriber was never told.</summary>
    Unheard,

    /// <summary>A subscriber was told one thing under several message ids.</summary>
    UnstableId,
}

/// <summary>One thing that is wrong, and of what.</summary>
internal sealed record Finding(Wrong Wrong, string What);

/// <summary>All that is known when a run is over.</summary>
internal sealed record Evidence
{
    /// <summary>With the URL of each.</summary>
    public required IReadOnlyList<(Input Input, string Url)> Inputs { get; init; }

    public required Submissions Submissions { get; init; }

    public required StoreContent Store { get; init; }

    /// <summary>Messages in every queue.</summary>
    public required IReadOnlyDictionary<string, long> Queues { get; init; }

    public required IReadOnlyCollection<Heard> Heard { get; init; }

    /// <summary><c>accepted</c> and <c>unexplained</c> of the Desk's books.</summary>
    public required (long Accepted, long Unexplained) Books { get; init; }
}
