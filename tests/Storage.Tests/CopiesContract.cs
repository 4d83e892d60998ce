using Ingestion.Contracts;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Storage.Tests;

public sealed class SqliteCopiesTests() : CopiesContract(null);

public sealed class MongoCopiesTests(MongoServer mongo) : CopiesContract(mongo);

public abstract class CopiesContract(MongoServer? mongo) : StoreTests(mongo)
{
    private static readonly DateTimeOffset Month = Noon.AddDays(30);

    private ICopies Copies => Services.GetRequiredService<ICopies>();

    [Fact]
    public async Task A_sketch_comes_back_as_it_was_noted()
    {
        var sketch = Sketch("a1_one", 1, (1L << 48) - 1) with
        {
            At = Noon.AddHours(-3),
            TextHash = long.MinValue,
            Shingles = 700,
            Smallest = [0, 1, ulong.MaxValue],
            Lead = [uint.MaxValue, 0, 7],
            Host = "wire.example",
            Provider = "Example Wire",
            CanonicalHost = "other.example",
            Credits = "Reuters",
            Agency = "dpa",
        };
        await Copies.NoteAsync(sketch, Noon, Month, default);

        var found = (await Copies.FindAsync("a1_one", default))!;

        Assert.Equal(sketch with { Keys = [], Smallest = [], Lead = [] }, found.Sketch with { Keys = [], Smallest = [], Lead = [] });
        Assert.Equal(sketch.Keys, found.Sketch.Keys);
        Assert.Equal(sketch.Smallest, found.Sketch.Smallest);
        Assert.Equal(sketch.Lead, found.Sketch.Lead);
        Assert.Equal(CopyStanding.None, found.Standing);
        Assert.Null(await Copies.FindAsync("a1_two", default));
    }

    [Fact]
    public async Task Those_that_share_a_key_are_found_the_most_alike_first_and_never_itself()
    {
        await NoteAsync("a1_one", 1, 2, 3);
        await NoteAsync("a1_two", 2, 3, 4);
        await NoteAsync("a1_far", 7, 8, 9);

        Assert.Equal(["a1_two", "a1_one"], await NoteAsync("a1_new", 2, 3, 4));
        Assert.Equal(["a1_two", "a1_one"], await NoteAsync("a1_new", 2, 3, 4));
        Assert.Empty(await NoteAsync("a1_alone", 5));
    }

    [Fact]
    public async Task A_newer_version_takes_the_older_ones_place_and_an_older_one_that_comes_late_does_not()
    {
        await NoteAsync("a1_one", order: "2", 1, 2);
        await NoteAsync("a1_one", order: "3", 5, 6);
        Assert.Null(await Copies.NoteAsync(Sketch("a1_one", 8, 9) with { VersionOrder = "1" }, Noon, Month, default));

        Assert.Empty(await NoteAsync("a1_new", 1, 2, 8, 9));
        Assert.Equal(["a1_new"], await NoteAsync("a1_other", 9));
        Assert.Equal(["a1_one"], await NoteAsync("a1_last", 6));
    }

    [Fact]
    public async Task What_the_window_has_left_behind_is_not_found_and_what_is_removed_neither()
    {
        await Copies.NoteAsync(Sketch("a1_old", 1), Noon, Noon.AddHours(1), default);
        await Copies.NoteAsync(Sketch("a1_gone", 1), Noon, Month, default);
        await Copies.RemoveAsync("a1_gone", null, default);
        await Copies.RemoveAsync("a1_never", null, default);

        var note = await Copies.NoteAsync(Sketch("a1_new", 1), Noon.AddHours(2), Month, default);

        Assert.Empty(note!.Candidates);
        Assert.True((await Copies.NoteAsync(Sketch("a1_gone", 2), Noon, Month, default))!.IsNew);
        Assert.False((await Copies.NoteAsync(Sketch("a1_gone", 2), Noon, Month, default))!.IsNew);
        await Copies.RemoveAsync("a1_gone", upTo: "0", default);
        Assert.NotNull(await Copies.FindAsync("a1_gone", default));
        await Copies.RemoveAsync("a1_gone", upTo: "1", default);
        Assert.Null(await Copies.FindAsync("a1_gone", default));
    }

    [Fact]
    public async Task A_key_that_everybody_shares_costs_no_more_and_hides_nobody()
    {
        const long Everybodys = 99;
        for (var i = 0; i < ICopies.MaxPerKey + 60; i++)
        {
            await NoteAsync($"a1_{i:000}", Everybodys, 1000 + i);
        }

        var found = await NoteAsync("a1_new", Everybodys, 1000 + ICopies.MaxPerKey + 50);

        Assert.Equal(ICopies.MaxCandidates, found.Count);
        Assert.Equal($"a1_{ICopies.MaxPerKey + 50:000}", found[0]); // its own key counts, the shared one does not
        Assert.All(found.Skip(1), id => Assert.True(string.CompareOrdinal(id, $"a1_{ICopies.MaxPerKey:000}") < 0, id)); // the key was full for those that came later
    }

    [Fact]
    public async Task Groups_that_are_joined_in_any_order_are_one_with_the_smallest_id()
    {
        string[] ids = ["a1_0", "a1_1", "a1_2", "a1_3", "a1_4", "a1_5", "a1_6", "a1_7"];
        foreach (var id in ids)
        {
            await NoteAsync(id, 1);
        }

        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var pairs = Enumerable.Range(0, 7).Select(i => (One: $"{ids[i]}/{seed}", Other: $"{ids[i + 1]}/{seed}")).OrderBy(_ => random.Next()).ToList();
            foreach (var (one, other) in pairs.Concat(pairs.Take(3)))
            {
                await Copies.JoinAsync(random.Next(2) == 0 ? [one, other] : [other, one], Month, default);
            }

            Assert.All(await Task.WhenAll(ids.Select(id => Copies.GroupOfAsync($"{id}/{seed}", default))), group => Assert.Equal($"a1_0/{seed}", group));
        }

