using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Indexer.Filing;

/// <summary>
/// Withdraws an article: (1) the tombstone, which hides everything and lets nothing in, (2) the bytes, (3) the versions, which tell which bytes there are.
/// Whoever dies in between is made up for by the redelivery, and whoever meets the tombstone later cleans up too. Doing it twice changes nothing.
/// </summary>
internal sealed class Withdrawals(IArticleStore articles, IRawArchive archive)
{
    /// <returns>The tombstone that stands: the first.</returns>
    public async Task<ArticleEnriched> WithdrawAsync(ArticleEnriched tombstone, CancellationToken cancellationToken)
    {
        var standing = await articles.WithdrawAsync(tombstone, cancellationToken);
        await CleanAsync(tombstone.ArticleId, cancellationToken);
        return standing;
    }

    /// <summary>Deletes the bytes of a version that must not be kept. Whoever parses for its entry again finds that all was said.</summary>
    public Task DeleteBytesAsync(ArticleEnriched version, Guid entryId, CancellationToken cancellationToken) =>
        archive.DeleteAsync(version.Provenance.ArchiveKey, $"{entryId}", cancellationToken);

    /// <summary>Steps 2 and 3, also for what a slow writer added beside the tombstone.</summary>
    public async Task CleanAsync(string articleId, CancellationToken cancellationToken)
    {
        foreach (var key in await articles.ArchiveKeysAsync(articleId, cancellationToken))
        {
            await archive.DeleteAsync(key, $"{articleId} is withdrawn", cancellationToken);
        }

        await articles.PurgeAsync(articleId, cancellationToken);
    }
}
