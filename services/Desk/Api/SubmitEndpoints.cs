using Ingestion.Contracts;
using Ingestion.Desk.Bulk;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Api;

/// <summary>What takes work in.</summary>
internal static class SubmitEndpoints
{
    public static void MapSubmissions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/articles", SubmitUrlsAsync)
            .Accepts<SubmitRequest>("application/json", [.. ListEndpoint.MediaTypes.Keys]).Produces<SubmitResponse>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(413)
            .WithSummary("Submit one URL or many. Accepted ones get a ledger entry that ends in exactly one outcome. As text/plain (a URL a line) or application/x-ndjson: a list of any length, answered with counts; 'again' submits what was listed before once more.");
        api.MapPost("/documents", SubmitDocumentAsync)
            .Accepts<byte[]>("text/html", "text/plain").Produces<AcceptedUrl>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(413)
            .WithSummary("Hand in the bytes of an HTML page or of plain-text wire copy.");
        api.MapPost("/feeds", PollFeedAsync)
            .Accepts<SubmitRequest>("application/json").Produces(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(413).ProducesProblem(503)
            .WithSummary("Read a feed or sitemap now and submit what it names.");
    }

    private static async Task<IResult> SubmitUrlsAsync(
        HttpRequest request,
        Intake intake,
        ListUpload upload,
        IOptions<DeskOptions> options,
        CancellationToken cancellationToken,
        [FromQuery] bool again = false)
    {
        if (request.GetTypedHeaders().ContentType?.MediaType.Value is { } type && ListEndpoint.MediaTypes.TryGetValue(type, out var json))
        {
            return await ListEndpoint.SubmitAsync(request, json, again, upload, cancellationToken);
        }

        if (await RequestBody.ReadTextAsync(request, MostBytes(options.Value.MaxUrls), cancellationToken) is not { } text)
        {
            return TooLarge(options.Value.MaxUrls);
        }

        var (urls, error) = Submission.Read(text, options.Value.MaxUrls);
        if (error is not null)
        {
            return Results.Problem(error, statusCode: 400, title: "The submission was not understood");
        }

        var refused = urls.Select(Submission.Refuse).OfType<RefusedUrl>().ToList();
        var good = urls.Where(url => Submission.Refuse(url) is null).Select(url => url!).ToList();
        if (good.Count == 0)
        {
            return Results.Problem(refused[0].Detail, statusCode: 400, title: "No URL was accepted", extensions: new Dictionary<string, object?> { ["refused"] = refused });
        }

        var entries = await intake.AcceptUrlsAsync(good, feed: null, cancellationToken);
        var response = new SubmitResponse([.. entries.Select(entry => new AcceptedUrl(entry.Id, entry.Url))], refused);
        return Results.Accepted(entries.Count == 1 ? $"/ledger/entries/{entries[0].Id}" : "/ledger/entries", response);
    }

    private static async Task<IResult> SubmitDocumentAsync(
        HttpRequest request,
        Intake intake,
        IRawArchive archive,
        IOptions<DeskOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken,
        [FromQuery] string? url = null,
        [FromQuery] string? published = null)
    {
        if (url is not null && Submission.Refuse(url) is { } refused)
        {
            return Results.Problem(refused.Detail, statusCode: 400, title: "The document was not accepted");
        }

        if (!PublicationDate.TryParse(published, out var publishedAt))
        {
            return Results.Problem("'published' must be a date such as 2026-03-02 or 2026-03-02T09:05:00+01:00.", statusCode: 400, title: "The document was not accepted");
        }

        if (await RequestBody.ReadBytesAsync(request, options.Value.MaxDocumentBytes, cancellationToken) is not { } bytes)
        {
            return Results.Problem($"The document is larger than {options.Value.MaxDocumentBytes} bytes.", statusCode: 413, title: "The document was not accepted");
        }

        if (bytes.Length == 0)
        {
            return Results.Problem("The body is empty; send the bytes of the document.", statusCode: 400, title: "The document was not accepted");
        }

        var type = request.GetTypedHeaders().ContentType;
        var entry = await intake.AcceptFileAsync(bytes, type?.MediaType.Value, type?.Charset.Value, url, publishedAt, archive, cancellationToken);
        return Results.Accepted($"/ledger/entries/{entry.Id}", new AcceptedUrl(entry.Id, entry.Url));
    }

    private static async Task<IResult> PollFeedAsync(HttpRequest request, IBus bus, IOptions<BusOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadTextAsync(request, MostBytes(1), cancellationToken) is not { } json)
        {
            return TooLarge(maxUrls: 1);
        }

        var (urls, error) = Submission.Read(json, maxUrls: 1);
        error ??= Submission.Refuse(urls[0])?.Detail;
        if (error is not null)
        {
            return Results.Problem(error, statusCode: 400, title: "The feed was not accepted");
        }

        // An order to poll is not in the books: whoever gave it must know that it was not taken.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.PublishTimeout);
        try
        {
            await bus.SayAsync(new PollFeed { Url = urls[0]! }, Guid.CreateVersion7(time.GetUtcNow()), timeout.Token);
            return Results.Accepted();
        }
        catch (Exception exception) when (exception is MassTransitException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Results.Problem("The broker does not take the order now; send it again in a minute.", statusCode: 503, title: "The feed was not accepted");
        }
    }

    // As many of the longest URLs as may be sent, in the widest characters.
    private static int MostBytes(int maxUrls) => maxUrls * CanonicalUrl.MaxLength * 4;

    private static IResult TooLarge(int maxUrls) =>
        Results.Problem($"The body is larger than {MostBytes(maxUrls)} bytes; send at most {maxUrls} URLs at once.", statusCode: 413, title: "The submission was not read");
}
