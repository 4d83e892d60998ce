using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Counts the books. The counts of states come from one command, so they add up.</summary>
internal static class MongoLedgerBalance
{
    private static readonly FilterDefinitionBuilder<LedgerDocument> Filter = Builders<LedgerDocument>.Filter;

    public static async Task<LedgerBalance> CountAsync(MongoConnection connection, CancellationToken cancellationToken)
    {
        var ledger = connection.Ledger;
        var counts = await ledger.Aggregate()
            .Group(new BsonDocument { { "_id", new BsonDocument { { "state", "$state" }, { "outcome", "$outcome" } } }, { "count", new BsonDocument("$sum", 1) } })
            .ToListAsync(cancellationToken);
        var oldest = await ledger.Find(Filter.In(entry => entry.State, [LedgerState.InFlight, LedgerState.Waiting]))
            .SortBy(entry => entry.OpenedAt).FirstOrDefaultAsync(cancellationToken);

        var record = await connection.Reconciliation.Find(Builders<JobRecord>.Filter.Empty).FirstOrDefaultAsync(cancellationToken);
        var passedAt = record is null ? null : JsonSerializer.Deserialize<Reconciliation>(record.Job, ContractJson.Options)!.PassedAt;
        var unexplained = await connection.Findings.CountDocumentsAsync(Builders<BsonDocument>.Filter.Eq("state", $"{FindingState.Unexplained}"), null, cancellationToken);

        return new LedgerBalance(
            counts.Sum(Count),
            counts.Where(count => State(count) == nameof(LedgerState.Closed))
                .ToDictionary(count => count["_id"].AsBsonDocument.GetValue("outcome", "").AsString, Count),
            counts.Where(count => State(count) == nameof(LedgerState.Waiting)).Sum(Count),
            counts.Where(count => State(count) == nameof(LedgerState.InFlight)).Sum(Count),
            passedAt is null ? null : unexplained,
            oldest is null ? null : Moments.Of(oldest.OpenedAt),
            passedAt);
    }

    private static long Count(BsonDocument count) => count["count"].ToInt64();

    private static string State(BsonDocument count) => count["_id"]["state"].AsString;
}
