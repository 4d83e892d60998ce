using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk.Journeys;

/// <summary>How a submission stands and what to do, in a sentence or two. Pure.</summary>
internal static class Standing
{
    public static string Of(EntryFacts facts)
    {
        var entry = facts.Entry;
        return entry.State switch
        {
            _ when facts.Finding is { State: FindingState.Unexplained } finding =>
                $"Unexplained: {finding.Detail} Have it driven again with POST /unexplained/{entry.Id}/redrive, or say why it may stay with POST /unexplained/{entry.Id}/accept.",
            _ when facts.Finding is { State: FindingState.Accepted } finding => $"It does not hold, and {finding.AcceptedBy} accepted that: {finding.Detail}",
            LedgerState.Waiting => Waits(facts),
            LedgerState.InFlight => Say($"On its way since {entry.MovedAt:u}{(facts.Finding is null ? "" : "; the reconciler drove it again")}. Nothing to do: what does not arrive is looked for."),
            _ => Closed(entry),
        };
    }

    private static string Waits(EntryFacts facts)
    {
        var due = facts.Scheduled.Count == 0 ? "the schedule has nothing for it, and the reconciler will see to it" : Say($"its next step is due at {facts.Scheduled.Min(message => message.DueAt):u}");
        return $"Waits: {facts.Entry.Detail ?? "for its turn."} Nothing to do: {due}.";
    }

    private static string Closed(LedgerEntry entry)
    {
        var at = Say($"{entry.ClosedAt:u}");
        return entry.Outcome switch
        {
            Outcome.Indexed => Say($"Indexed at {at} as {entry.ArticleId}, revision {entry.Revision}. Nothing to do."),
            Outcome.Revised => Say($"Revised at {at}: it is revision {entry.Revision} of {entry.ArticleId}. Nothing to do."),
            Outcome.Unchanged => Say($"Unchanged at {at}: revision {entry.Revision} of {entry.ArticleId} says the same. Nothing to do."),
            Outcome.Withdrawn => $"Withdrawn at {at} ({entry.Reason}). What is withdrawn does not come back.",
            Outcome.DuplicateSubmission => $"Duplicate submission at {at}: {entry.Detail} Look at that entry.",
            Outcome.Abandoned => $"Abandoned as {entry.Reason} at {at}: {entry.Detail} {AfterAbandoned(entry.Reason)}",
            Outcome.Rejected => $"Rejected as {entry.Reason} at {at}: {entry.Detail} {AfterRejected(entry.Reason)}",
            Outcome.Dead => $"Dead at {at}: {entry.Detail} Mend the cause, then send it again with POST /dead-letters/replay{(entry.DeadLetterId is { } letter ? $" and ids [\"{letter}\"]" : "")}.",
            _ => $"{entry.Outcome} at {at}. {entry.Detail}",
        };
    }

    private static string AfterAbandoned(string? reason) => reason switch
    {
        AbandonReason.InvalidUrl or AbandonReason.UnsupportedScheme => "Submit a URL that can be fetched.",
        AbandonReason.RobotsDisallowed => "The publisher forbids it: ask the publisher.",
        AbandonReason.UnsafeAddress => "The fetcher does not go there; Fetcher:AllowedNetworks would let it.",
        AbandonReason.NotFound or AbandonReason.Gone => "Nothing to do, unless the publisher puts it back: then submit it again.",
        _ => "Submit it again when the publisher has mended it.",
    };

    private static string AfterRejected(string? reason) => reason switch
    {
        RejectReason.NoIndex or RejectReason.TdmReserved or RejectReason.NotKept => "The publisher reserved it: ask the publisher.",
        RejectReason.Malformed or RejectReason.UnsupportedType => "Hand in what a parser can read.",
        RejectReason.Crashed => "The page ends the process that parses it: report it, then have it parsed again with POST /reprocess.",
        _ => "If that is wrong, have it parsed again by a later parser with POST /reprocess.",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
