using System.Collections.Concurrent;
using Ingestion.Storage;

namespace Ingestion.Desk.WebSub;

/// <summary>
/// Finds the feed of a callback. Tokens are made from URLs and not the other way round, so all feeds are gone through for one that is not known
/// yet: once in five seconds at most, because anybody may ask.
/// </summary>
internal sealed class Callbacks(IFeeds feeds, TimeProvider time) : IDisposable
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, string> urls = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private long? readAt;

    /// <returns>Null when no feed has this token.</returns>
    public async Task<Feed?> FindAsync(Guid token, CancellationToken cancellationToken)
    {
        if (!urls.ContainsKey(token))
        {
            await ReadAsync(token, cancellationToken);
        }

        return urls.TryGetValue(token, out var url) ? await feeds.FindAsync(url, cancellationToken) : null;
    }

    public void Dispose() => gate.Dispose();

    private async Task ReadAsync(Guid token, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited here may find that all were read since.
            if (urls.ContainsKey(token) || readAt > asked)
            {
                return;
            }

            if (readAt is { } last && Pause - time.GetElapsedTime(last) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            readAt = time.GetTimestamp();
            IReadOnlyList<Feed> page = [];
            do
            {
                page = await feeds.ListAsync(page.Count == 0 ? null : page[^1].Url, PageSize, cancellationToken);
                foreach (var feed in page)
                {
                    urls[News.WebSub.Token(feed.Url)] = feed.Url;
                }
            }
            while (page.Count == PageSize);
        }
        finally
        {
            gate.Release();
        }
    }
}
