using System.Collections.Concurrent;

namespace Ingestion.Chaos.Tests.Inputs;

/// <summary>What the producers know of one input: only what they were told.</summary>
internal sealed class Submitted
{
    private readonly Lock gate = new();
    private readonly HashSet<Guid> accepted = [];

    /// <summary>Ids of ledger entries that were promised.</summary>
    public IReadOnlyCollection<Guid> Accepted
    {
        get
        {
            lock (gate)
            {
                return [.. accepted];
            }
        }
    }

    /// <summary>Submissions to the Desk whose answer never came: each may have opened an entry or not.</summary>
    public int Unknown { get; private set; }

    public void Accept(Guid id)
    {
        lock (gate)
        {
            accepted.Add(id);
        }
    }

    public void Doubt()
    {
        lock (gate)
        {
            Unknown++;
        }
    }
}

/// <summary>All of them, by number.</summary>
internal sealed class Submissions
{
    private readonly ConcurrentDictionary<int, Submitted> all = new();

    public Submitted Of(int number) => all.GetOrAdd(number, _ => new Submitted());
}
