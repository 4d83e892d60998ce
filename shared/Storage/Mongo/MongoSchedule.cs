using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>What waits, in MongoDB.</summary>
internal sealed class MongoSchedule(MongoConnection connection) : ISchedule
{
    private static readonly FilterDefinitionBuilder<ScheduleDocument> Filter = Builders<ScheduleDocument>.Filter;

    public async Task PutAsync(IReadOnlyCollection<ScheduledMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
        {
            return;
        }

        // Of two with one key the later stands; in a bulk that is not ordered the server may choose otherwise.
        var replacements = messages.GroupBy(message => message.EntryId).Select(group => group.Last())
            .Select(message => new ReplaceOneModel<ScheduleDocument>(Filter.Eq(document => document.EntryId, message.EntryId), Document(message)) { IsUpsert = true })
            .ToList();
        await Upserts.RetryAsync(() => connection.Schedule.BulkWriteAsync(replacements, new BulkWriteOptions { IsOrdered = false }, cancellationToken));
    }

    /// <summary>
    /// Three commands for a batch, however long: find candidates, mark those of them that are still free (the filter is tested again for each
    /// document as it is marked, so two schedulers never both get one), read back what was marked. Whoever dies in between lets leases run out.
    /// </summary>
    public async Task<IReadOnlyList<ScheduledClaim>> ClaimDueAsync(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var at = Moments.Floor(now);
        var date = Moments.Of(at).UtcDateTime;
        var due = Filter.Lte(message => message.DueAt, date)
            & (Filter.Eq(message => message.LeaseUntil, null) | Filter.Lte(message => message.LeaseUntil, date));
        var candidates = await connection.Schedule.Find(due).SortBy(message => message.DueAt).Limit(limit)
            .Project(message => message.EntryId).ToListAsync(cancellationToken);
        if (candidates.Count == 0)
        {
            return [];
        }

        var token = Guid.NewGuid();
        var marked = await connection.Schedule.UpdateManyAsync(
            Filter.In(message => message.EntryId, candidates) & due,
            Builders<ScheduleDocument>.Update
                .Set(message => message.Token, token)
                .Set(message => message.LeaseUntil, Moments.Of(at + Moments.Ceiling(lease)).UtcDateTime),
            null, cancellationToken);
        if (marked.ModifiedCount == 0)
        {
            return [];
        }

        var held = await connection.Schedule.Find(Filter.Eq(message => message.Token, token)).SortBy(message => message.DueAt).ToListAsync(cancellationToken);
        return held.ConvertAll(document => new ScheduledClaim(
            Message(document), token));
    }

    public async Task<bool> CompleteAsync(ScheduledClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var result = await connection.Schedule.DeleteOneAsync(
            Filter.Eq(message => message.EntryId, claim.Message.EntryId) & Filter.Eq(message => message.Token, claim.Token), cancellationToken);
        return result.DeletedCount == 1;
    }

    public async Task<bool> PostponeAsync(ScheduledClaim claim, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var result = await connection.Schedule.UpdateOneAsync(
            Filter.Eq(message => message.EntryId, claim.Message.EntryId) & Filter.Eq(message => message.Token, claim.Token),
            Builders<ScheduleDocument>.Update.Set(message => message.DueAt, Moments.Of(Moments.Ceiling(dueAt)).UtcDateTime)
                .Unset(message => message.Token).Unset(message => message.LeaseUntil),
            null, cancellationToken);
        return result.MatchedCount == 1;
    }

    public Task RemoveAsync(IReadOnlyCollection<ScheduledMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count == 0)
        {
            return Task.CompletedTask;
        }

        var deletions = messages.Select(message => new DeleteOneModel<ScheduleDocument>(
            Filter.Eq(document => document.EntryId, message.EntryId) & Filter.Eq(document => document.DueAt, DueAt(message))
            & Filter.Eq(document => document.Token, null)));
        return connection.Schedule.BulkWriteAsync(deletions, new BulkWriteOptions { IsOrdered = false }, cancellationToken);
    }

    public async Task<IReadOnlyList<ScheduledMessage>> FindAsync(IReadOnlyCollection<Guid> entryIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryIds);
        var about = entryIds.Select(id => (Guid?)id);
        var found = await connection.Schedule.Find(Filter.In(message => message.EntryId, entryIds) | Filter.In(message => message.About, about)).ToListAsync(cancellationToken);
        return found.ConvertAll(Message);
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => connection.Schedule.CountDocumentsAsync(Filter.Empty, null, cancellationToken);

    private static DateTime DueAt(ScheduledMessage message) => Moments.Of(Moments.Ceiling(message.DueAt)).UtcDateTime;

    private static ScheduleDocument Document(ScheduledMessage message) =>
        new() { EntryId = message.EntryId, DueAt = DueAt(message), Type = message.Type, Body = message.Body, About = message.About };

    private static ScheduledMessage Message(ScheduleDocument document) =>
        new() { EntryId = document.EntryId, DueAt = Moments.Of(document.DueAt), Type = document.Type, Body = document.Body, About = document.About };
}
