using Ingestion.Desk.Jobs;
using Ingestion.Desk.Reprocess;
using Ingestion.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Ingestion.Desk.Api;

/// <summary>What a slice holds.</summary>
internal sealed record SlicePreview(long Documents, IReadOnlyList<SliceExample> Examples);

/// <summary>A document of a slice, and what became of it last.</summary>
internal sealed record SliceExample(string Url, DateTimeOffset FetchedAt, string? Parser, string? Outcome, string? Reason, string? ArticleId)
{
    public static SliceExample Of(KnownDocument known) =>
        new(known.Document.RequestedUrl, known.Document.FetchedAt, known.Last?.Parser, known.Last?.Outcome, known.Last?.Reason, known.Last?.ArticleId);
}

/// <summary>A job as it is shown: <c>documents</c> is what it began with, <c>finished + inFlight</c> what it has taken.</summary>
internal sealed record ReprocessView(
    Guid Id,
    JobState State,
    DocumentSlice Slice,
    long? Limit,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long Documents,
    long Finished,
    int InFlight,
    IReadOnlyList<ReprocessRow> Report,
    IReadOnlyDictionary<string, long> Fields)
{
    public static ReprocessView Of(ReprocessJob job) => new(
        job.Id, job.State, job.Slice, job.Limit, job.StartedAt, job.EndedAt, job.Documents, job.Taken - job.InFlight.Count, job.InFlight.Count, job.Report, job.Fields);
}

/// <summary>Parts of the raw archive through today's parser and enricher.</summary>
internal static class ReprocessEndpoints
{
    private const int MaxBytes = 64 * 1024;

    public static void MapReprocessing(this IEndpointRouteBuilder api)
    {
        api.MapPost("/reprocess", StartAsync)
            .Accepts<SliceRequest>("application/json").Produces<ReprocessView>(StatusCodes.Status202Accepted).Produces<SlicePreview>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(413)
            .WithSummary("Parse and enrich a slice of the raw archive again, without the network. With 'dryRun': only tell how many documents it has.");
        api.MapGet("/reprocess", ListAsync).Produces<IReadOnlyList<ReprocessView>>().ProducesProblem(400)
            .WithSummary("Reprocess jobs, last started first.");
        api.MapGet("/reprocess/{id:guid}", FindAsync).Produces<ReprocessView>().ProducesProblem(404)
            .WithSummary("A reprocess job: how far it is, and the report of what documents were and are.");
        api.MapPost("/reprocess/{id:guid}/stop", StopAsync).Produces<ReprocessView>(StatusCodes.Status202Accepted).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Stop a reprocess job; what it has taken goes through.");
    }

    private static async Task<IResult> StartAsync(
        HttpRequest request, IDocuments documents, IJobs<ReprocessJob> jobs, ReprocessRunner runner, TimeProvider time, CancellationToken cancellationToken, [FromQuery] bool dryRun = false)
    {
        if (await RequestBody.ReadBytesAsync(request, MaxBytes, cancellationToken) is not { } bytes)
        {
            return Results.Problem($"The body is larger than {MaxBytes} bytes.", statusCode: 413, title: "The slice was not read");
        }

        var (wanted, slice, error) = SliceReader.Read(RequestBody.Text(bytes));
        if (error is not null)
        {
            return Results.Problem(error, statusCode: 400, title: "Nothing was started");
        }

        // What comes from now on is parsed by today's parser anyway; and a job must come to its end.
        var now = time.GetUtcNow();
        slice = slice with { FetchedTo = slice.FetchedTo < now ? slice.FetchedTo : now };
        var count = Math.Min(await documents.CountAsync(slice, cancellationToken), wanted.Limit ?? long.MaxValue);
        if (dryRun)
        {
            var examples = await documents.ListAsync(slice, after: null, ReprocessReport.MaxExamples, cancellationToken);
            return Json(new SlicePreview(count, [.. examples.Take((int)Math.Min(count, examples.Count)).Select(SliceExample.Of)]));
        }

        if (count == 0)
        {
            return Results.Problem("No document is in this slice; look at wider ones with ?dryRun=true.", statusCode: 400, title: "Nothing was started");
        }

        if (await jobs.FindOpenAsync(cancellationToken) is { } open)
        {
            return Results.Problem($"Job {open.Id} is under way: wait for it, or stop it with POST /reprocess/{open.Id}/stop.", statusCode: 409, title: "Nothing was started");
        }

        var job = new ReprocessJob { Id = Guid.CreateVersion7(now), Slice = slice, Limit = wanted.Limit, StartedAt = now, Documents = count };
        await jobs.TrySaveAsync(job, cancellationToken);
        runner.Wake();
        return Results.Accepted($"/reprocess/{job.Id}", ReprocessView.Of(job));
    }

    private static async Task<IResult> ListAsync(IJobs<ReprocessJob> jobs, CancellationToken cancellationToken, [FromQuery] int limit = 20) => limit is < 1 or > 100
        ? Results.Problem("'limit' must be 1 to 100.", statusCode: 400)
        : Json((await jobs.ListAsync(limit, cancellationToken)).Select(ReprocessView.Of));

    private static async Task<IResult> FindAsync(Guid id, IJobs<ReprocessJob> jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job ? Json(ReprocessView.Of(job)) : NotFound(id);

    private static async Task<IResult> StopAsync(Guid id, IJobs<ReprocessJob> jobs, ReprocessRunner runner, CancellationToken cancellationToken)
    {
        if (await jobs.StopAsync(id, cancellationToken) is not var (job, stops))
        {
            return NotFound(id);
        }

        if (!stops)
        {
            return Results.Problem($"The job has ended already: it is {(job.State == JobState.Done ? "done" : "stopped")}.", statusCode: 409, title: "Nothing was stopped");
        }

        runner.Wake();
        return Results.Accepted($"/reprocess/{id}", ReprocessView.Of(job));
    }

    private static IResult Json<T>(T value) => Results.Json(value, DeskJson.Options);

    private static IResult NotFound(Guid id) => Results.Problem($"There is no reprocess job {id}.", statusCode: 404);
}
