using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Contracts;
using Ingestion.Desk.Api;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Desk.Reprocess;

/// <summary>What a client sends to name a part of the raw archive; every part that is given must hold.</summary>
internal sealed record SliceRequest
{
    public string? Host { get; init; }

    public string? Kind { get; init; }

    public string? Feed { get; init; }

    public string? FetchedFrom { get; init; }

    public string? FetchedTo { get; init; }

    public string? Parser { get; init; }

    public string? ParserBelow { get; init; }

    public string? Enricher { get; init; }

    public string? EnricherBelow { get; init; }

    public string? Outcome { get; init; }

    public string? Reason { get; init; }

    public string? ArticleId { get; init; }

    /// <summary>The whole archive is meant.</summary>
    public bool All { get; init; }

    public long? Limit { get; init; }
}

/// <summary>Reads slices strictly: a misspelt property would otherwise be a larger slice than was meant.</summary>
internal static class SliceReader
{
    private const string Parts = "host, kind, feed, fetchedFrom, fetchedTo, parser, parserBelow, enricher, enricherBelow, outcome, reason, articleId";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4 };
    private static readonly string[] Kinds = [SourceKind.Web, SourceKind.Feed, SourceKind.File, SourceKind.Recheck, SourceKind.Archive];

    // What gives no document, or is given up before it is parsed, is no part of the archive.
    private static readonly string[] Outcomes = [Contracts.Outcome.Indexed, Contracts.Outcome.Revised, Contracts.Outcome.Unchanged, Contracts.Outcome.Withdrawn, Contracts.Outcome.Rejected];

    /// <returns>The request and its slice, or what is wrong with it.</returns>
    public static (SliceRequest Request, DocumentSlice Slice, string? Error) Read(string json)
    {
        SliceRequest? request;
        try
        {
            request = JsonSerializer.Deserialize<SliceRequest>(json, Strict);
        }
        catch (JsonException exception)
        {
            return (new(), new(), exception.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? $"Unknown property at {exception.Path ?? "$"}: known are {Parts}, all and limit."
                : $"The body is not the JSON that is expected ({exception.Path ?? "$"}, line {exception.LineNumber + 1}): send an object such as {{\"host\": \"wire.example\", \"reason\": \"home-page\"}}.");
        }

        request ??= new SliceRequest();
        var isFrom = PublicationDate.TryParse(request.FetchedFrom, out var from);
        var isTo = PublicationDate.TryParse(request.FetchedTo, out var to);
        var slice = new DocumentSlice
        {
            Host = HostOf(request.Host),
            Kind = request.Kind,
            Feed = request.Feed is null ? null : CanonicalUrl.Of(request.Feed),
            FetchedFrom = from,
            FetchedTo = to,
            Parser = request.Parser,
            ParserBelow = request.ParserBelow,
            Enricher = request.Enricher,
            EnricherBelow = request.EnricherBelow,
            Outcome = request.Outcome,
            Reason = request.Reason,
            ArticleId = request.ArticleId,
        };
        var error = request switch
        {
            _ when request.Host is not null && slice.Host is null => "'host' must be a host name such as wire.example, without scheme or path.",
            _ when request.Kind is not null && !Kinds.Contains(request.Kind) => $"'kind' must be one of: {string.Join(", ", Kinds)}.",
            _ when request.Feed is not null && Submission.Refuse(request.Feed) is { } refused => $"'feed': {refused.Detail}",
            _ when !isFrom => "'fetchedFrom' must be a date such as 2026-03-02 or 2026-03-02T09:05:00Z.",
            _ when !isTo => "'fetchedTo' must be a date such as 2026-03-02 or 2026-03-02T09:05:00Z; documents fetched at that moment are not in it.",
            _ when from >= to => "'fetchedTo' must be after 'fetchedFrom'.",
            _ when request.Parser is not null && VersionRank.Of(request.Parser) == 0 => "'parser' must be a version such as 1.6.2.",
            _ when request.ParserBelow is not null && VersionRank.Of(request.ParserBelow) == 0 => "'parserBelow' must be a version such as 1.6.2.",
            _ when request.Enricher is not null && VersionRank.Of(request.Enricher) == 0 => "'enricher' must be a version such as 1.6.2.",
            _ when request.EnricherBelow is not null && VersionRank.Of(request.EnricherBelow) == 0 => "'enricherBelow' must be a version such as 1.6.2.",
            _ when request.Outcome is not null && !Outcomes.Contains(request.Outcome) => $"'outcome' must be one of: {string.Join(", ", Outcomes)}.",
            _ when request.Limit < 1 => "'limit' must be 1 or more.",
            _ when slice == new DocumentSlice() && !request.All => $"Name a part of the archive by at least one of {Parts}; for the whole archive send {{\"all\": true}}.",
            _ when slice != new DocumentSlice() && request.All => "'all' means the whole archive; leave it out where a part of it is named.",
            _ => null,
        };
        return (request, slice, error);
    }

    private static string? HostOf(string? host) =>
        host is not null && Uri.CheckHostName(host) != UriHostNameType.Unknown && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var url) ? url.IdnHost.ToLowerInvariant() : null;
}
