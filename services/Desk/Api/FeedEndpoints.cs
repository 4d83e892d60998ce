using Ingestion.Contracts;
using Ingestion.Desk.Feeds;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Api;

/// <summary>The answer to whoever subscribes feeds.</summary>
internal sealed record FeedsAnswer(int Added, int Known, IReadOnlyList<RefusedUrl> Refused);

/// <summary>Feeds and sitemaps: subscribe, list with their health, unsubscribe.</summary>
internal static class FeedEndpoints
{
    private static readonly HashSet<string> Opml = new(StringComparer.OrdinalIgnoreCase) { "text/x-opml", "application/xml", "text/xml" };

    public static void MapFeeds(this IEndpointRouteBuilder api)
    {
        api.MapPost("/feeds", SubscribeAsync)
            .Accepts<SubmitRequest>("application/json", [.. Opml]).Produces<FeedsAnswer>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(413).ProducesProblem(503)
            .WithSummary("Subscribe feeds or sitemaps, as JSON or as an OPML list; they are polled from now on. With 'once': read one now, and no more.");
        api.MapGet("/feeds", ListAsync).Produces<FeedPage>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Feeds with their health, in the order of their URLs, or the one that 'url' names. 'after' takes the 'next' of the page before.");
        api.MapDelete("/feeds", RemoveAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Unsubscribe the feed that 'url' names, and forget it.");
    }

    private static async Task<IResult> SubscribeAsync(
        HttpRequest request,
        Subscriptions subscriptions,
        IBus bus,
        IOptions<DeskOptions> options,
        IOptions<BusOptions> busOptions,
        TimeProvider time,
        CancellationToken cancellationToken,
        [FromQuery] bool once = false)
    {
        var isOpml = request.GetTypedHeaders().ContentType?.MediaType.Value is { } type && Opml.Contains(type);
        var maxUrls = once ? 1 : options.Value.MaxUrls;
        var maxBytes = isOpml ? options.Value.MaxDocumentBytes : Submission.MaxBytes(maxUrls);
        if (await RequestBody.ReadBytesAsync(request, maxBytes, cancellationToken) is not { } bytes)
        {
            return Results.Problem($"The body is larger than {maxBytes} bytes.", statusCode: 413, title: "The feeds were not read");
        }

        var (wanted, error) = isOpml ? FeedList.OfOpml(bytes) : FeedList.OfJson(RequestBody.Text(bytes), maxUrls);
        if (error is not null)
        {
            return Results.Problem(error, statusCode: 400, title: "No feed was accepted");
        }

        var refused = wanted.Select(feed => Submission.Refuse(feed.Url)).OfType<RefusedUrl>().ToList();
        var good = wanted.Where(feed => Submission.Refuse(feed.Url) is null).Select(feed => feed with { Url = CanonicalUrl.Of(feed.Url) }).ToList();
        if (good.Count == 0)
        {
            return Results.Problem(refused[0].Detail, statusCode: 400, title: "No feed was accepted", extensions: new Dictionary<string, object?> { ["refused"] = refused });
        }

        if (once)
        {
            return await PollOnceAsync(good[0].Url, bus, busOptions.Value, time, cancellationToken);
        }

        var added = await subscriptions.AddAsync(good, cancellationToken);
        return Results.Json(new FeedsAnswer(added, good.Count - added, refused), DeskJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> PollOnceAsync(string url, IBus bus, BusOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        // An order to poll once is not in the books: whoever gave it must know that it was not taken.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.PublishTimeout);
        try
        {
            await bus.SayAsync(new PollFeed { Url = url }, Guid.CreateVersion7(time.GetUtcNow()), timeout.Token);
            return Results.Accepted();
        }
        catch (Exception exception) when (exception is MassTransitException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Results.Problem("The broker does not take the order now; send it again in a minute.", statusCode: 503, title: "The feed was not accepted");
        }
    }

    private static async Task<IResult> ListAsync(
        IFeeds feeds,
        TimeProvider time,
        CancellationToken cancellationToken,
        [FromQuery] string? url = null,
        [FromQuery] string? after = null,
        [FromQuery] int limit = 100)
    {
        if (limit is < 1 or > 1000)
        {
            return Results.Problem("'limit' must be 1 to 1000.", statusCode: 400);
        }

        var now = time.GetUtcNow();
        if (url is null)
        {
            var page = await feeds.ListAsync(after, limit, cancellationToken);
            return Results.Json(new FeedPage([.. page.Select(feed => FeedView.Of(feed, now))], page.Count == limit ? page[^1].Url : null), DeskJson.Options);
        }

        return await feeds.FindAsync(CanonicalUrl.Of(url), cancellationToken) is { } one
            ? Results.Json(new FeedPage([FeedView.Of(one, now)], null), DeskJson.Options)
            : NotFound(url);
    }

    private static async Task<IResult> RemoveAsync(Subscriptions subscriptions, CancellationToken cancellationToken, [FromQuery] string? url = null)
    {
        if (url is null)
        {
            return Results.Problem("Name the feed: DELETE /feeds?url=….", statusCode: 400);
        }

        return await subscriptions.RemoveAsync(CanonicalUrl.Of(url), cancellationToken) ? Results.NoContent() : NotFound(url);
    }

    private static IResult NotFound(string url) => Results.Problem($"There is no feed {Submission.Shorten(url)}.", statusCode: 404);
}
