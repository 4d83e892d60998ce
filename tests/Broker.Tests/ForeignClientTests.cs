using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.TestSupport;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>Clients that know nothing of MassTransit or .NET.</summary>
public sealed class ForeignClientTests(LocalPipeline pipeline)
{
    private static readonly string Clients = Path.Combine(Repository.Root, "tests", "Broker.Tests", "clients");

    public static TheoryData<string, string> Languages => new() { { "node", ".mjs" }, { "/usr/bin/python3", ".py" } };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_program_in_another_language_submits_a_url_and_hears_of_the_stories_it_asked_for(string program, string extension)
    {
        await RequireAsync(program);
        await pipeline.UpAsync();
        var name = $"{Path.GetFileName(program)}-{Guid.NewGuid():N}";
        pipeline.Origin.OnPage($"/{name}/de", Pages.German);
        pipeline.Origin.OnPage($"/{name}/en", Pages.English(7));
        using var subscriber = Shell.Start(program, [Path.Combine(Clients, "subscribe" + extension), pipeline.Broker, "en.#"]);
        try
        {
            Assert.Equal("subscribed", await ReadLineAsync(subscriber));

            await Shell.RunAsync(program, [Path.Combine(Clients, "submit" + extension), pipeline.Broker, $"{pipeline.Origin.Url}/{name}/de", $"{pipeline.Origin.Url}/{name}/en"]);

            // The German story is filed, and nothing of it was heard: the first event is the English one.
            await pipeline.ArticleAsync($"{pipeline.Origin.Url}/{name}/de");
            var stored = await pipeline.ArticleAsync($"{pipeline.Origin.Url}/{name}/en");
            var heard = JsonNode.Parse((await ReadLineAsync(subscriber))!)!;
            Assert.Equal($"en.127-0-0-1-{pipeline.Origin.Port}.0".Split('.')[0], heard["key"]!.GetValue<string>().Split('.')[0]);
            Assert.Equal(stored["articleId"]!.GetValue<string>(), heard["article"]!["articleId"]!.GetValue<string>());
            Assert.Equal("Harbour crane 7 is back at work", heard["article"]!["headline"]!.GetValue<string>());
            Assert.Equal("Lena Brandt", heard["article"]!["entities"]!.AsArray().First(entity => entity!["type"]!.GetValue<string>() == "person")!["name"]!.GetValue<string>());
            Assert.True(Guid.TryParse(heard["messageId"]!.GetValue<string>(), out _));
        }
        finally
        {
            subscriber.Kill();
        }
    }

    [Fact]
    public async Task A_raw_order_carries_its_trace_and_its_id_to_the_event_and_the_same_order_again_is_no_second_submission()
    {
        await pipeline.UpAsync();
        await using var connection = await new ConnectionFactory { Uri = new Uri(pipeline.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, "ArticleEnriched", "#");
        var url = $"{pipeline.Origin.Url}/traced/{Guid.NewGuid():N}";
        pipeline.Origin.OnPage(new Uri(url).AbsolutePath, Pages.English(3));
        var order = new BasicProperties
        {
            MessageId = Guid.NewGuid().ToString(),
            Headers = new Dictionary<string, object?> { ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        };
        var body = Encoding.UTF8.GetBytes($$"""{"url": "{{url}}"}""");

        await channel.BasicPublishAsync("", "fetch-article", mandatory: true, order, body);
        var article = await pipeline.ArticleAsync(url);
        await pipeline.ClosedAsync(url);
        await channel.BasicPublishAsync("", "fetch-article", mandatory: true, order, body);

        BasicGetResult? got = null;
        await Shell.UntilAsync("the event is heard", async () => (got = await channel.BasicGetAsync(queue, autoAck: true)) is not null);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", Encoding.UTF8.GetString((byte[])got!.BasicProperties.Headers!["traceparent"]!), StringComparison.Ordinal);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", article["provenance"]!["traceId"]!.GetValue<string>());
        Assert.Equal(order.MessageId, (await pipeline.ClosedAsync(url))["id"]!.GetValue<string>());
        await Shell.UntilAsync("the queue is empty", async () => await channel.MessageCountAsync("fetch-article") == 0);
        Assert.Single((await pipeline.GetAsync($"/ledger/entries?url={Uri.EscapeDataString(url)}")).AsArray());
    }

    [Fact]
    public async Task Wire_copy_on_a_queue_becomes_a_story_and_what_is_none_says_why()
    {
        await pipeline.UpAsync();
        await using var connection = await new ConnectionFactory { Uri = new Uri(pipeline.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var slug = $"PORT-STRIKE-{Guid.NewGuid():N}"[..24].ToUpperInvariant();
        var item = new JsonObject { ["uri"] = $"urn:newsml:harbour-wire.example:{slug}", ["headline"] = $"Harbour strike enters second day {slug}", ["slugline"] = slug, ["urgency"] = 2, ["body_text"] = "Crane drivers stayed away from their cabins on Monday." };
        var broken = new JsonObject { ["uri"] = $"urn:newsml:harbour-wire.example:{slug}-2", ["headline"] = 7, ["slugline"] = slug };

        var order = new JsonObject { ["provider"] = "Harbour Wire", ["contentType"] = "application/json", ["text"] = new JsonArray(item, broken).ToJsonString() };
        await channel.BasicPublishAsync("", "submit-document", mandatory: true, Encoding.UTF8.GetBytes(order.ToJsonString()));

        JsonNode? story = null;
        await Shell.UntilAsync("the story is filed", async () => (story = (await pipeline.GetAsync($"/articles?text={slug}"))["articles"]!.AsArray().FirstOrDefault()) is not null);
        Assert.Equal((slug, "Harbour Wire", 2), ((string?)story!["slugline"], (string?)story["provider"]!["name"], (int)story["urgency"]!));
        await Shell.UntilAsync("the other is closed with its reason", async () =>
            (await pipeline.GetAsync("/ledger/entries?state=closed&outcome=rejected&limit=100")).AsArray().Any(entry => (string?)entry!["reason"] == "malformed" && ((string?)entry["detail"])!.Contains("'headline' must be a text", StringComparison.Ordinal)));
    }

    private static async Task RequireAsync(string program)
    {
        if (program == "node")
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "node"))), "no node");
            if (!Directory.Exists(Path.Combine(Clients, "node_modules", "amqplib")))
            {
                await Shell.RunAsync("npm", ["ci", "--prefix", Clients]);
            }
        }
        else
        {
            Assert.SkipUnless(File.Exists(program), $"no {program}");
            Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/pika"), "python3-pika is not installed");
        }
    }

    private static async Task<string?> ReadLineAsync(Process process)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await process.StandardOutput.ReadLineAsync(timeout.Token) ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(timeout.Token));
    }
}
