using Ingestion.Storage;

namespace Ingestion.Desk.DeadLetters;

/// <summary>Sends a dead letter once more to where it failed.</summary>
internal interface IReplayTransport
{
    /// <param name="letter">The letter.</param>
    /// <param name="body">Its body, or the one that somebody wrote in its place.</param>
    /// <param name="messageId">Id of the message: the letter's own, or another where the body is another.</param>
    /// <param name="jobId">The job that sends it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the transport has taken it.</returns>
    /// <exception cref="ReplayRefusedException">It can never be sent.</exception>
    Task SendAsync(DeadLetter letter, ReadOnlyMemory<byte> body, string? messageId, Guid jobId, CancellationToken cancellationToken);
}

/// <summary>A letter that cannot be sent, whenever it is tried.</summary>
internal sealed class ReplayRefusedException(string message) : Exception(message);
