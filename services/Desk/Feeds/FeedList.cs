using Ingestion.Desk.Api;
using Ingestion.News.Feeds;

namespace Ingestion.Desk.Feeds;

/// <summary>Reads what somebody sends to subscribe feeds.</summary>
internal static class FeedList
{
    /// <returns>The feeds, their URLs as written; or what is wrong.</returns>
    public static (IReadOnlyList<WantedFeed> Feeds, string? Error) OfJson(string json, int maxUrls)
    {
        var (urls, error) = Submission.Read(json, maxUrls);
        return ([.. urls.Select(url => new WantedFeed(url ?? ""))], error);
    }

    /// <returns>The feeds, their URLs as written; or what is wrong.</returns>
    public static (IReadOnlyList<WantedFeed> Feeds, string? Error) OfOpml(byte[] opml) => OpmlReader.Read(opml) switch
    {
        null => ([], "Not an OPML list."),
        { Count: 0 } => ([], "The OPML list names no feed: no outline has an 'xmlUrl' that is an http or https URL."),
        { } feeds => ([.. feeds.Select(feed => new WantedFeed(feed.XmlUrl, feed.Title, feed.Category.Count == 0 ? null : string.Join('/', feed.Category)))], null),
    };
}
