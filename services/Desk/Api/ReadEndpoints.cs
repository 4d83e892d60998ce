using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Ingestion.Desk.Api;

/// <summary>What shows articles and the books.</summary>
internal static class ReadEndpoints
{
    public static void MapReading(this IEndpointRouteBuilder api)
    {
        api.MapGet("/articles", ListAsync).Produces<ArticlePage>().ProducesProblem(400)
            .WithSummary("Articles, last filed first. 'text' searches headline and body; 'after' takes the 'next' of the page before.");
        api.MapGet("/articles/{articleId}", FindAsync).Produces<ArticleEnriched>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(410)
            .WithSummary("An article as it stands: its newest revision that may be shown. 403 while it is withheld or under embargo, 410 with reason and moment once it is withdrawn.");
        api.MapGet("/articles/{articleId}/revisions", RevisionsAsync).Produces<IReadOnlyList<ArticleEnriched>>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(410)
            .WithSummary("All revisions that may be shown, in the order of versions, oldest first, each with what it changed against the one before.");
        api.MapGet("/articles/{articleId}/annotations", AnnotationsAsync).Produces<IReadOnlyList<AnnotationsView>>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(410)
            .WithSummary("What the enricher found in each revision that may be shown, and what earlier runs of it did, oldest first, each with what says something else than the one before.");
        api.MapGet("/ledger", BalanceAsync).Produces<LedgerBalance>()
            .WithSummary("The books: accepted = terminal + waiting + in flight; the promise is unexplained = 0, as the reconciler's last pass left it (asOf).");
        api.MapGet("/ledger/entries", EntriesAsync).Produces<IReadOnlyList<LedgerEntry>>().ProducesProblem(400)
            .WithSummary("Ledger entries, last opened first.");
        api.MapGet("/ledger/entries/{id:guid}", EntryAsync).Produces<LedgerEntry>().ProducesProblem(404)
            .WithSummary("One ledger entry: what became of a submission.");
    }

    private static async Task<IResult> ListAsync(
        IArticleStore articles,
        CancellationToken cancellationToken,
        [FromQuery] string? text = null,
        [FromQuery] string? language = null,
        [FromQuery] string? host = null,
        [FromQuery] string? url = null,
        [FromQuery] int limit = 50,
        [FromQuery] string? after = null)
    {
        if (limit is < 1 or > 200)
        {
            return Results.Problem("'limit' must be 1 to 200.", statusCode: 400);
        }

        var query = new ArticleQuery { Text = text, Language = language, Host = host, CanonicalUrl = url is null ? null : News.CanonicalUrl.Of(url), Limit = limit, After = after };
        try
        {
            return Json(await articles.ListAsync(query, cancellationToken));
        }
        catch (ArgumentException) when (after is not null)
        {
            return Results.Problem("'after' must be the 'next' that an earlier page gave.", statusCode: 400);
        }
    }

    private static async Task<IResult> FindAsync(string articleId, IArticleStore articles, TimeProvider time, CancellationToken cancellationToken) =>
        await articles.FindAsync(articleId, cancellationToken) is { } article ? Hidden.Answer(article, time.GetUtcNow()) ?? Json(article) : NeverFiled(articleId);

    private static async Task<IResult> RevisionsAsync(string articleId, IArticleStore articles, TimeProvider time, CancellationToken cancellationToken)
    {
        var (shown, refusal) = await ShownAsync(articleId, articles, time, cancellationToken);
        return refusal ?? Json(shown);
    }

    private static async Task<IResult> AnnotationsAsync(string articleId, IArticleStore articles, TimeProvider time, CancellationToken cancellationToken)
    {
        var (shown, refusal) = await ShownAsync(articleId, articles, time, cancellationToken);
        return refusal ?? Json(AnnotationsView.Of(shown, await articles.ReadingsAsync(articleId, cancellationToken)));
    }

    /// <returns>The revisions that may be shown, or what is answered where none may.</returns>
    private static async Task<(IReadOnlyList<ArticleEnriched> Shown, IResult? Refusal)> ShownAsync(string articleId, IArticleStore articles, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var revisions = await articles.RevisionsAsync(articleId, cancellationToken);
        return revisions.Count == 0
            ? ([], NeverFiled(articleId))
            : (History.Shown(revisions, now), History.Current(revisions, now) is null ? Hidden.Answer(revisions[^1], now) : null);
    }

    private static IResult NeverFiled(string articleId) => NotFound($"No article {Submission.Shorten(articleId)} was ever filed.");

    private static async Task<IResult> BalanceAsync(ILedger ledger, CancellationToken cancellationToken) => Json(await ledger.BalanceAsync(cancellationToken));

    private static async Task<IResult> EntriesAsync(
        ILedger ledger,
        CancellationToken cancellationToken,
        [FromQuery] string? state = null,
        [FromQuery] string? outcome = null,
        [FromQuery] string? url = null,
        [FromQuery] int limit = 100)
    {
        LedgerState? wanted = null;
        if (state is not null)
        {
            if (!Enum.TryParse<LedgerState>(state, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
            {
                return Results.Problem("'state' must be inFlight, waiting or closed.", statusCode: 400);
            }

            wanted = parsed;
        }

        if (outcome is not null && !Outcome.All.Contains(outcome))
        {
            return Results.Problem($"'outcome' must be one of: {string.Join(", ", Outcome.All)}.", statusCode: 400);
        }

        if (limit is < 1 or > 1000)
        {
            return Results.Problem("'limit' must be 1 to 1000.", statusCode: 400);
        }

        var query = new LedgerQuery { State = wanted, Outcome = outcome, CanonicalUrl = url is null ? null : News.CanonicalUrl.Of(url), Limit = limit };
        return Json(await ledger.ListAsync(query, cancellationToken));
    }

    private static async Task<IResult> EntryAsync(Guid id, ILedger ledger, CancellationToken cancellationToken) =>
        await ledger.FindAsync(id, cancellationToken) is { } entry ? Json(entry) : NotFound($"No ledger entry {id} was ever opened.");

    private static IResult Json<T>(T value) => Results.Json(value, DeskJson.Options);

    private static IResult NotFound(string detail) => Results.Problem(detail, statusCode: 404);
}
