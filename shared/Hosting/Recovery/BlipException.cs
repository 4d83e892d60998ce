using System.Runtime.ExceptionServices;

namespace Ingestion.Hosting;

/// <summary>
/// A limit of time ran out inside a consumer. In place of the canceled operation, which the transport takes for its own, even as a cause of
/// something else, and then gives the message back at once, for ever.
/// </summary>
public sealed class BlipException : Exception
{
    private BlipException(string message)
        : base(message)
    {
    }

    internal static bool Covers(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }

    internal static Exception Of(Exception exception)
    {
        var cause = exception.GetBaseException();
        return ExceptionDispatchInfo.SetRemoteStackTrace(new BlipException($"{cause.GetType().Name}: {cause.Message}"), cause.StackTrace ?? "");
    }
}
