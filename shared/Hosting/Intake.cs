using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Wire;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ScheduledMessage = Ingestion.Storage.ScheduledMessage;

namespace Ingestion.Hosting;

/// <summary>
/// Takes work in so that it cannot be lost: (1) schedule the message for later, (2) open the ledger entry, (3) publish it now,
/// (4) take it off the schedule, unless the bus would forget it with the process. Whoever is told "accepted" is told so after (2), at the latest a second after it:
/// (3) goes on behind, and if it fails, the scheduler does it.
/// </summary>
/// <param name="ledger">The books.</param>
/// <param name="schedule">What waits.</param>
/// <param name="documents">What is known of the bytes in the archive: of a document that somebody handed in nobody else can say it again.</param>
/// <param name="bus">The bus.</param>
/// <param name="options">How long things may take.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when a publish has to wait.</param>
public sealed partial class Intake(ILedger ledger, ISchedule schedule, IDocuments documents, IBus bus, IOptions<BusOptions> options, TimeProvider time, ILogger<Intake> logger)
{
    // A broker that is there confirms sooner: who submits is then told when it has the message, and not more quickly than it takes them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Messages that are being published for nobody who waits, in the process. The next go to the schedule alone.
    private const int MaxBehind = 5000;

    private int behind;

    /// <summary>Accepts URLs.</summary>
    /// <param name="urls">Their texts, as submitted; what is wrong with one becomes its outcome.</param>
    /// <param name="feed">The feed or sitemap that named them; null when somebody submitted them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ledger entries, in order.</returns>
    public async Task<IReadOnlyList<LedgerEntry>> AcceptUrlsAsync(IReadOnlyCollection<string> urls, string? feed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(urls);
        return await AcceptUrlsAsync([.. urls.Select(url => (Guid.CreateVersion7(time.GetUtcNow()), url))], feed, cancellationToken);
    }

    private async Task<IReadOnlyList<LedgerEntry>> AcceptUrlsAsync(IReadOnlyCollection<(Guid Id, string Url)> urls, string? feed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var work = urls.Select(item =>
        {
            var entry = Entry(item.Id, item.Url, feed is null ? SourceKind.Web : SourceKind.Feed, now);
            return (Entry: entry, Message: new FetchArticle { Url = entry.Url, Feed = feed, DiscoveredAt = now });
        }).ToList();
        await AcceptAsync(work, now, cancellationToken);
        return [.. work.Select(item => item.Entry)];
    }

    /// <summary>Accepts a URL that came with an id of its own.</summary>
    /// <param name="id">Id of the ledger entry to open; there is none of that id yet.</param>
    /// <param name="url">Its text, as submitted; what is wrong with it becomes its outcome.</param>
    /// <param name="feed">The feed or sitemap that named it; null when somebody submitted it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is accepted.</returns>
    public Task AcceptUrlAsync(Guid id, string url, string? feed, CancellationToken cancellationToken) =>
        AcceptUrlsAsync([(id, url)], feed, cancellationToken);

    /// <summary>Accepts a document that somebody hands in; a message of several items is taken apart, unless it has one URL.</summary>
    /// <param name="document">The document.</param>
    /// <param name="archive">Where the bytes go first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ledger entries of its items, in order; with a key, those that were there already among them.</returns>
    public async Task<IReadOnlyList<LedgerEntry>> AcceptDocumentAsync(HandedDocument document, IRawArchive archive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(archive);
        var now = time.GetUtcNow();
        var items = document.Url is null ? WireMessage.Split(document.Bytes, document.Charset) : [document.Bytes];
        var (entries, work) = (new List<LedgerEntry>(), new List<(LedgerEntry, DocumentFetched)>());
        foreach (var (i, bytes) in items.Index())
        {
            var id = document.EntryId(i) ?? Guid.CreateVersion7(now);
            if (document.Key is not null && await ledger.FindAsync(id, cancellationToken) is { } known)
            {
                entries.Add(known);
                continue;
            }

            var message = document.Fetched(bytes, await archive.PutAsync(bytes, cancellationToken), now) with { Charset = items.Count > 1 ? "utf-8" : document.Charset };
            var entry = Entry(id, message.RequestedUrl, SourceKind.File, now);
            entries.Add(entry);
            work.Add((entry, message));
            await documents.NoteAsync(message, id, cancellationToken);
        }

        if (work.Count > 0)
        {
            await AcceptAsync(work, now, cancellationToken);
        }

        return entries;
    }

