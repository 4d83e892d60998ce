using System.Runtime.ExceptionServices;

namespace Ingestion.Hosting;

/// <summary>
/// This message alone could not be handled, and another try, now or later, may go well: a limit of time ran out inside a consumer. Also in place of the
/// canceled operation, which the transport takes for its own, even as a cause of something else, and then gives the message back at once, for ever.
/// </summary>
/// <param name="message">What did not answer, or got no time.</param>
public sealed class BlipException(string message) : Exception(message)
{

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
