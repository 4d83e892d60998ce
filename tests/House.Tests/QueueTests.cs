using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ingestion.Desk;
using Ingestion.Enricher;
using Ingestion.Fetcher;
using Ingestion.Hosting;
using Ingestion.Indexer;
using Ingestion.Parser;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.House.Tests;

/// <summary>One queue for each consumer, and the broker's policies on every queue.</summary>
public partial class QueueTests
{
    private static readonly Assembly[] Services =
        [typeof(FetcherServices).Assembly, typeof(ParserServices).Assembly, typeof(EnricherServices).Assembly, typeof(IndexerServices).Assembly, typeof(DeskServices).Assembly];

    private static List<string> Queues =>
        [.. Services.SelectMany(service => service.GetTypes()).Where(type => type.IsAssignableTo(typeof(IConsumer)) && !type.IsAbstract)
            .Select(type => KebabCaseEndpointNameFormatter.Instance.SanitizeName(type.Name[..^"Consumer".Length]))];

    [Fact]
    public void No_two_consumers_share_a_queue()
    {
        Assert.NotEmpty(Queues);
        Assert.Equal(Queues.Count, Queues.Distinct().Count());
        Assert.Contains("fetch-article", Queues);
    }

    [Fact]
    public void The_stages_are_the_consumers_queues() => Assert.Equal(Queues.Order(), PipelineStages.All.Select(stage => stage.Name).Order());

    [Fact]
    public void The_policy_for_work_queues_covers_every_consumers_queue_and_no_other()
    {
        var policy = Definitions()["policies"]!.AsArray().Single(policy => policy!["name"]!.GetValue<string>() == "work-queues")!;
        var pattern = new Regex(policy["pattern"]!.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1));

        Assert.All(Queues, queue => Assert.Matches(pattern, queue));
        Assert.All(["fetch-article_error", "dead-letter", "unroutable", "somebody-elses"], queue => Assert.DoesNotMatch(pattern, queue));
        Assert.NotNull(policy["definition"]!["delivery-limit"]);
        Assert.NotNull(policy["definition"]!["dead-letter-exchange"]);
    }

    [Fact]
    public void The_definitions_declare_every_consumers_queue_and_bind_every_message_that_it_takes()
    {
        var definitions = Definitions();
        var queues = definitions["queues"]!.AsArray().Select(queue => queue!["name"]!.GetValue<string>());
        var bound = definitions["bindings"]!.AsArray().Select(binding => $"{binding!["source"]} > {binding["destination"]}").ToList();

        Assert.Equal([.. Queues.Append("dead-letter").Append("unroutable").Order()], queues.Order());
        foreach (var consumer in Services.SelectMany(service => service.GetTypes()).Where(type => type.IsAssignableTo(typeof(IConsumer)) && !type.IsAbstract))
        {
            var queue = KebabCaseEndpointNameFormatter.Instance.SanitizeName(consumer.Name[..^"Consumer".Length]);
            var messages = consumer.GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>)).Select(type => type.GetGenericArguments()[0]);
            Assert.All(messages, message => Assert.Contains(
                $"{message.Name} > {queue}", bound));
        }
    }

    [Fact]
    public void The_definitions_hold_no_users() => Assert.Null(Definitions()["users"]);

    private static JsonNode Definitions() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "rabbitmq", "definitions.json")))!;
}
