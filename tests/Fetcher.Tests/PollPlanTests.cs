using Ingestion.Fetcher.Fetching;

namespace Ingestion.Fetcher.Tests;

public sealed class PollPlanTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    [Theory]
    [InlineData("of a feed never read before nothing is known", 0, 40, null, 0, null, 15.0)]
    [InlineData("one new entry: a little sooner", 20, 1, null, 0, null, 16.0)]
    [InlineData("several: all but the last were late", 20, 7, null, 0, null, 12.0)]
    [InlineData("nothing: later", 20, 0, null, 30, null, 25.0)]
    [InlineData("something new pulls toward half the usual gap", 100, 1, 10.0, 0, null, 20.0)]
    [InlineData("and from below too", 5, 1, 128.0, 0, null, 16.0)]
    [InlineData("nothing new goes no further than half the usual gap", 28, 0, 60.0, 40, null, 30.0)]
    [InlineData("and brings nothing sooner", 45, 0, 60.0, 40, null, 45.0)]
    [InlineData("an unusual silence lets it go on to a quarter of that", 110, 0, 60.0, 480, null, 120.0)]
    [InlineData("never below the shortest", 2, 9, 1.0, 0, null, 2.0)]
    [InlineData("never above the longest", 350, 0, null, 5000, null, 360.0)]
    [InlineData("a feed is not asked more often than it asks for", 20, 3, 10.0, 0, 60.0, 60.0)]
    [InlineData("nor at first", 0, 3, null, 0, 60.0, 60.0)]
    [InlineData("but a year is a mistake", 20, 0, null, 0, 525_600.0, 360.0)]
    public void The_pause_follows_what_polls_bring(string because, double before, int fresh, double? usualGap, double silence, double? asked, double expected)
    {
        var next = PollPlan.Interval(
            TimeSpan.FromMinutes(before), fresh, Minutes(usualGap), TimeSpan.FromMinutes(silence), Minutes(asked), Shortest, Longest);

        Assert.True(Math.Abs(next.TotalMinutes - expected) < 0.01, $"{because}: got {next}");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(20)]
    [InlineData(90)]
    [InlineData(600)]
    public void A_feed_with_a_steady_gap_comes_to_be_polled_about_twice_in_it(int gapMinutes)
    {
        var gap = TimeSpan.FromMinutes(gapMinutes);
        var (now, published, newAt) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        var (interval, usualGap) = (TimeSpan.Zero, (TimeSpan?)null);
        var late = new List<TimeSpan>();
        for (var poll = 0; poll < 400; poll++)
        {
            var fresh = (int)((now - published) / gap);
            if (fresh > 0)
            {
                late.Add(now - (published + gap));
                published += fresh * gap;
                usualGap = PollPlan.UsualGap(usualGap, now - newAt);
                newAt = now;
            }

            interval = PollPlan.Interval(interval, fresh, usualGap, now - newAt, null, Shortest, Longest);
            now += interval;
        }

        var mean = now / 400;
        Assert.InRange(mean / gap, 0.25, 0.8);
        Assert.InRange(late.TakeLast(50).Average(one => one / gap), 0.0, 0.6);
    }

    [Theory]
    [InlineData("the first gap is the usual one", null, 30.0, 30.0)]
    [InlineData("a burst is no gap", null, 0.01, 1.0)]
    [InlineData("the same again changes nothing", 30.0, 30.0, 30.0)]
    [InlineData("a night among hours counts by its ratio", 30.0, 480.0, 68.9)]
    [InlineData("and a burst among days too", 1440.0, 1.0, 162.6)]
    public void The_usual_gap_is_smoothed(string because, double? before, double gap, double expected)
    {
        var usual = PollPlan.UsualGap(Minutes(before), TimeSpan.FromMinutes(gap));

        Assert.True(Math.Abs(usual.TotalMinutes - expected) < 0.1, $"{because}: got {usual}");
    }

    [Theory]
    [InlineData("the first failure waits as long as a success", 30, 1, 1440, null, 30)]
    [InlineData("each further one twice as long", 30, 4, 1440, null, 240)]
    [InlineData("a day at most", 30, 40, 1440, null, 1440)]
    [InlineData("a feed never read has the first pause", 0, 2, 1440, null, 30)]
    [InlineData("what the host asks for counts", 30, 1, 1440, 600, 600)]
    [InlineData("but does not shorten", 30, 4, 1440, 1, 240)]
    public void Failures_are_backed_off_from(string because, int interval, int failures, int longest, int? after, int expected)
    {
        var pause = PollPlan.AfterFailure(TimeSpan.FromMinutes(interval), failures, TimeSpan.FromMinutes(longest), Minutes(after));

        Assert.True(pause == TimeSpan.FromMinutes(expected), $"{because}: got {pause}");
    }

    [Theory]
    [InlineData(0.0, "09:20:01")]
    [InlineData(1.0, "09:22:01")]
    public void A_pause_is_spread_and_never_shortened(double chance, string expected)
    {
        var now = new DateTimeOffset(2026, 3, 4, 9, 0, 0, 1, TimeSpan.Zero);

        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), PollPlan.At(now, TimeSpan.FromMinutes(20), chance).TimeOfDay);
    }

    [Fact]
    public void One_poll_in_sixteen_asks_for_everything() =>
        Assert.Equal([15, 31], Enumerable.Range(0, 32).Where(polls => !PollPlan.IsConditional(polls)));

    private static TimeSpan? Minutes(double? minutes) => minutes is { } value ? TimeSpan.FromMinutes(value) : null;
}