        Assert.Equal("a1_3", await Copies.GroupOfAsync("a1_3", default));
        Assert.Equal("a1_2", await Copies.JoinAsync(["a1_5", "a1_2", "a1_7"], Month, default));
        Assert.Equal("a1_1", await Copies.JoinAsync(["a1_7", "a1_1"], Month, default));
        Assert.Equal(["a1_1", "a1_2", "a1_5", "a1_7"], (await Copies.MembersAsync("a1_1", default)).Select(member => member.Sketch.ArticleId).Order());
        await Copies.RemoveAsync("a1_2", null, default);
        Assert.Equal(["a1_1", "a1_2", "a1_5", "a1_7"], (await Copies.JoinedAsync("a1_1", default)).Order());
        Assert.Equal(["a1_9"], await Copies.JoinedAsync("a1_9", default));
        Assert.Equal(["a1_1", "a1_5", "a1_7"], (await Copies.MembersAsync("a1_1", default)).Select(member => member.Sketch.ArticleId).Order());
    }

    [Fact]
    public async Task Many_that_join_at_once_make_one_group()
    {
        await using var second = Another();
        var others = second.GetRequiredService<ICopies>();
        for (var round = 0; round < 20; round++)
        {
            var ids = Enumerable.Range(0, 12).Select(i => $"a1_{round:00}_{i:00}").ToList();
            await Task.WhenAll(Enumerable.Range(0, 11).Select(i => Task.Run(() => (i % 2 == 0 ? Copies : others).JoinAsync([ids[i], ids[i + 1]], Month, default))));

            Assert.All(await Task.WhenAll(ids.Select(id => others.GroupOfAsync(id, default))), group => Assert.Equal(ids[0], group));
        }
    }

    [Fact]
    public async Task What_is_known_is_saved_by_one_of_those_who_save_at_once_and_survives_the_next_version()
    {
        await NoteAsync("a1_one", 1);
        var known = new CopyStanding { Copies = new ArticleCopies { GroupId = "a1_0", Version = 1, Relation = CopyRelation.Excerpt, Of = "a1_0", Overlap = 0.9 }, Rank = 2, OfAt = Noon };

        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Copies.TrySaveAsync("a1_one", known, default))));
        await Copies.NoteSaidAsync("a1_one", 1, default);
        await Copies.NoteSaidAsync("a1_one", 0, default);
        var note = await Copies.NoteAsync(Sketch("a1_one", 5), Noon, Month, default);

        Assert.Single(saved, isSaved => isSaved);
        Assert.Equal(known with { SaidVersion = 1 }, note!.Own);
        Assert.Equal(known with { SaidVersion = 1 }, (await Copies.FindAsync("a1_one", default))!.Standing);
        Assert.False(await Copies.TrySaveAsync("a1_nobody", known, default));
    }

    /// <summary>Each writes its own sketch before it asks: so at least one of two sees the other, however they meet.</summary>
    [Fact]
    public async Task Of_two_that_come_at_the_same_moment_at_least_one_sees_the_other()
    {
        await using var second = Another();
        var others = second.GetRequiredService<ICopies>();
        await others.FindAsync("a1_warm", default);
        for (var round = 0; round < 200; round++)
        {
            var (one, other) = (Sketch($"a1_{round}_a", 1000 + round), Sketch($"a1_{round}_b", 1000 + round));
            using var start = new Barrier(2);
            var notes = await Task.WhenAll(
                Task.Run(() => Meet(start, Copies, one)),
                Task.Run(() => Meet(start, others, other)));

            Assert.Contains(notes, note => note!.Candidates.Count == 1);
        }
    }

    [Fact]
    public async Task Of_two_versions_that_come_at_the_same_moment_the_newer_stays()
    {
        await using var second = Another();
        var others = second.GetRequiredService<ICopies>();
        await others.FindAsync("a1_warm", default);
        for (var round = 0; round < 200; round++)
        {
            var (older, newer) = (Sketch($"a1_{round}", 1000 + round), Sketch($"a1_{round}", 2000 + round) with { VersionOrder = "2" });
            using var start = new Barrier(2);
            await Task.WhenAll(Task.Run(() => Meet(start, Copies, older)), Task.Run(() => Meet(start, others, newer)));

            Assert.Equal("2", (await Copies.FindAsync($"a1_{round}", default))?.Sketch.VersionOrder);
        }
    }

    private static Task<CopyNote?> Meet(Barrier start, ICopies copies, CopySketch sketch)
    {
        start.SignalAndWait();
        return copies.NoteAsync(sketch, Noon, Month, default);
    }

    private Task<IReadOnlyList<string>> NoteAsync(string id, params long[] keys) => NoteAsync(id, "1", keys);

    private async Task<IReadOnlyList<string>> NoteAsync(string id, string order, params long[] keys) =>
        [.. (await Copies.NoteAsync(Sketch(id, keys) with { VersionOrder = order }, Noon, Month, default))!.Candidates.Select(entry => entry.Sketch.ArticleId)];

    private static CopySketch Sketch(string id, params long[] keys) =>
        new() { ArticleId = id, VersionOrder = "1", At = Noon, Keys = keys, TextHash = 7, Shingles = 3, Smallest = [1, 2, 3] };
}
