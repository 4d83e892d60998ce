using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Desk.DeadLetters;

/// <summary>Sends dead letters by the bus in memory, to their queue.</summary>
internal sealed class MemoryReplay(IBus bus) : IReplayTransport
{
    public async Task SendAsync(DeadLetter letter, ReadOnlyMemory<byte> body, string? messageId, Guid jobId, CancellationToken cancellationToken)
    {
        var message = ContractOf(letter) is { } type ? Read(body, type) : throw new ReplayRefusedException($"'{letter.MessageType}' is no contract of this version.");
        var endpoint = await bus.GetSendEndpoint(new Uri("queue:" + letter.Stage));
        await endpoint.Send(
            message,
            type,
            Pipe.Execute<SendContext>(context =>
            {
                context.MessageId = Guid.TryParse(messageId, out var id) ? id : null;
                context.CorrelationId = letter.EntryId;
                context.Headers.Set(FailedMessage.ReplayHeader, $"{jobId}");
                if (letter.Headers.TryGetValue(Saying.TraceParent, out var trace))
                {
                    context.Headers.Set(Saying.TraceParent, trace);
                }
            }),
            cancellationToken);
    }

    /// <summary>The contract that a letter says it is; null where it says none that we know.</summary>
    public static Type? ContractOf(DeadLetter letter) => letter.MessageType is { } name ? typeof(FetchArticle).Assembly.GetType($"{typeof(FetchArticle).Namespace}.{name}") : null;

    private static object Read(ReadOnlyMemory<byte> body, Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type, ContractJson.Options) ?? throw new ReplayRefusedException($"The body is no {type.Name}: it is null.");
        }
        catch (JsonException exception)
        {
            throw new ReplayRefusedException($"The body is no {type.Name}: {exception.Message}");
        }
    }
}
