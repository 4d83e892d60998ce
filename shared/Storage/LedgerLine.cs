using Ingestion.Contracts;

namespace Ingestion.Storage;

/// <summary>The books in one line.</summary>
public static class LedgerLine
{
    /// <summary>Says a balance.</summary>
    /// <param name="balance">The balance.</param>
    /// <returns>Such as <c>accepted 40 = indexed 31 + abandoned 9; unexplained 0</c>; what is zero is left out of the sum.</returns>
    public static string Of(LedgerBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        IEnumerable<(string Name, long Count)> parts =
        [
            .. Outcome.All.Select(outcome => (outcome, balance.Terminal.GetValueOrDefault(outcome))),
            ("waiting", balance.Waiting),
            ("in flight", balance.InFlight),
        ];
        var sum = string.Join(" + ", parts.Where(part => part.Count > 0).Select(part => $"{part.Name} {part.Count}"));
        return $"accepted {balance.Accepted} = {(sum.Length > 0 ? sum : "0")}; unexplained {(balance.Unexplained is { } count ? $"{count}" : "not known yet")}";
    }
}
