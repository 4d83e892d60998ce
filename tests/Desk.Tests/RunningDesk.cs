using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

/// <summary>The Desk alone: what it publishes reaches nobody, and its store holds what a test files.</summary>
internal static class RunningDesk
{
    public static Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => StartAsync(waitUntilReady: true, settings);

    public static Task<RunningService> StartAsync(bool waitUntilReady, params (string Name, string Value)[] settings) => RunningService.StartAsync(
        builder => builder.AddDesk(),
        _ => { },
        app => app.MapDesk(),
        settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value),
        waitUntilReady: waitUntilReady);

    /// <summary>Waits until the reconciler has made its first pass: what a test puts into the books after that is looked at by the next.</summary>
    public static Task ReconciledAsync(this RunningService desk) =>
        Shell.UntilAsync("the first pass is over", async () => await desk.Get<IJobs<Reconciliation>>().FindAsync(Reconciliation.OnlyId, default) is { PassedAt: not null });

    public static async Task<(int Status, JsonNode Problem)> RefusedAsync(this RunningService desk, HttpMethod method, string path, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        using var content = body is null ? null : new ByteArrayContent(body);
        var (status, text, response) = await desk.SendAsync(method, path, content, headers);

        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{status} with {response.Content.Headers.ContentType}: {text}");
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(status, (int)problem["status"]!);
        return (status, problem);
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Files an article under a URL of its own.</summary>
    public static async Task<ArticleEnriched> FileAsync(this RunningService desk, string path, Func<ArticleEnriched, ArticleEnriched>? change = null, long? version = null)
    {
        var url = "https://wire.example" + path;
        var article = Samples.Article with
        {
            ArticleId = ArticleId.FromUrl(url),
            CanonicalUrl = url,
            RequestedUrl = url,
            FinalUrl = url,
            Provider = Samples.Article.Provider with { Version = version },
            Withdrawal = null,
            Changes = null,
        };
        article = change?.Invoke(article) ?? article;
        await desk.Get<IArticleStore>().FileAsync(article, Guid.NewGuid(), TimeProvider.System.GetUtcNow(), default);
        return article;
    }
}
