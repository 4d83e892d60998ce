using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk.Journeys;

/// <summary>All that the stores have of a submission.</summary>
/// <param name="Entry">Its entry.</param>
/// <param name="Steps">Its moves.</param>
/// <param name="Documents">What was fetched or handed in for it, first fetched first.</param>
/// <param name="Revision">The revision that it brought or found again; null when there is none that may be shown.</param>
/// <param name="Scheduled">What waits for it.</param>
/// <param name="Letters">Its dead letters, each with what was done with it.</param>
/// <param name="Finding">What the reconciler found.</param>
internal sealed record EntryFacts(
    LedgerEntry Entry, IReadOnlyList<LedgerStep> Steps, IReadOnlyList<KnownDocument> Documents, ArticleEnriched? Revision, IReadOnlyList<ScheduledMessage> Scheduled,
    IReadOnlyList<(DeadLetter Letter, IReadOnlyList<DeadLetterResult> Done)> Letters, Finding? Finding);
