namespace Ingestion.Storage;

/// <summary>Which of the articles that share keys with one are looked at: the same rule on both stores.</summary>
internal static class CopyCandidates
{
    /// <param name="shared">Each key with each other article that has it.</param>
    /// <returns>Articles in the order in which they are worth looking at, and the keys that are full.</returns>
    public static (IReadOnlyList<T> Articles, IReadOnlyList<long> Full) Choose<T>(IReadOnlyList<(long Key, T Article)> shared)
        where T : IComparable<T>
    {
        if (shared.Count == 0)
        {
            return ([], []);
        }

        var perKey = new Dictionary<long, int>();
        foreach (var (key, _) in shared)
        {
            perKey[key] = perKey.GetValueOrDefault(key) + 1;
        }

        var counts = new Dictionary<T, int>();
        foreach (var (key, article) in shared)
        {
            counts[article] = counts.GetValueOrDefault(article) + (perKey[key] < ICopies.MaxPerKey ? 1 : 0);
        }

        return (
            [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(ICopies.MaxCandidates).Select(pair => pair.Key)],
            [.. perKey.Where(pair => pair.Value >= ICopies.MaxPerKey).Select(pair => pair.Key)]);
    }
}
