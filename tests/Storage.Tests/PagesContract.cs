using Ingestion.TestSupport;

namespace Ingestion.Storage.Tests;

public sealed class SqlitePagesTests() : PagesContract(null);

public sealed class MongoPagesTests(MongoServer mongo) : PagesContract(mongo);

public abstract class PagesContract(MongoServer? mongo) : StoreTests(mongo)
{
    private const string Url = "https://wire.example/1";

    [Fact]
    public async Task A_first_fetch_is_also_the_last_change()
    {
        Assert.Null(await Pages.FindAsync(Url, default));

        await Pages.NoteFetchAsync(Url, "sha256:01", "\"5f\"", "Mon, 02 Mar 2026 08:05:00 GMT", Noon.AddTicks(10_001), default);

        var at = Noon.AddMilliseconds(1); // rounded down
        Assert.Equal(
            new Page
            {
                Url = Url,
                FirstFetchedAt = at,
                FetchedAt = at,
                ChangedAt = at,
                ArchiveKey = "sha256:01",
                ETag = "\"5f\"",
                LastModified = "Mon, 02 Mar 2026 08:05:00 GMT",
            },
            await Pages.FindAsync(Url, default));
        Assert.Null(await Pages.FindAsync(Url + "/", default));
    }

    [Fact]
    public async Task Fetching_again_leaves_the_plan_and_planning_leaves_the_fetch()
    {
        var (check, changed) = (Guid.NewGuid(), Noon.AddMinutes(30));
        await Pages.NoteFetchAsync(Url, "sha256:01", "\"5f\"", "Mon, 02 Mar 2026 08:05:00 GMT", Noon, default);

        await Pages.PlanAsync(Url, changed, checks: 2, check, default);
        await Pages.NoteFetchAsync(Url, "sha256:02", etag: null, lastModified: null, Noon.AddHours(1), default);

        var page = new Page
        {
            Url = Url,
            FirstFetchedAt = Noon,
            FetchedAt = Noon.AddHours(1),
            ChangedAt = changed,
            ArchiveKey = "sha256:02",
            Checks = 2,
            NextCheck = check,
        };
        Assert.Equal(page, await Pages.FindAsync(Url, default));
        await Pages.PlanAsync(Url, changed, checks: 3, nextCheck: null, default);
        Assert.Equal(page with { Checks = 3, NextCheck = null }, await Pages.FindAsync(Url, default));
    }

    [Fact]
    public async Task A_page_that_was_never_fetched_has_no_plan()
    {
        await Pages.PlanAsync(Url, Noon, checks: 1, Guid.NewGuid(), default);

        Assert.Null(await Pages.FindAsync(Url, default));
    }

    [Fact]
    public async Task Fetches_noted_side_by_side_make_one_page()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Pages.NoteFetchAsync(Url, $"sha256:{i:00}", null, null, Noon, default))));

        Assert.StartsWith("sha256:", (await Pages.FindAsync(Url, default))!.ArchiveKey, StringComparison.Ordinal);
    }
}
