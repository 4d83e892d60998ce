namespace Ingestion.Enricher.Enrichment.Topics;

/// <summary>Endings of English plurals and verb forms cut off, so that "scored" and "scoring" are one word; the same rules for terms and texts, so they need not give words.</summary>
internal static class Stem
{
    public static string Of(string lower)
    {
        var word = lower.EndsWith("'s", StringComparison.Ordinal) || lower.EndsWith("’s", StringComparison.Ordinal) ? lower.AsSpan(0, lower.Length - 2) : lower;
        if (word.Length > 4 && word.EndsWith("ies"))
        {
            return string.Concat(word[..^3], "y");
        }

        if (word.Length > 4 && (word.EndsWith("sses") || word.EndsWith("xes") || word.EndsWith("ches") || word.EndsWith("shes")))
        {
            word = word[..^2];
        }
        else if (word.Length > 3 && word[^1] == 's' && !word.EndsWith("ss") && !word.EndsWith("us") && !word.EndsWith("is"))
        {
            word = word[..^1];
        }

        if (word.Length > 5 && word.EndsWith("ing"))
        {
            return Undouble(word[..^3]);
        }

        return word.Length > 4 && word.EndsWith("ed") ? Undouble(word[..^2])
            : word.Length > 4 && word[^1] == 'e' ? word[..^1].ToString()
            : word.Length == lower.Length ? lower : word.ToString();
    }

    private static string Undouble(ReadOnlySpan<char> word)
    {
        var cut = word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's') ? word[..^1] : word;
        return (cut.Length > 4 && cut[^1] == 'e' ? cut[..^1] : cut).ToString();
    }
}
