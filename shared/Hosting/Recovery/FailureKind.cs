using System.Net.Sockets;
using Ingestion.Storage;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Ingestion.Hosting;

/// <summary>What a failure of a message says about the next try.</summary>
internal enum FailureKind
{
    /// <summary>Store or broker is out of reach, busy or full: no message of the endpoint can be handled, so all of them wait.</summary>
    Outage,

    /// <summary>Something that this message needed did not answer: another try, now or later, may go well.</summary>
    Blip,

    /// <summary>Anything else: every try ends so until the program or the message is another.</summary>
    Bug,
}

/// <summary>Tells the kinds of failures by type. What cannot be read at all never comes here: it is a dead letter before any consumer sees it.</summary>
internal static class FailureKinds
{
    /// <param name="exception">What a consumer threw while its endpoint was not being stopped.</param>
    /// <returns>The kind of the exception, else of what caused it: an outage in the chain wins over a blip.</returns>
    public static FailureKind Of(Exception exception)
    {
        var kind = FailureKind.Bug;
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is CrashSuspectException)
            {
                return FailureKind.Bug;
            }

            if (StoreOutage.Is(cause) || IsBroker(cause))
            {
                return FailureKind.Outage;
            }

            if (IsBlip(cause))
            {
                kind = FailureKind.Blip;
            }
        }

        return kind;
    }

    // Not confirmed, returned because no queue takes it, or no connection to say it by: true for the next message as well.
    private static bool IsBroker(Exception exception) => exception is
        MessageNotAcknowledgedException or MessageReturnedException or RabbitMQ.Client.Exceptions.PublishException or ConnectionException or TransportUnavailableException or BrokerBlockedException
        or PublishTimeoutException or AlreadyClosedException or OperationInterruptedException or BrokerUnreachableException;

    // A canceled operation that nobody of ours canceled is a limit of time that ran out; what was disposed of under our hands is a connection that broke.
    private static bool IsBlip(Exception exception) => exception is OperationCanceledException or ConsumerCanceledException or BlipException or SocketException or HttpRequestException or ObjectDisposedException;
}
