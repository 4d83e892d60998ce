using System.Diagnostics;
using Ingestion.Contracts;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Hosting.Tests;

public sealed class TraceContextTests : IAsyncLifetime
{
    private readonly Guid entryId = Guid.NewGuid();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(_ => { }, bus =>
    {
        bus.AddConsumer<FirstHop>();
        bus.AddConsumer<SecondHop>();
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_submitters_trace_is_carried_through_every_hop()
    {
        const string Submitted = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        await service.HandledAsync((ArticleParsed)Samples.Messages[nameof(ArticleParsed)], () => service.Get<IBus>().Publish(
            (DocumentFetched)Samples.Messages[nameof(DocumentFetched)],
            context =>
            {
                context.CorrelationId = entryId;
                context.Headers.Set("traceparent", Submitted);
            }));

        var hops = Hops();
        Assert.Equal(3, hops.Count);
        Assert.All(hops, hop => Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", hop.TraceId));
        Assert.Equal(3, hops.Select(hop => hop.SpanId).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a trace")]
    public async Task Where_there_is_none_a_trace_starts_with_the_first_consumer(string? submitted)
    {
        Assert.Null(Activity.Current);

        await service.HandledAsync((ArticleParsed)Samples.Messages[nameof(ArticleParsed)], () => service.Get<IBus>().Publish(
            (DocumentFetched)Samples.Messages[nameof(DocumentFetched)],
            context =>
            {
                context.CorrelationId = entryId;
                context.Headers.Set("traceparent", submitted);
            }));

        var hops = Hops().Skip(1).ToList();
        Assert.Equal(2, hops.Count);
        Assert.Matches("^[0-9a-f]{32}$", hops[0].TraceId);
        Assert.Equal(hops[0].TraceId, hops[1].TraceId);
    }

    [Fact]
    public async Task What_a_service_says_carries_the_trace_that_it_is_in()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await service.HandleAsync((ArticleParsed)Samples.Messages[nameof(ArticleParsed)], entryId);

        Assert.Equal(activity.Id, Assert.Single(service.Messages.PublishedOf<ArticleParsed>()).TraceParent);
    }

    private List<(string? TraceId, string? SpanId)> Hops() =>
        [.. service.Messages.Published.Where(message => message.EntryId == entryId).Select(message => message.TraceParent?.Split('-')).Select(parts => parts is { Length: 4 } ? (parts[1], parts[2]) : ((string?)null, (string?)null))];

    private sealed class FirstHop : IConsumer<DocumentFetched>
    {
        public Task Consume(ConsumeContext<DocumentFetched> context) => context.SayAsync((ArticleParsed)Samples.Messages[nameof(ArticleParsed)]);
    }

    private sealed class SecondHop : IConsumer<ArticleParsed>
    {
        public Task Consume(ConsumeContext<ArticleParsed> context) => context.SayAsync((ArticleUnchanged)Samples.Messages[nameof(ArticleUnchanged)]);
    }
}
