using System.Globalization;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Desk.WebSub;

/// <summary>What a hub asks when it verifies what we want, and what to answer (W3C WebSub sections 5.2 and 5.3).</summary>
internal abstract record Intent
{
    // Anybody may send what a hub sends here; what it says counts only while we wait for it. Hubs verify within seconds, busy ones within minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    // A hub's challenge is a random text; what is much longer is none.
    private const int MaxChallenge = 4096;

    /// <summary>We want it: echo the challenge.</summary>
    public sealed record Subscribe(string Challenge, TimeSpan Lease) : Intent;

    /// <summary>The hub will not.</summary>
    public sealed record Denied(string? Reason) : Intent;

    /// <summary>We did not ask for that, or not lately. The end of a subscription is never asked for.</summary>
    public sealed record Unexpected : Intent;

    /// <param name="query">The parameters that begin with <c>hub.</c>, without that.</param>
    /// <param name="feed">The feed of the callback; null when there is none.</param>
    /// <param name="now">Now, UTC.</param>
    public static Intent Of(Func<string, string?> query, Feed? feed, DateTimeOffset now)
    {
        if (feed is not { Subscribed: true, HubSecret: not null, HubAskedAt: { } askedAt } || now - askedAt > Patience || query("topic") is not { } topic || !IsTopicOf(feed, topic))
        {
            return new Unexpected();
        }

        var challenge = query("challenge") is { Length: > 0 and <= MaxChallenge } text ? text : null;
        return query("mode") switch
        {
            "subscribe" when challenge is not null && LeaseOf(query("lease_seconds")) is { } lease => new Subscribe(challenge, lease),
            "denied" => new Denied(query("reason")),
            _ => new Unexpected(),
        };
    }

    // What the fetcher named to the hub: the feed's own name for itself, where it has one.
    private static bool IsTopicOf(Feed feed, string topic) => CanonicalUrl.Of(topic) == CanonicalUrl.Of(feed.HubTopic ?? feed.Url);

    private static TimeSpan? LeaseOf(string? seconds) => long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var lease) && lease > 0
        ? TimeSpan.FromSeconds(Math.Min(lease, (long)News.WebSub.Lease.TotalSeconds))
        : null;
}
