namespace Ingestion.Parser.Extraction.Dates;

/// <summary>The day that most speaks for: each source counts once per day, the best in full and the others in part.</summary>
internal sealed class DateVote
{
    private readonly List<(DateCandidate Candidate, double Weight)> weighed = [];
    private readonly Dictionary<DateOnly, double[]> bySource = [];

    public DateVote(IReadOnlyList<DateCandidate> candidates)
    {
        Span<int> ranks = stackalloc int[byte.MaxValue];
        var month = candidates.FirstOrDefault(candidate => candidate.Source == DateSource.UrlMonth)?.Day;
        foreach (var candidate in candidates)
        {
            if (candidate.Source == DateSource.UrlMonth)
            {
                continue;
            }

            var weight = DateWeights.Of(candidate, ranks[(int)candidate.Source]++) * (month is { } named && (named.Year, named.Month) == (candidate.Day.Year, candidate.Day.Month) ? DateWeights.SameMonth : 1);
            weighed.Add((candidate, weight));
            Count(candidate.Day, candidate.Source, weight);
            if (candidate.Date.Other is { } other)
            {
                Count(other, candidate.Source, weight * DateWeights.OtherOrder);
            }
        }
    }

    /// <returns>The winning day, on the publisher's own calendar; null when there is no date. Weight: what speaks for it; share: of all that speaks for any day.</returns>
    public (DateOnly Day, double Weight, double Share)? Winner()
    {
        if (bySource.Count == 0)
        {
            return null;
        }

        var sums = bySource.ToDictionary(pair => pair.Key, pair => Sum(pair.Value));
        var (day, weight) = sums.MaxBy(pair => pair.Value);
        return (LocalDay(day), weight, weight / sums.Values.Sum());
    }

    /// <returns>The candidates of a day, weightiest first; of a day that won by the other reading of a date, that date so read.</returns>
    public List<(DateCandidate Candidate, double Weight)> Of(DateOnly day)
    {
        var own = weighed.Where(pair => pair.Candidate.Day == day).OrderByDescending(pair => pair.Weight).ToList();
        return own.Count > 0 ? own
            : [.. weighed.Where(pair => pair.Candidate.Date.Other == day).OrderByDescending(pair => pair.Weight).Select(pair => (pair.Candidate with { Date = pair.Candidate.Date with { Day = day, Other = null } }, pair.Weight))];
    }

    /// <summary>
    /// A stamp in UTC tells the day of Greenwich. Where the page shows the day before or after, and the stamp's hour allows that somewhere on earth, the shown day
    /// is the publisher's.
    /// </summary>
    private DateOnly LocalDay(DateOnly day)
    {
        var stamps = weighed.Where(pair => pair.Candidate.Day == day && pair.Candidate is { IsModified: false, Date: { Time: not null, Offset: { } offset } } && offset == TimeSpan.Zero).Select(pair => pair.Candidate.Date.Time!.Value).ToList();
        if (stamps.Count == 0)
        {
            return day;
        }

        var (best, most) = (day, Shown(day));
        foreach (var (beside, possible) in ((DateOnly, bool)[])[(day.AddDays(-1), stamps.Exists(time => time.Hour < 12)), (day.AddDays(1), stamps.Exists(time => time.Hour >= 10))])
        {
            var shown = possible ? Shown(beside) : 0;
            (best, most) = shown > most ? (beside, shown) : (best, most);
        }

        return best;
    }

    private double Shown(DateOnly day) => weighed.Where(pair => pair.Candidate.Day == day && pair.Candidate.ShowsLocalDay).Sum(pair => pair.Weight);

    private void Count(DateOnly day, DateSource source, double weight)
    {
        if (!bySource.TryGetValue(day, out var weights))
        {
            bySource[day] = weights = new double[(int)DateSource.Relative + 1];
        }

        weights[(int)source] = Math.Max(weights[(int)source], weight);
    }

    private static double Sum(double[] weights)
    {
        var best = weights.Max();
        return best + ((weights.Sum() - best) * DateWeights.Second);
    }
}
