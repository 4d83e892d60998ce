using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Pages in MongoDB: each change is one command on one document.</summary>
internal sealed class MongoPages(MongoConnection connection) : IPages
{
    private static readonly FilterDefinitionBuilder<Page> Filter = Builders<Page>.Filter;

    public async Task<Page?> FindAsync(string url, CancellationToken cancellationToken) =>
        await connection.Pages.Find(Filter.Eq(page => page.Url, url)).FirstOrDefaultAsync(cancellationToken);

    public Task NoteFetchAsync(string url, string archiveKey, string? etag, string? lastModified, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var update = Builders<Page>.Update
            .Set(page => page.FetchedAt, at).Set(page => page.ArchiveKey, archiveKey).Set(page => page.ETag, etag).Set(page => page.LastModified, lastModified)
            .SetOnInsert(page => page.FirstFetchedAt, at).SetOnInsert(page => page.ChangedAt, at).SetOnInsert(page => page.Checks, 0);
        return Upserts.RetryAsync(() => connection.Pages.UpdateOneAsync(
            Filter.Eq(page => page.Url, url), update, new UpdateOptions { IsUpsert = true }, cancellationToken));
    }

    public Task PlanAsync(string url, DateTimeOffset changedAt, int checks, Guid? nextCheck, CancellationToken cancellationToken) =>
        connection.Pages.UpdateOneAsync(
            Filter.Eq(page => page.Url, url),
            Builders<Page>.Update.Set(page => page.ChangedAt, changedAt).Set(page => page.Checks, checks).Set(page => page.NextCheck, nextCheck),
            null, cancellationToken);
}
