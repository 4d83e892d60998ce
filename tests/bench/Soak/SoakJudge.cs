using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Ingestion.Bench.Pipeline;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Bench.Soak;

/// <summary>Compares what the Desk tells with what the sites did.</summary>
internal sealed class SoakJudge(Publishers publishers, DeskClient desk, FeedWatch watch, SoakPlan plan, TimeProvider time)
{
    private const int AtOnce = 4;

    // A failure that lasted this long was there to be seen by whoever asks every second, on a busy machine too.
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(4);

    public async Task<IReadOnlyList<SoakCheck>> JudgeAsync(LedgerBalance balance, bool isAtRest, CancellationToken cancellationToken)
    {
        var stories = publishers.Sites.SelectMany(site => site.All.Select(story => (Site: site, Story: story))).ToList();
        var due = stories.Where(one => one.Story is { Forbidden: false, Listed: true }).ToList();
        var filed = await FiledAsync(cancellationToken);
        var revisions = await RevisionsAsync(due, filed, cancellationToken);
        return
        [
            Rest(isAtRest, stories),
            Books(balance, revisions),
            Check("every listed story is an article, once, as it is now", due, one => IsFiled(one.Site, one.Story, filed, revisions)),
            Check("revisions are the contents that were served, in order", due, one => AreCounted(one.Site, one.Story, revisions)),
            Strangers(due, filed),
            .. await ForbiddenAsync(stories.Where(one => one.Story is { Forbidden: true, Listed: true }), cancellationToken),
            Politeness(),
            Check("no site is starved: each has stories, and all that it still lists are fetched", publishers.Sites, site =>
                site.All.Any(story => story.Requests > 0) && site.Newest.All(story => story.Forbidden || story.IsServed) ? null : $"{site.FeedUrl}: {site.Newest.Count(story => !story.Forbidden && !story.IsServed)} of {site.Newest.Count} not as they are"),
            Check("requests for a story stay within what looks again, feeds and refusals explain", due, one => IsBounded(one.Site, one.Story)),
            .. await HealthAsync(cancellationToken),
        ];
    }

    private static SoakCheck Check<T>(string what, IEnumerable<T> cases, Func<T, string?> refute)
    {
        var all = cases.ToList();
        return new SoakCheck(what, all.Count, [.. all.Select(refute).OfType<string>()]);
    }

    private static SoakCheck Rest(bool isAtRest, List<(Site Site, Story Story)> stories) =>
        new("it comes to rest", 1, isAtRest ? [] : ["not within the limit; not seen as they are:", .. stories.Where(one => !one.Story.Forbidden && !one.Story.IsServed).Select(one => $"{one.Site.Url(one.Story.Path)} listed {one.Story.Listed}, served {one.Story.Served.Count} of {one.Story.Version}")]);

    private static SoakCheck Books(LedgerBalance balance, IReadOnlyDictionary<Story, JsonArray> revisions)
    {
        List<string> wrong = [];
        var closed = balance.Terminal.Values.Sum();
        Equal("accepted, and terminal + waiting + in flight", balance.Accepted, closed + balance.Waiting + balance.InFlight);
        Equal("unexplained", balance.Unexplained ?? -1, 0);
        Equal("dead", balance.Terminal.GetValueOrDefault(Outcome.Dead), 0);
        Equal("rejected", balance.Terminal.GetValueOrDefault(Outcome.Rejected), 0);
        Equal("indexed, and articles", balance.Terminal.GetValueOrDefault(Outcome.Indexed), revisions.Count);
        Equal("revised, and later revisions", balance.Terminal.GetValueOrDefault(Outcome.Revised), revisions.Values.Sum(all => all.Count - 1));
        return new SoakCheck("the books balance and count what is filed", 6, wrong);

        void Equal(string what, long one, long other)
        {
            if (one != other)
            {
                wrong.Add($"{what}: {one}, not {other}");
            }
        }
    }

    private static string? IsFiled(Site site, Story story, Dictionary<string, List<string>> filed, IReadOnlyDictionary<Story, JsonArray> revisions)
    {
        var url = site.Url(story.Path);
        if (!filed.TryGetValue(url, out var ids) || ids.Count != 1)
        {
            return $"{url} is filed {ids?.Count ?? 0} times; {story.Requests} requests, {story.Refused} refused";
        }

        return Differs(site, story, revisions[story][^1]!, story.Latest) is { } difference ? $"{url}: the last revision {difference}" : null;
    }

