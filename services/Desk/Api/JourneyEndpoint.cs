using Ingestion.Desk.Journeys;
using Microsoft.AspNetCore.Mvc;

namespace Ingestion.Desk.Api;

/// <summary><c>GET /journey</c>: the whole history of anything that was ever taken in.</summary>
internal static class JourneyEndpoint
{
    private const int Longest = 4096;

    public static void MapJourneys(this IEndpointRouteBuilder api) => api.MapGet("/journey", FindAsync).Produces<JourneyView>().ProducesProblem(400).ProducesProblem(404)
        .WithSummary("The whole history of a submission or an article, with durations, attempts and reasons, also of what was rejected. 'q' is a URL, the id of a ledger entry, an article, a message or a dead letter, or words of a title.");

    private static async Task<IResult> FindAsync(JourneySearch search, CancellationToken cancellationToken, [FromQuery] string? q = null)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > Longest)
        {
            return Results.Problem($"'q' must be a URL, the id of a ledger entry, an article, a message or a dead letter, or words of a title, of at most {Longest} characters.", statusCode: 400);
        }

        return await search.FindAsync(q, cancellationToken) is { } journey
            ? Results.Json(journey, DeskJson.Options)
            : Results.Problem(
                $"Nothing is known of '{Submission.Shorten(q)}': it is no id of a ledger entry, an article, a dead letter or a message that closed an entry or failed, no URL that was submitted or filed, and no article's text has these words.",
                statusCode: 404);
    }
}
