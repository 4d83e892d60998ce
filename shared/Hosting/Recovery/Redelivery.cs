using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;
using MassTransit.Serialization;
using ScheduledMessage = Ingestion.Storage.ScheduledMessage;

namespace Ingestion.Hosting;

/// <summary>A message that failed and goes to the queue that failed, and to no other, when it is due: byte for byte, with its ids.</summary>
public sealed record Redelivery
{
    /// <summary>The queue.</summary>
    public required string Queue { get; init; }

    /// <summary>Id of the message; null where it has none.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Its ledger entry; null where it has none.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Its media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its headers, without what transport and broker add.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Its body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>How often it has failed so far.</summary>
    public required Tries Tries { get; init; }

    /// <summary>What failed, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Reads one from the schedule.</summary>
    /// <param name="message">Of the type <c>Redelivery</c>.</param>
    /// <returns>The message.</returns>
    /// <exception cref="JsonException">It is none.</exception>
    public static Redelivery Read(ScheduledMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return JsonSerializer.Deserialize<Redelivery>(message.Body, ContractJson.Options) ?? throw new JsonException("A scheduled redelivery is null.");
    }

    /// <summary>Takes a message as it was received.</summary>
    /// <param name="context">The message.</param>
    /// <param name="queue">The queue that it failed in.</param>
    /// <param name="tries">How often it has failed.</param>
    /// <param name="cause">What it failed by last.</param>
    /// <returns>What to send again.</returns>
    internal static Redelivery Of(ReceiveContext context, string queue, Tries tries, Exception cause)
    {
        var consumed = context.TryGetPayload(out ConsumeContext? payload) ? payload : null;
        return new Redelivery
        {
            Queue = queue,
            MessageId = consumed?.MessageId ?? context.GetMessageId(),
            EntryId = consumed?.CorrelationId ?? context.GetCorrelationId(),
            ContentType = context.ContentType?.MediaType ?? "application/json",
            Headers = FailedMessage.OwnHeaders(TextHeaders(context)),
            Body = context.Body.GetBytes(),
            Tries = tries,
            Why = FailureText.Trim($"{cause.GetType().Name}: {cause.Message}", 500)!,
        };
    }

    /// <summary>For the schedule, under a key of its own: the entry may have other steps that wait.</summary>
    /// <param name="dueAt">When, UTC.</param>
    /// <returns>Put twice, it is there once.</returns>
    internal ScheduledMessage At(DateTimeOffset dueAt) => new()
    {
        EntryId = ContentKey.MessageId("redelivery", Queue, $"{MessageId}", $"{EntryId}", MessageId is null ? ContentKey.Of(Body) : null),
        About = EntryId,
        DueAt = dueAt,
        Type = nameof(Redelivery),
        Body = JsonSerializer.Serialize(this, ContractJson.Options),
    };

    /// <summary>Sends it to its queue and waits for the broker's confirm.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the broker has taken it.</returns>
    public async Task SendAsync(ISendEndpointProvider bus, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bus);

        // The exchange of the queue's name: named as a queue, the transport would declare one with arguments of its own.
        var endpoint = await bus.GetSendEndpoint(new Uri("exchange:" + Queue));
        await endpoint.Send(
            this,
            context =>
            {
                context.MessageId = MessageId;
                context.CorrelationId = EntryId;
                context.Serializer = new AsItWas(this);
                foreach (var (name, value) in Headers)
                {
                    context.Headers.Set(name, value);
                }

                Tries.Write(context.Headers);
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                {
                    rabbit.Mandatory = true;
                }
            },
            cancellationToken);
    }

    // The transport's own view has names of its own among them, and one name more than once.
    private static Dictionary<string, string> TextHeaders(ReceiveContext context)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        var headers = context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery)
            ? (delivery.Properties.Headers ?? new Dictionary<string, object?>()).Select(header => (header.Key, header.Value))
            : context.TransportHeaders.GetAll().Select(header => (header.Key, Value: (object?)header.Value));
        foreach (var (name, value) in headers)
        {
            if ((value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value as string) is { } text)
            {
                read[name] = text;
            }
        }

        return read;
    }

    private sealed class AsItWas(Redelivery message) : IMessageSerializer
    {
        public System.Net.Mime.ContentType ContentType { get; } = new(message.ContentType);

        public MessageBody GetMessageBody<T>(SendContext<T> context)
            where T : class => new BytesMessageBody(message.Body);
    }
}
