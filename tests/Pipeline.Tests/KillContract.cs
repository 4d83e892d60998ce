using System.Collections.Concurrent;
using Ingestion.Contracts;
using Ingestion.Enricher;
using Ingestion.Fetcher;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.Parser;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Pipeline.Tests;

/// <summary>
/// A process that is killed in the middle of a message, at each of seven points and wherever the seed says: which stage, which page, which of its writes.
/// What it had is delivered again to another process on the same store; the first one's other stages go on with what it had said.
/// </summary>
public abstract class KillContract : IAsyncLifetime
{
    private static readonly KillPoint[] Points = Enum.GetValues<KillPoint>();

    // What each stage has to say of a page of each kind; null for one that has nothing to say, or says what others decide.
    private static readonly Dictionary<string, (string Queue, Type? Says)[]> Ways = new(StringComparer.Ordinal)
    {
        ["story"] =
        [
            ("fetch-article", typeof(DocumentFetched)), ("parse-document", typeof(ArticleParsed)), ("record-document", null), ("enrich-article", typeof(ArticleEnriched)),
            ("index-article", typeof(ArticleIndexed)), ("record-outcome", null), ("make-story", null), ("plan-recheck", null),
        ],
        ["short"] = [("fetch-article", typeof(DocumentFetched)), ("parse-document", typeof(DocumentRejected)), ("record-document", null), ("record-outcome", null)],
        ["missing"] = [("fetch-article", typeof(FetchAbandoned)), ("record-outcome", null)],
    };

    private readonly Deaths deaths = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ingestion-kill-");
    private readonly string database = MongoServer.NewDatabase();
    private Origin origin = null!;
    private RunningService doomed = null!;
    private RunningService heir = null!;

    private protected abstract IReadOnlyDictionary<string, string?> StoreSettings { get; }

    /// <summary>Runs for each point.</summary>
    private protected abstract int Seeds { get; }

    public async ValueTask InitializeAsync()
    {
        origin = await Origin.StartAsync();
        doomed = await StartAsync(deaths);
        doomed.Get<IBus>().ConnectPublishObserver(deaths);
        heir = await StartAsync(null);
    }

    public async ValueTask DisposeAsync()
    {
        await doomed.DisposeAsync();
        await heir.DisposeAsync();
        await origin.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_message__at_seven_points_with_every_seed_its_effect_is_there_once_and_is_said_under_the_same_ids()
    {
        var moments = await MomentsAsync();
        var runs = Points.SelectMany(point => Enumerable.Range(0, Seeds).Select(seed => Run(point, seed, moments))).ToList();
        foreach (var run in runs)
        {
            deaths.Planned[(run.Entry, run.Queue)] = (run.Point, run.Nth);
        }

        var closed = new ConcurrentDictionary<Guid, LedgerEntry>();
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (run, stop) =>
        {
            await SubmitAsync(run.Kind, run.Entry, stop);
            Redelivery? message = null;
            await Shell.UntilAsync($"{run} has died", () => Task.FromResult(deaths.Left.TryRemove((run.Entry, run.Queue), out message)));
            await message!.SendAsync(heir.Get<IBus>(), stop);
            await Shell.UntilAsync($"{run} was done by another", () => Task.FromResult(heir.Messages.Consumed.Any(one => one.EntryId == run.Entry && one.MessageId == message.MessageId)));
            closed[run.Entry] = await heir.ClosedAsync(run.Entry);
        });
        Assert.Empty(deaths.Planned);
        await Shell.UntilAsync("all that was said again is handled", () => Task.FromResult(IsQuiet(heir)));

        Assert.DoesNotContain(heir.Messages.Consumed, consumed => consumed.Error is not null);
        Assert.Equal(0, await heir.Get<IDeadLetters>().CountAsync(new DeadLetterSlice(), default));
        Assert.Empty(await heir.Get<ILedger>().SuspectsAsync());
        var balance = await heir.Get<ILedger>().BalanceAsync(default);
        Assert.True(balance is { Waiting: 0, InFlight: 0 } && balance.Accepted == runs.Count + Ways.Count, LedgerLine.Of(balance));
        var said = doomed.Messages.Published.Concat(heir.Messages.Published).ToLookup(one => one.EntryId!.Value);
        foreach (var run in runs)
        {
            var entry = closed[run.Entry];
            var because = $"{run}: {entry.Outcome} {entry.Reason} {entry.Detail}";

            // Each place in a line is an order of its own, and versions of copies and stories count what became known by other articles.
            var mine = said[run.Entry].Where(one => one.Message is not (FetchArticle or CopiesChanged or StoryChanged)).ToLookup(one => one.Message.GetType());
            Assert.True(Ways[run.Kind].Select(stage => stage.Says).OfType<Type>().ToHashSet().SetEquals(mine.Select(type => type.Key)), because);
            Assert.All(mine, type => Assert.True(type.Select(one => one.MessageId).Distinct().Count() == 1, $"{because}: {type.Key.Name}"));

            // What was said is said again; but nothing is fetched for an entry that is closed by then, since what closed it was said.
            if (run is { Says: { } says, Point: KillPoint.AfterPublish or KillPoint.BeforeAck, Queue: not "fetch-article" })
            {
                Assert.True(mine[says].Count() > 1, $"{because}: not said again");
            }

            Assert.True(entry.Outcome == run.Kind switch { "story" => Outcome.Indexed, "short" => Outcome.Rejected, _ => Outcome.Abandoned }, because);
            if (run.Kind == "story")
            {
                var filed = Assert.Single(await heir.Get<IArticleStore>().RevisionsAsync(entry.ArticleId!, default));
                Assert.True(await heir.Get<IRawArchive>().ExistsAsync(filed.Provenance.ArchiveKey, default), because);
                Assert.NotNull(await heir.Get<IStories>().FindOfAsync(entry.ArticleId!, default));
            }
        }
    }