    private static string? AreCounted(Site site, Story story, IReadOnlyDictionary<Story, JsonArray> revisions)
    {
        if (!revisions.TryGetValue(story, out var all))
        {
            return null; // said above
        }

        var served = story.Served;
        if (all.Count != served.Count)
        {
            var changes = string.Join("; ", all.Skip(1).Select(revision => string.Join(',', revision!["changes"]!.AsArray().Select(change => $"{change!["field"]}"))));
            return $"{site.Url(story.Path)}: {all.Count} revisions of {served.Count} contents; changed fields: {changes}";
        }

        return all.Zip(served).Select((pair, place) => Differs(site, story, pair.First!, pair.Second) is { } difference ? $"{site.Url(story.Path)}: revision {place + 1} {difference}" : null).FirstOrDefault(line => line is not null);
    }

    private static string? Differs(Site site, Story story, JsonNode article, StoryVersion version)
    {
        var (headline, mark) = (StoryPage.Headline(site, story, version), StoryPage.Mark(site, story, version));
        return (string?)article["headline"] != headline ? $"has the headline '{article["headline"]}', not '{headline}'"
            : ((string)article["body"]!["text"]!).Contains(mark, StringComparison.Ordinal) ? null
            : $"does not say '{mark}'";
    }

    private static SoakCheck Strangers(List<(Site Site, Story Story)> due, Dictionary<string, List<string>> filed)
    {
        var known = due.Select(one => one.Site.Url(one.Story.Path)).ToHashSet(StringComparer.Ordinal);
        return Check("nothing else is filed", filed.Keys, url => known.Contains(url) ? null : url);
    }

    private async Task<IReadOnlyList<SoakCheck>> ForbiddenAsync(IEnumerable<(Site Site, Story Story)> forbidden, CancellationToken cancellationToken)
    {
        List<string> wrong = [];
        var tried = 0;
        foreach (var (site, story) in forbidden)
        {
            tried++;
            var url = site.Url(story.Path);
            var entries = (await desk.GetAsync("/ledger/entries?url=" + Uri.EscapeDataString(url), cancellationToken)).AsArray();
            var odd = entries.FirstOrDefault(entry => (string?)entry!["outcome"] is not Outcome.DuplicateSubmission && ((string?)entry["outcome"], (string?)entry["reason"]) != (Outcome.Abandoned, AbandonReason.RobotsDisallowed));
            if (entries.Count == 0 || odd is not null)
            {
                wrong.Add($"{url}: {(odd is null ? "no entry" : $"{odd["state"]} {odd["outcome"]} {odd["reason"]} {odd["detail"]}")}");
            }
        }

        return
        [
            new SoakCheck("what robots.txt forbids ends as robots-disallowed", tried, wrong),
            Check("and is never asked for", publishers.Log, request => request.Path.StartsWith("/private", StringComparison.Ordinal) ? $"site {request.Site}: {request.Path}" : null),
        ];
    }

    private SoakCheck Politeness()
    {
        List<string> wrong = [];
        foreach (var requests in publishers.Log.GroupBy(request => request.Site))
        {
            var inOrder = requests.OrderBy(request => request.Came).ToList();
            foreach (var (first, next) in inOrder.Zip(inOrder.Skip(1)))
            {
                var wanted = new[] { SoakPlan.Gap, publishers.Sites[first.Site].Habits.CrawlDelay ?? TimeSpan.Zero, first.RetryAfter }.Max();
                var pause = Stopwatch.GetElapsedTime(first.Answered, next.Came);
                if (pause < wanted)
                {
                    wrong.Add($"site {first.Site}: {next.Path} came {pause.TotalSeconds:0.000} s after {first.Path} ({first.Status}), and {wanted.TotalSeconds} s were wanted");
                }
            }

            if (inOrder[0].Path != "/robots.txt")
            {
                wrong.Add($"site {requests.Key}: {inOrder[0].Path} came before /robots.txt");
            }
        }

        return new SoakCheck("no site is asked sooner than it wants (gap, Crawl-delay, Retry-After), nor before its robots.txt", publishers.Log.Count, wrong);
    }

