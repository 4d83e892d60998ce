using Ingestion.Desk.Bulk;

namespace Ingestion.Desk.Api;

/// <summary><c>POST /documents</c> with a web archive of any size.</summary>
internal static class WarcEndpoint
{
    public const string MediaType = "application/warc";

    public static async Task<IResult> SubmitAsync(HttpRequest request, WarcUpload upload, CancellationToken cancellationToken)
    {
        if (RequestBody.Open(request) is not { } body)
        {
            return RequestBody.UnknownEncoding(request);
        }

        try
        {
            var answer = await upload.ReadAsync(body, cancellationToken);
            return answer is { Accepted: 0, Known: 0 }
                ? Results.Problem(
                    answer.Skipped.Count == 0 ? "The archive has no record." : "No record of the archive is a page that can be read; 'skipped' counts why.",
                    statusCode: 400,
                    title: "No document was accepted",
                    extensions: new Dictionary<string, object?> { ["skipped"] = answer.Skipped })
                : Results.Json(answer, DeskJson.Options, statusCode: StatusCodes.Status202Accepted);
        }
        catch (InvalidDataException)
        {
            return Results.Problem("The gzip data is damaged. What came before the damage may be accepted; send the archive again, that is harmless.", statusCode: 400, title: "The archive was not read to its end");
        }
    }
}
