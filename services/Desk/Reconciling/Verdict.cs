using System.Globalization;
using Ingestion.Storage;

namespace Ingestion.Desk.Reconciling;

/// <summary>How an entry stands.</summary>
internal abstract record Verdict
{
    /// <summary>It is where it says, or may be.</summary>
    /// <param name="How">A word of the README.</param>
    /// <param name="Detail">One sentence.</param>
    public sealed record Explained(string How, string Detail) : Verdict;

    /// <summary>It is to be driven again.</summary>
    /// <param name="Fault">A word of the README.</param>
    /// <param name="Detail">What is wrong, in one sentence.</param>
    /// <param name="IsFalse">Whether the books say what is not so, until it is mended.</param>
    public sealed record Redrive(string Fault, string Detail, bool IsFalse) : Verdict;

    /// <summary>Nothing can be done without somebody.</summary>
    /// <param name="Fault">A word of the README.</param>
    /// <param name="Detail">What is wrong and what was tried.</param>
    public sealed record Unexplained(string Fault, string Detail) : Verdict;
}

/// <summary>Where an entry is, or what to do about it. Pure.</summary>
internal static class Judge
{
    public const string Lost = "lost";
    public const string NoArticle = "no-article";
    public const string NoContent = "no-content";
    public const string BytesMissing = "bytes-missing";

    /// <summary>Asked first, since it takes little: whether the entry is where it says, or may be.</summary>
    /// <returns>Null when it is not.</returns>
    public static Verdict.Explained? Explain(Evidence evidence, bool isPastFetch, Patience patience)
    {
        var entry = evidence.Entry;
        if (entry.State == LedgerState.Closed)
        {
            return evidence is { Fault: null, MissingKey: null } ? new Verdict.Explained("closed", $"It ended as {entry.Outcome}.")
                : entry.MovedAt >= patience.LostBefore ? new Verdict.Explained("on-its-way", "It was closed a moment ago.")
                : null;
        }

        if (evidence.Scheduled is { } scheduled)
        {
            return scheduled.DueAt < patience.LostBefore
                ? new Verdict.Explained("overdue", Say($"The schedule has had a {scheduled.Type} for it since {scheduled.DueAt:u}, and no fetcher publishes it."))
                : new Verdict.Explained("scheduled", Say($"The schedule publishes a {scheduled.Type} for it at {scheduled.DueAt:u}."));
        }

        if (entry.MovedAt >= patience.LostBefore)
        {
            return new Verdict.Explained("on-its-way", Say($"It moved last at {entry.MovedAt:u}."));
        }

        if (!evidence.Queues.IsKnown)
        {
            return new Verdict.Explained("not-known", "The broker does not answer, so nobody knows what its queues hold.");
        }

        // Ready messages of the queues are taken in turn: what went in before they were empty has come out.
        var emptyAt = isPastFetch ? evidence.Queues.EmptyPastFetchAt : evidence.Queues.EmptyAt;
        return (emptyAt is null || emptyAt <= entry.MovedAt) && entry.MovedAt >= patience.StuckBefore
            ? new Verdict.Explained("queued", $"It may be among the messages of {string.Join(", ", evidence.Queues.Held.Select(queue => Say($"{queue.Key} ({queue.Value})")))}.")
            : null;
    }

    /// <summary>What to do about an entry that <see cref="Explain"/> does not explain.</summary>
    public static Verdict Act(Evidence evidence, DeadLetter? waiting, LastDurable last, Patience patience)
    {
        var (entry, finding) = (evidence.Entry, evidence.Finding);
        if (finding is { State: FindingState.Accepted })
        {
            return new Verdict.Explained("accepted", $"{finding.AcceptedBy} accepted it: {finding.Detail}");
        }

        if (entry.State != LedgerState.Closed && waiting is not null)
        {
            return new Verdict.Explained("dead-letter", $"Dead letter {waiting.Id} waits for somebody's decision.");
        }

        var (fault, what) = evidence switch
        {
            { Entry.State: not LedgerState.Closed } => (Lost, Say($"It has not moved since {entry.MovedAt:u}, and is in no queue, in no schedule and no dead letter.")),
            { Fault: LedgerFault.NoArticle } => (NoArticle, $"The books say {entry.Outcome}, and there is no article {entry.ArticleId}."),
            { Fault: not null } => (NoContent, $"The books say {entry.Outcome}, and article {entry.ArticleId} has not what the entry brought."),
            _ => (BytesMissing, $"Article {entry.ArticleId} was made of {evidence.MissingKey}, and the raw archive does not have it."),
        };
        if (fault == BytesMissing)
        {
            return new Verdict.Unexplained(fault, what + " Restore the archive, or accept it.");
        }

        if (last == LastDurable.Nothing)
        {
            return new Verdict.Unexplained(fault, what + " Neither its document nor a URL that can be fetched is left to drive it again from.");
        }

        if (finding is { Redrives: var tries } && tries >= patience.Most)
        {
            return new Verdict.Unexplained(fault, Say($"{what} It was driven again {tries} times, last at {finding.RedrivenAt:u}."));
        }

        return finding is { RedrivenAt: { } at, Redrives: > 0 } && at + (patience.Pause * Math.Pow(2, Math.Min(finding.Redrives - 1, 20))) > patience.Now
            ? new Verdict.Explained("mending", Say($"{what} It was driven again at {at:u}."))
            : new Verdict.Redrive(fault, what, IsFalse: entry.State == LedgerState.Closed);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
