using System.Security.Cryptography;
using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

public sealed class FrontPageTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</bdi></a><img src=x onerror=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("Harbour \u202Eexe.gnp\u202C strike")]
    public async Task What_a_stranger_wrote_is_text_and_nothing_else(string hostile)
    {
        await using var desk = await RunningDesk.StartAsync();
        await desk.FileAsync("/1", one => one with { Headline = hostile, Provider = new Provider { Name = hostile }, Language = one.Language with { Tag = hostile } });

        var (status, page, _) = await desk.SendAsync(HttpMethod.Get, "/");

        Assert.Equal(200, status);
        Assert.DoesNotContain(hostile, page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
        Assert.Equal(hostile, System.Net.WebUtility.HtmlDecode(Between(Between(page, "<bdi", "</bdi>") + "</bdi>", ">", "</bdi>")));
    }

    [Fact]
    public async Task Nothing_but_its_own_style_may_run_or_load()
    {
        await using var desk = await RunningDesk.StartAsync();

        var (_, page, response) = await desk.SendAsync(HttpMethod.Get, "/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var hash = Convert.ToBase64String(SHA256.HashData(RunningDesk.Utf8(Between(page, "<style>", "</style>"))));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotMatch("style=\"|<script|src=\"http", page);
    }

    [Fact]
    public async Task It_shows_the_books_and_the_latest_stories()
    {
        await using var desk = await RunningDesk.StartAsync();
        await desk.FileAsync("/1");
        await desk.PostAsync("/articles", new { url = "https://wire.example/2" });

        await desk.PostAsync("/reconcile", new { });

        var (_, page, _) = await desk.SendAsync(HttpMethod.Get, "/");

        Assert.Contains("accepted 1 = in flight 1; unexplained 0", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(Samples.Article.Headline, page, StringComparison.Ordinal);
    }

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
