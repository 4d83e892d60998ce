namespace Ingestion.Bench.Copies;

/// <summary>What becomes of an article on its way through other people's systems, the same for the same seed.</summary>
internal static class CopyVariants
{
    /// <summary>Each variant with the share of all that must be found, where one is promised.</summary>
    public static IReadOnlyList<(string Name, double? Floor, Func<string, Random, IReadOnlyList<string>, string> Make)> All { get; } =
    [
        ("dateline, credit and pointer added", 0.99, (text, _, _) => $"PORT ELLIS, March 2 (Example Wire) — {text}\n(Reporting by Ada Moreno; Editing by Ben Okoro)\nRead more: Cranes stand still"),
        ("2 % of the words edited", 0.99, (text, random, words) => Edit(text, 0.02, random, words)),
        ("5 % of the words edited", 0.99, (text, random, words) => Edit(text, 0.05, random, words)),
        ("10 % of the words edited", 0.96, (text, random, words) => Edit(text, 0.10, random, words)),
        ("cut to 75 %", 0.99, (text, _, _) => Cut(text, 0.75)),
        ("cut to 50 %", 0.99, (text, _, _) => Cut(text, 0.50)),
        ("cut to 30 %", null, (text, _, _) => Cut(text, 0.30)),
        ("cut to 50 % and 5 % edited", null, (text, random, words) => Edit(Cut(text, 0.50), 0.05, random, words)),
        ("cut to 60 % and 3 % edited", null, (text, random, words) => Edit(Cut(text, 0.60), 0.03, random, words)),
        ("new lead, 20 % of the length", null, (text, random, words) => Lead(text, random, words)),
        ("second half only", null, (text, _, _) => text[Cut(text, 0.50).Length..]),
    ];

    /// <summary>Replaces, leaves out or puts in a word for so many of a text's words.</summary>
    private static string Edit(string text, double share, Random random, IReadOnlyList<string> words)
    {
        var parts = text.Split(' ').ToList();
        foreach (var at in Enumerable.Range(0, parts.Count).OrderBy(_ => random.Next()).Take((int)Math.Round(parts.Count * share)).OrderDescending())
        {
            var word = words[random.Next(words.Count)];
            switch (random.Next(3))
            {
                case 0:
                    parts[at] = word;
                    break;
                case 1:
                    parts.RemoveAt(at);
                    break;
                default:
                    parts.Insert(at, word);
                    break;
            }
        }

        return string.Join(' ', parts);
    }

    private static string Cut(string text, double share)
    {
        var end = text.IndexOf(' ', (int)(text.Length * share));
        return end < 0 ? text : text[..end];
    }

    private static string Lead(string text, Random random, IReadOnlyList<string> words)
    {
        var rest = text[Cut(text, 0.20).Length..];
        return string.Join(' ', Enumerable.Range(0, text.Split(' ').Length / 5).Select(_ => words[random.Next(words.Count)])) + "\n" + rest;
    }
}
