using Ingestion.Desk.DeadLetters;
using Ingestion.Desk.Jobs;
using Ingestion.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Ingestion.Desk.Api;

/// <summary>Jobs over dead letters: how far they are, what became of each letter, and an end to one.</summary>
internal static class DeadLetterJobEndpoints
{
    public static void MapDeadLetterJobs(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dead-letters/jobs", ListAsync).Produces<IReadOnlyList<DeadLetterJobView>>().ProducesProblem(400)
            .WithSummary("Jobs over dead letters, last started first.");
        api.MapGet("/dead-letters/jobs/{id:guid}", FindAsync).Produces<DeadLetterJobView>().ProducesProblem(404)
            .WithSummary("A job: how far it is, and how often each result came.");
        api.MapGet("/dead-letters/jobs/{id:guid}/results", ResultsAsync).Produces<IReadOnlyList<DeadLetterResult>>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("What became of each letter of a job, in its order. 'after' takes the 'number' of the last one of the page before.");
        api.MapPost("/dead-letters/jobs/{id:guid}/stop", StopAsync).Produces<DeadLetterJobView>(StatusCodes.Status202Accepted).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Stop a job: it takes no more letters, and waits no longer for those that it has sent.");
    }

    private static async Task<IResult> ListAsync(IJobs<DeadLetterJob> jobs, IDeadLetters letters, CancellationToken cancellationToken, [FromQuery] int limit = 20)
    {
        if (limit is < 1 or > 100)
        {
            return Results.Problem("'limit' must be 1 to 100.", statusCode: 400);
        }

        List<DeadLetterJobView> views = [];
        foreach (var job in await jobs.ListAsync(limit, cancellationToken))
        {
            views.Add(await DeadLetterJobView.OfAsync(job, letters, cancellationToken));
        }

        return Results.Json(views, DeskJson.Options);
    }

    private static async Task<IResult> FindAsync(Guid id, IJobs<DeadLetterJob> jobs, IDeadLetters letters, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job ? Results.Json(await DeadLetterJobView.OfAsync(job, letters, cancellationToken), DeskJson.Options) : NoJob(id);

    private static async Task<IResult> ResultsAsync(
        Guid id, IJobs<DeadLetterJob> jobs, IDeadLetters letters, CancellationToken cancellationToken, [FromQuery] string? result = null, [FromQuery] long after = -1, [FromQuery] int limit = 100)
    {
        if (limit is < 1 or > 1000)
        {
            return Results.Problem("'limit' must be 1 to 1000.", statusCode: 400);
        }

        return await jobs.FindAsync(id, cancellationToken) is null ? NoJob(id) : Results.Json(await letters.ResultsAsync(id, result, after, limit, cancellationToken), DeskJson.Options);
    }

    private static async Task<IResult> StopAsync(Guid id, IJobs<DeadLetterJob> jobs, IDeadLetters letters, DeadLetterRunner runner, CancellationToken cancellationToken)
    {
        if (await jobs.StopAsync(id, cancellationToken) is not var (job, stops))
        {
            return NoJob(id);
        }

        if (!stops)
        {
            return Results.Problem($"The job has ended already: it is {(job.State == JobState.Done ? "done" : "stopped")}.", statusCode: 409, title: "Nothing was stopped");
        }

        runner.Wake();
        return Results.Accepted($"/dead-letters/jobs/{id}", await DeadLetterJobView.OfAsync(job, letters, cancellationToken));
    }

    private static IResult NoJob(Guid id) => Results.Problem($"There is no job {id} over dead letters.", statusCode: 404);
}
