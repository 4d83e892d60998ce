using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Routing;

namespace Ingestion.Desk.Tests;

public sealed class ReadTests : IAsyncLifetime
{
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_article_is_given_as_the_public_event_has_it()
    {
        var article = await desk.FileAsync("/1");

        var (status, json) = await desk.GetAsync("/articles/" + article.ArticleId);

        Assert.Equal(200, status);
        Assert.Equal(article.Headline, (string?)json["headline"]);
        Assert.Equal("e1", (string?)json["quotes"]![0]!["speaker"]);
        Assert.Equal("2026-03-02T09:05:00+01:00", (string?)json["published"]!["at"]);
    }

    [Fact]
    public async Task Revisions_come_oldest_first()
    {
        var article = await desk.FileAsync("/1", one => one with { Headline = "Harbour strike ends" }, version: 2);
        await desk.FileAsync("/1", version: 1);

        var (_, revisions) = await desk.GetAsync($"/articles/{article.ArticleId}/revisions");
        var (_, latest) = await desk.GetAsync("/articles/" + article.ArticleId);

        Assert.Equal([1, 2], revisions.AsArray().Select(revision => (int)revision!["revision"]!));
        Assert.Equal(["headline", "version"], revisions[1]!["changes"]!.AsArray().Select(change => (string)change!["field"]!));
        Assert.Equal("Harbour strike ends", (string?)latest["headline"]);
        Assert.Equal(2, (int)latest["revision"]!);
    }

    [Fact]
    public async Task Annotations_of_earlier_runs_can_be_read_oldest_first()
    {
        var article = await desk.FileAsync("/1", version: 1);
        await desk.FileAsync("/1", one => Again(one, "0.2.0") with { Language = one.Language with { Tag = "de" }, Times = [] }, version: 1);
        await desk.FileAsync("/1", one => Again(one, "0.3.0") with { Times = [one.Times[0] with { Confidence = 0.3 }] }, version: 1);
        await desk.FileAsync("/1", one => one with { Headline = "Harbour strike ends" }, version: 2);

        var (status, list) = await desk.GetAsync($"/articles/{article.ArticleId}/annotations");

        Assert.Equal(200, status);
        Assert.Equal(
            ["1 0.1.0 False []", "1 0.2.0 False [language times]", "1 0.3.0 True [language times]", "2 0.1.0 True []"],
            list.AsArray().Select(one => $"{one!["revision"]} {one["enricher"]} {(bool)one["isCurrent"]!} [{string.Join(' ', one["changes"]!.AsArray().Select(part => (string)part!))}]"));
        Assert.Equal(["en", "de", "en", "en"], list.AsArray().Select(one => (string)one!["language"]!["tag"]!));
        Assert.Equal(("Lena Brandt", "e1", 0.3), ((string)list[0]!["entities"]![0]!["name"]!, (string)list[1]!["quotes"]![0]!["speaker"]!, (double)list[2]!["times"]![0]!["confidence"]!));
        Assert.NotNull(list[0]!["enrichedAt"]);
    }

    [Fact]
    public async Task Annotations_of_what_is_withdrawn_or_not_to_be_shown_are_not_given()
    {
        var article = await desk.FileAsync("/1", version: 1);
        await desk.FileAsync("/1", one => one with { Headline = "A secret", EmbargoedUntil = DateTimeOffset.MaxValue }, version: 2);

        var (_, list) = await desk.GetAsync($"/articles/{article.ArticleId}/annotations");
        await desk.Get<IArticleStore>().WithdrawAsync(article with { Headline = "", Body = article.Body with { Text = "" }, Withdrawal = new Withdrawal { Reason = WithdrawReason.Takedown, At = Samples.At } }, default);
        var (gone, _) = await desk.RefusedAsync(HttpMethod.Get, $"/articles/{article.ArticleId}/annotations");
        var (none, _) = await desk.RefusedAsync(HttpMethod.Get, "/articles/a1_none/annotations");

        Assert.Equal(1, (int)Assert.Single(list.AsArray())!["revision"]!);
        Assert.Equal((410, 404), (gone, none));
    }

