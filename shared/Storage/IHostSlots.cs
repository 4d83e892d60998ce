namespace Ingestion.Storage;

/// <summary>
/// When each host may be asked next, kept in the store so that any number of fetchers together stays as polite as one.
/// Slots lie on whole milliseconds; moments and gaps are rounded up to them.
/// </summary>
public interface IHostSlots
{
    /// <summary>Reserves the next free slot of a host, atomically.</summary>
    /// <param name="host">Host, lower case.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="gap">Pause between the starts of two requests to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The slot: now, or later. The slot after it is a <paramref name="gap"/> later.</returns>
    Task<DateTimeOffset> ReserveAsync(string host, DateTimeOffset now, TimeSpan gap, CancellationToken cancellationToken);

    /// <summary>Gives a host no slot before a moment (<c>Retry-After</c>). A moment before what is already reserved changes nothing.</summary>
    /// <param name="host">Host, lower case.</param>
    /// <param name="until">The moment, UTC.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task.</returns>
    Task DeferAsync(string host, DateTimeOffset until, CancellationToken cancellationToken);
}
