using System.Globalization;
using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;

namespace Ingestion.Desk.Journeys;

/// <summary>Tells what became of an article: revisions, copies, story, withdrawal. Pure, and silent about what must not be shown.</summary>
internal static class ArticleTelling
{
    /// <param name="revisions">All, as the store gives them; not empty.</param>
    /// <param name="copies">What is known of its copies; null when nothing.</param>
    /// <param name="story">Its story; null when none.</param>
    /// <param name="now">Now, UTC.</param>
    public static ArticleJourney Of(IReadOnlyList<ArticleEnriched> revisions, ArticleCopies? copies, Story? story, DateTimeOffset now)
    {
        var newest = revisions[^1];
        if (newest is { PubStatus: PubStatus.Canceled, Withdrawal: { } withdrawal })
        {
            var by = withdrawal.RequestedBy is { } who ? $" {who} asked for it." : "";
            return new ArticleJourney(
                newest.ArticleId, "withdrawn", null, Say($"Withdrawn at {withdrawal.At:u} ({withdrawal.Reason}): {withdrawal.Detail}{by} A later fetch does not bring it back."),
                [new JourneyStep(withdrawal.At, null, "withdrawn", $"A tombstone took its place ({withdrawal.Reason}): {withdrawal.Detail}{by} Its text and bytes were deleted.")]);
        }

        var shown = History.Shown(revisions, now);
        List<JourneyStep> steps = [];
        foreach (var revision in shown)
        {
            var changes = revision.Changes is not { Count: > 0 } fields ? "" : $" It changed {string.Join(", ", fields.Select(change => change.Field))}.";
            steps.Add(new JourneyStep(revision.IndexedAt, null, "filed", Say($"Revision {revision.Revision}: “{revision.Headline}”.{changes}"), Link: $"/articles/{revision.ArticleId}/revisions"));
        }

        if (shown.Count < revisions.Count)
        {
            steps.Add(new JourneyStep(null, null, "held", Say($"{revisions.Count - shown.Count} of its {revisions.Count} revisions are withheld or under embargo.")));
        }

        if (copies is not null)
        {
            steps.Add(new JourneyStep(null, null, "copies", Say($"It is in the group of copies {copies.GroupId}{(copies.Of is null ? "" : $", {copies.Relation} of {copies.Of}")}; CopiesChanged was said up to version {copies.Version}.")));
        }

        if (story is not null)
        {
            steps.Add(new JourneyStep(null, null, "story", Say($"It is one of {story.Members.Count} articles of story {story.StoryId}; StoryChanged was said up to version {story.Version}.")));
        }

        var current = History.Current(revisions, now);
        var (status, stands) = current is not null ? ("usable", Say($"Filed, in {revisions.Count} {(revisions.Count == 1 ? "revision" : "revisions")}; revision {current.Revision} is shown. Nothing to do."))
            : newest.PubStatus == PubStatus.Withheld ? ("withheld", "Its provider withholds it until further notice.")
            : ("embargoed", Say($"Under embargo until {newest.EmbargoedUntil:u}, and announced then."));
        return new ArticleJourney(newest.ArticleId, status, current?.Headline, stands, EntryTelling.Timed(steps));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
