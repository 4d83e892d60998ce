using Ingestion.TestSupport;

namespace Ingestion.Storage.Tests;

public sealed class SqliteReprocessJobsTests() : ReprocessJobsContract(null);

public sealed class MongoReprocessJobsTests(MongoServer mongo) : ReprocessJobsContract(mongo);

public abstract class ReprocessJobsContract(MongoServer? mongo) : StoreTests(mongo)
{
    [Fact]
    public async Task A_job_comes_back_as_it_was_saved()
    {
        var job = Job(1) with
        {
            Slice = new DocumentSlice { Host = "wire.example", FetchedFrom = Noon.AddTicks(1), ParserBelow = "0.9", Reason = "home-page" },
            Limit = 10,
            Taken = 3,
            After = new DocumentPlace(1772452800000, Guid.NewGuid()),
            InFlight = [new ReprocessItem(Guid.NewGuid(), "article", "a1_1"), new ReprocessItem(Guid.NewGuid(), "rejected:home-page", null)],
            Report = [new ReprocessRow("article", "revised", 2, [new ReprocessExample("https://wire.example/1", "a1_1", ["headline"], "One."), new ReprocessExample("u", null, null, null)])],
            Fields = new Dictionary<string, long> { ["headline"] = 2 },
        };

        Assert.True(await Jobs.TrySaveAsync(job, default));

        var found = (await Jobs.FindAsync(job.Id, default))!;
        Assert.Equivalent(job, found, strict: true);
        Assert.Equal((job.Slice, job.After), (found.Slice, found.After));
        Assert.Null(await Jobs.FindAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task Of_two_that_save_the_same_version_one_wins()
    {
        var job = Job(1);
        Assert.True(await Jobs.TrySaveAsync(job, default));
        Assert.False(await Jobs.TrySaveAsync(job with { Taken = 7 }, default));

        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => Jobs.TrySaveAsync(job with { Version = 2, Taken = i }, default))));

        Assert.Single(saved, won => won);
        Assert.Equal(Array.IndexOf(saved, true), (await Jobs.FindAsync(job.Id, default))!.Taken);
        Assert.False(await Jobs.TrySaveAsync(job with { Version = 4 }, default));
        Assert.False(await Jobs.TrySaveAsync(Job(2) with { Version = 2 }, default));
    }

    [Fact]
    public async Task The_open_one_is_the_first_that_was_started_and_has_not_ended()
    {
        await Jobs.TrySaveAsync(Job(1) with { State = JobState.Done }, default);
        await Jobs.TrySaveAsync(Job(3), default);
        var stopping = Job(2) with { State = JobState.Stopping };
        await Jobs.TrySaveAsync(stopping, default);

        Assert.Equal(stopping.Id, (await Jobs.FindOpenAsync(default))!.Id);
        Assert.True(await Jobs.TrySaveAsync(stopping with { Version = 2, State = JobState.Stopped }, default));
        Assert.Equal(Noon.AddMinutes(3), (await Jobs.FindOpenAsync(default))!.StartedAt);
        Assert.Equal([3, 2], (await Jobs.ListAsync(2, default)).Select(job => job.StartedAt.Minute));
    }

    private static ReprocessJob Job(int minute) => new() { Id = Guid.NewGuid(), Slice = new DocumentSlice(), StartedAt = Noon.AddMinutes(minute), Documents = 9 };
}
