using Ingestion.Desk.Reconciling;
using Ingestion.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Ingestion.Desk.Api;

/// <summary>What the reconciler found, and what somebody does about it.</summary>
internal static class ReconcileEndpoints
{
    private const int MaxBytes = 64 * 1024;
    private const int LongestReason = 2000;

    public static void MapReconciling(this IEndpointRouteBuilder api)
    {
        api.MapGet("/unexplained", ListAsync).Produces<FindingPage>().ProducesProblem(400)
            .WithSummary("Entries of the books that could be neither explained nor mended; with 'state' those that are being mended, or were accepted. 'after' takes the 'next' of the page before.");
        api.MapPost("/unexplained/{entryId:guid}/redrive", RedriveAsync).Produces<FindingView>(StatusCodes.Status202Accepted).ProducesProblem(404)
            .WithSummary("Have the reconciler drive an entry again, as often as if it had just been found.");
        api.MapPost("/unexplained/{entryId:guid}/accept", AcceptAsync).Accepts<AcceptRequest>("application/json").Produces<FindingView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413)
            .WithSummary("Note who looked at it and why it may stay as it is; it counts as unexplained no more.");
        api.MapPost("/reconcile", PassAsync).Produces<LedgerBalance>().ProducesProblem(409)
            .WithSummary("Compare all of the books with the other stores now; answers with the books.");
    }

    private static async Task<IResult> ListAsync(
        IFindings findings, ILedger ledger, IJobs<Reconciliation> states, CancellationToken cancellationToken,
        [FromQuery] string state = "unexplained", [FromQuery] int limit = 50, [FromQuery] Guid? after = null)
    {
        FindingState wanted = default;
        if (state != "any" && (!Enum.TryParse(state, ignoreCase: true, out wanted) || !Enum.IsDefined(wanted) || char.IsAsciiDigit(state[0])))
        {
            return Results.Problem("'state' must be unexplained, mending, accepted or any.", statusCode: 400);
        }

        if (limit is < 1 or > 1000)
        {
            return Results.Problem("'limit' must be 1 to 1000.", statusCode: 400);
        }

        var found = await findings.ListAsync(state == "any" ? null : wanted, after, limit, cancellationToken);
        var entries = (await ledger.FindAsync([.. found.Select(finding => finding.EntryId)], cancellationToken)).ToDictionary(entry => entry.Id);
        var passes = await states.FindAsync(Reconciliation.OnlyId, cancellationToken);
        return Json(new FindingPage(
            passes?.PassedAt, passes?.SweptAt, [.. found.Select(finding => FindingView.Of(finding, entries.GetValueOrDefault(finding.EntryId)))], found.Count == limit ? found[^1].EntryId : null));
    }

    private static async Task<IResult> RedriveAsync(Guid entryId, IFindings findings, ILedger ledger, CancellationToken cancellationToken)
    {
        if ((await findings.FindAsync([entryId], cancellationToken)).SingleOrDefault() is not { } finding)
        {
            return NotFound(entryId);
        }

        var again = finding with { State = FindingState.Unexplained, Redrives = 0, RedrivenAt = null, AcceptedBy = null };
        await findings.SaveAsync([again], cancellationToken);
        return Results.Accepted($"/journey?q={entryId}", FindingView.Of(again, await ledger.FindAsync(entryId, cancellationToken)));
    }

    private static async Task<IResult> AcceptAsync(Guid entryId, HttpRequest request, IFindings findings, ILedger ledger, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadBytesAsync(request, MaxBytes, cancellationToken) is not { } bytes)
        {
            return Results.Problem($"The body is larger than {MaxBytes} bytes.", statusCode: 413);
        }

        if (AcceptRequest.Read(bytes) is not { } asked || Refuse(asked.RequestedBy) || Refuse(asked.Reason))
        {
            return Results.Problem($"Send {{\"requestedBy\": \"…\", \"reason\": \"…\"}}, each of at most {LongestReason} characters.", statusCode: 400, title: "Nothing was accepted");
        }

        if ((await findings.FindAsync([entryId], cancellationToken)).SingleOrDefault() is not { } finding)
        {
            return NotFound(entryId);
        }

        var accepted = finding with { State = FindingState.Accepted, AcceptedBy = asked.RequestedBy, Detail = asked.Reason! };
        await findings.SaveAsync([accepted], cancellationToken);
        return Json(FindingView.Of(accepted, await ledger.FindAsync(entryId, cancellationToken)));
    }

    private static async Task<IResult> PassAsync(ReconcilerRunner runner, ILedger ledger, CancellationToken cancellationToken) => await runner.PassNowAsync(cancellationToken) is null
        ? Results.Problem("Another Desk is comparing the books: ask again in a moment.", statusCode: 409, title: "Nothing was compared")
        : Json(await ledger.BalanceAsync(cancellationToken));

    private static bool Refuse(string? text) => string.IsNullOrWhiteSpace(text) || text.Length > LongestReason;

    private static IResult NotFound(Guid entryId) => Results.Problem($"The reconciler has found nothing wrong with entry {entryId}: GET /journey?q={entryId} tells how it stands.", statusCode: 404);

    private static IResult Json<T>(T value) => Results.Json(value, DeskJson.Options);
}
