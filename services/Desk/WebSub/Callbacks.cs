using System.Collections.Concurrent;
using Ingestion.Storage;

namespace Ingestion.Desk.WebSub;

/// <summary>
/// Finds the feed of a callback. Tokens are made from URLs and not the other way round, so all feeds are gone through for one that is not known
/// yet: once in five seconds at most, because anybody may ask. In between an unknown one is answered at once, for a hub asks us minutes after its
/// feed was added.
/// </summary>
internal sealed class Callbacks(IFeeds feeds, TimeProvider time)
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, string> urls = new();
    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;
    private long? readAt;

    /// <returns>Null when no feed has this token.</returns>
    public async Task<Feed?> FindAsync(Guid token, CancellationToken cancellationToken)
    {
        if (!urls.ContainsKey(token))
        {
            await Reading().WaitAsync(cancellationToken);
        }

        return urls.TryGetValue(token, out var url) ? await feeds.FindAsync(url, cancellationToken) : null;
    }

    /// <summary>The reading that is under way or was made just now, else a new one: all who ask meanwhile wait for the same, and nobody for the next.</summary>
    private Task Reading()
    {
        lock (gate)
        {
            if (reading.IsCompleted && (readAt is not { } last || time.GetElapsedTime(last) >= Pause))
            {
                readAt = time.GetTimestamp();
                reading = ReadAsync(); // to its end, whoever of those who wait hangs up
            }

            return reading;
        }
    }

    private async Task ReadAsync()
    {
        IReadOnlyList<Feed> page = [];
        do
        {
            page = await feeds.ListAsync(page.Count == 0 ? null : page[^1].Url, PageSize, CancellationToken.None);
            foreach (var feed in page)
            {
                urls[News.WebSub.Token(feed.Url)] = feed.Url;
            }
        }
        while (page.Count == PageSize);
    }
}
