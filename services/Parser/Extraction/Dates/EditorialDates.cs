using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>When a page says that its article was published and last changed, with what says so and how sure that is.</summary>
/// <param name="Published">Null when nothing tells. Told by the day of the last change where nothing else tells: then the evidence is that and the confidence is low.</param>
/// <param name="Modified">Null when nothing tells; never before <paramref name="Published"/>.</param>
internal sealed record EditorialDates(EditorialDate? Published, EditorialDate? Modified)
{
    /// <summary>No page of the web is older.</summary>
    private static readonly DateOnly Earliest = new(1995, 1, 1);

    /// <param name="url">The address in the end: its day counts.</param>
    /// <param name="fetchedAt">When the page was fetched. Nothing later than a day after is believed, and "two hours ago" counts from it.</param>
    /// <param name="given">When whoever submitted the page said that it was published; taken as it is.</param>
    public static EditorialDates Of(Page page, PageMeta meta, StructuredData structured, string url, DateTimeOffset fetchedAt, EditorialDate? given = null)
    {
        var candidates = Believable(DateCandidates.Collect(page, meta, structured, url, fetchedAt), DateOnly.FromDateTime(fetchedAt.UtcDateTime).AddDays(1));
        var published = given ?? Publication(new DateVote(candidates));
        return new EditorialDates(published, Change(candidates, published));
    }

    /// <summary>A date that cannot be is left out; one that can be when day and month change places is read so.</summary>
    private static List<DateCandidate> Believable(List<DateCandidate> candidates, DateOnly latest)
    {
        bool Can(DateOnly day) => day >= Earliest && day <= latest;

        var can = new List<DateCandidate>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var other = candidate.Date.Other is { } swapped && Can(swapped) ? swapped : (DateOnly?)null;
            if (Can(candidate.Day))
            {
                can.Add(candidate with { Date = candidate.Date with { Other = other } });
            }
            else if (other is { } day)
            {
                can.Add(candidate with { Date = candidate.Date with { Day = day, Other = null } });
            }
        }

        return can;
    }

    private static EditorialDate? Publication(DateVote vote)
    {
        if (vote.Winner() is not { } winner)
        {
            return null;
        }

        var told = vote.Of(winner.Day);
        var best = told.Find(pair => !pair.Candidate.IsModified) is { Candidate: not null } found ? found.Candidate : told[0].Candidate;
        var confidence = DateConfidence.Of(best, winner.Weight, winner.Share);
        var at = DateMoment.Of(told.ConvertAll(pair => pair.Candidate), best, vote.Of(winner.Day.AddDays(-1)).Concat(vote.Of(winner.Day.AddDays(1))).Select(pair => pair.Candidate));
        return new EditorialDate { At = at, Evidence = best.Evidence, Confidence = confidence };
    }

    // Best evidence first: for a change there is as a rule one mention of each kind, and the machine's is exact.
    private static readonly (DateSource Source, double Confidence)[] Changes =
    [
        (DateSource.JsonLdModified, 0.95), (DateSource.MetaModified, 0.9), (DateSource.ItemPropModified, 0.9), (DateSource.TimeModified, 0.85), (DateSource.LabelModified, 0.8), (DateSource.ClassModified, 0.6), (DateSource.ScriptModified, 0.5),
    ];

    private static EditorialDate? Change(List<DateCandidate> candidates, EditorialDate? published)
    {
        foreach (var (source, confidence) in Changes)
        {
            var first = candidates.Find(candidate => candidate.Source == source && !candidate.Is(DatePlace.Away | DatePlace.Comment | DatePlace.Link | DatePlace.Running | DatePlace.Other));
            if (first is not null && (published is null || NotBefore(first.Date, published.At)))
            {
                return new EditorialDate { At = first.Date.At, Evidence = first.Evidence, Confidence = confidence };
            }
        }

        return null;
    }

    /// <summary>Without a time the days are compared, and a day without a zone begins half a day earlier somewhere.</summary>
    private static bool NotBefore(WrittenDate changed, DateTimeOffset published) =>
        changed.Time is not null && published.TimeOfDay != TimeSpan.Zero && changed.Offset is not null ? changed.At >= published : changed.Day >= DateOnly.FromDateTime(published.DateTime);
}
