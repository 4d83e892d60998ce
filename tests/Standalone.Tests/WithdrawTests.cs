using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Standalone.Tests;

public sealed class WithdrawTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningService.StartAsync(builder => builder.AddDesk(), _ => { }, app => app.MapDesk());

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_article_is_taken_down_with_reason_and_name()
    {
        var article = Samples.Article with { Withdrawal = null };
        await desk.Get<IArticleStore>().FileAsync(article, Guid.NewGuid(), Samples.At, default);

        var (exitCode, output) = await WithdrawAsync(article.ArticleId, desk.Url);

        Assert.Equal((0, $"{article.ArticleId} is being withdrawn"), (exitCode, output));
        Assert.Equal(new WithdrawArticle { ArticleId = article.ArticleId, Reason = "Court order 7/26", RequestedBy = "Legal desk" }, Assert.Single(desk.Messages.PublishedOf<WithdrawArticle>()).Message);
    }

    [Fact]
    public async Task What_cannot_be_taken_down_is_said()
    {
        Assert.Equal((1, "404: No article a1_nothing was ever filed: look for it with GET /articles?url=…."), await WithdrawAsync("a1_nothing", desk.Url));
        Assert.Contains("No Desk answers", (await WithdrawAsync("a1_nothing", "http://127.0.0.1:1")).Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> WithdrawAsync(string articleId, string url)
    {
        using var output = new StringWriter();
        var exitCode = await WithdrawCommand.RunAsync(articleId, "Court order 7/26", "Legal desk", new DeskCall(url, null), output, default);
        return (exitCode, output.ToString().Trim());
    }
}
