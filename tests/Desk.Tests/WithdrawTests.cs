using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Desk.Tests;

public sealed class WithdrawTests : IAsyncLifetime
{
    private const string Order = """{"reason": "Court order 7/26", "requestedBy": "Legal desk"}""";
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_order_to_take_an_article_down_is_given_to_the_indexer()
    {
        var article = await desk.FileAsync("/1");

        var (status, answer) = await SendAsync(article.ArticleId, Order);
        await SendAsync(article.ArticleId, Order);

        Assert.Equal((202, article.ArticleId), (status, (string?)answer["articleId"]));
        var orders = desk.Messages.PublishedOf<WithdrawArticle>();
        Assert.Equal(new WithdrawArticle { ArticleId = article.ArticleId, Reason = "Court order 7/26", RequestedBy = "Legal desk" }, orders[0].Message);
        Assert.Single(orders.Select(order => order.MessageId).Distinct());
    }

    [Fact]
    public async Task A_withdrawn_article_is_gone_with_who_why_and_when_and_cannot_be_withdrawn_again()
    {
        var article = await desk.FileAsync("/1");
        var takedown = new Withdrawal { Reason = WithdrawReason.Takedown, Detail = "Court order 7/26", RequestedBy = "Legal desk", At = Samples.At };
        await desk.Get<IArticleStore>().WithdrawAsync(article with { Headline = "", Withdrawal = takedown }, default);

        foreach (var path in new[] { "", "/revisions" })
        {
            var (status, problem) = await desk.RefusedAsync(HttpMethod.Get, $"/articles/{article.ArticleId}{path}");
            Assert.Equal((410, "The article is withdrawn: Court order 7/26"), (status, (string?)problem["detail"]));
            Assert.Equal((WithdrawReason.Takedown, "Legal desk"), ((string?)problem["withdrawal"]!["reason"], (string?)problem["withdrawal"]!["requestedBy"]));
        }

        var (again, refused) = await SendAsync(article.ArticleId, Order);
        Assert.Equal(409, again);
        Assert.Contains("withdrawn before (takedown, 2026-03-02", (string?)refused["detail"], StringComparison.Ordinal);
        Assert.Empty(desk.Messages.Published);
    }

    [Theory]
    [InlineData("", 400, "Send {")]
    [InlineData("null", 400, "Send {")]
    [InlineData("[]", 400, "Send {")]
    [InlineData("{}", 400, "'reason' is missing")]
    [InlineData("""{"reason": " ", "requestedBy": "Legal desk"}""", 400, "'reason' is missing")]
    [InlineData("""{"reason": "Court order"}""", 400, "'requestedBy' is missing")]
    [InlineData("""{"reason": "Court order", "requestedBy": "Legal desk", "urgent": true}""", 400, "and nothing else")]
    [InlineData(Order, 404, "was ever filed")]
    public async Task An_order_that_cannot_be_carried_out_is_refused_with_what_to_do(string body, int status, string detail)
    {
        var (answered, problem) = await SendAsync("a1_nothing", body);

        Assert.Equal(status, answered);
        Assert.Contains(detail, (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Empty(desk.Messages.Published);
    }

    [Theory]
    [InlineData(2001, 1, 400)]
    [InlineData(1, 201, 400)]
    [InlineData(20_000, 1, 413)]
    public async Task Reasons_and_names_have_a_length(int reason, int name, int status) =>
        Assert.Equal(status, (await SendAsync("a1_nothing", $$"""{"reason": "{{new string('r', reason)}}", "requestedBy": "{{new string('n', name)}}"}""")).Status);

    [Fact]
    public async Task A_broker_that_does_not_take_the_order_is_said()
    {
        var article = await desk.FileAsync("/1");
        desk.Messages.Refuse = _ => new MassTransitException("Away.");

        Assert.Equal(503, (await SendAsync(article.ArticleId, Order)).Status);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_withdraw()
    {
        var article = await desk.FileAsync("/1");

        Assert.Equal(403, (await desk.RefusedAsync(HttpMethod.Post, $"/articles/{article.ArticleId}/withdraw", RunningDesk.Utf8(Order), ("Origin", "http://evil.example"))).Status);
        Assert.Empty(desk.Messages.Published);
    }

    private async Task<(int Status, JsonNode Answer)> SendAsync(string articleId, string body)
    {
        using var content = new ByteArrayContent(RunningDesk.Utf8(body));
        content.Headers.ContentType = new("application/json");
        var (status, text, _) = await desk.SendAsync(HttpMethod.Post, $"/articles/{articleId}/withdraw", content);
        return (status, JsonNode.Parse(text)!);
    }
}
