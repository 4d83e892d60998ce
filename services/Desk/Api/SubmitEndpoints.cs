using Ingestion.Desk.Bulk;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
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
            .Accepts<byte[]>("text/html", "text/plain", WarcEndpoint.MediaType).Produces<AcceptedUrl>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(413)
            .WithSummary("Hand in the bytes of an HTML page or of plain-text wire copy. As application/warc: a web archive of any size, answered with counts.");
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

        if (await RequestBody.ReadBytesAsync(request, Submission.MaxBytes(options.Value.MaxUrls), cancellationToken) is not { } bytes)
        {
            return TooLarge(options.Value.MaxUrls);
        }

        var (urls, error) = Submission.Read(RequestBody.Text(bytes), options.Value.MaxUrls);
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
        WarcUpload upload,
        IOptions<DeskOptions> options,
        CancellationToken cancellationToken,
        [FromQuery] string? url = null,
        [FromQuery] string? published = null)
    {
        var type = request.GetTypedHeaders().ContentType;
        if (WarcEndpoint.MediaType.Equals(type?.MediaType.Value, StringComparison.OrdinalIgnoreCase))
        {
            return await WarcEndpoint.SubmitAsync(request, upload, cancellationToken);
        }

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

        var entry = await intake.AcceptFileAsync(bytes, type?.MediaType.Value, type?.Charset.Value, url, publishedAt, archive, cancellationToken);
        return Results.Accepted($"/ledger/entries/{entry.Id}", new AcceptedUrl(entry.Id, entry.Url));
    }

    private static IResult TooLarge(int maxUrls) =>
        Results.Problem($"The body is larger than {Submission.MaxBytes(maxUrls)} bytes; send at most {maxUrls} URLs at once.", statusCode: 413, title: "The submission was not read");
}