    /// <summary>Accepts documents of the raw archive that are to be parsed again. Accepting one again changes nothing but to say it again.</summary>
    /// <typeparam name="T">What to say: <see cref="DocumentFetched"/>, or an order about one.</typeparam>
    /// <param name="work">Ids of the ledger entries to open, the documents' URLs, and the messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when they are accepted.</returns>
    public Task AcceptAgainAsync<T>(IReadOnlyCollection<(Guid Id, string Url, T Message)> work, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(work);
        var now = time.GetUtcNow();
        return AcceptAsync([.. work.Select(item => (Entry(item.Id, item.Url, SourceKind.Reprocess, now), item.Message))], now, cancellationToken);
    }

    /// <summary>A new entry.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="url">As submitted.</param>
    /// <param name="kind">One of <see cref="SourceKind"/>.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>In flight, with no tries made. A text too long for a URL is cut one character above the longest, and so stays too long.</returns>
    public static LedgerEntry Entry(Guid id, string url, string kind, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(url);
        var kept = url.Length > News.CanonicalUrl.MaxLength ? url[..(News.CanonicalUrl.MaxLength + 1)] : url;
        return new() { Id = id, Url = kept, CanonicalUrl = News.CanonicalUrl.Of(kept), Kind = kind, OpenedAt = now, MovedAt = now };
    }

    private async Task AcceptAsync<T>(List<(LedgerEntry Entry, T Message)> work, DateTimeOffset now, CancellationToken cancellationToken)
        where T : class
    {
        var scheduled = work.Select(item => Scheduled(item.Entry.Id, item.Message, now + options.Value.RepublishAfter)).ToList();
        await schedule.PutAsync(scheduled, cancellationToken);
        await ledger.OpenAsync([.. work.Select(item => item.Entry)], cancellationToken);

        // From here on the work is accepted: a caller who hangs up, or a broker that is away, changes nothing of that.
        if (Volatile.Read(ref behind) >= MaxBehind)
        {
            LogLater(logger, null, work.Count);
            return;
        }

        try
        {
            await PublishAsync(work, scheduled).WaitAsync(Patience, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // It goes on behind.
        }
    }

    private async Task PublishAsync<T>(List<(LedgerEntry Entry, T Message)> work, List<ScheduledMessage> scheduled)
        where T : class
    {
        Interlocked.Add(ref behind, work.Count);
        using var timeout = new CancellationTokenSource(options.Value.PublishTimeout, time);
        try
        {
            await Task.WhenAll(work.Select(item => bus.SayAsync(item.Message, item.Entry.Id, timeout.Token)));
            if (options.Value.IsDurable)
            {
                await schedule.RemoveAsync(scheduled, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            // Whatever it was, the schedule still holds them.
            LogLater(logger, exception, work.Count);
        }
        finally
        {
            Interlocked.Add(ref behind, -work.Count);
        }
    }

    /// <summary>A message for the schedule.</summary>
    /// <typeparam name="T">The contract.</typeparam>
    /// <param name="entryId">The ledger entry.</param>
    /// <param name="message">The message.</param>
    /// <param name="dueAt">When, UTC.</param>
    /// <returns>With the contract's name and JSON.</returns>
    public static ScheduledMessage Scheduled<T>(Guid entryId, T message, DateTimeOffset dueAt)
        where T : class =>
        new() { EntryId = entryId, DueAt = dueAt, Type = typeof(T).Name, Body = JsonSerializer.Serialize(message, ContractJson.Options) };

    [LoggerMessage(LogLevel.Warning, "{Count} accepted messages were not published; the schedule will publish them")]
    private static partial void LogLater(ILogger logger, Exception? exception, int count);
}