    private static ArticleEnriched Again(ArticleEnriched article, string enricher) =>
        article with { Source = article.Source with { Kind = SourceKind.Reprocess }, Provenance = article.Provenance with { Enricher = enricher } };

    [Theory]
    [InlineData("withheld")]
    [InlineData("embargoed")]
    public async Task What_must_not_be_shown_is_named_and_nothing_of_it_is_said(string reason)
    {
        var article = await desk.FileAsync("/1", one => reason == "withheld" ? one with { PubStatus = PubStatus.Withheld } : one with { EmbargoedUntil = DateTimeOffset.MaxValue });

        foreach (var path in new[] { "", "/revisions", "/annotations" })
        {
            var (status, problem) = await desk.RefusedAsync(HttpMethod.Get, $"/articles/{article.ArticleId}{path}");

            Assert.Equal((403, reason, article.ArticleId), (status, (string?)problem["reason"], (string?)problem["articleId"]));
            Assert.Equal(reason == "embargoed", problem["embargoedUntil"] is not null);
            Assert.DoesNotContain("strike", problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty((await desk.GetAsync("/articles")).Json["articles"]!.AsArray());
    }

    [Fact]
    public async Task Of_a_public_article_what_must_not_be_shown_is_left_out_of_its_revisions()
    {
        var article = await desk.FileAsync("/1", version: 1);
        await desk.FileAsync("/1", one => one with { Headline = "A secret", EmbargoedUntil = DateTimeOffset.MaxValue }, version: 2);

        var (_, revisions) = await desk.GetAsync($"/articles/{article.ArticleId}/revisions");

        Assert.Equal(article.Headline, (string?)Assert.Single(revisions.AsArray())!["headline"]);
        Assert.Equal(article.Headline, (string?)(await desk.GetAsync("/articles/" + article.ArticleId)).Json["headline"]);
    }

    [Theory]
    [InlineData("", "/1 /2 /3")]
    [InlineData("?text=cranes+ZERMATT", "/2")]
    [InlineData("?text=nowhere", "")]
    [InlineData("?text=%22%27)%20OR%20*", "")]
    [InlineData("?language=de", "/3")]
    [InlineData("?host=other.example", "/2")]
    [InlineData("?url=https%3A%2F%2Fwire.example%2F1%3Futm_source%3Dx", "/1")]
    public async Task A_list_holds_what_was_asked_for(string query, string expected)
    {
        await desk.FileAsync("/1");
        await desk.FileAsync("/2", one => one with { Headline = "Cranes in Zermatt", Provider = new Provider { Host = "other.example" } });
        await desk.FileAsync("/3", one => one with { Language = one.Language with { Tag = "de" } });

        var (status, page) = await desk.GetAsync("/articles" + query);

        Assert.Equal(200, status);
        Assert.Equal(expected, string.Join(' ', page["articles"]!.AsArray().Select(one => new Uri((string)one!["canonicalUrl"]!).AbsolutePath).Order()));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        for (var i = 0; i < 5; i++)
        {
            await desk.FileAsync($"/{i}", one => one with { IndexedAt = Samples.At.AddSeconds(i / 2) });
        }

        List<string> seen = [];
        var next = "";
        do
        {
            var (_, page) = await desk.GetAsync("/articles?limit=2" + next);
            seen.AddRange(page["articles"]!.AsArray().Select(one => (string)one!["canonicalUrl"]!));
            next = page["next"] is { } cursor ? "&after=" + Uri.EscapeDataString((string)cursor!) : null;
        }
        while (next is not null);

        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("/articles?limit=0", 400, "'limit' must be 1 to 200")]
    [InlineData("/articles?limit=201", 400, "'limit' must be 1 to 200")]
    [InlineData("/articles?limit=many", 400, "limit")]
    [InlineData("/articles?after=nonsense", 400, "'after' must be the 'next'")]
    [InlineData("/articles/a1_nothing", 404, "No article a1_nothing was ever filed")]
    [InlineData("/articles/a1_nothing/revisions", 404, "No article a1_nothing was ever filed")]
    [InlineData("/ledger/entries?state=lost", 400, "'state' must be inFlight, waiting or closed")]
    [InlineData("/ledger/entries?state=7", 400, "'state' must be inFlight, waiting or closed")]
    [InlineData("/ledger/entries?outcome=lost", 400, "'outcome' must be one of: indexed")]
    [InlineData("/ledger/entries?limit=1001", 400, "'limit' must be 1 to 1000")]
    [InlineData("/ledger/entries/0195b3f0-0000-7000-8000-000000000001", 404, "No ledger entry")]
    [InlineData("/ledger/entries/nonsense", 404, null)]
    [InlineData("/nowhere", 404, null)]
    public async Task What_cannot_be_shown_is_said(string path, int status, string? detail)
    {
        var (answered, problem) = await desk.RefusedAsync(HttpMethod.Get, path);

        Assert.Equal(status, answered);
        Assert.True(detail is null || ((string?)problem["detail"])?.Contains(detail, StringComparison.Ordinal) == true, problem.ToJsonString());
    }

    [Fact]
    public async Task The_books_and_their_entries_are_shown_and_filtered()
    {
        var ledger = desk.Get<ILedger>();
        var article = await desk.FileAsync("/1");
        var now = TimeProvider.System.GetUtcNow();
        var entries = new[] { "/1", "/2", "/3", "/4" }.Select(path => Intake.Entry(Guid.CreateVersion7(), "https://wire.example" + path, SourceKind.Web, now)).ToList();
        await ledger.OpenAsync(entries, default);
        await ledger.CloseAsync(entries[0].Id, new LedgerClosing { Outcome = Outcome.Indexed, ArticleId = article.ArticleId, Revision = 1, At = now }, default);
        await ledger.CloseAsync(entries[1].Id, new LedgerClosing { Outcome = Outcome.Abandoned, Reason = AbandonReason.Gone, Detail = "410", At = now }, default);
        await ledger.MoveAsync(entries[2].Id, LedgerState.Waiting, 1, now, "503", default);

        await desk.PostAsync("/reconcile", new { });

        var (_, balance) = await desk.GetAsync("/ledger");

        Assert.Equal((4, 1, 1, 0), ((int)balance["accepted"]!, (int)balance["waiting"]!, (int)balance["inFlight"]!, (int)balance["unexplained"]!));
        Assert.Equal((1, 1), ((int)balance["terminal"]!["indexed"]!, (int)balance["terminal"]!["abandoned"]!));
        Assert.Equal(["/1", "/2"], await EntriesAsync("?state=closed"));
        Assert.Equal(["/3"], await EntriesAsync("?state=waiting"));
        Assert.Equal(["/4"], await EntriesAsync("?state=inFlight"));
        Assert.Equal(["/2"], await EntriesAsync("?outcome=abandoned"));
        Assert.Equal(["/4"], await EntriesAsync("?url=https%3A%2F%2Fwire.example%2F4%3Futm_source%3Dx"));
        Assert.Equal(2, (await EntriesAsync("?limit=2")).Count);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_route()
    {
        var (status, document) = await desk.GetAsync("/openapi/v1.json");

        var mapped = desk.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>() is null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal)}");
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(200, status);
        Assert.Equal(mapped.Order(), described.Order());
        Assert.True(described.Count() >= 9);
        Assert.All(document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()), operation => Assert.NotEmpty((string)operation.Value!["summary"]!));
    }

    private async Task<List<string>> EntriesAsync(string query) =>
        [.. (await desk.GetAsync("/ledger/entries" + query)).Json.AsArray().Select(one => new Uri((string)one!["canonicalUrl"]!).AbsolutePath).Order()];
}
