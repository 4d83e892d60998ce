namespace Ingestion.Bench.Stories;

/// <summary>
/// Simulated stories: each text is dealt out, sentence by sentence, to three articles, which so have the event in common and not one sentence. No text counts that
/// gives an article of less than five sentences.
/// </summary>
internal static class SplitTexts
{
    private const int Articles = 3, MinSentences = 5;

    /// <summary>Articles in a random order, the same for the same seed: the first article of a story may come long after others' last.</summary>
    public static List<(string Id, string Story, string Text)> Of(IReadOnlyList<string> texts, int seed)
    {
        List<(string Id, string Story, string Text)> articles = [];
        for (var i = 0; i < texts.Count; i++)
        {
            var sentences = texts[i].Split(['\n', '.', '!', '?'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(sentence => sentence.Length > 20).ToList();
            if (sentences.Count >= Articles * MinSentences)
            {
                articles.AddRange(Enumerable.Range(0, Articles).Select(part => ($"{i}-{part}", $"{i}", string.Join(". ", sentences.Where((_, at) => at % Articles == part)) + ".")));
            }
        }

        new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(articles));
        return articles;
    }
}
