using Ingestion.Contracts;
using Ingestion.Storage.Sqlite;
using Ingestion.TestSupport;
using Microsoft.Data.Sqlite;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-sqlite-").FullName;

    private string File => Path.Combine(folder, "deeper", "ingestion.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Two_on_one_file_write_side_by_side_without_an_error()
    {
        using var one = new SqliteDatabase(File);
        using var two = new SqliteDatabase(File);
        var ledgers = new[] { new SqliteLedger(one), new SqliteLedger(two) };
        var stores = new[] { new SqliteArticleStore(one), new SqliteArticleStore(two) };

        // The first thing that both do is to make the tables.
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var entry = Entry(url: $"https://wire.example/{i}");
            await ledgers[i % 2].OpenAsync([entry], default);
            await stores[i % 2].FileAsync(Article($"a1_{i}"), entry.Id, Noon, default);
            Assert.True(await ledgers[(i + 1) % 2].CloseAsync(entry.Id, Closing(articleId: $"a1_{i}"), default));
        })));

        var balance = await ledgers[0].BalanceAsync(default);
        Assert.Equal((200, 0), (balance.Accepted, (await ledgers[1].SuspectsAsync()).Count));
        Assert.Equal(200, await stores[1].CountAsync(default));
    }

    [Fact]
    public async Task A_writer_waits_for_another_process_and_then_writes()
    {
        using var database = new SqliteDatabase(File);
        await database.PrepareAsync(default);
        using var other = SqliteSession.Open(File);
        other.Execute("BEGIN IMMEDIATE");

        var write = Task.Run(() => new SqliteHosts(database).EnterAsync("one.example", Noon, TimeSpan.FromMinutes(1), hasPlace: false, default));
        Assert.Equal(0, await new SqliteSchedule(database).CountAsync(default)); // readers do not wait for a writer
        Assert.False(write.IsCompleted);
        other.Execute("COMMIT");

        Assert.NotNull((await write).Token);
    }

    [Fact]
    public void Sqlite_itself_waits_and_the_provider_waits_longer()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using var session = SqliteSession.Open(File);

        Assert.Equal(10_000, session.Scalar<long>("PRAGMA busy_timeout"));
        Assert.Equal("wal", session.Scalar<string>("PRAGMA journal_mode"));
        Assert.Equal(1, session.Scalar<long>("PRAGMA synchronous"));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_the_next_one_works()
    {
        using var database = new SqliteDatabase(File);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(
            session =>
            {
                session.Execute("INSERT INTO robots (origin, expires_at, hops) VALUES ('https://one.example', 1, 0)");
                throw new InvalidOperationException("Changed its mind.");
            },
            default));
        await Assert.ThrowsAsync<SqliteException>(() => database.WriteAsync(
            session => session.Execute("INSERT INTO robots (origin, expires_at, hops) VALUES ('https://one.example', NULL, 0)"), default));

        var hosts = new SqliteHosts(database);
        Assert.Null(await hosts.FindRobotsAsync("https://one.example", default));
        await hosts.SaveRobotsAsync(new RobotsFile("https://one.example", "", Noon), default);
        Assert.NotNull(await hosts.FindRobotsAsync("https://one.example", default));
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused()
    {
        using (var database = new SqliteDatabase(File))
        {
            await database.WriteAsync(session => session.Execute("PRAGMA user_version = 99"), default);
        }

        using var later = new SqliteDatabase(File);
        await Assert.ThrowsAsync<InvalidOperationException>(() => later.PrepareAsync(default));
    }

    [Fact]
    public async Task A_file_of_version_1_keeps_its_books_and_gets_the_new_tables()
    {
        var id = Guid.NewGuid();
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using (var old = SqliteSession.Open(File))
        {
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-1.sql")));
            old.Execute("INSERT INTO host_slots (host, next_at) VALUES ('wire.example', 1)");
            old.Execute(
                """
                INSERT INTO ledger (id, url, canonical_url, kind, opened_at, state, moved_at, attempts)
                VALUES (@id, 'https://wire.example/1?a', 'https://wire.example/1', 'web', 1772452800000, 1, 1772452860000, 2)
                """,
                ("@id", id.ToByteArray(bigEndian: true)));
            old.Execute("INSERT INTO schedule (entry_id, due_at, type, body) VALUES (@id, 1772452800000, 'FetchArticle', '{}')", ("@id", id.ToByteArray(bigEndian: true)));
        }

        using (var one = new SqliteDatabase(File))
        using (var two = new SqliteDatabase(File))
        {
            await Task.WhenAll(Task.Run(() => one.PrepareAsync(default)), Task.Run(() => two.PrepareAsync(default)));
        }

        using var database = new SqliteDatabase(File);
        var entry = await new SqliteLedger(database).FindAsync(id, default);
        Assert.Equal(("https://wire.example/1", LedgerState.Waiting, 2, Noon), (entry!.CanonicalUrl, entry.State, entry.Attempts, entry.OpenedAt));
        Assert.Empty(await new SqliteLedger(database).SuspectsAsync());
        Assert.Equal(1, await new SqliteFeeds(database).AddAsync([Feed()], default));
        var (same, fresh) = (await TablesAsync(File), await TablesAsync(Path.Combine(folder, "fresh.db")));
        Assert.Equal(fresh, same);
    }

    [Fact]
    public async Task A_file_of_version_2_keeps_its_articles_with_all_their_revisions()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var (first, second, killer) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        using (var old = SqliteSession.Open(File))
        {
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-2.sql")));
            FiledByVersion2(old, [(Article(headline: "One") with { Revision = 1 }, first), (Article(headline: "Two") with { Revision = 2, FetchedAt = Noon.AddHours(1), EmbargoedUntil = Noon.AddYears(9) }, second)]);
            FiledByVersion2(old, [(Article("a1_killed", headline: "", text: "", pubStatus: PubStatus.Canceled) with { Revision = 2, EdNote = "Wrong port" }, killer)]);
        }

        using var database = new SqliteDatabase(File);
        var articles = new SqliteArticleStore(database);

        Assert.Equal([(1, "One"), (2, "Two")], (await articles.RevisionsAsync("a1_harbour", default)).Select(one => (one.Revision!.Value, one.Headline)));
        Assert.Equal("Two", Assert.Single((await articles.ListAsync(new ArticleQuery { Text = "two" }, default)).Articles).Headline);
        Assert.Equal("Wrong port", Assert.Single(await articles.RevisionsAsync("a1_killed", default)).Withdrawal?.Detail);
        Assert.Equal(1, await articles.CountAsync(default));
        var again = await articles.FileAsync(Article(headline: "One"), second, Noon, default);
        Assert.Equal((first, true), (again.FiledBy, again.IsFirst));
        Assert.Equal(await TablesAsync(Path.Combine(folder, "fresh.db")), await TablesAsync(File));
    }

    [Fact]
    public async Task A_file_of_version_3_keeps_its_books_and_gets_the_tables_of_copies_and_stories()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using (var old = SqliteSession.Open(File))
        {
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-3.sql")));
            old.Execute("INSERT INTO robots (origin, expires_at, hops) VALUES ('https://one.example', 1, 0)");
        }

        using var database = new SqliteDatabase(File);

        Assert.NotNull(await new SqliteHosts(database).FindRobotsAsync("https://one.example", default));
        Assert.Equal("a1_1", await new SqliteCopies(database).JoinAsync(["a1_2", "a1_1"], Noon, default));
        Assert.Equal(await TablesAsync(Path.Combine(folder, "fresh.db")), await TablesAsync(File));
    }

    [Fact]
    public async Task A_file_of_version_4_keeps_its_window_of_copies()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using (var old = SqliteSession.Open(File))
        {
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-3.sql")));
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-4.sql")));
            old.Execute(
                """
                INSERT INTO copy_sketches (number, article_id, version_order, at, expires_at, keys, text_hash, shingles, smallest, lead)
                VALUES (70000, 'a1_old', '1', 0, @expiresAt, @keys, 7, 3, @none, @none)
                """,
                ("@expiresAt", Moments.Floor(Noon.AddDays(1))), ("@keys", SketchBytes.OfKeys([5, 6])), ("@none", Array.Empty<byte>()));
            old.Execute("INSERT INTO copy_keys (key, sketch) VALUES (5, 70000), (6, 70000)");
        }

        using var database = new SqliteDatabase(File);
        var note = await new SqliteCopies(database).NoteAsync(
            new CopySketch { ArticleId = "a1_new", VersionOrder = "1", At = Noon, Keys = [6], TextHash = 8, Shingles = 3, Smallest = [] }, Noon, Noon.AddDays(30), default);

        Assert.Equal("a1_old", Assert.Single(note!.Candidates).Sketch.ArticleId);
        Assert.Equal(await TablesAsync(Path.Combine(folder, "fresh.db")), await TablesAsync(File));
    }

    [Fact]
    public async Task A_file_of_version_4_keeps_its_books_and_gets_the_tables_of_dead_letters()
    {
        var id = Guid.NewGuid();
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using (var old = SqliteSession.Open(File))
        {
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-3.sql")));
            old.Execute(await System.IO.File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema-4.sql")));
            old.Execute(
                "INSERT INTO ledger (id, url, canonical_url, kind, opened_at, state, moved_at, attempts, outcome) VALUES (@id, 'u', 'u', 'web', 1, 2, 1, 0, 'dead')",
                ("@id", id.ToByteArray(bigEndian: true)));
        }

        using var database = new SqliteDatabase(File);

        // What ended before dead letters had names is opened by whichever is drained for it.
        Assert.True(await new SqliteLedger(database).ReopenAsync(id, Guid.NewGuid(), Noon, default));
        Assert.Empty(await new SqliteDeadLetters(database).GroupsAsync(10, default));
        Assert.Equal(await TablesAsync(Path.Combine(folder, "fresh.db")), await TablesAsync(File));
    }

    private static void FiledByVersion2(SqliteSession session, IReadOnlyList<(ArticleEnriched Article, Guid EntryId)> revisions)
    {
        foreach (var (article, entryId) in revisions)
        {
            session.Execute(
                "INSERT INTO revisions (article_id, revision, entry_id, fingerprint, indexed_at, json) VALUES (@id, @revision, @entry, '', 0, @json)",
                ("@id", article.ArticleId), ("@revision", article.Revision), ("@entry", entryId.ToByteArray(bigEndian: true)),
                ("@json", System.Text.Json.JsonSerializer.Serialize(article, ContractJson.Options)));
        }

        var latest = revisions[^1].Article;
        session.Execute(
            "INSERT INTO articles (id, revision, pub_status, host, language, canonical_url, indexed_at) VALUES (@id, @revision, @status, NULL, 'en', '', 0)",
            ("@id", latest.ArticleId), ("@revision", latest.Revision), ("@status", latest.PubStatus));
    }

    [Fact]
    public async Task The_books_are_counted_and_not_from_memory()
    {
        using var one = new SqliteDatabase(File);
        await new SqliteLedger(one).OpenAsync([Entry()], default);
        using var two = new SqliteDatabase(File);

        Assert.Equal(1, (await new SqliteLedger(two).BalanceAsync(default)).Accepted);
        await new SqliteLedger(one).OpenAsync([Entry()], default);
        Assert.Equal(2, (await new SqliteLedger(two).BalanceAsync(default)).Accepted);
    }

    /// <summary>Every table and index as SQLite has it written down.</summary>
    private static async Task<List<string>> TablesAsync(string file)
    {
        using var database = new SqliteDatabase(file);
        await database.PrepareAsync(default);
        return await database.ReadAsync(
            session => session.Query("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1", row => row.GetString(0)), default);
    }
}
