namespace Ingestion.Desk.Feeds;

/// <summary>Tells a feed that has fallen silent from one that is seldom loud.</summary>
internal static class Silence
{
    // Gaps of news feeds spread widely, by the hour of the day alone: a guess that keeps a night from being an alarm for a feed with hourly news.
    private const int Times = 3;
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <param name="newEntriesAt">When a poll last brought something new; null when none ever did.</param>
    /// <param name="usualGap">Usual time between two such polls; null when not known.</param>
    /// <param name="now">Now.</param>
    /// <returns>True when the last news is more than three usual gaps and more than an hour old. Never while the usual gap is not known.</returns>
    public static bool Is(DateTimeOffset? newEntriesAt, TimeSpan? usualGap, DateTimeOffset now) =>
        newEntriesAt is { } last && usualGap is { } gap && now - last > Shortest && now - last > Times * gap;
}
