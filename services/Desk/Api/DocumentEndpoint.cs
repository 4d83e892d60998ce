using Ingestion.Contracts;
using Ingestion.Desk.Bulk;
using Ingestion.Desk.Documents;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Api;

/// <summary><c>POST /documents</c>: a page, wire copy of any format, a message of several items, or a web archive.</summary>
internal static class DocumentEndpoint
{
    private static readonly string[] MediaTypes =
    [
        "text/plain", "application/xml", "text/xml", "application/json", "application/nitf+xml", "application/vnd.iptc.g2.newsitem+xml", "application/vnd.iptc.g2.newsmessage+xml",
        "application/vnd.iptc.ninjs+json", "application/rss+xml", "application/atom+xml", "application/feed+json", WarcEndpoint.MediaType,
    ];

    public static void MapDocuments(this IEndpointRouteBuilder api) => api.MapPost("/documents", SubmitAsync)
        .Accepts<byte[]>("text/html", MediaTypes).Produces<AcceptedUrl>(StatusCodes.Status202Accepted).Produces<SubmitResponse>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(413)
        .WithSummary("Hand in the bytes of a page or of wire copy: HTML, plain text, NITF, NewsML-G2, ninjs, a feed entry with its text. A message of several items is taken apart, and answered with an entry for each. As application/warc: a web archive of any size, answered with counts.");

    private static async Task<IResult> SubmitAsync(
        HttpRequest request,
        Intake intake,
        IRawArchive archive,
        WarcUpload upload,
        IOptions<DeskOptions> options,
        CancellationToken cancellationToken,
        [FromQuery] string? url = null,
        [FromQuery] string? published = null,
        [FromQuery] string? provider = null,
        [FromQuery] string? id = null)
    {
        var type = request.GetTypedHeaders().ContentType;
        if (WarcEndpoint.MediaType.Equals(type?.MediaType.Value, StringComparison.OrdinalIgnoreCase))
        {
            return await WarcEndpoint.SubmitAsync(request, upload, cancellationToken);
        }

        if (Refusal(url, published, provider, id, out var publishedAt) is { } wrong)
        {
            return Results.Problem(wrong, statusCode: 400, title: "The document was not accepted");
        }

        if (await RequestBody.ReadBytesAsync(request, options.Value.MaxDocumentBytes, cancellationToken) is not { } bytes)
        {
            return Results.Problem($"The document is larger than {options.Value.MaxDocumentBytes} bytes.", statusCode: 413, title: "The document was not accepted");
        }

        if (bytes.Length == 0)
        {
            return Results.Problem("The body is empty; send the bytes of the document.", statusCode: 400, title: "The document was not accepted");
        }

        var document = new HandedDocument
        {
            Bytes = bytes,
            ContentType = type?.MediaType.Value,
            Charset = type?.Charset.Value,
            Url = url,
            PublishedAt = publishedAt,
            Provider = provider is null ? null : new Provider { Name = provider.Trim(), ItemId = id?.Trim() },
        };
        var entries = await intake.AcceptDocumentAsync(document, archive, cancellationToken);
        return entries is [var entry]
            ? Results.Accepted($"/ledger/entries/{entry.Id}", new AcceptedUrl(entry.Id, entry.Url))
            : Results.Accepted("/ledger/entries", new SubmitResponse([.. entries.Select(one => new AcceptedUrl(one.Id, one.Url))], []));
    }

    private static string? Refusal(string? url, string? published, string? provider, string? id, out DateTimeOffset? publishedAt)
    {
        var isDate = PublicationDate.TryParse(published, out publishedAt);
        return (url, provider, id) switch
        {
            ({ } given, _, _) when Submission.Refuse(given) is { } refused => refused.Detail,
            _ when !isDate => "'published' must be a date such as 2026-03-02 or 2026-03-02T09:05:00+01:00.",
            (_, { } name, _) when string.IsNullOrWhiteSpace(name) || name.Length > DocumentOrder.LongestName => $"'provider' must be the provider's name, of at most {DocumentOrder.LongestName} characters.",
            (_, _, { } item) when string.IsNullOrWhiteSpace(item) || item.Length > DocumentOrder.LongestName => $"'id' must be the provider's id of the item, of at most {DocumentOrder.LongestName} characters.",
            (_, null, not null) => "'id' needs 'provider': an id is unique only among those of its provider.",
            _ => null,
        };
    }
}
