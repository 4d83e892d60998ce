namespace Ingestion.Bench.Stories;

/// <summary>How well groups agree with the right ones: for each item the share of its group that belongs there, and of its right group that is there.</summary>
/// <remarks>A. Bagga and B. Baldwin, 1998; the mean of each over all items, and their harmonic mean.</remarks>
internal static class BCubed
{
    public static (double Precision, double Recall, double F) Of(IReadOnlyList<(string Group, string Right)> items)
    {
        var (groups, rights, both) = (items.CountBy(item => item.Group).ToDictionary(), items.CountBy(item => item.Right).ToDictionary(), items.CountBy(item => item).ToDictionary());
        var precision = items.Average(item => (double)both[item] / groups[item.Group]);
        var recall = items.Average(item => (double)both[item] / rights[item.Right]);
        return (precision, recall, 2 * precision * recall / (precision + recall));
    }
}
