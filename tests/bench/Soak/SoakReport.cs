using System.Globalization;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Bench.Soak;

/// <summary>One thing that must hold.</summary>
/// <param name="What">What.</param>
/// <param name="Tried">In how many cases it was looked at.</param>
/// <param name="Wrong">Those in which it does not hold, each in one line.</param>
internal sealed record SoakCheck(string What, int Tried, IReadOnlyList<string> Wrong);

/// <summary>One process's share of the whole run.</summary>
internal sealed record SoakCost(string Part, string Name, double CpuMilliseconds, double PeakMegabytes);

/// <summary>A figure that is shown and not judged.</summary>
internal sealed record SoakFigure(string What, double Value);

/// <summary>What it cost the publishers.</summary>
internal static class SoakFigures
{
    public static IReadOnlyList<SoakFigure> Of(Publishers publishers, LedgerBalance balance)
    {
        var stories = publishers.Sites.SelectMany(site => site.All.Where(story => !story.Forbidden && story.Requests > 0).Select(story => (Site: site, Story: story))).ToList();
        var polls = publishers.Log.Where(request => request.Feed is not null && request.Status is not (301 or 302)).ToList();
        var requests = publishers.Log.Count;
        var shown = stories.Sum(one => one.Story.Requests);
        var lying = stories.Where(one => one.Site.Habits.DatesLie).ToList();
        var honest = stories.Where(one => !one.Site.Habits.DatesLie).ToList();
        return
        [
            new("stories published", publishers.Sites.Sum(site => site.All.Count())),
            new("revisions published", publishers.Sites.Sum(site => site.All.Sum(story => story.Version - 1))),
            new("requests, all", requests),
            new("polls of feeds", polls.Count),
            new("polls answered 304, share", Share(polls.Count(poll => poll.Status == 304), polls.Count)),
            new("polls that failed", polls.Count(poll => poll.Status is 0 or >= 400)),
            new("requests for stories", shown),
            new("of them answered 304, share", Share(stories.Sum(one => one.Story.NotModified), shown)),
            new("of them refused with 429 or 503", stories.Sum(one => one.Story.Refused)),
            new("requests per story, honest feeds", Share(honest.Sum(one => one.Story.Requests), honest.Count)),
            new("requests per story, feeds that lie of dates", Share(lying.Sum(one => one.Story.Requests), lying.Count)),
            new("duplicate submissions", balance.Terminal.GetValueOrDefault(Outcome.DuplicateSubmission)),
        ];

        static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
    }
}

/// <summary>What came of a soak.</summary>
internal sealed record SoakReport
{
    private const int Shown = 12;

    public required string Transport { get; init; }

    public required int Sites { get; init; }

    public required int Seed { get; init; }

    public required int Processors { get; init; }

    public required double Minutes { get; init; }

    public required double CalmAtMinutes { get; init; }

    /// <summary>Load average over one minute, before and after.</summary>
    public required IReadOnlyList<double> Load { get; init; }

    /// <summary>Processor time in milliseconds in all, and memory.</summary>
    public required IReadOnlyList<SoakCost> Costs { get; init; }

    public required string Books { get; init; }

    public required IReadOnlyList<SoakFigure> Figures { get; init; }

    public required IReadOnlyList<SoakCheck> Checks { get; init; }

    public bool Holds => Checks.All(check => check.Wrong.Count == 0);

    public string Table()
    {
        var text = new StringBuilder();
        Line($"{Sites} sites, seed {Seed}, transport {Transport}: {Minutes:0.0} minutes, calm after {CalmAtMinutes:0.0}; {Processors} processors; load average {Load[0]:0.0} before, {Load[1]:0.0} after");
        Line($"");
        foreach (var figure in Figures)
        {
            Line($"{figure.What,-50}{figure.Value,12:0.##}");
        }

        Line($"");
        Line($"{"part",-10}{"process",-12}{"CPU s",10}{"peak MB",10}");
        foreach (var cost in Costs)
        {
            Line($"{cost.Part,-10}{cost.Name,-12}{cost.CpuMilliseconds / 1000,10:0.0}{cost.PeakMegabytes,10:0}");
        }

        Line($"");
        Line($"books: {Books}");
        Line($"");
        foreach (var check in Checks)
        {
            Line($"{(check.Wrong.Count == 0 ? "holds" : "WRONG"),-7}{check.What} ({check.Tried} tried{(check.Wrong.Count == 0 ? "" : $", {check.Wrong.Count} wrong")})");
            foreach (var wrong in check.Wrong.Take(Shown))
            {
                Line($"         {wrong}");
            }
        }

        Line($"");
        Line($"{(Holds ? "everything holds" : "NOT everything holds")}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
