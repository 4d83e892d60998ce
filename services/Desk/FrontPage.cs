using System.Globalization;
using System.Text.Encodings.Web;
using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk;

/// <summary>One page for a first look: the books, the latest stories, and where the API is. Everything shown is a stranger's text, and escaped.</summary>
internal static class FrontPage
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent);vertical-align:top}
        th{font-weight:600}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}.muted{opacity:.7}code{font-size:.9em}a{color:inherit}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Style.ReplaceLineEndings("\n"))));

    public static void MapFrontPage(this IEndpointRouteBuilder app) => app.MapGet("/", ShowAsync).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, IArticleStore articles, ILedger ledger, CancellationToken cancellationToken)
    {
        var balance = await ledger.BalanceAsync(cancellationToken);
        var page = await articles.ListAsync(new ArticleQuery { Limit = 50 }, cancellationToken);
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{StyleHash}'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(Render(balance, page), "text/html; charset=utf-8");
    }

    internal static string Render(LedgerBalance balance, ArticlePage page) => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>Desk – Ingestion</title><link rel="icon" href="data:,"><style>{Style.ReplaceLineEndings("\n")}</style></head><body>
        <h1>Ingestion Desk</h1>
        <p>{Escape(LedgerLine.Of(balance))}</p>
        <h2>Outcomes</h2>
        <table><tr><th>outcome</th><th>entries</th></tr>{string.Concat(Outcome.All.Where(balance.Terminal.ContainsKey).Select(outcome => $"<tr><td><a href=\"/ledger/entries?outcome={outcome}\">{outcome}</a></td><td class=\"n\">{balance.Terminal[outcome]}</td></tr>"))}</table>
        <h2>Latest stories</h2>
        <table><tr><th>filed</th><th>headline</th><th>language</th><th>provider</th></tr>{string.Concat(page.Articles.Select(Row))}</table>
        <h2>API</h2>
        <p>Submit: <code>POST /articles {"{"}"url": "https://…"{"}"}</code>. Read: <a href="/articles">/articles</a>, <a href="/ledger">/ledger</a>, <a href="/ledger/entries">/ledger/entries</a>, <a href="/dead-letters/groups">/dead-letters/groups</a>, <a href="/openapi/v1.json">OpenAPI</a>.</p>
        </body></html>
        """;

    private static string Row(ArticleEnriched article) => $"""
        <tr><td class="n muted">{article.IndexedAt?.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</td>
        <td><a href="/articles/{Escape(article.ArticleId)}"><bdi lang="{Escape(article.Language.Tag)}">{Escape(article.Headline)}</bdi></a>{(article.Revision > 1 ? $" <span class=\"muted\">revision {article.Revision}</span>" : "")}</td>
        <td>{Escape(article.Language.Tag)}</td><td>{Escape(article.Provider.Name ?? article.Provider.Host ?? "")}</td></tr>
        """;

    private static string Escape(string text) => HtmlEncoder.Default.Encode(text);
}
