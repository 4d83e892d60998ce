using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Hosting;

/// <summary>
/// Files what an endpoint of the bus in memory fails on, or does not take: there is no queue to drain that would survive the process. A store
/// that is away makes this fail; the entry then stays open, and the schedule publishes its message again.
/// </summary>
internal sealed class MemoryDeadLetters(string queue, DeadLetterFiling filing) : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var cause = context.Exception.GetBaseException();
        return filing.FileAsync(
            Message(context, DeadLetterKind.Error) with
            {
                ExceptionType = cause.GetType().FullName,
                ExceptionMessage = cause.Message,
                Stack = cause.StackTrace,
                At = new DateTimeOffset(DateTime.SpecifyKind(context.ExceptionTimestamp, DateTimeKind.Utc)),
                Failure = $"{context.ExceptionTimestamp:O}",
            },
            CancellationToken.None);
    }

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => filing.FileAsync(Message(context, DeadLetterKind.Skipped), CancellationToken.None);

    public void Probe(ProbeContext context) => context.CreateFilterScope("fileDeadLetter");

    private FailedMessage Message(ReceiveContext context, string kind)
    {
        var consumed = context.TryGetPayload(out ConsumeContext? payload) ? payload : null;
        return new FailedMessage
        {
            Kind = kind,
            Stage = queue,
            MessageId = (consumed?.MessageId ?? context.GetMessageId())?.ToString(),
            EntryId = consumed?.CorrelationId ?? context.GetCorrelationId(),
            ContentType = context.ContentType?.MediaType,
            Headers = context.TransportHeaders.GetAll().Where(header => header.Value is not null).ToDictionary(header => header.Key, header => $"{header.Value}", StringComparer.Ordinal),
            Body = context.Body.GetBytes(),
            Host = $"{Environment.MachineName} {Environment.ProcessId}",
        };
    }
}
