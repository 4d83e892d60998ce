using System.Threading.Channels;
using Ingestion.Contracts;
using MassTransit;

namespace Ingestion.Broker.Tests;

/// <summary>A program with MassTransit that submits and subscribes as README says.</summary>
public sealed class MassTransitClientTests(LocalPipeline pipeline)
{
    [Fact]
    public async Task A_program_with_masstransit_submits_a_url_and_hears_of_the_story()
    {
        await pipeline.UpAsync();
        var path = $"/masstransit/{Guid.NewGuid():N}";
        pipeline.Origin.OnPage(path, Pages.English(5));
        var heard = Channel.CreateUnbounded<ArticleEnriched>();
        var bus = Bus.Factory.CreateUsingRabbitMq(cfg =>
        {
            cfg.Host(new Uri(pipeline.Broker));
            cfg.ClearSerialization();
            cfg.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
            cfg.ReceiveEndpoint($"my-stories-{Guid.NewGuid():N}", endpoint =>
            {
                endpoint.AutoDelete = true;
                endpoint.ConfigureConsumeTopology = false;
                endpoint.Bind("ArticleEnriched", binding =>
                {
                    binding.ExchangeType = "topic";
                    binding.RoutingKey = "en.#";
                });
                endpoint.Handler<ArticleEnriched>(async story => await heard.Writer.WriteAsync(story.Message));
            });
        });
        await bus.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            var orders = await bus.GetSendEndpoint(new Uri("exchange:fetch-article"));
            await orders.Send(new FetchArticle { Url = pipeline.Origin.Url + path }, TestContext.Current.CancellationToken);

            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            ArticleEnriched story;
            do
            {
                story = await heard.Reader.ReadAsync(timeout.Token);
            }
            while (story.RequestedUrl != pipeline.Origin.Url + path);

            Assert.Equal("Harbour crane 5 is back at work", story.Headline);
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }
}
