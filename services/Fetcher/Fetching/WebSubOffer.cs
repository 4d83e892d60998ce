using Ingestion.News;
using Ingestion.News.Feeds;
using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>The hub that a feed offers, and when to ask it (w3.org/TR/websub sections 4 and 5).</summary>
internal static class WebSubOffer
{
    // A hub that did not confirm may have been down, or may not reach us.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(6);

    /// <summary>The hub and the topic.</summary>
    /// <param name="document">The feed.</param>
    /// <param name="links">Values of its <c>Link</c> headers, which come before what the feed says.</param>
    /// <param name="location">Where it came from.</param>
    /// <param name="feedUrl">Its canonical URL: the topic where it names none.</param>
    /// <returns>Nulls when it offers no hub.</returns>
    public static (string? Hub, string? Topic) Of(FeedDocument document, IReadOnlyList<string> links, Uri location, string feedUrl)
    {
        var header = links.SelectMany(Links).ToList();
        var hub = Usable(header.Where(link => link.Rel == "hub").Select(link => link.Target).Concat(document.Hubs), location);
        return hub is null ? (null, null)
            : (hub, Usable(header.Where(link => link.Rel == "self").Select(link => link.Target).Append(document.Self), location) ?? feedUrl);
    }

    /// <summary>Whether to ask the feed's hub for a subscription, first or anew.</summary>
    public static bool IsDue(Feed feed, DateTimeOffset now)
    {
        if (!feed.Subscribed || feed.Hub is null)
        {
            return false;
        }

        // Each question that is not confirmed makes the rest of the lease shorter, so that the next one comes at a fifth of that.
        return feed.HubAskedAt is not { } asked
            || (feed.HubUntil is { } until && until > now ? until - now < (until - asked) / 5 : now - asked > AskAgainAfter);
    }

    private static string? Usable(IEnumerable<string?> targets, Uri location) => targets
        .Select(target => Uri.TryCreate(location, target, out var url) && url.Scheme is "http" or "https" && url.AbsoluteUri.Length <= CanonicalUrl.MaxLength ? url.AbsoluteUri : null)
        .FirstOrDefault(url => url is not null);

    // RFC 8288 section 3: <target>; rel="one other"; name="value, with anything", <target> …
    private static IEnumerable<(string Target, string Rel)> Links(string header)
    {
        for (var open = header.IndexOf('<', StringComparison.Ordinal); open >= 0;)
        {
            var close = header.IndexOf('>', open);
            if (close < 0)
            {
                yield break;
            }

            var end = close + 1;
            for (var quoted = false; end < header.Length && (quoted || header[end] != ','); end++)
            {
                quoted ^= header[end] == '"';
            }

            foreach (var parameter in header[(close + 1)..end].Split(';'))
            {
                var sign = parameter.IndexOf('=', StringComparison.Ordinal);
                if (sign > 0 && parameter[..sign].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                {
                    foreach (var rel in parameter[(sign + 1)..].Trim().Trim('"').Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        yield return (header[(open + 1)..close].Trim(), rel.ToLowerInvariant());
                    }
                }
            }

            open = header.IndexOf('<', end);
        }
    }
}
