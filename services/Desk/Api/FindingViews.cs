using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk.Api;

/// <summary>A page of findings.</summary>
/// <param name="AsOf">When the last pass ended; null before the first.</param>
/// <param name="SweptAt">When all of the books had been compared last; null before the first time.</param>
/// <param name="Findings">By the ids of their entries.</param>
/// <param name="Next">For <c>after</c>; null at the end.</param>
internal sealed record FindingPage(DateTimeOffset? AsOf, DateTimeOffset? SweptAt, IReadOnlyList<FindingView> Findings, Guid? Next);

/// <summary>A finding with its entry.</summary>
internal sealed record FindingView(
    Guid EntryId, string? Url, LedgerState? EntryState, string? Outcome, string? ArticleId, FindingState State, string Fault, string Detail, int Redrives, DateTimeOffset? RedrivenAt, DateTimeOffset FoundAt, string? AcceptedBy)
{
    public static FindingView Of(Finding finding, LedgerEntry? entry) => new(
        finding.EntryId, entry?.Url, entry?.State, entry?.Outcome, entry?.ArticleId, finding.State, finding.Fault, finding.Detail, finding.Redrives, finding.RedrivenAt, finding.FoundAt, finding.AcceptedBy);
}

/// <summary>Who accepts a finding, and why.</summary>
internal sealed record AcceptRequest(string? RequestedBy, string? Reason)
{
    /// <returns>Null where it is no such request.</returns>
    public static AcceptRequest? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<AcceptRequest>(bytes, ContractJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
