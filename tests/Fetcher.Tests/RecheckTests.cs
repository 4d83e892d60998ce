using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace Ingestion.Fetcher.Tests;

/// <summary>A page that became an article, and the looks at it that follow.</summary>
public sealed class RecheckTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);
    private readonly Guid entryId = Guid.NewGuid();
    private int claims;
    private Origin origin = null!;
    private RunningService service = null!;

    private string Url => origin.Url + "/a";

    public async ValueTask InitializeAsync()
    {
        origin = await Origin.StartAsync();
        service = await RunningService.StartAsync(
            builder => builder.AddFetcher(),
            bus =>
            {
                bus.AddConsumer<FetchArticleConsumer, FetchArticleConsumerDefinition>();
                bus.AddConsumer<PlanRecheckConsumer>();
            },
            settings: new Dictionary<string, string?> { ["Fetcher:AllowedPorts:0"] = $"{origin.Port}", ["Fetcher:ScheduleInterval"] = "00:01:00" },
            time: time);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await origin.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_is_as_it_was_costs_a_304_and_its_looks_become_rare()
    {
        Serve("<p>one</p>", etag: "\"1\"");
        await FetchAsync();

        var first = await PlannedAsync(new ArticleIndexed { ArticleId = "a1_x", Revision = 1, CanonicalUrl = Url, Headline = "h", LanguageTag = "en", IndexedAt = Now }, entryId);
        Assert.Equal(("a1_x", 1, 1, "\"1\""), (first.Order.Recheck!.ArticleId, first.Order.Recheck.Revision, first.Order.Recheck.Number, first.Order.Recheck.ETag));
        Assert.InRange(first.DueAt - Now, TimeSpan.FromMinutes(13.5), TimeSpan.FromMinutes(16.5));

        await LookAsync(first);
        var unchanged = Assert.IsType<ArticleUnchanged>(Assert.Single(service.Messages.PublishedOf<ArticleUnchanged>()).Message);
        Assert.Equal(("a1_x", 1), (unchanged.ArticleId, unchanged.Revision));
        Assert.Equal(SourceKind.Recheck, (await service.Get<ILedger>().FindAsync(first.Id, default))!.Kind);
        Assert.Equal(2, origin.Requests.Count(path => path == "/a"));

        var second = await PlannedAsync(unchanged, first.Id);
        Assert.Equal(2, second.Order.Recheck!.Number);
        Assert.InRange(second.DueAt - Now, 1.8 * (first.DueAt - Now), 2.2 * (first.DueAt - Now));
    }

    [Fact]
    public async Task A_page_that_changed_goes_the_way_of_a_new_document()
    {
        Serve("<p>one</p>", etag: "\"1\"");
        await FetchAsync();
        var look = await PlannedAsync(Unchanged(), entryId);
        Serve("<p>two</p>", etag: "\"2\"");

        await LookAsync(look);

        var document = Assert.IsType<DocumentFetched>(service.Messages.PublishedOf<DocumentFetched>()[^1].Message);
        Assert.Equal((2, SourceKind.Recheck), (service.Messages.PublishedOf<DocumentFetched>().Count, document.Source.Kind));
        Assert.Equal("\"2\"", (await service.Get<IPages>().FindAsync(Url, default))!.ETag);
    }

    [Fact]
    public async Task The_same_bytes_are_unchanged_where_the_origin_knows_no_validators()
    {
        Serve("<p>one</p>", etag: null);
        await FetchAsync();
        var look = await PlannedAsync(Unchanged(), entryId);

        await LookAsync(look);
        await LookAsync(look);

        var said = service.Messages.PublishedOf<ArticleUnchanged>().Where(message => message.EntryId == look.Id).ToList();
        Assert.Equal(2, said.Count);
        Assert.Equal(said[0].MessageId, said[1].MessageId);
        Assert.Single(service.Messages.PublishedOf<DocumentFetched>());
    }

    [Fact]
    public async Task A_look_that_was_planned_anew_is_not_made()
    {
        Serve("<p>one</p>", etag: null);
        await FetchAsync();
        var old = await PlannedAsync(Unchanged(), entryId);
        await service.Get<IPages>().PlanAsync(Url, Now, checks: 0, nextCheck: Guid.NewGuid(), default);

        await LookAsync(old);

        Assert.Equal(1, origin.Requests.Count(path => path == "/a"));
        Assert.Null(await service.Get<ILedger>().FindAsync(old.Id, default));
    }

    [Fact]
    public async Task Hearing_of_an_article_twice_plans_one_look()
    {
        Serve("<p>one</p>", etag: null);
        await FetchAsync();

        var once = await PlannedAsync(Unchanged(), entryId);
        var twice = await PlannedAsync(Unchanged(), entryId);

        Assert.Equal((once.Id, once.DueAt), (twice.Id, twice.DueAt));
        Assert.Equal(1, await service.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task A_host_that_is_down_ends_one_look_and_not_all()
    {
        Serve("<p>one</p>", etag: null);
        await FetchAsync();
        var look = await PlannedAsync(Unchanged(), entryId);
        origin.OnStatus("/a", 503);

        await LookAsync(look with { Order = look.Order with { Attempts = 4 } });

        Assert.Single(service.Messages.PublishedOf<FetchAbandoned>());
        Assert.NotEqual(look.Id, (await service.Get<IPages>().FindAsync(Url, default))!.NextCheck);
        Assert.Equal(1, await service.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task What_was_handed_in_is_not_looked_at()
    {
        await service.Get<ILedger>().OpenAsync([Hosting.Intake.Entry(entryId, Url, SourceKind.File, Now)], default);

        await service.HandleAsync(Unchanged(), entryId);

        Assert.Equal(0, await service.Get<ISchedule>().CountAsync(default));
    }

    private sealed record Look(Guid Id, DateTimeOffset DueAt, FetchArticle Order);

    private static ArticleUnchanged Unchanged() => new() { ArticleId = "a1_x", Revision = 1 };

    private void Serve(string html, string? etag) => origin.On("/a", context =>
    {
        context.Response.ContentType = "text/html";
        if (etag is not null)
        {
            context.Response.Headers.ETag = etag;
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == etag ? 304 : 200;
        }

        return context.Response.StatusCode == 304 ? Task.CompletedTask : Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, html);
    });

    private async Task FetchAsync()
    {
        await service.HandleAsync(new FetchArticle { Url = Url }, entryId);
        Assert.Single(service.Messages.PublishedOf<DocumentFetched>());
        await service.Get<ILedger>().CloseAsync(entryId, new LedgerClosing { Outcome = Outcome.Indexed, At = Now }, default);
    }

    // What an outcome leaves in the schedule.
    private async Task<Look> PlannedAsync<T>(T outcome, Guid entry)
        where T : class
    {
        await service.HandleAsync(outcome, entry);
        var next = (await service.Get<IPages>().FindAsync(Url, default))!.NextCheck;
        var due = await service.Get<ISchedule>().ClaimDueAsync(Now.AddDays(2).AddMinutes(++claims), TimeSpan.FromSeconds(1), 10, default);
        var claim = due.Single(one => one.Message.EntryId == next);
        return new Look(claim.Message.EntryId, claim.Message.DueAt, JsonSerializer.Deserialize<FetchArticle>(claim.Message.Body, ContractJson.Options)!);
    }

    // As the scheduler brings it, at its moment.
    private async Task LookAsync(Look look)
    {
        if (time.GetUtcNow() < look.DueAt)
        {
            time.SetUtcNow(look.DueAt);
        }

        foreach (var claim in await service.Get<ISchedule>().ClaimDueAsync(Now.AddDays(2).AddMinutes(++claims), TimeSpan.FromSeconds(1), 10, default))
        {
            if (claim.Message.EntryId == look.Id)
            {
                await service.Get<ISchedule>().CompleteAsync(claim, default);
            }
        }

        await service.HandleAsync(look.Order, look.Id);
    }
}
