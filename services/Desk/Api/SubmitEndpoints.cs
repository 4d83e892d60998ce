using Ingestion.Desk.Bulk;
using Ingestion.Hosting;
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

    private static IResult TooLarge(int maxUrls) =>
        Results.Problem($"The body is larger than {Submission.MaxBytes(maxUrls)} bytes; send at most {maxUrls} URLs at once.", statusCode: 413, title: "The submission was not read");
}
