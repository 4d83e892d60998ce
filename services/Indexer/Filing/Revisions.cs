using Ingestion.Contracts;

namespace Ingestion.Indexer.Filing;

/// <summary>What to do with an article that comes in, given what is filed.</summary>
internal abstract record Decision
{
    /// <summary>File it as this revision.</summary>
    public sealed record File(ArticleEnriched Article) : Decision;

    /// <summary>It says what the latest revision says, or was fetched before it.</summary>
    public sealed record Unchanged(int Revision) : Decision;

    /// <summary>It is withdrawn already, and stays so.</summary>
    public sealed record StaysWithdrawn(int Revision) : Decision;
}

/// <summary>Decides between new, revised, unchanged and withdrawn.</summary>
internal static class Revisions
{
    /// <param name="latest">The latest revision filed; null when there is none.</param>
    /// <param name="incoming">The article that comes in.</param>
    /// <param name="now">Now, UTC.</param>
    public static Decision Decide(ArticleEnriched? latest, ArticleEnriched incoming, DateTimeOffset now)
    {
        var revision = (latest?.Revision ?? 0) + 1;
        if (latest is { PubStatus: PubStatus.Canceled })
        {
            return new Decision.StaysWithdrawn(latest.Revision!.Value);
        }

        if (incoming.PubStatus == PubStatus.Canceled)
        {
            return new Decision.File(Tombstone(incoming) with { Revision = revision, IndexedAt = now });
        }

        if (latest is null)
        {
            return new Decision.File(incoming with { Revision = 1, IndexedAt = now });
        }

        // An order that was held up for long, or delivered again, must not put an old page over a newer one. A kill may be late.
        if (incoming.FetchedAt < latest.FetchedAt)
        {
            return new Decision.Unchanged(latest.Revision!.Value);
        }

        var changes = Changes(latest, incoming);
        return changes.Count == 0
            ? new Decision.Unchanged(latest.Revision!.Value)
            : new Decision.File(incoming with { Revision = revision, IndexedAt = now, Changes = changes });
    }

    /// <summary>What readers would call a change. How an article was fetched, parsed or enriched is none.</summary>
    /// <returns>In the order of the contract; empty when nothing changed.</returns>
    public static IReadOnlyList<FieldChange> Changes(ArticleEnriched from, ArticleEnriched to)
    {
        List<FieldChange> changes = [];
        Compare("pubStatus", from.PubStatus, to.PubStatus);
        Compare("headline", from.Headline, to.Headline);
        Compare("alternativeHeadline", from.AlternativeHeadline, to.AlternativeHeadline);
        Compare("urgency", $"{from.Urgency}", $"{to.Urgency}");
        Compare("byline", from.Byline, to.Byline);
        Compare("dateline", from.Dateline?.Text, to.Dateline?.Text);
        Compare("published", $"{from.Published?.At:O}", $"{to.Published?.At:O}");
        Compare("body", from.Body.Fingerprint, to.Body.Fingerprint);
        Compare("abstract", from.Abstract, to.Abstract);
        Compare("embargoedUntil", $"{from.EmbargoedUntil:O}", $"{to.EmbargoedUntil:O}");
        Compare("edNote", from.EdNote, to.EdNote);
        return changes;

        void Compare(string field, string? before, string? after)
        {
            (before, after) = (before is "" ? null : before, after is "" ? null : after);
            if (before != after)
            {
                changes.Add(new FieldChange { Field = field, From = before, To = after });
            }
        }
    }

    // What must not be distributed is not kept either: identity, provenance and the kill itself remain.
    private static ArticleEnriched Tombstone(ArticleEnriched killed) => new(killed)
    {
        Headline = "",
        AlternativeHeadline = null,
        Byline = null,
        Authors = [],
        Abstract = null,
        Image = null,
        Keywords = [],
        Body = new Body { Text = "", Blocks = [], WordCount = 0, CharCount = 0, Fingerprint = killed.Body.Fingerprint },
        Language = killed.Language,
    };
}
