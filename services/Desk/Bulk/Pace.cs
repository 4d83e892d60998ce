namespace Ingestion.Desk.Bulk;

/// <summary>Turns at an even rate, one after another whoever asks for them. Kept in memory: after a restart it begins anew.</summary>
/// <param name="perSecond">Turns a second, above 0.</param>
internal sealed class Pace(double perSecond)
{
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Takes turns: the next free ones.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="earliest">No turn is before this moment.</param>
    /// <returns>The moments, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public IReadOnlyList<DateTimeOffset> Take(int count, DateTimeOffset earliest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        lock (gate)
        {
            var first = next > earliest ? next : earliest;
            next = first.AddSeconds(count / perSecond);
            return [.. Enumerable.Range(0, count).Select(turn => first.AddSeconds(turn / perSecond))];
        }
    }
}
