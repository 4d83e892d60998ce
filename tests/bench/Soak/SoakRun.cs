using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security;
using System.Text;
using Ingestion.Bench.Pipeline;
using Ingestion.Storage;

namespace Ingestion.Bench.Soak;

/// <summary>
/// (1) start sites and pipeline, (2) subscribe the feeds, (3) let them live, (4) calm, until everything that the sites have has been seen and the books
/// are closed, (5) compare.
/// </summary>
internal sealed class SoakRun(Deployment deployment, TextWriter progress, TimeProvider time)
{
    public async Task<SoakReport> RunAsync(SoakPlan plan, SiteHabits[] habits, int seed, bool rabbitmq, CancellationToken cancellationToken)
    {
        // (1)
        var loadBefore = ProcessUsage.Load();
        await progress.WriteLineAsync("starting");
        await using var publishers = await Publishers.StartAsync(habits, deployment.OriginPort, time);
        await deployment.StartAsync(rabbitmq, useMongo: false, "soak", plan.Options);
        using var desk = new DeskClient(deployment.DeskUrl);
        await desk.ReadyAsync(cancellationToken);
        var before = Usage();

        // (2) The newsroom works once before, so that no feed is empty.
        var newsroom = new Newsroom(publishers.Sites, plan, seed, time);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = newsroom.WorkAsync(work.Token);
        await SubscribeAsync(desk, [.. publishers.Sites.SelectMany(site => site.FeedUrls)], cancellationToken);

        // (3)
        var watch = new FeedWatch(desk);
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = watch.WatchAsync(watched.Token);
        var clock = Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(0.3));
        var said = Stopwatch.StartNew();
        while (clock.Elapsed < plan.CalmAt && await ticks.WaitForNextTickAsync(cancellationToken))
        {
            await SayNowAndThenAsync();
        }

        async Task SayNowAndThenAsync()
        {
            if (said.Elapsed > TimeSpan.FromSeconds(10))
            {
                await SayAsync(desk, publishers, clock.Elapsed, cancellationToken);
                said.Restart();
            }
        }

        // (4)
        publishers.IsCalm = true;
        await work.CancelAsync();
        await working;
        await progress.WriteLineAsync("calm");
        var balance = await desk.BalanceAsync(cancellationToken);
        while (!IsAtRest(publishers, balance) && clock.Elapsed < plan.Length + plan.Patience && await ticks.WaitForNextTickAsync(cancellationToken))
        {
            await SayNowAndThenAsync();
            balance = await desk.BalanceAsync(cancellationToken);
        }

        var elapsed = clock.Elapsed;
        await watched.CancelAsync();
        await watching;
        balance = await desk.ReconciledAsync(cancellationToken);
        var costs = Usage().Zip(before, (after, start) => new SoakCost(after.Process.Part, after.Process.Name, after.Usage.CpuMilliseconds - start.Usage.CpuMilliseconds, after.Usage.PeakMegabytes)).ToList();

        // (5)
        await progress.WriteLineAsync("comparing");
        var checks = await new SoakJudge(publishers, desk, watch, plan, time).JudgeAsync(balance, isAtRest: IsAtRest(publishers, balance), cancellationToken);
        return new SoakReport
        {
            Transport = rabbitmq ? "rabbitmq" : "memory",
            Sites = habits.Length,
            Seed = seed,
            Processors = Environment.ProcessorCount,
            Minutes = elapsed.TotalMinutes,
            CalmAtMinutes = plan.CalmAt.TotalMinutes,
            Load = [loadBefore, ProcessUsage.Load()],
            Costs = costs,
            Books = LedgerLine.Of(balance),
            Figures = SoakFigures.Of(publishers, balance),
            Checks = checks,
        };
    }

    /// <summary>Everything that may be had was listed and shown in its newest version, and nothing is on its way.</summary>
    private static bool IsAtRest(Publishers publishers, LedgerBalance balance) =>
        balance.Waiting + balance.InFlight == 0 && publishers.Sites.All(site => site.Newest.All(story => story.Listed && (story.Forbidden || story.IsServed)));

    // Half of them by each of the ways in which feeds are brought to the Desk.
    private static async Task SubscribeAsync(DeskClient desk, string[] feeds, CancellationToken cancellationToken)
    {
        var half = feeds.Length / 2;
        if (half > 0)
        {
            await desk.SubscribeAsync(JsonContent.Create(new { urls = feeds[..half] }), cancellationToken);
        }

        var opml = new StringBuilder("""<?xml version="1.0"?><opml version="2.0"><body><outline text="Soak">""");
        foreach (var feed in feeds[half..])
        {
            opml.Append("<outline type=\"rss\" xmlUrl=\"").Append(SecurityElement.Escape(feed)).Append("\"/>");
        }

        await desk.SubscribeAsync(new StringContent(opml.Append("</outline></body></opml>").ToString(), Encoding.UTF8, new MediaTypeHeaderValue("text/x-opml")), cancellationToken);
    }

    private async Task SayAsync(DeskClient desk, Publishers publishers, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        var stories = publishers.Sites.SelectMany(site => site.All).ToList();
        var line = LedgerLine.Of(await desk.BalanceAsync(cancellationToken));
        await progress.WriteLineAsync($"{elapsed:mm\\:ss} {stories.Count} stories, {stories.Count(story => story.Listed)} listed, {stories.Count(story => story.IsServed)} shown as they are; {publishers.Log.Count} requests; {line}");
    }

    private List<(Counted Process, ProcessUsage Usage)> Usage() => [.. deployment.Processes.Select(process => (process, ProcessUsage.Of(process.Id)))];
}
