using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News;
using Microsoft.Data.Sqlite;

namespace Ingestion.Storage.Sqlite;

/// <summary>Documents in SQLite: each change is one statement. A row whose document is not noted yet has no JSON, and is in no slice.</summary>
internal sealed class SqliteDocuments(SqliteDatabase database) : IDocuments
{
    private const string Columns = "json, entry_id, parser, outcome, reason, article_id, revision, enricher";

    public Task NoteAsync(DocumentFetched document, Guid? entryId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        return database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO documents (id, fetched_at, host, kind, feed, json, noted_for) VALUES (@id, @fetchedAt, @host, @kind, @feed, @json, @entry)
                ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at, host = excluded.host, kind = excluded.kind, feed = excluded.feed, json = excluded.json,
                    noted_for = coalesce(excluded.noted_for, noted_for)
                WHERE fetched_at IS NULL OR fetched_at < excluded.fetched_at
                """,
                ("@id", Key(KnownDocument.IdOf(document.RequestedUrl, document.ArchiveKey))), ("@fetchedAt", Moments.Floor(document.FetchedAt)),
                ("@entry", entryId is { } entry ? Key(entry) : null), ("@host", KnownDocument.HostOf(document)), ("@kind", document.Source.Kind), ("@feed", document.Source.Feed),
                ("@json", JsonSerializer.Serialize(document, ContractJson.Options))),
            cancellationToken);
    }

    public async Task<IReadOnlyList<KnownDocument>> ForEntryAsync(Guid entryId, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query($"SELECT {Columns} FROM documents WHERE noted_for = @entry AND json IS NOT NULL ORDER BY fetched_at DESC, id LIMIT 20", Read, ("@entry", Key(entryId))),
        cancellationToken);

    public Task NoteOutcomeAsync(DocumentOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return database.WriteAsync(
            session => session.Execute(
                """
                INSERT INTO documents (id, entry_id, parser, parser_rank, enricher, enricher_rank, outcome, reason, article_id, revision)
                VALUES (@id, @entryId, @parser, @rank, @enricher, @enricherRank, @outcome, @reason, @articleId, @revision)
                ON CONFLICT (id) DO UPDATE SET entry_id = excluded.entry_id, parser = excluded.parser, parser_rank = excluded.parser_rank, enricher = excluded.enricher,
                    enricher_rank = excluded.enricher_rank, outcome = excluded.outcome, reason = excluded.reason, article_id = excluded.article_id, revision = excluded.revision
                WHERE parser_rank IS NULL OR parser_rank <= excluded.parser_rank
                """,
                ("@id", Key(KnownDocument.IdOf(outcome.RequestedUrl, outcome.ArchiveKey))), ("@entryId", Key(outcome.EntryId)), ("@parser", outcome.Parser),
                ("@rank", VersionRank.Of(outcome.Parser)), ("@enricher", outcome.Enricher), ("@enricherRank", outcome.Enricher is null ? null : VersionRank.Of(outcome.Enricher)), ("@outcome", outcome.Outcome), ("@reason", outcome.Reason), ("@articleId", outcome.ArticleId),
                ("@revision", outcome.Revision)),
            cancellationToken);
    }

    public Task<KnownDocument?> FindAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query($"SELECT {Columns} FROM documents WHERE id = @id AND json IS NOT NULL", Read, ("@id", Key(id))).FirstOrDefault(), cancellationToken);

    public Task<long> CountAsync(DocumentSlice slice, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Scalar<long>("SELECT count(*) FROM documents WHERE " + Where(slice), Parameters(slice)), cancellationToken);

    public async Task<IReadOnlyList<KnownDocument>> ListAsync(DocumentSlice slice, DocumentPlace? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var sql = $"SELECT {Columns} FROM documents WHERE {Where(slice)}"
            + (after is null ? "" : " AND (fetched_at, id) > (@at, @id)")
            + " ORDER BY fetched_at, id LIMIT @limit";
        return await database.ReadAsync(
            session => session.Query(sql, Read, [.. Parameters(slice), ("@at", after?.FetchedAt), ("@id", after is null ? null : Key(after.Id)), ("@limit", limit)]),
            cancellationToken);
    }

    private static string Where(DocumentSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return "fetched_at IS NOT NULL"
            + (slice.Host is null ? "" : " AND host = @host")
            + (slice.Kind is null ? "" : " AND kind = @kind")
            + (slice.Feed is null ? "" : " AND feed = @feed")
            + (slice.FetchedFrom is null ? "" : " AND fetched_at >= @from")
            + (slice.FetchedTo is null ? "" : " AND fetched_at < @to")
            + (slice.Parser is null ? "" : " AND parser_rank = @rank")
            + (slice.ParserBelow is null ? "" : " AND coalesce(parser_rank, 0) < @below")
            + (slice.Enricher is null ? "" : " AND enricher_rank = @enricherRank")
            + (slice.EnricherBelow is null ? "" : " AND article_id IS NOT NULL AND coalesce(enricher_rank, 0) < @enricherBelow")
            + (slice.Outcome is null ? "" : " AND outcome = @outcome")
            + (slice.Reason is null ? "" : " AND reason = @reason")
            + (slice.ArticleId is null ? "" : " AND article_id = @article");
    }

    private static (string Name, object? Value)[] Parameters(DocumentSlice slice) =>
    [
        ("@host", slice.Host), ("@kind", slice.Kind), ("@feed", slice.Feed),
        ("@from", slice.FetchedFrom is { } from ? Moments.Ceiling(from) : null), ("@to", slice.FetchedTo is { } to ? Moments.Ceiling(to) : null),
        ("@rank", slice.Parser is { } parser ? VersionRank.Of(parser) : null), ("@below", slice.ParserBelow is { } below ? VersionRank.Of(below) : null),
        ("@enricherRank", slice.Enricher is { } enricher ? VersionRank.Of(enricher) : null), ("@enricherBelow", slice.EnricherBelow is { } lower ? VersionRank.Of(lower) : null),
        ("@outcome", slice.Outcome), ("@reason", slice.Reason), ("@article", slice.ArticleId),
    ];

    private static byte[] Key(Guid id) => id.ToByteArray(bigEndian: true);

    private static KnownDocument Read(SqliteDataReader row)
    {
        var document = JsonSerializer.Deserialize<DocumentFetched>(row.GetString(0), ContractJson.Options)!;
        return new KnownDocument(document, row.IsDBNull(3) ? null : new DocumentOutcome
        {
            RequestedUrl = document.RequestedUrl,
            ArchiveKey = document.ArchiveKey,
            EntryId = new Guid(row.GetFieldValue<byte[]>(1), bigEndian: true),
            Parser = Text(row, 2),
            Enricher = Text(row, 7),
            Outcome = row.GetString(3),
            Reason = Text(row, 4),
            ArticleId = Text(row, 5),
            Revision = row.IsDBNull(6) ? null : row.GetInt32(6),
        });
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
