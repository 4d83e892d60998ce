using Ingestion.Desk.Feeds;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.WebSub;

/// <summary>
/// What hubs talk to (W3C WebSub): they verify that we asked, and tell of what is new. What they send is not read but polled for: the signature
/// proves who says so, and the feed itself says what.
/// </summary>
internal static class WebSubEndpoints
{
    // Far above any feed; a hub that sends more has the poll say so.
    private const int MaxBytes = 2_000_000;

    public static void MapWebSub(this IEndpointRouteBuilder api)
    {
        api.MapGet(News.WebSub.Path + "/{token:guid}", VerifyAsync).Produces<string>(StatusCodes.Status200OK, "text/plain").ProducesProblem(404)
            .WithSummary("For WebSub hubs: verifies that we asked for a subscription.");
        api.MapPost(News.WebSub.Path + "/{token:guid}", ReceiveAsync).Produces(StatusCodes.Status202Accepted).ProducesProblem(404).ProducesProblem(410).ProducesProblem(413)
            .WithSummary("For WebSub hubs: tells of something new in a feed, signed with X-Hub-Signature. The feed is then polled.");
    }

    private static async Task<IResult> VerifyAsync(
        Guid token, HttpContext context, Callbacks callbacks, IFeeds feeds, IOptions<DeskOptions> options, HubCounts counts, TimeProvider time, CancellationToken cancellationToken)
    {
        var feed = options.Value.PublicUrl is null ? null : await callbacks.FindAsync(token, cancellationToken);
        var query = context.Request.Query;
        switch (Intent.Of(name => query["hub." + name].FirstOrDefault(), feed, time.GetUtcNow()))
        {
            case Intent.Subscribe subscribe:
                var until = time.GetUtcNow() + subscribe.Lease;
                await feeds.UpdateAsync(feed!.Url, latest => latest.HubAskedAt == feed!.HubAskedAt ? latest with { HubUntil = until } : latest, cancellationToken);
                counts.Count("subscribed", feed!.Url);
                return Echo(context, subscribe.Challenge);
            case Intent.Denied denied:
                await feeds.UpdateAsync(feed!.Url, latest => latest with { HubUntil = null }, cancellationToken);
                counts.Denied(feed!.Url, denied.Reason);
                return Results.Ok();
            default:
                counts.Count("unexpected", feed?.Url);
                return Results.Problem("That was not asked for.", statusCode: 404);
        }
    }

    private static async Task<IResult> ReceiveAsync(
        Guid token, HttpRequest request, Callbacks callbacks, Subscriptions subscriptions, IOptions<DeskOptions> options, HubCounts counts, CancellationToken cancellationToken)
    {
        if (options.Value.PublicUrl is null)
        {
            return Results.Problem("This Desk has no Desk:PublicUrl and takes nothing from hubs.", statusCode: 404);
        }

        if (await callbacks.FindAsync(token, cancellationToken) is not { } feed)
        {
            return Results.Problem("There is no such subscription.", statusCode: 410); // section 7: the hub may end it
        }

        // Section 7.1: whoever cannot sign is told nothing, or he could try signatures until one fits.
        if (feed.HubSecret is not { } secret || HubSignature.Parse(request.Headers["X-Hub-Signature"]) is not { } signature)
        {
            counts.Count("unsigned", feed.Url);
            return Results.Accepted();
        }

        switch (await signature.IsOfAsync(request.Body, MaxBytes, secret, cancellationToken))
        {
            case null:
                return Results.Problem($"More than {MaxBytes} bytes.", statusCode: 413);
            case false:
                counts.Count("wrong-signature", feed.Url);
                return Results.Accepted();
            default:
                await subscriptions.PollNowAsync(feed.Url, cancellationToken);
                counts.Count("taken", feed.Url);
                return Results.Accepted();
        }
    }

    private static IResult Echo(HttpContext context, string challenge)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(challenge, "text/plain");
    }
}
