using System.Text.Json.Nodes;

namespace Ingestion.Chaos.Tests.Checks;

/// <summary>An entry of the books. <paramref name="State"/> is <c>in flight</c>, <c>waiting</c> or <c>closed</c>.</summary>
internal sealed record LedgerRow(Guid Id, string Url, string CanonicalUrl, string State, string? Outcome, string? Reason, string? Detail, string? ArticleId, int? Revision);

/// <summary>What stands of an article.</summary>
internal sealed record ArticleRow(string Id, string CanonicalUrl, int Revision, JsonNode Json)
{
    public string? ItemId => Json["provider"]?["itemId"]?.GetValue<string>();

    public string Headline => Json["headline"]!.GetValue<string>();

    public string Text => Json["body"]!["text"]!.GetValue<string>();
}

/// <summary>A content that was filed of an article.</summary>
internal sealed record ContentRow(string ArticleId, string Fingerprint);

/// <summary>What waits.</summary>
internal sealed record ScheduledRow(Guid EntryId, string Type, string Body);

/// <summary>A message that could not be handled.</summary>
internal sealed record DeadLetterRow(string Stage, string Kind, string State, string Json);

/// <summary>All that is in the store when a run is over.</summary>
internal sealed record StoreContent
{
    public required IReadOnlyList<LedgerRow> Ledger { get; init; }

    public required IReadOnlyList<ArticleRow> Articles { get; init; }

    public required IReadOnlyList<ContentRow> Contents { get; init; }

    public required IReadOnlyList<ScheduledRow> Scheduled { get; init; }

    public required IReadOnlyList<DeadLetterRow> DeadLetters { get; init; }

    /// <summary>Articles that are in a story; twice where one is in two.</summary>
    public required IReadOnlyList<string> InStories { get; init; }

    public static string FingerprintOf(JsonNode article) => article["body"]!["fingerprint"]!.GetValue<string>();
}
