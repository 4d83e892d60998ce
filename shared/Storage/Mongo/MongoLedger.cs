using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>The books in MongoDB. Each call writes with one command; what an entry is in is decided by the filter of that command.</summary>
internal sealed class MongoLedger(MongoConnection connection) : ILedger
{
    private static readonly FilterDefinitionBuilder<LedgerDocument> Filter = Builders<LedgerDocument>.Filter;

    // Two words and not "anything but closed": an index can seek them.
    private static readonly FilterDefinition<LedgerDocument> Open = Filter.In(entry => entry.State, [LedgerState.InFlight, LedgerState.Waiting]);

    public async Task<int> OpenAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return 0;
        }

        try
        {
            await connection.Ledger.InsertManyAsync(entries.Select(Document), new InsertManyOptions { IsOrdered = false }, cancellationToken);
            return entries.Count;
        }
        catch (MongoBulkWriteException<LedgerDocument> exception) when (exception.WriteConcernError is null
            && exception.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey))
        {
            return entries.Count - exception.WriteErrors.Count; // those were there before, and are left as they are
        }
    }

    public async Task<LedgerEntry?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Entry(await connection.Ledger.Find(Filter.Eq(entry => entry.Id, id)).FirstOrDefaultAsync(cancellationToken));

    public async Task<IReadOnlyList<LedgerEntry>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return (await connection.Ledger.Find(Filter.In(entry => entry.Id, ids)).ToListAsync(cancellationToken)).ConvertAll(document => Entry(document)!);
    }

    public async Task<LedgerEntry?> FindOpenAsync(string canonicalUrl, CancellationToken cancellationToken) =>
        Entry(await connection.Ledger.Find(Filter.Eq(entry => entry.CanonicalUrl, canonicalUrl) & Open & Filter.Eq(entry => entry.ArticleId, null) & Filter.Nin(entry => entry.Kind, [SourceKind.File, SourceKind.Archive, SourceKind.Reprocess]))
            .SortBy(entry => entry.OpenedAt).ThenBy(entry => entry.Id).FirstOrDefaultAsync(cancellationToken));

    public Task MoveAsync(Guid id, LedgerState state, int attempts, DateTimeOffset at, string? detail, CancellationToken cancellationToken)
    {
        if (state == LedgerState.Closed)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "Entries are closed with an outcome.");
        }

        var update = Builders<LedgerDocument>.Update
            .Set(entry => entry.State, state).Set(entry => entry.Attempts, attempts).Set(entry => entry.MovedAt, Date(at));
        return connection.Ledger.UpdateOneAsync(
            Filter.Eq(entry => entry.Id, id) & Open, AddStep(SetOrUnset(update, "detail", detail), new LedgerStep(at, state, attempts, detail)), null, cancellationToken);
    }

    public Task HoldAsync(Guid id, string articleId, DateTimeOffset at, string detail, CancellationToken cancellationToken)
    {
        var update = Builders<LedgerDocument>.Update
            .Set(entry => entry.State, LedgerState.Waiting).Set(entry => entry.ArticleId, articleId)
            .Set(entry => entry.MovedAt, Date(at)).Set(entry => entry.Detail, detail);
        return connection.Ledger.UpdateOneAsync(Filter.Eq(entry => entry.Id, id) & Open, AddStep(update, new LedgerStep(at, LedgerState.Waiting, 0, detail)), null, cancellationToken);
    }

    public async Task<bool> CloseAsync(Guid id, LedgerClosing closing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(closing);
        var update = Builders<LedgerDocument>.Update
            .Set(entry => entry.State, LedgerState.Closed).Set(entry => entry.Outcome, closing.Outcome)
            .Set(entry => entry.MovedAt, Date(closing.At)).Set(entry => entry.ClosedAt, Date(closing.At));
        update = SetOrUnset(update, "reason", closing.Reason);
        update = SetOrUnset(update, "detail", closing.Detail);
        update = SetOrUnset(update, "articleId", closing.ArticleId);
        update = closing.Revision is { } revision ? update.Set(entry => entry.Revision, revision) : update;
        update = closing.DeadLetterId is { } letter ? update.Set(entry => entry.DeadLetterId, letter) : update;
        update = closing.MessageId is { } message ? update.Set(entry => entry.MessageId, message) : update;
        var result = await connection.Ledger.UpdateOneAsync(Filter.Eq(entry => entry.Id, id) & Open, update, null, cancellationToken);
        return result.ModifiedCount == 1;
    }

    public async Task<bool> ReopenAsync(Guid id, Guid deadLetterId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var update = Builders<LedgerDocument>.Update.Set(entry => entry.State, LedgerState.InFlight).Set(entry => entry.MovedAt, Date(at));
        foreach (var field in (string[])["closedAt", "outcome", "reason", "detail", "deadLetterId"])
        {
            update = update.Unset(field);
        }

        update = AddStep(update, new LedgerStep(at, LedgerState.InFlight, 0, $"It had ended as dead; dead letter {deadLetterId} is sent again."));

        var result = await connection.Ledger.UpdateOneAsync(
            Filter.Eq(entry => entry.Id, id) & Filter.Eq(entry => entry.Outcome, Outcome.Dead) & Filter.In(entry => entry.DeadLetterId, [null, deadLetterId]),
            update, null, cancellationToken);
        return result.ModifiedCount == 1;
    }

    public async Task<IReadOnlyList<LedgerEntry>> ListAsync(LedgerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1000, nameof(query));
        var filter = Filter.Empty;
        filter &= query.State is { } state ? Filter.Eq(entry => entry.State, state) : Filter.Empty;
        filter &= query.Outcome is { } outcome ? Filter.Eq(entry => entry.Outcome, outcome) : Filter.Empty;
        filter &= query.CanonicalUrl is { } url ? Filter.Eq(entry => entry.CanonicalUrl, url) : Filter.Empty;
        filter &= query.ArticleId is { } article
            ? Filter.Eq(entry => entry.ArticleId, article) & Filter.In(entry => entry.Outcome, [Outcome.Indexed, Outcome.Revised, Outcome.Unchanged, Outcome.Withdrawn]) : Filter.Empty;
        filter &= query.MessageId is { } closedBy ? Filter.Eq(entry => entry.MessageId, closedBy) : Filter.Empty;
        var found = await connection.Ledger.Find(filter)
            .SortByDescending(entry => entry.OpenedAt).ThenByDescending(entry => entry.Id).Limit(query.Limit).ToListAsync(cancellationToken);
        return found.ConvertAll(document => Entry(document)!);
    }

    public Task<LedgerBalance> BalanceAsync(CancellationToken cancellationToken) => MongoLedgerBalance.CountAsync(connection, cancellationToken);

    public async Task<IReadOnlyList<LedgerStep>> StepsAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await connection.Ledger.Find(Filter.Eq(entry => entry.Id, id)).Project<BsonDocument>(Builders<LedgerDocument>.Projection.Include("steps")).FirstOrDefaultAsync(cancellationToken);
        return found is null || !found.TryGetValue("steps", out var steps) ? [] : [.. steps.AsBsonArray.Select(step => Step(step.AsBsonDocument))];
    }

    public async Task<IReadOnlyList<LedgerEntry>> StaleAsync(DateTimeOffset movedBefore, LedgerPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var filter = Filter.Eq(entry => entry.State, LedgerState.InFlight) & Filter.Lt(entry => entry.MovedAt, Date(movedBefore));
        if (after is not null)
        {
            var at = Moments.Of(after.At).UtcDateTime;
            filter &= Filter.Gt(entry => entry.MovedAt, at) | (Filter.Eq(entry => entry.MovedAt, at) & Filter.Gt(entry => entry.Id, after.Id));
        }

        var found = await connection.Ledger.Find(filter).SortBy(entry => entry.MovedAt).ThenBy(entry => entry.Id).Limit(limit).ToListAsync(cancellationToken);
        return found.ConvertAll(document => Entry(document)!);
    }

    public async Task<LedgerComparison> CompareAsync(LedgerPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 10_000);
        var filter = Filter.Empty;
        if (after is not null)
        {
            var at = Moments.Of(after.At).UtcDateTime;
            filter = Filter.Gt(entry => entry.OpenedAt, at) | (Filter.Eq(entry => entry.OpenedAt, at) & Filter.Gt(entry => entry.Id, after.Id));
        }

        var found = await connection.Ledger.Find(filter).SortBy(entry => entry.OpenedAt).ThenBy(entry => entry.Id).Limit(limit).ToListAsync(cancellationToken);
        var entries = found.ConvertAll(document => Entry(document)!);
        var (suspects, keys) = await MongoLedgerComparison.CompareAsync(connection, entries, cancellationToken);
        return new LedgerComparison(entries.Count, suspects, keys, entries.Count == limit ? LedgerPlace.Opened(entries[^1]) : null);
    }

    public async Task<IReadOnlyList<LedgerSuspect>> CompareAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        (await MongoLedgerComparison.CompareAsync(connection, await FindAsync(ids, cancellationToken), cancellationToken)).Suspects;

    private static UpdateDefinition<LedgerDocument> AddStep(UpdateDefinition<LedgerDocument> update, LedgerStep step)
    {
        var document = new BsonDocument { { "at", Date(step.At) }, { "state", $"{step.State}" }, { "attempts", step.Attempts } };
        document.AddRange(step.Detail is null ? [] : new BsonDocument("detail", step.Detail));
        return update.PushEach("steps", (IEnumerable<BsonDocument>)[document], slice: -LedgerStep.MostKept);
    }

    private static LedgerStep Step(BsonDocument step) => new(
        Moments.Of(step["at"].ToUniversalTime()), Enum.Parse<LedgerState>(step["state"].AsString), step["attempts"].AsInt32, step.GetValue("detail", BsonNull.Value) is BsonString detail ? detail.AsString : null);

    private static UpdateDefinition<LedgerDocument> SetOrUnset(UpdateDefinition<LedgerDocument> update, string field, string? value) =>
        value is null ? update.Unset(field) : update.Set(field, value);

    private static DateTime Date(DateTimeOffset moment) => Moments.Of(Moments.Floor(moment)).UtcDateTime;

    private static LedgerDocument Document(LedgerEntry entry) => new()
    {
        Id = entry.Id,
        Url = entry.Url,
        CanonicalUrl = entry.CanonicalUrl,
        Kind = entry.Kind,
        OpenedAt = Date(entry.OpenedAt),
        State = entry.State,
        MovedAt = Date(entry.MovedAt),
        Attempts = entry.Attempts,
        Outcome = entry.Outcome,
        Reason = entry.Reason,
        Detail = entry.Detail,
        ArticleId = entry.ArticleId,
        Revision = entry.Revision,
        ClosedAt = entry.ClosedAt is { } at ? Date(at) : null,
        DeadLetterId = entry.DeadLetterId,
    };

    private static LedgerEntry? Entry(LedgerDocument? document) => document is null ? null : new()
    {
        Id = document.Id,
        Url = document.Url,
        CanonicalUrl = document.CanonicalUrl,
        Kind = document.Kind,
        OpenedAt = Moments.Of(document.OpenedAt),
        State = document.State,
        MovedAt = Moments.Of(document.MovedAt),
        Attempts = document.Attempts,
        Outcome = document.Outcome,
        Reason = document.Reason,
        Detail = document.Detail,
        ArticleId = document.ArticleId,
        Revision = document.Revision,
        ClosedAt = document.ClosedAt is { } at ? Moments.Of(at) : null,
        DeadLetterId = document.DeadLetterId,
    };
}
