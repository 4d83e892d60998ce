using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News.Warc;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Bulk;

/// <summary>The answer to a web archive: <paramref name="Known"/> records came before, in this file or another.</summary>
internal sealed record WarcAnswer(long Accepted, long Known, IReadOnlyDictionary<string, long> Skipped);

/// <summary>
/// Takes in the pages of a web archive of any size: (1) read a record, (2) see whether it is a page, and a new one, (3) file its bytes, (4) with
/// every hundredth, accept them. No publisher is asked. The next records are read when those before are in the books.
/// </summary>
internal sealed class WarcUpload(Backlog backlog, IRawArchive archive, IDocuments documents, IOptions<DeskOptions> options, TimeProvider time)
{
    private const int Batch = 100;

    private readonly Pace pace = new(options.Value.ArchivePagesPerSecond);

    /// <param name="warc">The archive, its content encoding undone.</param>
    /// <param name="stop">The sender hung up. What was accepted stays so.</param>
    public async Task<WarcAnswer> ReadAsync(Stream warc, CancellationToken stop)
    {
        var (pages, accepted) = (0L, 0L);
        var skipped = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var batch = new Dictionary<Guid, (LedgerEntry Entry, DocumentFetched Message)>(Batch);

        // (1)
        await foreach (var record in WarcReader.ReadAsync(warc, options.Value.MaxDocumentBytes, stop))
        {
            // (2)
            switch (ArchivedPage.Of(record, time.GetUtcNow()))
            {
                case ArchivedPage.Skipped { Reason: var reason }:
                    skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
                    break;
                case ArchivedPage.Page page:
                    pages++;
                    if (!batch.ContainsKey(page.EntryId) && (await backlog.FindKnownAsync([page.EntryId], stop)).Count == 0)
                    {
                        // (3)
                        var document = page.Document with { ArchiveKey = await archive.PutAsync(page.Bytes, stop) };
                        await documents.NoteAsync(document, page.EntryId, stop);
                        batch.Add(page.EntryId, (Intake.Entry(page.EntryId, document.RequestedUrl, SourceKind.Archive, time.GetUtcNow()), document));
                    }

                    break;
            }

            // (4)
            if (batch.Count == Batch)
            {
                accepted += await backlog.AcceptAsync(batch.Values, pace);
                batch.Clear();
            }
        }

        accepted += await backlog.AcceptAsync(batch.Values, pace);
        return new WarcAnswer(accepted, pages - accepted, skipped);
    }
}
