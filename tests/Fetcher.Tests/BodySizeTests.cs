using System.IO.Compression;
using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Fetcher.Tests;

/// <summary>How long a body may be, by what it is, and where a long one waits.</summary>
public sealed class BodySizeTests : IAsyncLifetime
{
    private Origin origin = null!;

    public async ValueTask InitializeAsync() => origin = await Origin.StartAsync();

    public ValueTask DisposeAsync() => origin.DisposeAsync();

    [Theory]
    [InlineData("a page within its limit", false, false, 9_000, true)]
    [InlineData("a page that is too long on the wire", false, false, 15_000, false)]
    [InlineData("a page that is short only while packed", false, true, 30_000, false)]
    [InlineData("a feed longer than a page may be", true, false, 30_000, true)]
    [InlineData("a packed feed longer than a page may be", true, true, 30_000, true)]
    [InlineData("a feed that is too long", true, false, 60_000, false)]
    [InlineData("a feed that is short only while packed", true, true, 60_000, false)]
    public async Task A_feed_has_a_limit_of_its_own(string because, bool isFeed, bool packed, int length, bool taken)
    {
        origin.On("/a", async context =>
        {
            context.Response.ContentType = isFeed ? "application/xml" : "text/html";
            context.Response.Headers.ContentEncoding = packed ? "gzip" : "";
            await using var body = packed ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            await body.WriteAsync(new byte[length]);
        });
        await using var rig = new FetcherRig(origin.Port, options => (options.MaxWireBytes, options.MaxDecodedBytes, options.MaxFeedBytes) = (10_000, 20_000, 50_000));
        var asking = new Asking(new Uri(origin.Url + "/a"));

        var result = isFeed
            ? await rig.Fetcher.FetchFeedAsync(asking, TestContext.Current.CancellationToken)
            : await rig.Fetcher.FetchArticleAsync(asking, TestContext.Current.CancellationToken);

        var said = result switch
        {
            FetchResult.Fetched fetched => $"{fetched.Bytes.Length} bytes",
            FetchResult.Refused refused => refused.Reason,
            _ => result.ToString(),
        };
        Assert.True(said == (taken ? $"{length} bytes" : AbandonReason.TooLarge), $"{because}: {said}");
    }

    [Fact]
    public async Task A_disk_of_ours_that_fails_is_an_outage_and_not_the_hosts_fault()
    {
        origin.OnPage("/short", new string('a', 1000));
        origin.OnPage("/long", new string('a', 2_000_000));
        var missing = Path.Combine(Path.GetTempPath(), $"ingestion-spill-{Guid.NewGuid():N}");
        await using var rig = new FetcherRig(origin.Port, options => options.SpillFolder = missing);

        Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync(origin.Url + "/short"));
        var before = (await EnterAndLeaveAsync(rig)).Pace;
        var thrown = await Assert.ThrowsAsync<SpillException>(() => rig.FetchAsync(origin.Url + "/long"));

        Assert.True(StoreOutage.Is(thrown));
        Assert.Equal(before, (await EnterAndLeaveAsync(rig)).Pace);

        Directory.CreateDirectory(missing);
        try
        {
            Assert.Equal(2_000_000, Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync(origin.Url + "/long")).Bytes.Length);
        }
        finally
        {
            Directory.Delete(missing, recursive: true);
        }
    }

    // What is known of the host, and that nobody was left in its turn.
    private async Task<HostTurn> EnterAndLeaveAsync(FetcherRig rig)
    {
        var host = new Uri(origin.Url).Authority;
        var turn = await rig.Hosts.EnterAsync(host, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1), hasPlace: true, TestContext.Current.CancellationToken);
        Assert.NotNull(turn.Token);
        await rig.Hosts.LeaveAsync(turn, turn.At, turn.Pace, TestContext.Current.CancellationToken);
        return turn;
    }
}
