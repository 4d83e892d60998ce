using System.Text;
using Ingestion.Contracts;
using Ingestion.News.Feeds;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>One entry of RSS, Atom or JSON Feed that carries its full text. A feed of several is a list, which is polled or taken apart elsewhere.</summary>
internal static class FeedItem
{
    /// <param name="text">The document.</param>
    /// <param name="url">Where it came from; relative links are resolved against it where it is an address.</param>
    public static WireRead Read(string text, string url)
    {
        var home = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : new Uri("urn:document");
        var feed = FeedReader.Read(Encoding.UTF8.GetBytes(text), contentType: null, "utf-8", home);
        if (feed is not { Kind: FeedKind.Rss or FeedKind.Atom or FeedKind.JsonFeed } || feed.Entries is not [var entry])
        {
            return feed is null
                ? WireRead.Malformed("The feed cannot be read.")
                : WireRead.Unsupported($"The document is a feed or sitemap with {feed.Entries.Count} entries, not one article: subscribe it, or hand it in where messages are taken apart.");
        }

        if ((entry.Id ?? entry.Link) is null)
        {
            return WireRead.Malformed("The entry has neither an id nor a link, so it cannot be told from others.");
        }

        var item = new WireItem
        {
            Format = "feed",
            Id = WireText.Fold(entry.Id),
            Registrar = feed.Link ?? feed.Title,
            Link = entry.Link,
            Provider = WireText.Fold(entry.Publication ?? feed.Title),
            Headline = WireText.Fold(entry.Title),
            Language = entry.Language ?? feed.Language,
            Published = Date(entry.Published, "feed:published"),
            Modified = entry.Updated > (entry.Published ?? DateTimeOffset.MinValue) ? Date(entry.Updated, "feed:updated") : null,
            Authors = entry.Authors.Select(author => author.Name).OfType<string>().ToList() is { Count: > 0 } names ? names : null,
        };
        var summary = new WireItem { Format = "feed" };
        HtmlBlocks.Add(summary, entry.Summary ?? "");
        HtmlBlocks.Add(item, entry.Content ?? "");
        item.Abstract = entry.Content is null ? null : WireText.Fold(string.Join(' ', summary.Blocks.Select(block => block.Text)));
        return new WireRead.Item(item);
    }

    private static EditorialDate? Date(DateTimeOffset? at, string evidence) => at is { } moment ? new EditorialDate { At = moment, Evidence = evidence, Confidence = 0.95 } : null;
}
