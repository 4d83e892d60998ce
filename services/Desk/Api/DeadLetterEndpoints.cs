using System.Globalization;
using Ingestion.News;
using Ingestion.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Ingestion.Desk.Api;

/// <summary>What shows dead letters.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dead-letters", ListAsync).Produces<DeadLetterPage>().ProducesProblem(400)
            .WithSummary("Dead letters, last failed first; those that wait unless 'state' says otherwise. 'after' takes the 'next' of the page before.");
        api.MapGet("/dead-letters/groups", GroupsAsync).Produces<DeadLetterGroups>().ProducesProblem(400)
            .WithSummary("Dead letters that wait or are being sent again, by cause: stage, type of exception and first method of ours. Largest first.");
        api.MapGet("/dead-letters/{id:guid}", FindAsync).Produces<DeadLetterView>().ProducesProblem(404)
            .WithSummary("A dead letter: headers, cause, stack, the beginning of its body, and what was done with it.");
        api.MapGet("/dead-letters/{id:guid}/body", BodyAsync).Produces(200, contentType: "application/octet-stream").ProducesProblem(404)
            .WithSummary("The body of a dead letter, byte for byte.");
    }

    private static async Task<IResult> ListAsync(
        IDeadLetters letters,
        CancellationToken cancellationToken,
        [FromQuery] string state = "waiting",
        [FromQuery] string? fingerprint = null,
        [FromQuery] string? stage = null,
        [FromQuery] string? kind = null,
        [FromQuery] string? exceptionType = null,
        [FromQuery] string? messageType = null,
        [FromQuery] Guid? entryId = null,
        [FromQuery] string? from = null,
        [FromQuery] string? to = null,
        [FromQuery] int limit = 50,
        [FromQuery] string? after = null)
    {
        DeadLetterState wanted = default;
        if (state != "any" && (!Enum.TryParse(state, ignoreCase: true, out wanted) || !Enum.IsDefined(wanted) || char.IsAsciiDigit(state[0])))
        {
            return Results.Problem("'state' must be waiting, replaying, replayed, discarded or any.", statusCode: 400);
        }

        if (!PublicationDate.TryParse(from, out var fromAt) || !PublicationDate.TryParse(to, out var toAt))
        {
            return Results.Problem("'from' and 'to' must be dates such as 2026-03-02 or 2026-03-02T09:05:00Z.", statusCode: 400);
        }

        if (limit is < 1 or > 1000)
        {
            return Results.Problem("'limit' must be 1 to 1000.", statusCode: 400);
        }

        if (!TryParse(after, out var place))
        {
            return Results.Problem("'after' must be the 'next' that an earlier page gave.", statusCode: 400);
        }

        var slice = new DeadLetterSlice
        {
            State = state == "any" ? null : wanted,
            Fingerprint = fingerprint,
            Stage = stage,
            Kind = kind,
            ExceptionType = exceptionType,
            MessageType = messageType,
            EntryId = entryId,
            From = fromAt,
            To = toAt,
        };
        var found = await letters.ListAsync(slice, place, limit, cancellationToken);
        var next = found.Count == limit ? string.Create(CultureInfo.InvariantCulture, $"{found[^1].Place.FirstAt}.{found[^1].Id:N}") : null;
        return Json(new DeadLetterPage([.. found.Select(DeadLetterRow.Of)], next));
    }

    private static async Task<IResult> GroupsAsync(IDeadLetters letters, CancellationToken cancellationToken, [FromQuery] int limit = 100)
    {
        if (limit is < 1 or > 1000)
        {
            return Results.Problem("'limit' must be 1 to 1000.", statusCode: 400);
        }

        var groups = await letters.GroupsAsync(limit, cancellationToken);
        return Json(new DeadLetterGroups(groups.Sum(group => group.Waiting + group.Replaying), [.. groups.Select(DeadLetterGroupView.Of)]));
    }

    private static async Task<IResult> FindAsync(Guid id, IDeadLetters letters, CancellationToken cancellationToken)
    {
        if ((await letters.FindAsync([id], cancellationToken)).SingleOrDefault() is not { } letter)
        {
            return NotFound(id);
        }

        var body = await letters.BodyAsync(id, cancellationToken);
        return Json(new DeadLetterView(letter, DeadLetterView.TextOf(body), await letters.ResultsOfAsync(id, cancellationToken)));
    }

    // A stranger's bytes: nothing a browser would show.
    private static async Task<IResult> BodyAsync(Guid id, HttpResponse response, IDeadLetters letters, CancellationToken cancellationToken)
    {
        if ((await letters.FindAsync([id], cancellationToken)).Count == 0)
        {
            return NotFound(id);
        }

        response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(await letters.BodyAsync(id, cancellationToken), "application/octet-stream", $"{id}.body");
    }

    internal static IResult NotFound(Guid id) => Results.Problem($"There is no dead letter {id}.", statusCode: 404);

    private static bool TryParse(string? text, out DeadLetterPlace? place)
    {
        place = null;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot > 0 && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() && Guid.TryParseExact(text.AsSpan(dot + 1), "N", out var id))
        {
            place = new DeadLetterPlace(at, id);
        }

        return text is null || place is not null;
    }

    private static IResult Json<T>(T value) => Results.Json(value, DeskJson.Options);
}
