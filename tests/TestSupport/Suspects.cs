using Ingestion.Storage;

namespace Ingestion.TestSupport;

/// <summary>Compares the books with the other stores, as the reconciler does.</summary>
public static class Suspects
{
    /// <summary>All entries that schedule and articles do not bear out.</summary>
    public static async Task<IReadOnlyList<LedgerSuspect>> SuspectsAsync(this ILedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        List<LedgerSuspect> suspects = [];
        LedgerPlace? place = null;
        do
        {
            var page = await ledger.CompareAsync(place, 1000, CancellationToken.None);
            suspects.AddRange(page.Suspects);
            place = page.Next;
        }
        while (place is not null);
        return suspects;
    }
}
