using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Api;

/// <summary>What a client sends to have an article taken down.</summary>
internal sealed record WithdrawRequest(string? Reason, string? RequestedBy);

/// <summary>The answer to whoever has an article taken down.</summary>
internal sealed record WithdrawAnswer(string ArticleId);

/// <summary><c>POST /articles/{articleId}/withdraw</c>.</summary>
internal static class WithdrawEndpoint
{
    private const int MaxReason = 2000;
    private const int MaxRequestedBy = 200;
    private const int MaxBytes = 16 * 1024; // both of them in the widest characters
    private const string WhatToSend = "Send {\"reason\": \"…\", \"requestedBy\": \"…\"}";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4 };

    public static void MapWithdrawals(this IEndpointRouteBuilder api) => api.MapPost("/articles/{articleId}/withdraw", WithdrawAsync)
        .Accepts<WithdrawRequest>("application/json").Produces<WithdrawAnswer>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(503)
        .WithSummary("Take an article down for good: its text and its bytes are deleted, and a tombstone with the reason and who asked for it stands in its place.");

    private static async Task<IResult> WithdrawAsync(
        string articleId, HttpRequest request, IArticleStore articles, IBus bus, IOptions<BusOptions> options, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadBytesAsync(request, MaxBytes, cancellationToken) is not { } bytes)
        {
            return Refuse($"The body is larger than {MaxBytes} bytes.", 413);
        }

        var (order, error) = Read(RequestBody.Text(bytes));
        if (order is null)
        {
            return Refuse(error!, 400);
        }

        switch (await articles.FindAsync(articleId, cancellationToken))
        {
            case null:
                return Refuse($"No article {Submission.Shorten(articleId)} was ever filed: look for it with GET /articles?url=….", 404);
            case { PubStatus: PubStatus.Canceled } tombstone:
                return Refuse($"It was withdrawn before ({tombstone.Withdrawal?.Reason}, {tombstone.Withdrawal?.At:O}); there is nothing left to do.", 409);
        }

        // The order is not in the books: whoever gave it must know that it was not taken.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.PublishTimeout);
        try
        {
            var command = new WithdrawArticle { ArticleId = articleId, Reason = order.Reason!, RequestedBy = order.RequestedBy! };
            await bus.SayAsync(command, ContentKey.MessageId(nameof(WithdrawArticle), articleId), timeout.Token);
            return Results.Accepted($"/articles/{articleId}", new WithdrawAnswer(articleId));
        }
        catch (Exception exception) when (exception is MassTransitException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Refuse("The broker does not take the order now; send it again in a minute.", 503);
        }
    }

    private static (WithdrawRequest? Order, string? Error) Read(string json)
    {
        WithdrawRequest? order;
        try
        {
            order = JsonSerializer.Deserialize<WithdrawRequest>(json, Strict);
        }
        catch (JsonException)
        {
            return (null, WhatToSend + ", and nothing else.");
        }

        return order switch
        {
            null => (null, WhatToSend + "."),
            _ when string.IsNullOrWhiteSpace(order.Reason) => (null, "'reason' is missing: say in a sentence why; it stands in the tombstone."),
            _ when string.IsNullOrWhiteSpace(order.RequestedBy) => (null, "'requestedBy' is missing: say who asks for it; it stands in the tombstone."),
            { Reason.Length: > MaxReason } => (null, $"'reason' is longer than {MaxReason} characters."),
            { RequestedBy.Length: > MaxRequestedBy } => (null, $"'requestedBy' is longer than {MaxRequestedBy} characters."),
            _ => (order, null),
        };
    }

    private static IResult Refuse(string detail, int status) => Results.Problem(detail, statusCode: status, title: "The article was not withdrawn");
}
