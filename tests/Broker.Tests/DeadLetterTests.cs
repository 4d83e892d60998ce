using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Ingestion.Broker.Tests;

/// <summary>The Desk on a real broker, with a parser that does as a test says: what is drained, and what comes of sending it again.</summary>
public sealed class DeadLetterTests(DeadLetterTests.Node node) : IClassFixture<DeadLetterTests.Node>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-letters-").FullName;
    private IConnection connection = null!;
    private IChannel channel = null!;
    private RunningService? desk;

    private static Func<string, Exception?> Fault { get; set; } = _ => null;

    private static ConcurrentQueue<(string Url, Guid? MessageId, Guid? EntryId)> Parsed { get; } = new();

    public async ValueTask InitializeAsync()
    {
        connection = await new ConnectionFactory { Uri = new Uri(node.Broker.Uri) }.CreateConnectionAsync();
        channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        Parsed.Clear();
        Fault = _ => null;
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null)
        {
            await desk.DisposeAsync();
        }

        await channel.DisposeAsync();
        await connection.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public static TheoryData<string, string> Poison => new()
    {
        { "not JSON", "url=https://wire.example/" },
        { "10 MB of it", new string('x', 10_000_000) },
        { "deep", new string('[', 100_000) + new string(']', 100_000) },
        { "no document", """{"requestedUrl": 7}""" },
        { "bytes", "\0\u0001" },
    };

    [Theory]
    [MemberData(nameof(Poison))]
    public async Task Poison_is_one_letter_with_its_bytes_and_its_neighbour_goes_through(string because, string body)
    {
        await StartAsync();
        var entry = await OpenAsync("https://wire.example/poisoned");
        var bytes = Encoding.UTF8.GetBytes(body);

        await channel.BasicPublishAsync("", "parse-document", mandatory: true, Properties(entry), bytes);
        await desk!.Get<IBus>().SayAsync(Document("https://wire.example/good"), Guid.NewGuid(), default);

        var letter = await LetterOfAsync(entry);
        await Shell.UntilAsync("the neighbour goes through", () => Task.FromResult(Parsed.Any(parsed => parsed.Url == "https://wire.example/good")));
        Assert.True((letter.Kind, letter.Stage, letter.BodyBytes) == (DeadLetterKind.Error, "parse-document", bytes.Length), $"{because}: {letter}");
        Assert.Equal(bytes, await desk.Get<IDeadLetters>().BodyAsync(letter.Id, default));
        Assert.Equal((Outcome.Dead, letter.Id), await EndOfAsync(entry));
    }

    [Fact]
    public async Task A_message_of_a_type_that_the_queue_does_not_take_is_skipped_and_told()
    {
        await StartAsync();
        var entry = await OpenAsync("https://wire.example/strange");
        var properties = Properties(entry);
        properties.Headers = new Dictionary<string, object?> { ["MT-MessageType"] = "urn:message:Elsewhere:Unheard" };

        await channel.BasicPublishAsync("", "parse-document", mandatory: true, properties, Encoding.UTF8.GetBytes("{}"));

        var letter = await LetterOfAsync(entry);
        Assert.Equal((DeadLetterKind.Skipped, "parse-document", "Unheard", DeadLetterKind.Skipped), (letter.Kind, letter.Stage, letter.MessageType, letter.ExceptionType));
        Assert.Equal((Outcome.Dead, letter.Id), await EndOfAsync(entry));
    }

    [Fact]
    public async Task Once_the_fault_is_gone_a_replay_goes_through_and_one_that_fails_again_says_so()
    {
        await StartAsync();
        Fault = url => new InvalidDataException(new string('m', 1_000_000) + url);
        var (mended, broken) = (await OpenAsync("https://wire.example/mended"), await OpenAsync("https://wire.example/broken"));
        await desk!.Get<IBus>().SayAsync(Document("https://wire.example/mended"), mended, default);
        await desk.Get<IBus>().SayAsync(Document("https://wire.example/broken"), broken, default);
        var letters = new[] { await LetterOfAsync(mended), await LetterOfAsync(broken) };
        Assert.All(letters, letter => Assert.InRange(letter.Headers.Sum(header => header.Key.Length + header.Value.Length) + letter.ExceptionMessage!.Length + letter.Stack!.Length, 1, 32 * 1024));
        Assert.Equal((letters[0].Fingerprint, "System.IO.InvalidDataException"), (letters[1].Fingerprint, letters[0].ExceptionType));

        Fault = url => url.EndsWith("broken", StringComparison.Ordinal) ? new InvalidDataException("Still.") : null;
        var (status, job) = await desk.PostAsync("/dead-letters/replay", new { fingerprint = letters[0].Fingerprint, rate = 100, requestedBy = "Ada", confirm = 2 });
        Assert.True(status == 202, $"{job}");
        await Shell.UntilAsync("both are tried again", () => Task.FromResult(Parsed.Count == 4));
        await desk.Get<ILedger>().CloseAsync(mended, new LedgerClosing { Outcome = Outcome.Rejected, Reason = RejectReason.TooShort, At = Samples.At }, default);

        JsonNode ended = job!;
        await Shell.UntilAsync("the job has ended", async () => ((_, ended) = await desk.GetAsync($"/dead-letters/jobs/{job!["id"]}")) is var _ && ended["endedAt"] is not null);
        Assert.Equal((1, 1), ((int)ended["results"]!["rejected"]!, (int)ended["results"]!["failed-again"]!));
        Assert.Equal(2, Parsed.Select(parsed => parsed.MessageId).Distinct().Count());
        var again = await LetterOfAsync(broken);
        Assert.Equal((letters[1].Id, 2, DeadLetterState.Waiting, "Still."), (again.Id, again.Attempts, again.State, again.ExceptionMessage));
        Assert.Equal((Outcome.Dead, again.Id), await EndOfAsync(broken));
        Assert.Equal(DeadLetterState.Replayed, (await LetterOfAsync(mended)).State);
    }

    [Fact]
    public async Task What_the_broker_gave_up_on_closes_its_entry_and_is_sent_again_as_it_was()
    {
        await StartAsync(withParser: false);
        var entry = await OpenAsync("https://wire.example/killer");
        var properties = Properties(entry);
        properties.Headers = new Dictionary<string, object?> { ["MT-MessageType"] = "urn:message:Ingestion.Contracts:DocumentFetched", ["ours"] = 7 };
        await channel.BasicPublishAsync("", "parse-document", mandatory: true, properties, Encoding.UTF8.GetBytes("{}"));

        await DieAsync();
        var letter = await LetterOfAsync(entry);
        Assert.Equal((DeadLetterKind.DeliveryLimit, "parse-document", "DocumentFetched"), (letter.Kind, letter.Stage, letter.MessageType));
        Assert.Equal((Outcome.Dead, letter.Id), await EndOfAsync(entry));
        Assert.Equal(DeadLetterKind.DeliveryLimit, (await desk!.Get<ILedger>().FindAsync(entry, default))!.Reason);

        await desk.PostAsync("/dead-letters/replay", new { ids = new[] { letter.Id }, requestedBy = "Ada", confirm = 1 });
        BasicGetResult? got = null;
        await Shell.UntilAsync("it is back", async () => (got = await channel.BasicGetAsync("parse-document", autoAck: false)) is not null);
        Assert.Equal((properties.MessageId, properties.CorrelationId, "application/json", "{}"),
            (got!.BasicProperties.MessageId, got.BasicProperties.CorrelationId, got.BasicProperties.ContentType, Encoding.UTF8.GetString(got.Body.Span)));
        Assert.Equal("7", Encoding.UTF8.GetString((byte[])got.BasicProperties.Headers!["ours"]!));
        Assert.DoesNotContain("x-death", got.BasicProperties.Headers.Keys);
        Assert.Equal(LedgerState.InFlight, (await desk.Get<ILedger>().FindAsync(entry, default))!.State);

        // It kills again, within the same second perhaps.
        await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
        await DieAsync();
        await Shell.UntilAsync("it is a letter again", async () => (await LetterOfAsync(entry)) is { Attempts: 2, State: DeadLetterState.Waiting });
        Assert.Equal((Outcome.Dead, letter.Id), await EndOfAsync(entry));
    }

    [Fact]
    public async Task What_no_queue_takes_is_a_letter_and_goes_to_its_exchange_once_somebody_listens()
    {
        await StartAsync();
        var (entry, exchange) = (await OpenAsync("https://wire.example/nowhere"), $"Nobody{Guid.NewGuid():N}");
        await channel.ExchangeDeclareAsync(exchange, "topic", durable: true);

        await channel.BasicPublishAsync(exchange, "en.wire", mandatory: true, Properties(entry), Encoding.UTF8.GetBytes("{}"));

        var letter = await LetterOfAsync(entry);
        Assert.Equal((DeadLetterKind.Unroutable, exchange, "en.wire"), (letter.Kind, letter.Stage, letter.RoutingKey));
        await channel.QueueDeclareAsync(exchange, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(exchange, exchange, "en.*");
        await desk!.PostAsync("/dead-letters/replay", new { ids = new[] { letter.Id }, requestedBy = "Ada", confirm = 1 });
        await Shell.UntilAsync("it arrives", async () => await channel.MessageCountAsync(exchange) == 1);
        await channel.QueueDeleteAsync(exchange);
        await channel.ExchangeDeleteAsync(exchange);
    }

    [Fact]
    public async Task What_has_nowhere_to_go_any_more_is_said_and_stays_and_the_job_comes_to_its_end()
    {
        await StartAsync(withParser: false);
        var (entry, exchange) = (await OpenAsync("https://wire.example/gone"), $"Gone{Guid.NewGuid():N}");
        await channel.ExchangeDeclareAsync(exchange, "fanout", durable: true);
        await channel.BasicPublishAsync(exchange, "", mandatory: true, Properties(entry), Encoding.UTF8.GetBytes("{}"));
        var letter = await LetterOfAsync(entry);
        await channel.ExchangeDeleteAsync(exchange);

        var (_, job) = await desk!.PostAsync("/dead-letters/replay", new { ids = new[] { letter.Id }, requestedBy = "Ada", confirm = 1 });
        JsonNode ended = job!;
        await Shell.UntilAsync("the job has ended", async () => ((_, ended) = await desk.GetAsync($"/dead-letters/jobs/{job!["id"]}")) is var _ && ended["endedAt"] is not null);

        Assert.Equal("{\"not-possible\":1}", ended["results"]!.ToJsonString());
        Assert.Equal(DeadLetterState.Waiting, (await LetterOfAsync(entry)).State);
        Assert.Equal((Outcome.Dead, letter.Id), await EndOfAsync(entry));
    }

    [Fact]
    public async Task A_Desk_that_dies_between_store_and_acknowledgement_leaves_one_letter()
    {
        var dying = new DiesAfterSaving();
        await StartAsync(withParser: false, letters: dying);
        var entry = await OpenAsync("https://wire.example/twice");
        var properties = Properties(entry);
        properties.Headers = new Dictionary<string, object?> { ["MT-Fault-Timestamp"] = "2026-03-02T12:00:00.0000001Z", ["MT-Fault-ExceptionType"] = "System.Exception" };

        await channel.BasicPublishAsync("", "parse-document_error", mandatory: true, properties, Encoding.UTF8.GetBytes("{}"));
        await Shell.UntilAsync("it is saved, and never acknowledged", () => Task.FromResult(dying.Saved == 1));
        await desk!.DisposeAsync();
        await StartAsync(withParser: false);
        await Shell.UntilAsync("it is acknowledged by the next", async () => await UnackedAsync("parse-document_error") == "0 0");

        var letter = await LetterOfAsync(entry);
        Assert.Equal((1, 1L, 1), (letter.Attempts, letter.Version, (await desk!.Get<IDeadLetters>().ListAsync(new DeadLetterSlice(), null, 10, default)).Count));
    }

    private async Task StartAsync(bool withParser = true, DiesAfterSaving? letters = null) => desk = await RunningService.StartAsync(
        builder =>
        {
            builder.AddDesk();
            if (letters is not null)
            {
                var real = builder.Services.Last(service => service.ServiceType == typeof(IDeadLetters)).ImplementationFactory!;
                builder.Services.AddSingleton<IDeadLetters>(services => letters.Around((IDeadLetters)real(services)));
            }
        },
        bus =>
        {
            if (withParser)
            {
                bus.AddConsumer<ParseDocumentConsumer>();
            }
        },
        app => app.MapDesk(),
        new Dictionary<string, string?> { ["Bus:Transport"] = "rabbitmq", ["Bus:Uri"] = node.Broker.Uri, ["Storage:Folder"] = folder });

    private async Task<Guid> OpenAsync(string url)
    {
        var entry = Intake.Entry(Guid.NewGuid(), url, SourceKind.Web, TimeProvider.System.GetUtcNow());
        await desk!.Get<ILedger>().OpenAsync([entry], default);
        return entry.Id;
    }

    private async Task<DeadLetter> LetterOfAsync(Guid entry)
    {
        DeadLetter? letter = null;
        await Shell.UntilAsync($"entry {entry} has its dead letter", async () =>
            (letter = (await desk!.Get<IDeadLetters>().ListAsync(new DeadLetterSlice { EntryId = entry }, null, 10, default)).SingleOrDefault()) is not null);
        return letter!;
    }

    private async Task<(string?, Guid?)> EndOfAsync(Guid entry) => await desk!.Get<ILedger>().FindAsync(entry, default) is { } found ? (found.Outcome, found.DeadLetterId) : default;

    private async Task DieAsync() => await Shell.UntilAsync("the broker gives up on it", async () =>
    {
        for (var tries = 0; tries < 30 && await channel.BasicGetAsync("parse-document", autoAck: false) is { } got; tries++)
        {
            await channel.BasicNackAsync(got.DeliveryTag, multiple: false, requeue: true);
        }

        return await UnackedAsync("parse-document") == "0 0";
    });

    /// <returns>Ready and unacknowledged messages, as the broker counts them.</returns>
    private async Task<string> UnackedAsync(string queue)
    {
        var listed = await node.Broker.CtlAsync("list_queues", "--no-table-headers", "name", "messages_ready", "messages_unacknowledged");
        return listed.Split('\n').Select(line => line.Trim().Split('\t')).Where(parts => parts[0] == queue).Select(parts => $"{parts[1]} {parts[2]}").Single();
    }

    private static BasicProperties Properties(Guid entry) => new() { MessageId = $"{Guid.NewGuid()}", CorrelationId = $"{entry}", ContentType = "application/json" };

    private static DocumentFetched Document(string url) => new()
    {
        RequestedUrl = url,
        FinalUrl = url,
        ArchiveKey = "sha256:" + new string('1', 64),
        ByteCount = 1,
        FetchedAt = Samples.At,
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = Samples.At },
    };

    internal sealed class ParseDocumentConsumer : IConsumer<DocumentFetched>
    {
        public Task Consume(ConsumeContext<DocumentFetched> context)
        {
            Parsed.Enqueue((context.Message.RequestedUrl, context.MessageId, context.CorrelationId));
            return Fault(context.Message.RequestedUrl) is { } fault ? throw fault : Task.CompletedTask;
        }
    }

    public sealed class Node : IAsyncLifetime
    {
        public RabbitBroker Broker { get; } = new() { PrivateNode = true };

        public ValueTask InitializeAsync() => Broker.InitializeAsync();

        public ValueTask DisposeAsync() => Broker.DisposeAsync();
    }
}
