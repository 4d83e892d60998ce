using Ingestion.Storage.Sqlite;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

/// <summary>What is the same on both stores is in <see cref="CopiesContract"/>; here a window that is longer than one part of the keys.</summary>
public sealed class SqliteCopyKeysTests : IDisposable
{
    private const int Part = 1 << SqliteCopyKeys.PartBits;

    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-copy-keys-").FullName;
    private readonly SqliteDatabase database;

    public SqliteCopyKeysTests() => database = new SqliteDatabase(Path.Combine(folder, "ingestion.db"));

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_shares_a_key_is_found_in_every_part_before_and_after_its_filter_is_made()
    {
        var copies = new SqliteCopies(database);
        await NoteAsync(copies, "a1_first", 1, 2);
        await SkipToAsync(Part);
        await NoteAsync(copies, "a1_second", 2, 3);
        await SkipToAsync(2 * Part);

        Assert.Equal(["a1_first", "a1_second"], await NoteAsync(copies, "a1_third", 1, 3));
        Assert.Equal(["a1_first", "a1_second", "a1_third"], await NoteAsync(copies, "a1_fourth", 1, 3));
        Assert.Equal(["a1_first", "a1_fourth", "a1_second", "a1_third"], await NoteAsync(copies, "a1_fifth", 1, 3));
        Assert.Equal([0, 1], await NumbersAsync("SELECT part FROM copy_filters ORDER BY part"));
        Assert.Equal(["a1_fifth", "a1_first", "a1_fourth", "a1_second", "a1_third"], await NoteAsync(new SqliteCopies(database), "a1_sixth", 1, 3));
    }

    [Fact]
    public async Task A_part_that_has_a_filter_is_not_looked_into_for_what_it_does_not_hold()
    {
        var copies = new SqliteCopies(database);
        await NoteAsync(copies, "a1_first", 1);
        await SkipToAsync(Part);
        await NoteAsync(copies, "a1_second", 2);
        await NoteAsync(copies, "a1_third", 3);

        // Past the product, which never adds to a part that is complete.
        await database.WriteAsync(session => session.Execute("INSERT INTO copy_keys (part, key, sketch) VALUES (0, 77, 1)"), default);

        Assert.Empty(await NoteAsync(copies, "a1_fourth", 77));
        Assert.Equal(["a1_first"], await NoteAsync(copies, "a1_fifth", 1));
    }

    [Fact]
    public async Task Who_shares_many_keys_is_found_by_a_few_and_hides_nobody_with_a_key_of_its_own()
    {
        var copies = new SqliteCopies(database);
        await NoteAsync(copies, "a1_far", 20);
        await NoteAsync(copies, "a1_near", [.. Enumerable.Range(1, 12)]);
        await NoteAsync(copies, "a1_nearer", [.. Enumerable.Range(1, 15)]);
        await SkipToAsync(Part);
        await NoteAsync(copies, "a1_other", 99);
        await NoteAsync(copies, "a1_another", 98);

        var note = await copies.NoteAsync(Sketch("a1_new", [.. Enumerable.Range(1, 15), 20]), Noon, Noon.AddDays(30), default);

        Assert.Equal(["a1_nearer", "a1_near", "a1_far"], note!.Candidates.Select(entry => entry.Sketch.ArticleId));
    }

    [Fact]
    public async Task A_newer_version_moves_to_the_last_part_and_leaves_nothing_in_the_old_one()
    {
        var copies = new SqliteCopies(database);
        await NoteAsync(copies, "a1_first", 1, 2);
        await SkipToAsync(Part);
        await NoteAsync(copies, "a1_second", 9);

        await NoteAsync(copies, "a1_first", 2, 3);

        Assert.Empty(await NoteAsync(copies, "a1_third", 1));
        Assert.Equal(["a1_first"], await NoteAsync(copies, "a1_fourth", 2));
        Assert.Equal([0], await NumbersAsync("SELECT count(*) FROM copy_keys WHERE part = 0"));
    }

    [Fact]
    public async Task A_part_that_the_window_has_left_behind_goes_with_its_filter()
    {
        var copies = new SqliteCopies(database);
        await NoteAsync(copies, "a1_first", 1);
        await SkipToAsync(Part);
        await NoteAsync(copies, "a1_second", 1);
        await NoteAsync(copies, "a1_third", 2);
        Assert.Equal([0], await NumbersAsync("SELECT part FROM copy_filters"));

        var note = await copies.NoteAsync(Sketch("a1_late", 1), Noon.AddDays(40), Noon.AddDays(70), default);

        Assert.Empty(note!.Candidates);
        Assert.Empty(await NumbersAsync("SELECT part FROM copy_filters"));
        Assert.Equal([0], await NumbersAsync("SELECT count(*) FROM copy_keys WHERE part = 0"));
    }

    private Task<int> SkipToAsync(long number) =>
        database.WriteAsync(session => session.Execute("UPDATE copy_sequence SET number = @number", ("@number", number - 1)), default);

    private Task<List<long>> NumbersAsync(string sql) => database.ReadAsync(session => session.Query(sql, row => row.GetInt64(0)), default);

    private static async Task<IEnumerable<string>> NoteAsync(SqliteCopies copies, string id, params long[] keys) =>
        (await copies.NoteAsync(Sketch(id, keys), Noon, Noon.AddDays(30), default))!.Candidates.Select(entry => entry.Sketch.ArticleId).Order(StringComparer.Ordinal);

    private static CopySketch Sketch(string id, params long[] keys) =>
        new() { ArticleId = id, VersionOrder = "1", At = Noon, Keys = keys, TextHash = 7, Shingles = 3, Smallest = [1, 2, 3] };
}