    /// <summary>What a process that lives comes by, of each kind of page and in each stage: so that every seed means a moment that comes.</summary>
    private async Task<List<(string Kind, string Queue, Type? Says, KillPoint Point, int Nth)>> MomentsAsync()
    {
        var found = new List<(string, string, Type?, KillPoint, int)>();
        foreach (var (i, (kind, stages)) in Ways.Index())
        {
            var entry = new Guid(0, (short)i, 1, new byte[8]);
            await SubmitAsync(kind, entry, default);
            await Shell.UntilAsync($"a {kind} page went its way", () => Task.FromResult(stages.All(stage => deaths.Passed.ContainsKey((entry, stage.Queue)))));
            found.AddRange(stages.SelectMany(stage => deaths.Passed[(entry, stage.Queue)].GroupBy(point => point).SelectMany(point => point.Select((_, nth) => (kind, stage.Queue, stage.Says, point.Key, nth + 1)))));
        }

        Assert.Equal(Points, found.Select(moment => moment.Item4).Distinct().Order());
        return found;
    }

    private static (Guid Entry, string Kind, string Queue, Type? Says, KillPoint Point, int Nth) Run(KillPoint point, int seed, List<(string Kind, string Queue, Type? Says, KillPoint Point, int Nth)> moments)
    {
        var possible = moments.Where(moment => moment.Point == point).ToList();
        var chosen = possible[new Random((100 * (int)point) + seed).Next(possible.Count)];
        return (new Guid((int)point + 1, (short)seed, 7, new byte[8]), chosen.Kind, chosen.Queue, chosen.Says, point, chosen.Nth);
    }

    private async Task SubmitAsync(string kind, Guid entry, CancellationToken stop)
    {
        var path = $"/{kind}/{entry:N}";
        if (kind != "missing")
        {
            origin.OnPage(path, kind == "story" ? Page(entry) : $"<html><body><h1>Fog closes harbour {entry:N}</h1><p>More follows.</p></body></html>");
        }

        await doomed.Get<Intake>().AcceptUrlAsync(entry, origin.Url + path, feed: null, stop);
    }

    // No two alike: a story that others belong to, or a copy, would depend on who came first.
    private static string Page(Guid entry)
    {
        var random = new Random(entry.GetHashCode());
        string Word() => string.Concat(Enumerable.Range(0, 3).Select(_ => $"{"bdfgklmnprstvz"[random.Next(14)]}{"aeiou"[random.Next(5)]}"));
        string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Word()));
        var headline = $"The {Words(4)} of {Word()} is open again";
        return $"""
            <!doctype html><html lang="en"><head><title>{headline}</title><meta property="article:published_time" content="2026-03-02T09:05:00+01:00"></head>
            <body><article><h1>{headline}</h1>
            <p>The {Words(3)} was opened on Monday, and {Words(6)} had to wait for the {Words(4)} of the {Words(3)}, as {Words(5)} said with {Words(4)}.</p>
            <p>The {Words(5)} was paid for by the {Words(4)}, while {Words(6)} of the {Words(5)} and the {Words(4)} are in {Words(3)} for {Words(4)}.</p>
            <p>They left the {Words(6)} with {Words(4)}, and the {Words(4)} is now at {Words(3)} and has all of the {Words(4)} from {Words(5)}.</p>
            </article></body></html>
            """;
    }

    private static bool IsQuiet(RunningService service)
    {
        var said = service.Messages.Published.CountBy(one => one.Message.GetType()).ToDictionary();
        return service.Messages.Consumed.CountBy(one => one.Message.GetType()).All(done => done.Value >= said.GetValueOrDefault(done.Key));
    }

    private Task<RunningService> StartAsync(Deaths? deaths) => RunningService.StartAsync(
        builder =>
        {
            builder.AddFetcher();
            builder.AddParser();
            builder.AddEnricher();
            builder.AddIndexer();
            if (deaths is not null)
            {
                Deaths.Into(builder.Services);
            }
            else
            {
                // What waits in the schedule is said where deaths are planned.
                builder.Services.Remove(builder.Services.Single(service => service.ImplementationType?.Name == "DueMessages"));
            }
        },
        bus =>
        {
            bus.AddFetcherConsumers();
            bus.AddParserConsumers();
            bus.AddEnricherConsumers();
            bus.AddIndexerConsumers();
            deaths?.Into(bus);
        },
        settings: new Dictionary<string, string?>(StoreSettings)
        {
            ["Storage:Folder"] = folder.FullName,
            ["Storage:Database"] = database,
            ["Fetcher:AllowedPorts:0"] = $"{origin.Port}",
            ["Bus:RepublishAfter"] = "1.00:00:00", // nobody but the redelivery mends anything
        });
}