    private string? IsBounded(Site site, Story story)
    {
        var most = plan.MostRequests(story, site.FeedUrls.Count(), time.GetUtcNow() - story.PublishedAt);
        return story.Requests > most ? $"{site.Url(story.Path)}: {story.Requests} requests, at most {most:0} are explained" : null;
    }

    private async Task<IReadOnlyList<SoakCheck>> HealthAsync(CancellationToken cancellationToken)
    {
        var now = await watch.NowAsync(cancellationToken);
        var polls = publishers.Log.Where(request => request.Feed is not null).OrderBy(request => request.Came).ToLookup(request => request.Feed!);
        var feeds = publishers.Sites.SelectMany(site => site.FeedUrls.Select(url => (Site: site, Url: url, Polls: polls[url].Where(poll => poll.Status is not (301 or 302)).ToList()))).ToList();
        return
        [
            Check("every feed is well at the end, and has as many entries as the Desk says", feeds, feed => now.GetValueOrDefault(feed.Url) is not { } told ? $"{feed.Url}: the Desk does not know it"
                : (int)told["failures"]! > 0 || !(bool)told["subscribed"]! ? $"{feed.Url}: {told["failures"]} failures, subscribed {told["subscribed"]}: {told["lastError"]}"
                : feed.Polls.LastOrDefault(poll => poll is { Status: 200, IsCut: false })?.Entries is { } entries && (int)told["entries"]! != entries ? $"{feed.Url}: {told["entries"]} entries, not {entries}"
                : null),
            Check("the Desk counts polls as the feeds do", feeds, feed => now.GetValueOrDefault(feed.Url) is { } told && Math.Abs((int)told["polls"]! - feed.Polls.Count) > 1 ? $"{feed.Url}: {told["polls"]} polls, not {feed.Polls.Count}" : null),
            Check("feeds that failed are told of", feeds.Where(feed => FailedForLong(feed.Polls)), feed => watch.Failures.GetValueOrDefault(feed.Url) > 0 ? null : $"{feed.Url} ({feed.Site.Habits.Failing})"),
            Check("feeds that never failed are not", feeds.Where(feed => feed.Polls.All(poll => poll is { Status: 200 or 304, IsCut: false })), feed => watch.Failures.GetValueOrDefault(feed.Url) is var failures and > 0 ? $"{feed.Url}: {failures} failures, {now.GetValueOrDefault(feed.Url)?["lastError"]}" : null),
        ];
    }

    private static bool FailedForLong(List<SiteRequest> polls) =>
        polls.Zip(polls.Skip(1)).Any(pair => pair.First.Status is 0 or >= 400 && Stopwatch.GetElapsedTime(pair.First.Answered, pair.Second.Came) > (pair.First.Status == 0 ? SoakPlan.HeadersTimeout : TimeSpan.Zero) + Visible);

    /// <summary>Ids of all articles, by canonical URL.</summary>
    private async Task<Dictionary<string, List<string>>> FiledAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, List<string>> filed = new(StringComparer.Ordinal);
        for (var next = ""; next is not null;)
        {
            var page = await desk.GetAsync("/articles?limit=200" + (next.Length > 0 ? "&after=" + Uri.EscapeDataString(next) : ""), cancellationToken);
            foreach (var article in page["articles"]!.AsArray())
            {
                var url = (string)article!["canonicalUrl"]!;
                filed[url] = [.. filed.GetValueOrDefault(url, []), (string)article["articleId"]!];
            }

            next = (string?)page["next"];
        }

        return filed;
    }

    private async Task<IReadOnlyDictionary<Story, JsonArray>> RevisionsAsync(
        List<(Site Site, Story Story)> due, Dictionary<string, List<string>> filed, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<Story, JsonArray> revisions = new();
        var side = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due.Where(one => filed.ContainsKey(one.Site.Url(one.Story.Path))), side, async (one, stop) =>
            revisions[one.Story] = (await desk.GetAsync($"/articles/{filed[one.Site.Url(one.Story.Path)][0]}/revisions", stop)).AsArray());
        return revisions;
    }
}
