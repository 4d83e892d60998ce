using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Ingestion.Bench.Soak;

/// <summary>One request, as the site saw it.</summary>
/// <param name="Site">Whose.</param>
/// <param name="Path">What was asked for.</param>
/// <param name="Came">When, by a clock that only goes forward.</param>
/// <param name="Answered">Just before the answer went out; where none did, when it came: nobody can tell when the other side gave up.</param>
/// <param name="Status">The answer; 0 where none was given.</param>
/// <param name="RetryAfter">Pause that the answer asked for; zero where none.</param>
/// <param name="Feed">The subscribed feed that this is a poll of; null when it is none.</param>
/// <param name="IsCut">The list broke off in the middle.</param>
/// <param name="Entries">Entries that the list named.</param>
internal sealed record SiteRequest(int Site, string Path, long Came, long Answered, int Status, TimeSpan RetryAfter, string? Feed, bool IsCut, int Entries);

/// <summary>All sites on loopback addresses of their own, in this process: the truth is at hand, and their work is not counted as the pipeline's.</summary>
internal sealed class Publishers : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TimeProvider time;

    private Publishers(WebApplication app, TimeProvider time, Site[] sites) => (this.app, this.time, Sites) = (app, time, sites);

    public IReadOnlyList<Site> Sites { get; }

    public ConcurrentQueue<SiteRequest> Log { get; } = new();

    /// <summary>No site misbehaves any more.</summary>
    public bool IsCalm { get; set; }

    public static async Task<Publishers> StartAsync(SiteHabits[] habits, int port, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            for (var site = 0; site < habits.Length; site++)
            {
                kestrel.Listen(IPAddress.Parse(Site.AddressOf(site)), port);
            }
        });
        var publishers = new Publishers(builder.Build(), time, [.. habits.Select((habit, site) => new Site(site, port, habit, time.GetUtcNow()))]);
        publishers.app.Run(publishers.AnswerAsync);
        await publishers.app.StartAsync();
        return publishers;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var came = Stopwatch.GetTimestamp();
        var bytes = context.Connection.LocalIpAddress!.MapToIPv4().GetAddressBytes();
        var site = Sites[(bytes[2] * 100) + bytes[3] - 1];
        var (path, visit) = (context.Request.Path.Value!, site.Visit());

        // As slow as its number says.
        await Slowness.TakeAsync(site.Number % 50);
        var answer = Answer(site, context.Request, path, visit);
        if (answer.Status == 0)
        {
            // Whoever asks gives up first.
            await Ingestion.TestSupport.Origin.SilenceAsync(context);
            Log.Enqueue(new SiteRequest(site.Number, path, came, came, 0, TimeSpan.Zero, answer.Feed, IsCut: false, 0));
            return;
        }

        var (response, body) = (context.Response, answer.Body);
        response.StatusCode = answer.Status;
        response.ContentType = answer.Type;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (body.Length > 0 && site.Habits.Packs && answer.Type != "application/gzip" && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            (body, response.Headers.ContentEncoding) = (Gzip(body), "gzip");
        }

        response.ContentLength = answer.Status == 304 ? null : body.Length;
        Log.Enqueue(new SiteRequest(site.Number, path, came, Stopwatch.GetTimestamp(), answer.Status, answer.RetryAfter, answer.Feed, answer.IsCut, answer.Named.Count));
        try
        {
            if (body.Length > 0)
            {
                await response.Body.WriteAsync(body, context.RequestAborted);
            }

            await response.CompleteAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            return; // It was not served: the other side is gone.
        }

        answer.Story?.Answered(answer.Status, answer.Version);
        if (answer.Status == 200 && !answer.IsCut && answer.Feed is not null)
        {
            Sites.First(owner => owner.FeedUrls.Contains(answer.Feed)).Read(answer.Feed);
        }

        if (answer.Status == 200 && !answer.IsCut)
        {
            foreach (var story in answer.Named)
            {
                story.Listed = true;
            }
        }
    }

    private Answer Answer(Site site, HttpRequest request, string path, int visit)
    {
        if (path == "/robots.txt")
        {
            return new Answer(200, "text/plain", $"User-agent: *\n{(site.Habits.CrawlDelay is { } delay ? $"Crawl-delay: {delay.TotalSeconds}\n" : "")}{(site.Habits.ListsForbidden ? "Disallow: /private\n" : "")}");
        }

        if (path.StartsWith("/from/", StringComparison.Ordinal) && int.TryParse(path.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var other) && other < Sites.Count)
        {
            return ListAnswer(Sites[other], Sites[other].FeedUrl, new Uri(Sites[other].FeedUrl).AbsolutePath, request, visit);
        }

        var slash = path.LastIndexOf('/');
        if (int.TryParse(path.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && site.Find(number) is { } story)
        {
            return path == $"/go/{number}" ? new Answer(302, null, "") { Headers = { ["Location"] = story.Path } }
                : path == story.Path ? PageAnswer(site, story, request, visit)
                : new Answer(404, null, "");
        }

        var feed = site.FeedUrls.FirstOrDefault(url => url == site.Url(path));
        return feed == site.FeedUrl && site.Habits.FeedMoved is { } status
            ? new Answer(status, null, "") { Headers = { ["Location"] = Sites[(site.Number + 1) % Sites.Count].Url($"/from/{site.Number}") }, Feed = feed }
            : ListAnswer(site, feed, path, request, visit);
    }

    private Answer PageAnswer(Site site, Story story, HttpRequest request, int visit)
    {
        // Prime to the number of requests of a story, so that each of them is met by it now and then.
        if (!IsCalm && site.Habits.Refuses > 0 && visit % (int)(1 / site.Habits.Refuses) == 7)
        {
            return visit % 2 == 0
                ? new Answer(429, null, "") { Headers = { ["Retry-After"] = "2" }, RetryAfter = TimeSpan.FromSeconds(2), Story = story }
                : new Answer(503, null, "") { Story = story };
        }

        var (version, number) = story.LatestNumbered;
        var answer = new Answer(200, "text/html; charset=utf-8", StoryPage.Of(site, story, version, visit)) { Story = story, Version = number };
        return Validated(answer, site.Habits.Validators, $"{story.Number}-{number}", version.At, request, always: false);
    }

    private Answer ListAnswer(Site site, string? feed, string path, HttpRequest request, int visit)
    {
        if (StoryList.Of(site, path, site.Habits.DatesLie && !IsCalm ? time.GetUtcNow() : null) is not { } list)
        {
            return new Answer(404, null, "");
        }

        if (site is { IsFailing: true, Habits.Failing: not Failing.Never } && !IsCalm)
        {
            return site.Habits.Failing switch
            {
                Failing.ServerError => new Answer(500, null, "") { Feed = feed },
                Failing.UnavailableWithRetryAfter => new Answer(503, null, "") { Headers = { ["Retry-After"] = "4" }, RetryAfter = TimeSpan.FromSeconds(4), Feed = feed },
                Failing.NotFound => new Answer(404, null, "") { Feed = feed },
                _ => new Answer(0, null, "") { Feed = feed },
            };
        }

        var isCut = site is { IsLying: true, Habits.BreaksOff: true } && !IsCalm && visit % 2 == 0;
        var text = isCut ? list.Text[..(list.Text.Length / 2)] : list.Text;
        var body = Encoding.UTF8.GetBytes(text);
        var type = list.Type == "application/gzip" ? list.Type : site.Habits.WrongType ?? list.Type;
        var answer = new Answer(200, type, "") { Body = list.Type == "application/gzip" ? Gzip(body) : body, Named = list.Named, Feed = feed, IsCut = isCut };
        var lies = site is { IsLying: true, Habits.SaysUnmodified: true } && !IsCalm;

        // Of a list the whole is what its ETag names, also where it was cut off.
        var tag = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list.Text)))[..16];
        var validators = site.Habits is { DatesLie: true, Validators: Validators.LastModified } ? Validators.None : site.Habits.Validators;
        return Validated(answer, validators, tag, site.ChangedAt, request, lies);
    }

    /// <summary>With validators; 304 when they are what the request bears, or always.</summary>
    private static Answer Validated(Answer answer, Validators validators, string tag, DateTimeOffset changedAt, HttpRequest request, bool always)
    {
        var (header, value, sent) = validators switch
        {
            Validators.ETag => ("ETag", $"\"{tag}\"", request.Headers.IfNoneMatch.ToString()),
            Validators.WeakETag => ("ETag", $"W/\"{tag}\"", request.Headers.IfNoneMatch.ToString()),
            Validators.LastModified => ("Last-Modified", changedAt.ToString("r", CultureInfo.InvariantCulture), request.Headers.IfModifiedSince.ToString()),
            _ => ("", "", ""),
        };
        if (header.Length == 0)
        {
            return answer;
        }

        answer.Headers[header] = value;
        return sent.Length > 0 && (always || sent == value) ? answer with { Status = 304, Type = null, Body = [], Named = [], IsCut = false } : answer;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}

/// <summary>What a site answers.</summary>
/// <param name="Status">0: nothing.</param>
/// <param name="Type"><c>Content-Type</c>.</param>
internal sealed record Answer(int Status, string? Type)
{
    public Answer(int status, string? type, string text)
        : this(status, type) => Body = Encoding.UTF8.GetBytes(text);

    public byte[] Body { get; init; } = [];

    public Dictionary<string, string> Headers { get; init; } = [];

    public TimeSpan RetryAfter { get; init; }

    /// <summary>The story that this is about; null when it is none.</summary>
    public Story? Story { get; init; }

    /// <summary>Its version that is shown.</summary>
    public int Version { get; init; }

    /// <summary>The subscribed feed that this answers for; null when it is none.</summary>
    public string? Feed { get; init; }

    /// <summary>The stories that the list names.</summary>
    public IReadOnlyList<Story> Named { get; init; } = [];

    public bool IsCut { get; init; }
}
