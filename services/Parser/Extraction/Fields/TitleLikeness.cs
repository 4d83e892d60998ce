namespace Ingestion.Parser.Extraction.Fields;

/// <summary>How alike two titles are.</summary>
internal static class TitleLikeness
{
    /// <summary>A title is a line; more of it says nothing more.</summary>
    private const int Longest = 300;

    /// <returns>Share of two-letter pairs in common (Dice), 0 to 1: works without word breaks.</returns>
    public static double Of(string one, string other) => Of(Pairs(one), Pairs(other));

    public static double Of(HashSet<int> a, HashSet<int> b)
    {
        // A large and a small set cannot be alike: no need to count.
        var common = 2.0 * Math.Min(a.Count, b.Count) < 0.2 * (a.Count + b.Count) ? 0 : a.Count(b.Contains);
        return common == 0 ? 0 : 2.0 * common / (a.Count + b.Count);
    }

    public static HashSet<int> Pairs(string text)
    {
        var letters = Prose.Letters(text.AsSpan(0, Math.Min(text.Length, Longest)));
        var pairs = new HashSet<int>();
        for (var i = 0; i + 1 < letters.Length; i++)
        {
            pairs.Add((letters[i] << 16) | letters[i + 1]);
        }

        return pairs;
    }
}
