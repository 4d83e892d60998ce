using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Jobs in MongoDB: one document each, replaced while its version is the one before.</summary>
internal sealed class MongoJobs<TJob>(Func<IMongoCollection<JobRecord>> collection) : IJobs<TJob>
    where TJob : Job
{
    private static readonly FilterDefinitionBuilder<JobRecord> Filter = Builders<JobRecord>.Filter;

    public async Task<bool> TrySaveAsync(TJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var record = new JobRecord
        {
            Id = job.Id,
            Version = job.Version,
            IsOpen = job.IsOpen,
            StartedAt = Moments.Of(Moments.Floor(job.StartedAt)).UtcDateTime,
            Job = JsonSerializer.Serialize(job, ContractJson.Options),
        };
        if (job.Version > 1)
        {
            var replaced = await collection().ReplaceOneAsync(
                Filter.Eq(saved => saved.Id, job.Id) & Filter.Eq(saved => saved.Version, job.Version - 1), record, cancellationToken: cancellationToken);
            return replaced.MatchedCount == 1;
        }

        try
        {
            await collection().InsertOneAsync(record, null, cancellationToken);
            return true;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }

    public async Task<TJob?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Job(await collection().Find(Filter.Eq(saved => saved.Id, id)).FirstOrDefaultAsync(cancellationToken));

    public async Task<IReadOnlyList<TJob>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var found = await collection().Find(Filter.Empty).SortByDescending(saved => saved.StartedAt).ThenByDescending(saved => saved.Id).Limit(limit).ToListAsync(cancellationToken);
        return found.ConvertAll(saved => Job(saved)!);
    }

    public async Task<TJob?> FindOpenAsync(CancellationToken cancellationToken) =>
        Job(await collection().Find(Filter.Eq(saved => saved.IsOpen, true)).SortBy(saved => saved.StartedAt).ThenBy(saved => saved.Id).FirstOrDefaultAsync(cancellationToken));

    private static TJob? Job(JobRecord? record) =>
        record is null ? null : JsonSerializer.Deserialize<TJob>(record.Job, ContractJson.Options);
}
