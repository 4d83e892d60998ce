using System.Globalization;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk.Journeys;

/// <summary>Tells what a submission went through, in order. Pure.</summary>
internal static class EntryTelling
{
    public static EntryJourney Of(EntryFacts facts)
    {
        var entry = facts.Entry;
        return new EntryJourney(
            entry.Id, entry.Url, entry.Kind, entry.State, entry.Outcome, entry.Reason, entry.Attempts, entry.ArticleId, Standing.Of(facts), Timed([.. Steps(facts)]));
    }

    /// <summary>In the order of their moments; one without a moment stays behind the one that it was told after.</summary>
    public static IReadOnlyList<JourneyStep> Timed(IReadOnlyList<JourneyStep> told)
    {
        List<(DateTimeOffset Order, int Number, JourneyStep Step)> placed = [];
        foreach (var (number, step) in told.Index())
        {
            placed.Add((step.At ?? (placed.Count > 0 ? placed[^1].Order : default), number, step));
        }

        DateTimeOffset? before = null;
        List<JourneyStep> steps = [];
        foreach (var (_, _, step) in placed.OrderBy(one => one.Order).ThenBy(one => one.Number))
        {
            steps.Add(step with { At = step.At?.ToUniversalTime(), Seconds = step.At - before is { } since ? Math.Round(since.TotalSeconds, 3) : null });
            before = step.At ?? before;
        }

        return steps;
    }

    private static IEnumerable<JourneyStep> Steps(EntryFacts facts)
    {
        var entry = facts.Entry;
        yield return Step(entry.OpenedAt, "submitted", Submitted(facts));
        foreach (var move in facts.Steps)
        {
            var what = move.Detail?.Contains("re-driven", StringComparison.Ordinal) == true ? "re-driven" : move.State == LedgerState.Waiting ? "waits" : move.Detail is null ? "published" : "re-opened";
            yield return Step(move.At, what, move.Detail ?? "Its turn came: the schedule published it.", attempt: move.Attempts > 0 ? move.Attempts : null);
        }

        foreach (var known in facts.Documents)
        {
            var document = known.Document;
            var isHanded = document.Source.Kind is SourceKind.File or SourceKind.Archive;
            var type = document.ContentType is null ? "" : $" as {document.ContentType}";
            yield return Step(
                isHanded ? entry.OpenedAt : document.FetchedAt,
                isHanded ? "archived" : "fetched",
                Say($"{document.ByteCount} bytes{type}{(document.FinalUrl == document.RequestedUrl ? "" : $" from {document.FinalUrl}")}, archived as {document.ArchiveKey}.{(document.Partial is true ? " The answer was cut short." : "")}"));
            if (known.Last is { Outcome: Outcome.Rejected } verdict)
            {
                yield return Step(null, "judged", $"The parser{Version(verdict.Parser)} made no article of it: {verdict.Reason}.");
            }
        }

        if (facts.Revision is { } revision)
        {
            var warnings = revision.Provenance.Warnings.Count == 0 ? "" : $" Warnings: {string.Join(", ", revision.Provenance.Warnings)}.";
            yield return Step(null, "parsed", $"The parser{Version(revision.Provenance.Parser)} read “{revision.Headline}”.{warnings}");
            yield return Step(
                revision.Provenance.EnrichedAt, "enriched",
                Say($"The enricher{Version(revision.Provenance.Enricher)} found language {revision.Language.Tag}, {revision.Entities.Count} entities, {revision.Quotes.Count} quotes and {revision.Places?.Count ?? 0} places."));
        }

        foreach (var (letter, done) in facts.Letters)
        {
            yield return Step(
                letter.FirstAt, "failed", $"{letter.Stage} failed on it{(letter.Frame is null ? "" : $" in {letter.Frame}")}: {letter.ExceptionType}: {letter.ExceptionMessage}", letter.Attempts, $"/dead-letters/{letter.Id}");
            foreach (var result in done)
            {
                yield return Step(result.TakenAt, result.Action == DeadLetterAction.Discard ? "discarded" : "replayed", $"{result.RequestedBy} asked for it{(result.Reason is null ? "" : $" ({result.Reason})")}: {result.Result}.{(result.Detail is null ? "" : " " + result.Detail)}", link: $"/dead-letters/jobs/{result.JobId}");
            }
        }

        if (facts.Finding is { } finding)
        {
            yield return Step(finding.FoundAt, "found", $"The reconciler: {finding.Detail}", link: "/unexplained?state=any");
        }

        if (entry is { State: LedgerState.Closed, ClosedAt: { } closedAt })
        {
            yield return Step(closedAt, entry.Outcome!, Closed(entry), link: entry.ArticleId is { } article ? $"/articles/{article}" : null);
        }
    }

    private static string Submitted(EntryFacts facts) => facts.Entry.Kind switch
    {
        SourceKind.Feed => facts.Documents.Select(known => known.Document.Source.Feed).FirstOrDefault(feed => feed is not null) is { } feed ? $"The feed {feed} named it." : "A feed or sitemap named it.",
        SourceKind.Recheck => "Its page was looked at again.",
        SourceKind.File => $"Somebody handed it in{(facts.Documents.Select(known => known.Document.Provider?.Name).FirstOrDefault(name => name is not null) is { } name ? $", as copy of {name}" : "")}.",
        SourceKind.Archive => "A web archive had it.",
        SourceKind.Reprocess => "It was taken from the raw archive to be parsed again.",
        _ => "Somebody submitted the URL, to the Desk or on the queue fetch-article.",
    };

    private static string Closed(LedgerEntry entry) => entry.Outcome switch
    {
        Outcome.Indexed => Say($"Filed as {entry.ArticleId}, revision {entry.Revision}; ArticleIndexed was said."),
        Outcome.Revised => Say($"Filed as revision {entry.Revision} of {entry.ArticleId}; ArticleRevised was said."),
        Outcome.Unchanged => Say($"It says what revision {entry.Revision} of {entry.ArticleId} says; ArticleUnchanged was said.{(entry.Detail is null ? "" : " " + entry.Detail)}"),
        Outcome.Withdrawn => $"{entry.ArticleId} is withdrawn ({entry.Reason}); ArticleWithdrawn was said.",
        Outcome.Abandoned => $"The fetcher gave it up ({entry.Reason}): {entry.Detail}",
        Outcome.Rejected => $"No article came of it ({entry.Reason}): {entry.Detail}",
        Outcome.Dead => $"A service failed on it for good ({entry.Reason}): {entry.Detail}",
        _ => entry.Detail ?? $"It ended as {entry.Outcome}.",
    };

    private static string Version(string? version) => version is null ? "" : " " + version;

    private static JourneyStep Step(DateTimeOffset? at, string what, string detail, int? attempt = null, string? link = null) => new(at, Seconds: null, what, detail, attempt, link);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
