using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Desk.Reconciling;

/// <summary>Finds the last thing of an entry that is durable, and drives the entry again from there. Done to one that was not lost it changes nothing.</summary>
internal sealed class Redriver(IDocuments documents, IRawArchive archive, IJobs<ReprocessJob> jobs, Intake intake, IBus bus)
{
    /// <returns>What is left, and the document where that is it.</returns>
    public async Task<(LastDurable Last, DocumentFetched? Document)> FindAsync(LedgerEntry entry, CancellationToken stop)
    {
        foreach (var known in await CandidatesAsync(entry, stop))
        {
            if (await archive.ExistsAsync(known.Document.ArchiveKey, stop))
            {
                var document = known.Document;
                return (LastDurable.Document, entry.Kind == SourceKind.Reprocess ? document with { Source = document.Source with { Kind = SourceKind.Reprocess } } : document);
            }
        }

        var isFetched = entry.Kind is not (SourceKind.File or SourceKind.Archive or SourceKind.Reprocess);
        return (isFetched && CanonicalUrl.TryParse(entry.Url, out _) ? LastDurable.Url : LastDurable.Nothing, null);
    }

    /// <summary>Whether the entry has a document, so that it is in no fetcher's queue.</summary>
    public async Task<bool> IsFetchedAsync(LedgerEntry entry, CancellationToken stop) =>
        entry.Kind is SourceKind.File or SourceKind.Archive or SourceKind.Reprocess || (await documents.ForEntryAsync(entry.Id, stop)).Count > 0;

    /// <summary>Sends it. A closed entry that has only its URL left is fetched for an entry of its own, since nothing is fetched for a closed one.</summary>
    public Task SendAsync(LedgerEntry entry, DocumentFetched? document, int times, CancellationToken stop) => document is not null
        ? bus.SayAsync(document, entry.Id, stop)
        : entry.State == LedgerState.Closed
            ? intake.AcceptUrlAsync(ContentKey.MessageId("redrive", $"{entry.Id}", $"{times}"), entry.Url, feed: null, stop)
            : bus.SayAsync(new FetchArticle { Url = entry.Url, DiscoveredAt = entry.OpenedAt }, entry.Id, stop);

    private async Task<IEnumerable<KnownDocument>> CandidatesAsync(LedgerEntry entry, CancellationToken stop)
    {
        List<KnownDocument> found = [.. await documents.ForEntryAsync(entry.Id, stop)];
        if (entry.Kind == SourceKind.Reprocess && await jobs.FindOpenAsync(stop) is { } job
            && job.InFlight.FirstOrDefault(item => job.EntryOf(item.DocumentId) == entry.Id) is { } item && await documents.FindAsync(item.DocumentId, stop) is { } taken)
        {
            found.Add(taken);
        }

        // What somebody handed in without a URL is named by its bytes.
        if (entry.Url.StartsWith("urn:", StringComparison.Ordinal) && await documents.FindAsync(KnownDocument.IdOf(entry.Url, entry.Url[4..]), stop) is { } handed)
        {
            found.Add(handed);
        }

        if (found.Count == 0 && entry.ArticleId is { } article)
        {
            found.AddRange((await documents.ListAsync(new DocumentSlice { ArticleId = article }, after: null, limit: 20, stop)).Reverse());
        }

        return found;
    }
}
