using Ingestion.Contracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ingestion.Storage.Mongo;

/// <summary>Compares entries with what the other collections hold: one question to each of them for a page. An entry that moves meanwhile may be named once; who acts on it looks again.</summary>
internal static class MongoLedgerComparison
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    public static async Task<(List<LedgerSuspect> Suspects, List<EntryKey> Keys)> CompareAsync(MongoConnection connection, IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var waiting = entries.Where(entry => entry.State == LedgerState.Waiting).Select(entry => entry.Id).ToList();
        var scheduled = await ScheduledAsync(connection, waiting, cancellationToken);
        var filed = entries.Where(entry => entry.Outcome is Outcome.Indexed or Outcome.Revised or Outcome.Unchanged or Outcome.Withdrawn && entry.ArticleId is not null)
            .Select(entry => entry.ArticleId!).Distinct(StringComparer.Ordinal).ToList();
        var articles = filed.Count == 0 ? [] : (await connection.Articles.Find(Filter.In("_id", filed)).Project<BsonDocument>(Builders<BsonDocument>.Projection.Include("standing.status")).ToListAsync(cancellationToken))
            .ToDictionary(article => article["_id"].AsString, article => article["standing"]["status"].AsString, StringComparer.Ordinal);
        var contents = filed.Count == 0 ? Enumerable.Empty<BsonDocument>().ToLookup(_ => "") : (await connection.Contents.Find(Filter.In("articleId", filed))
            .Project<BsonDocument>(Builders<BsonDocument>.Projection.Include("articleId").Include("entryId").Include("archiveKeys")).ToListAsync(cancellationToken))
            .ToLookup(content => content["articleId"].AsString, StringComparer.Ordinal);

        List<LedgerSuspect> suspects = [];
        List<EntryKey> keys = [];
        foreach (var entry in entries)
        {
            if (Fault(entry, scheduled, articles, contents) is { } fault)
            {
                suspects.Add(new LedgerSuspect(entry, fault));
            }
            else if (entry is { Outcome: Outcome.Indexed, ArticleId: { } article } && articles[article] != PubStatus.Canceled)
            {
                keys.AddRange(contents[article].SelectMany(content => content["archiveKeys"].AsBsonArray).Select(key => key.AsString).Distinct().Select(key => new EntryKey(entry.Id, key)));
            }
        }

        return (suspects, keys);
    }

    // What the entry brought is what was first filed for it; a later entry with the same content, or one that came back, brought nothing of its own.
    private static LedgerFault? Fault(LedgerEntry entry, HashSet<Guid> scheduled, Dictionary<string, string> articles, ILookup<string, BsonDocument> contents)
    {
        if (entry.State == LedgerState.Waiting)
        {
            return scheduled.Contains(entry.Id) ? null : LedgerFault.NotScheduled;
        }

        if (entry.Outcome is not (Outcome.Indexed or Outcome.Revised or Outcome.Unchanged or Outcome.Withdrawn))
        {
            return null;
        }

        if (entry.ArticleId is null || !articles.TryGetValue(entry.ArticleId, out var status))
        {
            return LedgerFault.NoArticle;
        }

        var own = ArticleBson.Binary(entry.Id);
        return status == PubStatus.Canceled || contents[entry.ArticleId].Any(content => entry.Outcome != Outcome.Indexed || content["entryId"] == own) ? null : LedgerFault.NoContent;
    }

    private static async Task<HashSet<Guid>> ScheduledAsync(MongoConnection connection, List<Guid> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return [];
        }

        var about = waiting.Select(id => (Guid?)id);
        var found = await connection.Schedule.Find(Builders<ScheduleDocument>.Filter.In(message => message.EntryId, waiting) | Builders<ScheduleDocument>.Filter.In(message => message.About, about))
            .Project(message => new { message.EntryId, message.About }).ToListAsync(cancellationToken);
        return [.. found.Select(message => message.About ?? message.EntryId)];
    }
}
