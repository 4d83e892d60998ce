using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Counts the books. There is no snapshot over several commands: the counts of states come from one command, so they add up, and an entry that
/// moves meanwhile may for that once be counted as unexplained, or not.
/// </summary>
internal static class MongoLedgerBalance
{
    private static readonly FilterDefinitionBuilder<LedgerDocument> Filter = Builders<LedgerDocument>.Filter;

    public static async Task<LedgerBalance> CountAsync(MongoConnection connection, DateTime stuckBefore, CancellationToken cancellationToken)
    {
        var ledger = connection.Ledger;
        var counts = await ledger.Aggregate()
            .Group(new BsonDocument { { "_id", new BsonDocument { { "state", "$state" }, { "outcome", "$outcome" } } }, { "count", new BsonDocument("$sum", 1) } })
            .ToListAsync(cancellationToken);
        var oldest = await ledger.Find(Filter.In(entry => entry.State, [LedgerState.InFlight, LedgerState.Waiting]))
            .SortBy(entry => entry.OpenedAt).FirstOrDefaultAsync(cancellationToken);

        var waitingUnscheduled = await MissingAsync(
            ledger.Aggregate().Match(Filter.Eq(entry => entry.State, LedgerState.Waiting))
                .Group(new BsonDocument { { "_id", "$_id" }, { "count", new BsonDocument("$sum", 1) } }),
            connection.Schedule.CollectionNamespace.CollectionName, cancellationToken);
        var stuck = await ledger.CountDocumentsAsync(
            Filter.Eq(entry => entry.State, LedgerState.InFlight) & Filter.Lt(entry => entry.MovedAt, stuckBefore), null, cancellationToken);
        var filedNowhere = await MissingAsync(
            ledger.Aggregate().Match(Filter.In(entry => entry.Outcome, [Outcome.Indexed, Outcome.Revised, Outcome.Unchanged, Outcome.Withdrawn]))
                .Group(new BsonDocument { { "_id", "$articleId" }, { "count", new BsonDocument("$sum", 1) } }),
            connection.Articles.CollectionNamespace.CollectionName, cancellationToken);

        return new LedgerBalance(
            counts.Sum(Count),
            counts.Where(count => State(count) == nameof(LedgerState.Closed))
                .ToDictionary(count => count["_id"].AsBsonDocument.GetValue("outcome", "").AsString, Count),
            counts.Where(count => State(count) == nameof(LedgerState.Waiting)).Sum(Count),
            counts.Where(count => State(count) == nameof(LedgerState.InFlight)).Sum(Count),
            waitingUnscheduled + stuck + filedNowhere,
            oldest is null ? null : Moments.Of(oldest.OpenedAt));
    }

    /// <summary>How many of the grouped entries have no document of that id in the other collection; one look-up per id, not per entry.</summary>
    private static async Task<long> MissingAsync(IAggregateFluent<BsonDocument> groups, string collection, CancellationToken cancellationToken)
    {
        var lookup = new BsonDocument("$lookup", new BsonDocument
        {
            { "from", collection },
            { "localField", "_id" },
            { "foreignField", "_id" },
            { "pipeline", new BsonArray { new BsonDocument("$project", new BsonDocument("_id", 1)) } },
            { "as", "found" },
        });
        var sum = await groups.AppendStage<BsonDocument>(lookup)
            .Match(Builders<BsonDocument>.Filter.Size("found", 0))
            .Group(new BsonDocument { { "_id", BsonNull.Value }, { "count", new BsonDocument("$sum", "$count") } })
            .FirstOrDefaultAsync(cancellationToken);
        return sum is null ? 0 : Count(sum);
    }

    private static long Count(BsonDocument count) => count["count"].ToInt64();

    private static string State(BsonDocument count) => count["_id"]["state"].AsString;
}
