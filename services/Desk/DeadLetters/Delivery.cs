using System.Globalization;
using System.Text;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Ingestion.Desk.DeadLetters;

/// <summary>What a queue for what nobody could handle delivers, as a failed message. Pure; any bytes and headers at all may come.</summary>
internal static class Delivery
{
    private const string Death = "x-death";

    /// <param name="stage">The stage whose queue it was; null for those of the broker.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="delivery">What it delivered; the body is copied.</param>
    public static FailedMessage Read(PipelineStage? stage, string queue, BasicDeliverEventArgs delivery)
    {
        var (properties, headers) = (delivery.BasicProperties, Headers(delivery.BasicProperties.Headers));
        var message = new FailedMessage
        {
            Kind = DeadLetterKind.Unroutable,
            Stage = delivery.Exchange.Length > 0 ? delivery.Exchange : delivery.RoutingKey,
            MessageId = properties.MessageId is { Length: > 0 and <= 255 } id ? id : null,
            EntryId = Guid.TryParse(properties.CorrelationId, out var entry) ? entry : null,
            ContentType = properties.ContentType,
            RoutingKey = delivery.RoutingKey,
            Headers = headers,
            Body = delivery.Body.ToArray(),
            ExceptionMessage = $"No queue takes what is published to {delivery.Exchange} with the key '{delivery.RoutingKey}'.",
        };
        return queue switch
        {
            _ when queue == stage?.ErrorQueue => message with
            {
                Kind = DeadLetterKind.Error,
                Stage = stage.Name,
                ExceptionType = headers.GetValueOrDefault(MessageHeaders.FaultExceptionType),
                ExceptionMessage = headers.GetValueOrDefault(MessageHeaders.FaultMessage),
                Stack = headers.GetValueOrDefault(MessageHeaders.FaultStackTrace),
                Host = string.Join(' ', new[] { MessageHeaders.Host.MachineName, MessageHeaders.Host.ProcessName, MessageHeaders.Host.ProcessId }.Select(headers.GetValueOrDefault).OfType<string>()),
                At = Moment(headers.GetValueOrDefault(MessageHeaders.FaultTimestamp)),
                Failure = headers.GetValueOrDefault(MessageHeaders.FaultTimestamp),
            },
            _ when queue == stage?.SkippedQueue => message with
            {
                Kind = DeadLetterKind.Skipped,
                Stage = stage.Name,
                ExceptionMessage = $"The consumer of {stage.Name} takes no {headers.GetValueOrDefault(MessageHeaders.MessageType) ?? "message of unknown type"}.",
            },
            PipelineStages.DeliveryLimit => Died(message, properties.Headers, headers),
            _ => message,
        };
    }

    // x-death is a list of tables, the last death first.
    private static FailedMessage Died(FailedMessage message, IDictionary<string, object?>? raw, Dictionary<string, string> headers)
    {
        var death = (raw?.TryGetValue(Death, out var value) == true ? value as IList<object> : null)?.FirstOrDefault() as IReadOnlyDictionary<string, object?>;
        var (queue, reason) = (Text(death?.GetValueOrDefault("queue")) ?? message.Stage, Text(death?.GetValueOrDefault("reason")) ?? "unknown");
        var at = death?.GetValueOrDefault("time") is AmqpTimestamp { UnixTime: >= 0 and < 100_000_000_000 } stamp ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime) : (DateTimeOffset?)null;
        return message with
        {
            Kind = DeadLetterKind.DeliveryLimit,
            Stage = queue,
            ExceptionMessage = reason == "delivery_limit"
                ? $"{queue} delivered it again and again, and no consumer acknowledged it: as a rule it ends the process."
                : $"The broker took it from {queue}: {reason}.",
            At = at,
            // In seconds: a replay may die once more within one.
            Failure = at is null ? null : $"{at:O} {Text(death!.GetValueOrDefault("count"))} {headers.GetValueOrDefault(FailedMessage.ReplayHeader)}",
        };
    }

    private static Dictionary<string, string> Headers(IDictionary<string, object?>? headers)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers ?? new Dictionary<string, object?>())
        {
            if (Text(value) is { } text)
            {
                read[name] = text;
            }
        }

        return read;
    }

    private static string? Text(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        string text => text,
        bool or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null, // tables and lists are the broker's
    };

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
