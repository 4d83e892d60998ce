using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Hosting;
using Ingestion.TestSupport;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>Whatever arrives on the queue, it is explained, and the next message gets its turn.</summary>
public sealed class BadInputTests(LocalPipeline pipeline)
{
    public static TheoryData<string, string, string> Poison => new()
    {
        { "not JSON", "url=https://wire.example/", "JsonReaderException" },
        { "no url", """{"uri": "https://wire.example/"}""", "url" },
        { "a list", "[1, 2]", "JSON" },
        { "a number for a url", """{"url": 7}""", "Number" },
        { "nothing", "", "url" },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task A_message_that_cannot_be_read_is_a_dead_letter_with_its_cause(string because, string body, string cause)
    {
        await using var rabbit = await RabbitAsync();
        var good = Good();

        await rabbit.Channel.BasicPublishAsync("", "fetch-article", mandatory: true, Encoding.UTF8.GetBytes(body));
        await rabbit.Channel.BasicPublishAsync("", "fetch-article", mandatory: true, Encoding.UTF8.GetBytes($$"""{"url": "{{good}}"}"""));

        await pipeline.ArticleAsync(good);
        JsonNode? dead = null;
        await Shell.UntilAsync($"{because} is a dead letter", async () => (dead = await LetterAsync(body)) is not null);
        Assert.Contains(cause, $"{dead!["exceptionType"]} {dead["exceptionMessage"]} {dead["stack"]}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_queue_of_ours_gives_its_poison_to_the_dead_letters()
    {
        await using var rabbit = await RabbitAsync();
        var run = $"poison {Guid.NewGuid():N}";

        foreach (var stage in PipelineStages.All)
        {
            await rabbit.Channel.BasicPublishAsync("", stage.Name, mandatory: true, Encoding.UTF8.GetBytes(run));
            await rabbit.Channel.BasicPublishAsync("", stage.Name, mandatory: true, new BasicProperties { Headers = new Dictionary<string, object?> { ["MT-MessageType"] = "urn:message:Elsewhere:Unheard" } }, Encoding.UTF8.GetBytes("{}"));
        }

        var expected = PipelineStages.All.SelectMany(stage => new[] { $"error {stage.Name}", $"skipped {stage.Name}" }).Order().ToList();
        await Shell.UntilAsync("each stage has two", async () =>
        {
            var letters = (await pipeline.GetAsync("/dead-letters?limit=1000"))["letters"]!.AsArray();
            return expected.All(letters.Select(letter => $"{letter!["kind"]} {letter["stage"]}").ToHashSet().Contains);
        });
        foreach (var stage in PipelineStages.All)
        {
            Assert.Equal(0u, await rabbit.Channel.MessageCountAsync(stage.ErrorQueue));
            Assert.Equal(0u, await rabbit.Channel.MessageCountAsync(stage.SkippedQueue));
        }
    }

    public static TheoryData<string, string, string> BadUrls => new()
    {
        { "no url at all", "wire example", "invalid-url" },
        { "empty", "", "invalid-url" },
        { "another scheme", "ftp://wire.example/a", "unsupported-scheme" },
        { "a script", "javascript:alert(1)", "unsupported-scheme" },
        { "a private address", "http://10.0.0.1/", "unsafe-address" },
        { "a metadata service", "http://169.254.169.254/latest/meta-data/", "unsafe-address" },
        { "a port that is not allowed", "http://127.0.0.1:22/", "unsupported-scheme" },
    };

    [Theory]
    [MemberData(nameof(BadUrls))]
    public async Task A_url_that_cannot_be_fetched_is_abandoned_with_a_reason(string because, string url, string reason)
    {
        await using var rabbit = await RabbitAsync();

        await rabbit.Channel.BasicPublishAsync("", "fetch-article", mandatory: true, Encoding.UTF8.GetBytes($$"""{"url": "{{url}}", "note": "an unknown property is passed over"}"""));

        var entry = url.Length == 0 ? await EmptyUrlAsync() : await pipeline.ClosedAsync(url);
        Assert.True((entry["outcome"]!.GetValue<string>(), entry["reason"]!.GetValue<string>()) == ("abandoned", reason), $"{because}: {entry}");
        Assert.NotEmpty(entry["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_message_of_20_MB_is_explained_and_the_queue_moves_on()
    {
        await using var rabbit = await RabbitAsync();
        var good = Good();
        var huge = Encoding.UTF8.GetBytes("{\"url\": \"https://wire.example/" + new string('a', 20_000_000) + "\"}");

        await rabbit.Channel.BasicPublishAsync("", "fetch-article", mandatory: true, huge);
        await rabbit.Channel.BasicPublishAsync("", "fetch-article", mandatory: true, Encoding.UTF8.GetBytes($$"""{"url": "{{good}}"}"""));

        await pipeline.ArticleAsync(good);
        await Shell.UntilAsync("the huge one is closed or a dead letter", async () =>
            (await pipeline.GetAsync("/dead-letters?stage=fetch-article&limit=1000"))["letters"]!.AsArray().Any(letter => letter!["bodyBytes"]!.GetValue<long>() == huge.Length)
            || (await pipeline.GetAsync("/ledger/entries?outcome=abandoned")).AsArray().Any(entry => entry!["reason"]!.GetValue<string>() == "invalid-url" && entry["url"]!.GetValue<string>().StartsWith("https://wire.example/aaa", StringComparison.Ordinal)));
    }

    private async Task<JsonNode> EmptyUrlAsync()
    {
        JsonNode? entry = null;
        await Shell.UntilAsync("the empty url is closed", async () =>
            (entry = (await pipeline.GetAsync("/ledger/entries?outcome=abandoned")).AsArray().FirstOrDefault(one => one!["url"]!.GetValue<string>().Length == 0)) is not null);
        return entry!;
    }

    private async Task<JsonNode?> LetterAsync(string body)
    {
        foreach (var row in (await pipeline.GetAsync("/dead-letters?stage=fetch-article&limit=1000"))["letters"]!.AsArray())
        {
            var letter = await pipeline.GetAsync($"/dead-letters/{row!["id"]}");
            if (letter["bodyText"]!.GetValue<string>() == body)
            {
                return letter["letter"];
            }
        }

        return null;
    }

    private string Good()
    {
        var path = $"/good/{Guid.NewGuid():N}";
        pipeline.Origin.OnPage(path, Pages.English(1));
        return pipeline.Origin.Url + path;
    }

    private async Task<Rabbit> RabbitAsync()
    {
        await pipeline.UpAsync();
        var connection = await new ConnectionFactory { Uri = new Uri(pipeline.Broker) }.CreateConnectionAsync();
        return new Rabbit(connection, await connection.CreateChannelAsync());
    }

    private sealed record Rabbit(IConnection Connection, IChannel Channel) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Channel.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
