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
            Filter.Eq(entry => entry.Id, id) & Open, SetOrUnset(update, "detail", detail), null, cancellationToken);
    }

    public Task HoldAsync(Guid id, string articleId, DateTimeOffset at, string detail, CancellationToken cancellationToken)
    {
        var update = Builders<LedgerDocument>.Update
            .Set(entry => entry.State, LedgerState.Waiting).Set(entry => entry.ArticleId, articleId)
            .Set(entry => entry.MovedAt, Date(at)).Set(entry => entry.Detail, detail);
        return connection.Ledger.UpdateOneAsync(Filter.Eq(entry => entry.Id, id) & Open, update, null, cancellationToken);
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
        var found = await connection.Ledger.Find(filter)
            .SortByDescending(entry => entry.OpenedAt).ThenByDescending(entry => entry.Id).Limit(query.Limit).ToListAsync(cancellationToken);
        return found.ConvertAll(document => Entry(document)!);
    }

    public Task<LedgerBalance> BalanceAsync(DateTimeOffset stuckBefore, CancellationToken cancellationToken) =>
        MongoLedgerBalance.CountAsync(connection, Date(stuckBefore), cancellationToken);

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
