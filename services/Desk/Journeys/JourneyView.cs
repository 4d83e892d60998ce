using Ingestion.Storage;

namespace Ingestion.Desk.Journeys;

/// <summary>The history of what was asked for.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="FoundAs">What it is: <c>entry</c>, <c>message</c>, <c>dead-letter</c>, <c>article</c>, <c>url</c> or <c>title</c>.</param>
/// <param name="Stands">How it stands and what to do, in a sentence or two.</param>
/// <param name="Entries">Its submissions, last opened first; at most 20.</param>
/// <param name="Article">The article that came of it; null when none did.</param>
/// <param name="Candidates">Articles whose text has the words, when there is more than one; null else.</param>
internal sealed record JourneyView(
    string Query, string FoundAs, string Stands, IReadOnlyList<EntryJourney> Entries, ArticleJourney? Article, IReadOnlyList<JourneyCandidate>? Candidates);

/// <summary>A submission from its acceptance to its outcome.</summary>
internal sealed record EntryJourney(
    Guid EntryId, string Url, string Kind, LedgerState State, string? Outcome, string? Reason, int Attempts, string? ArticleId, string Stands, IReadOnlyList<JourneyStep> Steps);

/// <summary>What is known of the article, whichever submission brought it.</summary>
internal sealed record ArticleJourney(string ArticleId, string Status, string? Headline, string Stands, IReadOnlyList<JourneyStep> Steps);

/// <summary>An article that may be meant.</summary>
internal sealed record JourneyCandidate(string ArticleId, string Headline, string CanonicalUrl, DateTimeOffset? IndexedAt, string Journey);

/// <summary>One step.</summary>
/// <param name="At">When, UTC; null where nobody noted the moment: it was between its neighbours.</param>
/// <param name="Seconds">Since the step before; null for the first, and where a moment is not known.</param>
/// <param name="What">A word of the README.</param>
/// <param name="Detail">What happened and why, in a sentence.</param>
/// <param name="Attempt">Tries so far, where it was tried more than once.</param>
/// <param name="Link">Where there is more of it.</param>
internal sealed record JourneyStep(DateTimeOffset? At, double? Seconds, string What, string Detail, int? Attempt = null, string? Link = null);
