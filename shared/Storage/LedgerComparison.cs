namespace Ingestion.Storage;

/// <summary>Where an entry stands in an order by time.</summary>
/// <param name="At">The moment that the order goes by, in milliseconds since 1970, UTC.</param>
/// <param name="Id">Parts entries of one millisecond.</param>
public sealed record LedgerPlace(long At, Guid Id)
{
    /// <summary>By when it was opened.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Its place.</returns>
    public static LedgerPlace Opened(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(Moments.Floor(entry.OpenedAt), entry.Id);
    }

    /// <summary>By when it moved last.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Its place.</returns>
    public static LedgerPlace Moved(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(Moments.Floor(entry.MovedAt), entry.Id);
    }
}

/// <summary>One move of an entry.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="State">Where it stood then.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="Detail">Why, in one sentence; null where it was published in its turn.</param>
public sealed record LedgerStep(DateTimeOffset At, LedgerState State, int Attempts, string? Detail)
{
    /// <summary>Steps of an entry that are kept: the last ones. More than a fetch has tries, places in line and ways from host to host in a day.</summary>
    public const int MostKept = 40;
}

/// <summary>What the other stores do not bear out.</summary>
public enum LedgerFault
{
    /// <summary>It waits, and the schedule has no message about it.</summary>
    NotScheduled,

    /// <summary>It says that an article is filed, and the store has none.</summary>
    NoArticle,

    /// <summary>The article is there, and the content that it brought is not.</summary>
    NoContent,
}

/// <summary>An entry that the other stores do not bear out.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Fault">What is missing.</param>
public sealed record LedgerSuspect(LedgerEntry Entry, LedgerFault Fault);

/// <summary>A page of the books that was compared.</summary>
/// <param name="Looked">How many entries it had.</param>
/// <param name="Suspects">What does not hold.</param>
/// <param name="Keys">Archive keys of the articles that entries of the page brought first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record LedgerComparison(int Looked, IReadOnlyList<LedgerSuspect> Suspects, IReadOnlyList<EntryKey> Keys, LedgerPlace? Next);

/// <summary>Bytes that an article was made of.</summary>
/// <param name="EntryId">The entry that brought the article.</param>
/// <param name="ArchiveKey">Key of the bytes.</param>
public sealed record EntryKey(Guid EntryId, string ArchiveKey);
