using Ingestion.Fetcher.Fetching;
using Ingestion.Storage;

namespace Ingestion.Fetcher.Tests;

public sealed class PacingTests
{
    private static readonly FetcherOptions Options = new() { HostGap = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData("a quick host: our promise", 0.1, null, null, 1.0)]
    [InlineData("a slow one: five times what it takes", 2.0, null, null, 10.0)]
    [InlineData("a very slow one: half a minute at most", 50.0, null, null, 30.0)]
    [InlineData("what robots.txt asks for", 0.1, null, 12.0, 12.0)]
    [InlineData("five minutes of that at most", 0.1, null, 4000.0, 300.0)]
    [InlineData("what the answer asks for, and no longer than the rest", 0.1, 90.0, 12.0, 90.0)]
    public void The_pause_is_the_longest_that_anything_asks_for(string because, double took, double? after, double? crawlDelay, double expected)
    {
        var seen = new Observed(Load.Well, Seconds(took), after is null ? null : Seconds(after.Value), crawlDelay is null ? null : Seconds(crawlDelay.Value));

        Assert.True(Pacing.After(HostPace.Unknown, seen, Options).Pause == Seconds(expected), because);
    }

    [Fact]
    public void Latency_is_smoothed_and_failures_say_nothing_of_it()
    {
        var pace = Pacing.After(new HostPace(Seconds(1), TimeSpan.Zero), new Observed(Load.Well, Seconds(2)), Options).Pace;
        Assert.Equal(1.3, pace.Latency.TotalSeconds, precision: 6);
        Assert.Equal(pace.Latency, Pacing.After(pace, new Observed(Load.Failing, Seconds(60)), Options).Pace.Latency);
    }

    [Fact]
    public void Back_off_doubles_while_a_host_is_overloaded_and_is_undone_step_by_step()
    {
        var pace = HostPace.Unknown;
        List<double> pauses = [];
        foreach (var load in Enumerable.Repeat(Load.Overloaded, 4).Concat(Enumerable.Repeat(Load.Well, 12)))
        {
            (pace, var pause) = Pacing.After(pace, new Observed(load, Seconds(0.1)), Options);
            pauses.Add(Math.Round(pause.TotalSeconds, 1));
        }

        Assert.Equal([10, 20, 40, 80, 56, 39.2, 27.4, 19.2, 13.4, 9.4, 6.6, 4.6, 3.2, 2.3, 1.6, 1.1], pauses);
        Assert.Equal(3600, Enumerable.Range(0, 30).Aggregate(pace, (before, _) => Pacing.After(before, new Observed(Load.Overloaded, Seconds(1)), Options).Pace).BackOff.TotalSeconds);
    }

    [Fact]
    public void One_bad_page_costs_two_seconds_and_a_host_that_is_down_ever_more()
    {
        var (once, pause) = Pacing.After(HostPace.Unknown, new Observed(Load.Failing, Seconds(1)), Options);
        Assert.Equal(2, pause.TotalSeconds);
        Assert.Equal(4, Pacing.After(once, new Observed(Load.Failing, Seconds(1)), Options).Pause.TotalSeconds);
    }

    [Theory]
    [InlineData(0.0, 15.0)] // minutes since the change, minutes until the look
    [InlineData(15.0, 15.0)]
    [InlineData(60.0, 60.0)]
    [InlineData(1440.0, 1440.0)]
    [InlineData(2100.0, 2100.0)]
    [InlineData(2300.0, null)]
    [InlineData(9000.0, null)]
    public void A_story_is_looked_at_again_when_it_is_twice_as_old(double unchangedFor, double? pause) =>
        Assert.Equal(pause, RecheckPlan.Next(TimeSpan.FromMinutes(unchangedFor), TimeSpan.FromMinutes(15), TimeSpan.FromDays(3), chance: 0.5)?.TotalMinutes);

    [Fact]
    public void A_story_that_never_changes_costs_about_eight_looks()
    {
        var (age, looks) = (TimeSpan.Zero, 0);
        while (RecheckPlan.Next(age, TimeSpan.FromMinutes(15), TimeSpan.FromDays(3), chance: 0.5) is { } pause)
        {
            (age, looks) = (age + pause, looks + 1);
        }

        Assert.InRange(looks, 7, 10);
        Assert.Null(RecheckPlan.Next(TimeSpan.Zero, TimeSpan.FromMinutes(15), TimeSpan.Zero, chance: 0));
        Assert.Equal([true, true, true, false, true], Enumerable.Range(1, 5).Select(RecheckPlan.IsConditional));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
