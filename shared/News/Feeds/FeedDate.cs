namespace Ingestion.News.Feeds;

/// <summary>Dates as feeds write them.</summary>
public static class FeedDate
{
    /// <summary>TODO</summary>
    public static DateTimeOffset? Parse(string? text) => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
