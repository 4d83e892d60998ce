using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Desk.DeadLetters;

/// <summary>Sends what a dead letter is about through an earlier stage, for its own ledger entry: fetched anew, or parsed anew from the raw archive.</summary>
internal sealed class OtherStage(IDeadLetters letters, IDocuments documents, ILedger ledger, IBus bus)
{
    public const string Fetch = "fetch-article";
    public const string Parse = "parse-document";

    /// <summary>The stages that can be named.</summary>
    public static IReadOnlyList<string> All { get; } = [Fetch, Parse];

    /// <returns>What to publish, or why there is nothing to.</returns>
    public async Task<(object? Message, string? Why)> FindAsync(DeadLetter letter, string stage, CancellationToken stop)
    {
        if (letter.EntryId is not { } id || await ledger.FindAsync(id, stop) is not { } entry)
        {
            return (null, "It is about no ledger entry.");
        }

        var body = await BodyAsync(letter, stop);
        if (stage == Fetch)
        {
            return CanonicalUrl.TryParse(entry.Url, out _)
                ? (new FetchArticle { Url = entry.Url, Feed = Text(body?["feed"]) ?? Text(body?["source"]?["feed"]), DiscoveredAt = entry.OpenedAt }, null)
                : (null, $"{entry.Url} cannot be fetched: its document was handed in. Send it to {Parse}.");
        }

        var key = Text(body?["archiveKey"]) ?? Text(body?["provenance"]?["archiveKey"]);
        if (key is null || Text(body?["requestedUrl"]) is not { } url)
        {
            return (null, "The message names no document of the raw archive.");
        }

        return await documents.FindAsync(KnownDocument.IdOf(url, key), stop) is { Document: var document }
            ? (entry.Kind == SourceKind.Reprocess ? document with { Source = document.Source with { Kind = SourceKind.Reprocess } } : document, null)
            : (null, "Its document was never noted.");
    }

    /// <summary>Publishes what was found.</summary>
    public Task SendAsync(object message, Guid entryId, CancellationToken stop) => message switch
    {
        FetchArticle order => bus.SayAsync(order, entryId, stop),
        DocumentFetched document => bus.SayAsync(document, entryId, stop),
        _ => throw new ArgumentException($"{message.GetType().Name} is sent to no stage.", nameof(message)),
    };

    private async Task<JsonNode?> BodyAsync(DeadLetter letter, CancellationToken stop)
    {
        try
        {
            var body = JsonNode.Parse(await letters.BodyAsync(letter.Id, stop)) as JsonObject;
            return body?["article"] as JsonObject ?? body; // a held one is wrapped
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
