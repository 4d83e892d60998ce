namespace Ingestion.Parser.Extraction;

/// <summary>
/// Where the body lies, by what JSON-LD tells of it. Publishers put teasers, cut texts and other stories there too, so it only cuts foreign text off the
/// ends of a body that plainly is the one it tells.
/// </summary>
internal static class ToldBody
{
    private const int Telling = 300;

    /// <summary>Every block is looked up in it, so it must not be a library.</summary>
    private const int Longest = 200_000;

    /// <param name="found">The blocks of the chosen part.</param>
    /// <param name="told">JSON-LD's <c>articleBody</c>.</param>
    /// <returns>The blocks from the first to the last that it tells; all of them when it does not tell most of what was found.</returns>
    public static IReadOnlyList<PageBlock> Trim(IReadOnlyList<PageBlock> found, string? told)
    {
        if (told is null || told.Length > Longest || Prose.Weight(told) < Telling)
        {
            return found;
        }

        // A text much shorter than what was found is more often a teaser of it than the whole of it.
        var weight = Prose.Weight(told);
        if (weight < 0.4 * found.Sum(block => block.Weight))
        {
            return found;
        }

        var letters = Prose.Letters(told);
        var (first, last, common) = (-1, -1, 0);
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].IsProse && letters.Contains(Prose.Letters(found[i].Text), StringComparison.Ordinal))
            {
                first = first < 0 ? i : first;
                last = i;
                common += found[i].Weight;
            }
        }

        // Most of what is told was found: then what stands outside it is something else.
        if (common < 0.8 * weight)
        {
            return found;
        }

        // A standfirst and a cross-heading are often left out of what is told.
        var from = Math.Max(0, first - 2);
        return [.. found.Skip(from).Take(last - from + 1)];
    }
}
