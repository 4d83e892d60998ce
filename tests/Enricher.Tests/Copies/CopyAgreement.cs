using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Ingestion.Enricher.Tests.Copies.CopyTexts;

[assembly: AssemblyFixture(typeof(MongoServer))]

namespace Ingestion.Enricher.Tests.Copies;

public sealed class SqliteCopyAgreement() : CopyAgreement(null);

public sealed class MongoCopyAgreement(MongoServer mongo) : CopyAgreement(mongo);

/// <summary>Enrichers with connections of their own to one store, without locks.</summary>
public abstract class CopyAgreement(MongoServer? mongo) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-copies-").FullName;
    private readonly List<ServiceProvider> providers = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in providers)
        {
            await provider.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_with_a_copy_each_at_the_same_instant_agree_on_one_group_a_thousand_times()
    {
        for (var batch = 0; batch < 10; batch++)
        {
            var (one, other) = await PairAsync(batch); // a fresh store now and then: the stand-in for MongoDB looks at every document
            for (var round = 0; round < 100; round++)
            {
                var story = Story((batch * 100) + round);
                var first = new ArticleEnriched(Parsed($"a1_{round}_one", story, "wire.example"));
                var second = new ArticleEnriched(Parsed($"a1_{round}_two", story + "\nMore later.", "paper.example", 5));
                using var start = new Barrier(2);

                await Task.WhenAll(Task.Run(() => MeetAsync(start, one, first)), Task.Run(() => MeetAsync(start, other, second)));

                var known = (await one.Copies.FindAsync(first.ArticleId, default))!.Standing.Copies;
                var copy = (await other.Copies.FindAsync(second.ArticleId, default))!.Standing.Copies;
                Assert.Equal((first.ArticleId, first.ArticleId), (known?.GroupId, copy?.GroupId));
                Assert.Equal((null, first.ArticleId, CopyRelation.Syndicated), (known?.Of, copy?.Of, copy?.Relation));
            }
        }
    }

    [Fact]
    public async Task Twelve_copies_in_any_order_from_two_enrichers_at_once_end_the_same()
    {
        var story = Story(7);
        for (var seed = 0; seed < 6; seed++)
        {
            var (one, other) = await PairAsync(100 + seed);
            var random = new Random(seed);
            var copies = Enumerable.Range(0, 12).Select(i => new ArticleEnriched(Parsed($"a1_{i:00}", i == 5 ? Beginning(story, 9) : story + $"\nLine {i}.", $"paper{i}.example", 5 + i, byline: i == 3 ? "Reuters" : null, provider: i == 9 ? "Reuters" : null))).OrderBy(_ => random.Next()).ToList();

            await Parallel.ForEachAsync(copies.Select((article, i) => (article, i)), new ParallelOptions { MaxDegreeOfParallelism = 4 },
                async (copy, stop) => await (copy.i % 2 == 0 ? one : other).Finder.FindAsync(copy.article, stop));
            await one.Finder.FindAsync(copies[0], default);

            var members = (await other.Copies.MembersAsync("a1_00", default)).ToDictionary(member => member.Sketch.ArticleId, member => member.Standing.Copies!);
            Assert.Equal(12, members.Count);
            Assert.All(members.Values, copy => Assert.Equal("a1_00", copy.GroupId));
            Assert.Equal(
                [null, "a1_00", "a1_00", "a1_09"],
                new[] { "a1_00", "a1_01", "a1_11", "a1_03" }.Select(id => members[id].Of));
            Assert.Equal(CopyRelation.Excerpt, members["a1_05"].Relation);
            Assert.Equal("Reuters", members["a1_03"].Origin?.Provider);
        }
    }

    [Fact]
    public async Task What_was_saved_and_never_said_is_given_again()
    {
        var (one, other) = await PairAsync(200);
        var story = Story(9);
        var first = new ArticleEnriched(Parsed("a1_9_first", story, "wire.example"));
        var second = new ArticleEnriched(Parsed("a1_1_second", story, "paper.example", 5));
        Assert.Null((await one.Finder.FindAsync(first, default)).Own);

        var found = await one.Finder.FindAsync(second, default);
        var again = await other.Finder.FindAsync(second, default); // as if the first had died before it said anything

        Assert.Equal(("a1_1_second", "a1_9_first", CopyRelation.Identical), (found.Own!.GroupId, found.Own.Of, found.Own.Relation));
        Assert.Equal(("a1_9_first", 1L), (Assert.Single(found.Unsaid).Sketch.ArticleId, found.Unsaid[0].Standing.Version));
        Assert.Equal(["a1_1_second", "a1_9_first"], again.Unsaid.Select(entry => entry.Sketch.ArticleId).Order());
        Assert.Equal(found.Own, again.Own);
        foreach (var entry in again.Unsaid)
        {
            await one.Finder.NoteSaidAsync(entry.Sketch.ArticleId, entry.Standing.Copies, default);
        }

        Assert.Empty((await other.Finder.FindAsync(second, default)).Unsaid);
    }

    [Fact]
    public async Task When_the_original_is_withdrawn_its_copies_come_from_the_next()
    {
        var (one, other) = await PairAsync(201);
        var story = Story(11);
        for (var i = 0; i < 3; i++)
        {
            await one.Finder.FindAsync(new ArticleEnriched(Parsed($"a1_{i}", story, $"paper{i}.example", i)), default);
        }

        await other.Finder.ForgetAsync("a1_0", null, default);
        var changed = await other.Finder.ForgetAsync("a1_0", null, default);

        Assert.Contains(changed, entry => entry.Sketch.ArticleId == "a1_2" && entry.Standing.Copies is { Of: "a1_1", GroupId: "a1_0" });
        Assert.Contains(changed, entry => entry.Sketch.ArticleId == "a1_1" && entry.Standing.Copies is { Of: null, Relation: null });
        Assert.Null(await one.Copies.FindAsync("a1_0", default));
    }

    [Fact]
    public async Task An_old_version_that_comes_late_changes_nothing()
    {
        var (one, other) = await PairAsync(202);
        await one.Finder.FindAsync(new ArticleEnriched(Parsed("a1_x", Story(41))), default);
        await one.Finder.FindAsync(new ArticleEnriched(Parsed("a1_y", Story(42), "paper.example", 10)) with { VersionOrder = "2" }, default);

        var late = await other.Finder.FindAsync(new ArticleEnriched(Parsed("a1_y", Story(41), "paper.example", 5)) with { VersionOrder = "1" }, default);

        var known = await one.Copies.FindAsync("a1_y", default);
        Assert.Equal((null, 0, "2", null), (late.Own, late.Unsaid.Count, known?.Sketch.VersionOrder, known?.Standing.Copies));
        Assert.Equal("a1_y", await one.Copies.GroupOfAsync("a1_y", default));
    }

    [Fact]
    public async Task Two_that_are_published_again_after_one_another_never_come_from_each_other()
    {
        var (one, other) = await PairAsync(203);
        var story = Story(43);
        await one.Finder.FindAsync(new ArticleEnriched(Parsed("a1_b", story, "wire.example")) with { VersionOrder = "1" }, default);
        await one.Finder.FindAsync(new ArticleEnriched(Parsed("a1_c", story, "gazette.example", 5)), default);
        await one.Finder.FindAsync(new ArticleEnriched(Parsed("a1_a", story, "paper.example", 10)), default);

        await other.Finder.FindAsync(new ArticleEnriched(Parsed("a1_b", story + "\nUpdated.", "wire.example", 60)) with { VersionOrder = "2" }, default);

        List<string?> of = [];
        foreach (var id in new[] { "a1_c", "a1_a", "a1_b" })
        {
            of.Add((await one.Copies.FindAsync(id, default))!.Standing.Copies!.Of);
        }

        Assert.Equal([null, "a1_c", "a1_c"], of);
    }

    [Theory]
    [InlineData("the original is withdrawn")]
    [InlineData("the copy is withdrawn")]
    [InlineData("the original is another story now")]
    [InlineData("the original is published again")]
    public async Task What_happens_between_the_look_and_the_save_is_seen_by_one_of_the_two(string meanwhile)
    {
        var (one, other) = await PairAsync(204 + (meanwhile.Length * 10));
        var story = Story(51);
        await one.Finder.FindAsync(new ArticleEnriched(Parsed("a1_k", story, "wire.example")) with { VersionOrder = "1" }, default);
        var held = new HeldCopies(one.Copies, () => meanwhile switch
        {
            "the original is withdrawn" => other.Finder.ForgetAsync("a1_k", null, default),
            "the copy is withdrawn" => other.Finder.ForgetAsync("a1_z", null, default),
            "the original is another story now" => other.Finder.FindAsync(new ArticleEnriched(Parsed("a1_k", Story(52), "wire.example")) with { VersionOrder = "2" }, default),
            _ => other.Finder.FindAsync(new ArticleEnriched(Parsed("a1_k", story, "wire.example", 60)) with { VersionOrder = "2" }, default),
        });

        var found = await new CopyFinder(held, Options.Create(new EnricherOptions()), TimeProvider.System).FindAsync(new ArticleEnriched(Parsed("a1_z", story, "paper.example", 5)), default);

        var (original, copy) = (await one.Copies.FindAsync("a1_k", default), await one.Copies.FindAsync("a1_z", default));
        Assert.Null(found.Own?.Of);
        Assert.Null(copy?.Standing.Copies?.Of);
        Assert.Equal(meanwhile == "the original is published again" ? "a1_z" : null, original?.Standing.Copies?.Of);
    }

    private static async Task MeetAsync(Barrier start, (CopyFinder Finder, ICopies Copies) enricher, ArticleEnriched article)
    {
        start.SignalAndWait();
        await enricher.Finder.FindAsync(article, default);
    }

    private async Task<((CopyFinder Finder, ICopies Copies) One, (CopyFinder Finder, ICopies Copies) Other)> PairAsync(int number)
    {
        var database = MongoServer.NewDatabase();
        var (one, other) = (Provider(number, database), Provider(number, database));
        await one.GetRequiredService<StoreReadiness>().PrepareAsync(default);
        return (Enricher(one), Enricher(other));
    }

    private static (CopyFinder Finder, ICopies Copies) Enricher(ServiceProvider services) =>
        (new CopyFinder(services.GetRequiredService<ICopies>(), Options.Create(new EnricherOptions()), TimeProvider.System), services.GetRequiredService<ICopies>());

    private ServiceProvider Provider(int number, string database)
    {
        var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Store"] = mongo?.ConnectionString ?? "sqlite",
                ["Storage:Folder"] = Path.Combine(folder, $"{number}"),
                ["Storage:Database"] = database,
            }).Build())
            .AddIngestionStorage()
            .BuildServiceProvider();
        providers.Add(provider);
        return provider;
    }
}
