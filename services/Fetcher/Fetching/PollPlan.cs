namespace Ingestion.Fetcher.Fetching;

/// <summary>When a feed is polled next: about twice in the time that it usually takes to say something new.</summary>
internal static class PollPlan
{
    /// <summary>Pause after the first read of a feed, of which nothing is known yet.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(15);

    /// <summary>Longest pause for a feed that is down.</summary>
    public static readonly TimeSpan LongestWhileDown = TimeSpan.FromDays(1);

    /// <summary>Longest pause for a feed that is refused: it may come back, and is not worth more than a question a week.</summary>
    public static readonly TimeSpan LongestWhileRefused = TimeSpan.FromDays(7);

    // Of so many polls one is made without validators: an origin whose 304 is not true is found out within a day.
    private const int Unconditional = 16;

    // Weight of the newest gap.
    private const double Newest = 0.3;

    // What comes in quick succession is one burst, and says nothing of how often the feed changes.
    private static readonly TimeSpan ShortestGap = TimeSpan.FromMinutes(1);

    /// <summary>Whether a poll may be answered with 304.</summary>
    /// <param name="polls">Polls before it.</param>
    public static bool IsConditional(int polls) => (polls + 1) % Unconditional != 0;

    /// <summary>The pause until the next poll of a feed that was read.</summary>
    /// <param name="before">The pause before; zero when this was the first read.</param>
    /// <param name="fresh">Entries that were never seen before.</param>
    /// <param name="usualGap">Smoothed time between two polls that brought some; null when not known.</param>
    /// <param name="silence">Since a poll last brought some.</param>
    /// <param name="asked">Pause that the feed asks for (<c>ttl</c>, <c>sy:updatePeriod</c>, <c>max-age</c>); null when it does not.</param>
    /// <param name="shortest">Shortest pause.</param>
    /// <param name="longest">Longest pause, whatever the feed asks for.</param>
    /// <returns>
    /// Shorter after something new, more so after several, since all but the last were late; longer after nothing; pulled toward half the usual
    /// gap, and in an unusual silence allowed up to a quarter of that.
    /// </returns>
    public static TimeSpan Interval(TimeSpan before, int fresh, TimeSpan? usualGap, TimeSpan silence, TimeSpan? asked, TimeSpan shortest, TimeSpan longest)
    {
        var next = (before > TimeSpan.Zero, fresh, usualGap) switch
        {
            (false, _, _) => First,
            (_, > 0, null) => before * Shrink(fresh),
            (_, > 0, { } gap) => Mean(before * Shrink(fresh), gap / 2, 0.5),
            (_, _, null) => before * 1.25,
            (_, _, { } gap) => Longer(before, Shorter(before * 1.25, Longer(gap / 2, silence / 4))),
        };
        return Shorter(Longer(Longer(next, asked ?? TimeSpan.Zero), shortest), longest);
    }

    /// <summary>The usual gap after another gap was seen. By ratio, not by difference: one night's silence is not to outweigh a day's news.</summary>
    /// <param name="before">As it was; null when this is the first.</param>
    /// <param name="gap">The newest.</param>
    public static TimeSpan UsualGap(TimeSpan? before, TimeSpan gap)
    {
        gap = Longer(gap, ShortestGap);
        return before is { } known ? Mean(known, gap, Newest) : gap;
    }

    /// <summary>The pause after a poll that failed.</summary>
    /// <param name="interval">The learned pause; zero when nothing is known.</param>
    /// <param name="failures">Polls that failed in a row, this one among them.</param>
    /// <param name="longest">Longest pause.</param>
    /// <param name="after">How long the host asks us to wait; null when it does not say.</param>
    /// <returns>The learned pause, doubled for each further failure.</returns>
    public static TimeSpan AfterFailure(TimeSpan interval, int failures, TimeSpan longest, TimeSpan? after)
    {
        var first = interval > TimeSpan.Zero ? interval : First;
        return Longer(Shorter(first * Math.Pow(2, Math.Clamp(failures - 1, 0, 20)), longest), after ?? TimeSpan.Zero);
    }

    /// <summary>The moment of the next poll: later by up to a tenth of the pause, so that feeds that were added together do not come back together.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="pause">The pause.</param>
    /// <param name="chance">0 to 1, evenly spread.</param>
    /// <returns>Never sooner than the pause, and a whole second: the feed and the schedule are to hold the same moment.</returns>
    public static DateTimeOffset At(DateTimeOffset now, TimeSpan pause, double chance)
    {
        var at = now + (pause * (1 + (0.1 * chance)));
        return at.Ticks % TimeSpan.TicksPerSecond == 0 ? at : at.AddTicks(TimeSpan.TicksPerSecond - (at.Ticks % TimeSpan.TicksPerSecond));
    }

    private static double Shrink(int fresh) => fresh == 1 ? 0.8 : 0.6;

    private static TimeSpan Mean(TimeSpan one, TimeSpan other, double weightOfOther) => one * Math.Pow(other / one, weightOfOther);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
