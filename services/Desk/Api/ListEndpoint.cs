using System.IO.Pipelines;
using Ingestion.Desk.Bulk;

namespace Ingestion.Desk.Api;

/// <summary><c>POST /articles</c> with a list of any length: a URL a line, or JSON a line.</summary>
internal static class ListEndpoint
{
    /// <summary>Media types of lists, and whether each line is JSON.</summary>
    public static IReadOnlyDictionary<string, bool> MediaTypes { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        ["text/plain"] = false,
        ["application/x-ndjson"] = true, // github.com/ndjson/ndjson-spec
        ["application/jsonl"] = true, // jsonlines.org, which says that the type is not settled yet
    };

    public static async Task<IResult> SubmitAsync(HttpRequest request, bool json, bool again, ListUpload upload, CancellationToken cancellationToken)
    {
        if (RequestBody.Open(request) is not { } body)
        {
            return RequestBody.UnknownEncoding(request);
        }

        try
        {
            var reader = body == request.Body ? request.BodyReader : PipeReader.Create(body);
            var answer = await upload.ReadAsync(reader, json, again, cancellationToken);
            return answer switch
            {
                { Accepted: 0, Known: 0, Refused: 0 } => Refuse("The list is empty; send one URL a line.", answer),
                { Accepted: 0, Known: 0 } => Refuse($"{answer.RefusedSamples[0].Detail} (line {answer.RefusedSamples[0].Line})", answer),
                _ => Results.Json(answer, DeskJson.Options, statusCode: StatusCodes.Status202Accepted),
            };
        }
        catch (InvalidDataException)
        {
            return Results.Problem("The gzip data is damaged. What came before the damage may be accepted; send the list again, that is harmless.", statusCode: 400, title: "The list was not read to its end");
        }
    }

    private static IResult Refuse(string detail, ListAnswer answer) => Results.Problem(
        detail,
        statusCode: 400,
        title: "No URL was accepted",
        extensions: new Dictionary<string, object?> { ["refused"] = answer.Refused, ["refusedByReason"] = answer.RefusedByReason, ["refusedSamples"] = answer.RefusedSamples });
}
