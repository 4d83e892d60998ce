using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Contracts;
using Ingestion.Desk.DeadLetters;
using Ingestion.Desk.Jobs;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Api;

/// <summary>What a client sends to have a letter sent again with another body.</summary>
internal sealed record EditReplayRequest(JsonElement? Body, string? RequestedBy, string? Reason);

/// <summary>What is done with dead letters, one or many: always a job.</summary>
internal static class DeadLetterActionEndpoints
{
    private const int MaxBytes = 128 * 1024; // a thousand ids
    private const int MaxEdited = 16_000_000;
    private const string Nothing = "Nothing was done";
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static void MapDeadLetterActions(this IEndpointRouteBuilder api)
    {
        foreach (var (action, summary) in new[] { (DeadLetterAction.Replay, "Send dead letters again, to where they failed or to 'toStage'."), (DeadLetterAction.Discard, "Note that dead letters are not needed.") })
        {
            api.MapPost("/dead-letters/" + action, (HttpRequest request, Starting starting, CancellationToken stop) => StartAsync(action, request, starting, stop))
                .Accepts<DeadLetterRequest>("application/json").Produces<DeadLetterJobView>(StatusCodes.Status202Accepted).Produces<DeadLetterPreview>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
                .WithSummary(summary + " Without 'confirm' only the count is told, which is what to confirm.");
        }

        api.MapPost("/dead-letters/{id:guid}/edit-replay", EditAsync)
            .Accepts<EditReplayRequest>("application/json").Produces<DeadLetterJobView>(StatusCodes.Status202Accepted).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
            .WithSummary("Send a dead letter again with another body, which is kept. Only where Desk:AllowEditReplay is true.");
    }

    /// <summary>What it takes to start a job.</summary>
    internal sealed record Starting(IDeadLetters Letters, IJobs<DeadLetterJob> Jobs, DeadLetterRunner Runner, IOptions<DeskOptions> Options, TimeProvider Time);

    private static async Task<IResult> StartAsync(string action, HttpRequest request, Starting starting, CancellationToken stop)
    {
        if (await RequestBody.ReadBytesAsync(request, MaxBytes, stop) is not { } bytes)
        {
            return Refuse($"The body is larger than {MaxBytes} bytes.", 413);
        }

        var (wanted, slice, error) = DeadLetterRequests.Read(RequestBody.Text(bytes), action);
        if (error is not null)
        {
            return Refuse(error, 400);
        }

        // What fails from now on is not in it.
        var now = starting.Time.GetUtcNow();
        slice = slice with { State = DeadLetterState.Waiting, To = slice.To < now ? slice.To : now };
        List<Guid> ids = [.. (wanted.Ids ?? []).Distinct()];
        var named = await starting.Letters.FindAsync(ids, stop);
        if (named.Count < ids.Count)
        {
            return DeadLetterEndpoints.NotFound(ids.Except(named.Select(letter => letter.Id)).First());
        }

        var count = wanted.Ids is null ? await starting.Letters.CountAsync(slice, stop) : ids.Count;
        if (wanted.Confirm is not { } confirmed)
        {
            var examples = wanted.Ids is null ? await starting.Letters.ListAsync(slice, after: null, 10, stop) : named.Take(10);
            return Results.Json(new DeadLetterPreview(count, [.. examples.Select(DeadLetterRow.Of)], $"Send the same with \"confirm\": {count}."), DeskJson.Options);
        }

        if (count == 0)
        {
            return Refuse("No dead letter that waits is meant by this.", 400);
        }

        if (count > confirmed)
        {
            return Refuse($"There are {count} by now, and not {confirmed}: look at them, then send \"confirm\": {count}.", 409);
        }

        var job = new DeadLetterJob
        {
            Id = Guid.CreateVersion7(now),
            StartedAt = now,
            Action = action,
            Slice = wanted.Ids is null ? slice : null,
            Ids = wanted.Ids is null ? null : ids,
            ToStage = wanted.ToStage,
            Rate = wanted.Rate ?? (action == DeadLetterAction.Discard ? 10_000 : starting.Options.Value.ReplaysPerSecond),
            RequestedBy = wanted.RequestedBy!.Trim(),
            Reason = wanted.Reason?.Trim(),
            Letters = count,
        };
        return await StartAsync(job, starting, stop);
    }

    private static async Task<IResult> EditAsync(Guid id, HttpRequest request, Starting starting, CancellationToken stop)
    {
        if (!starting.Options.Value.AllowEditReplay)
        {
            return Refuse("Dead letters are sent again as they are: whoever runs the Desk may set Desk:AllowEditReplay=true.", 403);
        }

        if (await RequestBody.ReadBytesAsync(request, MaxEdited, stop) is not { } bytes)
        {
            return Refuse($"The body is larger than {MaxEdited} bytes.", 413);
        }

        EditReplayRequest? edit;
        try
        {
            edit = JsonSerializer.Deserialize<EditReplayRequest>(RequestBody.Text(bytes), Strict);
        }
        catch (JsonException exception)
        {
            return Refuse($"Send {{\"body\": {{…}}, \"requestedBy\": \"…\", \"reason\": \"…\"}} ({exception.Path ?? "$"}, line {exception.LineNumber + 1}).", 400);
        }

        if ((await starting.Letters.FindAsync([id], stop)).SingleOrDefault() is not { } letter)
        {
            return DeadLetterEndpoints.NotFound(id);
        }

        if ((edit?.Body is null ? "'body' is missing: the message to send." : DeadLetterRequests.Asked(edit.RequestedBy, edit.Reason, isReasonNeeded: true) ?? WrongBody(letter, edit.Body.Value)) is { } error)
        {
            return Refuse(error, 400);
        }

        var now = starting.Time.GetUtcNow();
        var job = new DeadLetterJob
        {
            Id = Guid.CreateVersion7(now),
            StartedAt = now,
            Action = DeadLetterAction.Replay,
            Ids = [id],
            IsEdited = true,
            Rate = starting.Options.Value.ReplaysPerSecond,
            RequestedBy = edit!.RequestedBy!.Trim(),
            Reason = edit.Reason!.Trim(),
            Letters = 1,
        };
        await starting.Letters.PutBodyAsync(job.Id, System.Text.Encoding.UTF8.GetBytes(edit.Body!.Value.GetRawText()), stop);
        return await StartAsync(job, starting, stop);
    }

    private static string? WrongBody(DeadLetter letter, JsonElement body)
    {
        if (MemoryReplay.ContractOf(letter) is not { } contract)
        {
            return null; // a stranger's message says no type; its consumer judges it
        }

        try
        {
            return body.Deserialize(contract, ContractJson.Options) is null ? $"'body' is no {contract.Name}." : null;
        }
        catch (JsonException exception)
        {
            return $"'body' is no {contract.Name}: {exception.Message}";
        }
    }

    private static async Task<IResult> StartAsync(DeadLetterJob job, Starting starting, CancellationToken stop)
    {
        if (await starting.Jobs.FindOpenAsync(stop) is { } open)
        {
            return Refuse($"Job {open.Id} is under way: wait for it, or stop it with POST /dead-letters/jobs/{open.Id}/stop.", 409);
        }

        await starting.Jobs.TrySaveAsync(job, stop);
        starting.Runner.Wake();
        return Results.Accepted($"/dead-letters/jobs/{job.Id}", await DeadLetterJobView.OfAsync(job, starting.Letters, stop));
    }

    private static IResult Refuse(string detail, int status) => Results.Problem(detail, statusCode: status, title: Nothing);
}
