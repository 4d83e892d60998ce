namespace Ingestion.Hosting;

/// <summary>One consumer of ours, and the queue that it works off.</summary>
/// <param name="Name">Name of the queue; its consumer is called so.</param>
/// <param name="EndsEntry">
/// Whether a message that fails there ends the ledger entry that it is about. False beside the line: what is noted there, the article goes on without.
/// </param>
public sealed record PipelineStage(string Name, bool EndsEntry)
{
    /// <summary>Where messages go that its consumer failed on.</summary>
    public string ErrorQueue => Name + "_error";

    /// <summary>Where messages go that its consumer does not take.</summary>
    public string SkippedQueue => Name + "_skipped";
}

/// <summary>The stages, and where broker and services put what they cannot handle.</summary>
public static class PipelineStages
{
    /// <summary>Where the broker puts messages that were delivered too often.</summary>
    public const string DeliveryLimit = "dead-letter";

    /// <summary>Where the broker puts messages that no queue takes.</summary>
    public const string Unroutable = "unroutable";

    /// <summary>One for each consumer.</summary>
    public static IReadOnlyList<PipelineStage> All { get; } =
    [
        new("fetch-article", EndsEntry: true),
        new("submit-document", EndsEntry: true),
        new("parse-document", EndsEntry: true),
        new("enrich-article", EndsEntry: true),
        new("index-article", EndsEntry: true),
        new("record-outcome", EndsEntry: true), // else the entry would stay open for ever, whatever its article is
        new("withdraw-article", EndsEntry: false),
        new("poll-feed", EndsEntry: false),
        new("plan-recheck", EndsEntry: false),
        new("record-document", EndsEntry: false),
        new("forget-copy", EndsEntry: false),
        new("make-story", EndsEntry: false),
    ];

    /// <summary>A stage by name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null where none is called so.</returns>
    public static PipelineStage? Find(string name) => All.FirstOrDefault(queue => queue.Name == name);
}
