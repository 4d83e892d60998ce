using Ingestion.Chaos.Tests.Checks;
using Ingestion.Chaos.Tests.Faults;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>The store of a run: what can be done to it, and what is in it.</summary>
internal interface IStoreUnderTest : IAsyncDisposable
{
    /// <summary><c>Storage:Store</c> of the services.</summary>
    string Option { get; }

    /// <summary><c>Storage:Database</c> of the services.</summary>
    string Database { get; }

    /// <summary>Which one it is, for the report.</summary>
    string Description { get; }

    /// <summary>Whether it can have a fault.</summary>
    bool Can(FaultKind kind);

    /// <summary>Has it for the time of the fault.</summary>
    Task SufferAsync(Fault fault, CancellationToken stop);

    /// <summary>Reads it all, past the product's own code.</summary>
    Task<StoreContent> ReadAsync();
}
