using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Desk.DeadLetters;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Desk.Api;

/// <summary>What a client sends to have dead letters sent again or discarded; every part that names letters must hold.</summary>
internal sealed record DeadLetterRequest
{
    /// <summary>The letters themselves, in place of a filter.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    public string? Fingerprint { get; init; }

    public string? Stage { get; init; }

    public string? Kind { get; init; }

    public string? ExceptionType { get; init; }

    public string? MessageType { get; init; }

    public Guid? EntryId { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>All that are waiting are meant.</summary>
    public bool All { get; init; }

    /// <summary>The stage to send them to, in place of the one where they failed.</summary>
    public string? ToStage { get; init; }

    /// <summary>Letters a second.</summary>
    public double? Rate { get; init; }

    public string? RequestedBy { get; init; }

    public string? Reason { get; init; }

    /// <summary>The count that was told: the job is started if there are no more than that.</summary>
    public long? Confirm { get; init; }
}

/// <summary>Reads such requests strictly: a misspelt property would otherwise be more letters than were meant.</summary>
internal static class DeadLetterRequests
{
    public const int MaxIds = 1000;
    private const string Parts = "fingerprint, stage, kind, exceptionType, messageType, entryId, from, to";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4 };

    /// <returns>The request and its slice, or what is wrong with it.</returns>
    public static (DeadLetterRequest Request, DeadLetterSlice Slice, string? Error) Read(string json, string action)
    {
        DeadLetterRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<DeadLetterRequest>(json, Strict);
        }
        catch (JsonException exception)
        {
            return (new(), new(), exception.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? $"Unknown property at {exception.Path ?? "$"}: known are ids, {Parts}, all, toStage, rate, requestedBy, reason and confirm."
                : $"The body is not the JSON that is expected ({exception.Path ?? "$"}, line {exception.LineNumber + 1}): send an object such as {{\"fingerprint\": \"…\", \"requestedBy\": \"…\"}}.");
        }

        request ??= new DeadLetterRequest();
        var isFrom = PublicationDate.TryParse(request.From, out var from);
        var isTo = PublicationDate.TryParse(request.To, out var to);
        var slice = new DeadLetterSlice
        {
            Fingerprint = request.Fingerprint,
            Stage = request.Stage,
            Kind = request.Kind,
            ExceptionType = request.ExceptionType,
            MessageType = request.MessageType,
            EntryId = request.EntryId,
            From = from,
            To = to,
        };
        var named = (request.Ids is null ? 0 : 1) + (request.All ? 1 : 0) + (slice == new DeadLetterSlice() ? 0 : 1);
        var error = request switch
        {
            _ when !isFrom => "'from' must be a date such as 2026-03-02 or 2026-03-02T09:05:00Z.",
            _ when !isTo => "'to' must be a date such as 2026-03-02 or 2026-03-02T09:05:00Z.",
            _ when request.Kind is not null && !DeadLetterKind.All.Contains(request.Kind) => $"'kind' must be one of: {string.Join(", ", DeadLetterKind.All)}.",
            _ when named == 0 => $"Name letters by 'ids' or by at least one of {Parts}; for all that wait send {{\"all\": true}}.",
            _ when named > 1 => "Name letters in one way: by 'ids', by a filter, or by 'all'.",
            { Ids.Count: 0 or > MaxIds } => $"'ids' must have 1 to {MaxIds} ids; for more use a filter.",
            _ when request.ToStage is not null && action != DeadLetterAction.Replay => "'toStage' is for a replay.",
            _ when request.ToStage is not null && !OtherStage.All.Contains(request.ToStage) => $"'toStage' must be one of: {string.Join(", ", OtherStage.All)}; leave it out to send them to where they failed.",
            { Rate: < 0.1 or > 10_000 or double.NaN } => "'rate' must be 0.1 to 10000 letters a second.",
            _ => Asked(request.RequestedBy, request.Reason, isReasonNeeded: action == DeadLetterAction.Discard),
        };
        return (request, slice, error);
    }

    /// <returns>What is wrong with who asks and why; null where nothing is.</returns>
    public static string? Asked(string? requestedBy, string? reason, bool isReasonNeeded) => (requestedBy, reason) switch
    {
        _ when string.IsNullOrWhiteSpace(requestedBy) => "'requestedBy' is missing: say who asks for it; it is kept with each letter.",
        _ when isReasonNeeded && string.IsNullOrWhiteSpace(reason) => "'reason' is missing: say in a sentence why; it is kept with each letter.",
        ({ Length: > 200 }, _) => "'requestedBy' is longer than 200 characters.",
        (_, { Length: > 2000 }) => "'reason' is longer than 2000 characters.",
        _ => null,
    };
}
