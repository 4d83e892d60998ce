using Ingestion.TestSupport;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Tests;

public sealed class AccessTests
{
    private const string Key = "a-key-of-sixteen-or-more";
    private static readonly byte[] Order = RunningDesk.Utf8("{\"url\": \"https://wire.example/1\"}");

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData(Key)]
    [InlineData("bearer " + Key + "x")]
    public async Task Where_a_key_is_set_nobody_gets_in_without_it(string? authorization)
    {
        await using var desk = await RunningDesk.StartAsync(("Desk:ApiKey", Key));
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        foreach (var path in new[] { "/", "/articles", "/ledger", "/openapi/v1.json", "/nowhere" })
        {
            var (status, problem) = await desk.RefusedAsync(HttpMethod.Get, path, headers: headers);
            Assert.Equal(401, status);
            Assert.Contains("Authorization: Bearer", (string)problem["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal(401, (await desk.RefusedAsync(HttpMethod.Post, "/articles", Order, headers)).Status);
        Assert.Equal(200, (await desk.SendAsync(HttpMethod.Get, "/health/ready")).Status);
        Assert.Empty(desk.Messages.Published);
    }

    [Fact]
    public async Task The_key_opens()
    {
        await using var desk = await RunningDesk.StartAsync(("Desk:ApiKey", Key));

        Assert.Equal(200, (await desk.SendAsync(HttpMethod.Get, "/articles", headers: ("Authorization", "Bearer " + Key))).Status);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost")]
    public async Task A_page_of_another_site_cannot_make_a_browser_write(string origin)
    {
        await using var desk = await RunningDesk.StartAsync();

        foreach (var path in new[] { "/articles", "/documents", "/feeds", "/reprocess" })
        {
            Assert.Equal(403, (await desk.RefusedAsync(HttpMethod.Post, path, Order, ("Origin", origin))).Status);
        }

        Assert.Empty(desk.Messages.Published);
    }

    [Fact]
    public async Task A_page_of_the_Desk_itself_may_write()
    {
        await using var desk = await RunningDesk.StartAsync();
        using var content = new ByteArrayContent(Order);

        Assert.Equal(202, (await desk.SendAsync(HttpMethod.Post, "/articles", content, ("Origin", desk.Url))).Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:8080")]
    public async Task A_name_that_somebody_points_at_this_machine_opens_no_Desk_without_a_key(string host)
    {
        // DNS rebinding: to the browser the page and the Desk are then of one origin.
        await using var desk = await RunningDesk.StartAsync();

        Assert.Equal(403, (await desk.RefusedAsync(HttpMethod.Get, "/articles", headers: ("Host", host))).Status);
        Assert.Equal(403, (await desk.RefusedAsync(HttpMethod.Post, "/articles", Order, ("Host", host), ("Origin", "http://" + host))).Status);
        Assert.Equal(200, (await desk.SendAsync(HttpMethod.Get, "/articles", headers: ("Host", "localhost:8080"))).Status);
    }

    [Theory]
    [InlineData("urls", "http://0.0.0.0:0")]
    [InlineData("urls", "http://127.0.0.1:0;http://[::]:0")]
    [InlineData("urls", "http://+:0")]
    [InlineData("urls", "http://*:0")]
    [InlineData("urls", "http://desk.example:0")]
    [InlineData("Kestrel:Endpoints:Open:Url", "http://0.0.0.0:0")]
    public async Task An_open_Desk_beyond_loopback_does_not_start(string setting, string urls)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningDesk.StartAsync((setting, urls)));

        Assert.Contains("Set Desk:ApiKey, or Desk:TrustNetwork=true", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Desk:ApiKey", Key)]
    [InlineData("Desk:TrustNetwork", "true")]
    public async Task With_a_key_or_a_guard_in_front_it_does(string name, string value)
    {
        await using var desk = await RunningDesk.StartAsync((name, value), ("urls", "http://0.0.0.0:0"));

        Assert.Empty(desk.Messages.Published);
    }

    [Theory]
    [InlineData("Desk:ApiKey", "short", "Desk:ApiKey must have at least 16 characters")]
    [InlineData("Desk:ApiKey", "", "Desk:ApiKey must have at least 16 characters")]
    [InlineData("Desk:MaxUrls", "0", "MaxUrls")]
    [InlineData("Desk:MaxDocumentBytes", "1", "MaxDocumentBytes")]
    [InlineData("Desk:StuckAfter", "00:00:00", "StuckAfter")]
    [InlineData("Desk:ListUrlsPerSecond", "0", "ListUrlsPerSecond")]
    [InlineData("Desk:ArchivePagesPerSecond", "0", "ArchivePagesPerSecond")]
    [InlineData("Desk:ReprocessInFlight", "0", "ReprocessInFlight")]
    [InlineData("Desk:PublicUrl", "news.example", "Desk:PublicUrl must be an http or https URL")]
    public async Task A_wrong_option_stops_the_start_and_says_which(string name, string value, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<OptionsValidationException>(() => RunningDesk.StartAsync((name, value)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Until_it_is_ready_it_says_so_and_accepts_nothing()
    {
        // A file stands where the store's folder should be made.
        var folder = Directory.CreateTempSubdirectory("ingestion-desk-");
        var data = Path.Combine(folder.FullName, "data");
        await File.WriteAllTextAsync(data, "in the way");
        await using var desk = await RunningDesk.StartAsync(waitUntilReady: false, ("Storage:Folder", data));

        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, "/articles", Order);
        var (_, _, response) = await desk.SendAsync(HttpMethod.Get, "/articles");

        Assert.Equal(503, status);
        Assert.Contains("/health/ready", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal((200, 503), ((await desk.SendAsync(HttpMethod.Get, "/health/live")).Status, (await desk.SendAsync(HttpMethod.Get, "/health/ready")).Status));
        folder.Delete(recursive: true);
    }
}
