using System.Globalization;
using System.Text;
using Ingestion.Enricher.Enrichment.Names.Perceptron;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Bench.TrainNames;

/// <summary>The lexicon of the model from public lists: WordNet, SCOWL, a list of people's names, GeoNames' cities.</summary>
internal sealed class LexiconBuilder
{
    private static readonly string[] Sizes = ["10", "20", "35", "40", "50", "55", "60"];

    private readonly Dictionary<uint, uint> words = [];
    private readonly Dictionary<uint, int> phrases = [];
    private readonly Dictionary<string, FileInfo> files;

    /// <param name="folder">
    /// Holds, at any depth: <c>index.noun, data.noun, noun.exc, index.verb, data.verb, verb.exc, index.adj</c> (WordNet 3.0), <c>english-words.N, english-upper.N,
    /// english-proper-names.N</c> (SCOWL), <c>people-names.txt</c>, <c>world-cities.csv</c>.
    /// </param>
    public LexiconBuilder(DirectoryInfo folder) =>
        files = folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal).GroupBy(file => file.Name).ToDictionary(group => group.Key, group => group.First());

    public NameLexicon Build()
    {
        var ordinary = Sizes.SelectMany(size => Lines("english-words." + size, Encoding.Latin1)).ToHashSet();
        var frequent = Sizes.Take(3).SelectMany(size => Lines("english-words." + size, Encoding.Latin1)).ToHashSet();
        foreach (var word in ordinary)
        {
            Add(word, WordTraits.Ordinary | (frequent.Contains(word) ? WordTraits.Frequent : 0));
        }

        Senses("noun", WordTraits.NounShift, first: 2, ordinary);
        Senses("verb", WordTraits.VerbShift, first: 28, ordinary);
        foreach (var adjective in Lines("index.adj").Where(line => line[0] != ' ').Select(line => line.Split(' ')[0]).Where(ordinary.Contains))
        {
            Add(adjective, WordTraits.Adjective);
        }

        foreach (var name in Sizes.SelectMany(size => Lines("english-upper." + size, Encoding.Latin1).Concat(Lines("english-proper-names." + size, Encoding.Latin1))))
        {
            Add(name, WordTraits.ProperName);
        }

        foreach (var name in Lines("people-names.txt").Where(name => name.Length > 1 && char.IsUpper(name[0])))
        {
            Add(name, WordTraits.PersonName);
        }

        Instances();
        Cities();
        return new NameLexicon(words, phrases);
    }

    private IEnumerable<string> Lines(string name, Encoding? encoding = null) =>
        files.TryGetValue(name, out var file) ? File.ReadLines(file.FullName, encoding ?? Encoding.UTF8).Where(line => line.Length > 0)
        : name.StartsWith("english-", StringComparison.Ordinal) ? []
        : throw new FileNotFoundException($"The lexica lack {name}.");

    private void Add(string word, uint traits)
    {
        var hash = FeatureHash.Of(word.ToLowerInvariant());
        words[hash] = words.GetValueOrDefault(hash) | traits;
    }

    // The lexicographer file of a word's most frequent sense; inflected forms have their lemma's.
    private void Senses(string part, int shift, int first, HashSet<string> ordinary)
    {
        var data = Synsets(part);
        var senses = new Dictionary<string, uint>();
        foreach (var cells in Lines("index." + part).Where(line => line[0] != ' ').Select(line => line.Trim().Split(' ')))
        {
            var count = int.Parse(cells[2], CultureInfo.InvariantCulture);
            var own = cells[^count..].Select(offset => data[offset]).FirstOrDefault(synset => !synset.Contains(" @i ", StringComparison.Ordinal));
            if (own is not null && !cells[0].Contains('_', StringComparison.Ordinal))
            {
                senses[cells[0]] = (uint)(int.Parse(own.Split(' ')[1], CultureInfo.InvariantCulture) - first);
            }
        }

        var irregular = Lines(part + ".exc").Select(line => line.Split(' ')).GroupBy(cells => cells[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        foreach (var word in ordinary.Where(word => char.IsLower(word[0])))
        {
            var lemma = Lemmas(word, irregular).FirstOrDefault(senses.ContainsKey);
            if (lemma is not null)
            {
                Add(word, senses[lemma] << shift);
            }
        }
    }

    private static IEnumerable<string> Lemmas(string word, Dictionary<string, string> irregular)
    {
        if (irregular.TryGetValue(word, out var lemma))
        {
            yield return lemma;
        }

        yield return word;
        foreach (var (ending, instead) in new[] { ("ies", "y"), ("ied", "y"), ("men", "man"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e") })
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length > ending.Length + 1)
            {
                yield return word[..^ending.Length] + instead;
                if (ending is "ed" or "ing" && instead.Length == 0 && word.Length > ending.Length + 3 && word[^(ending.Length + 1)] == word[^(ending.Length + 2)])
                {
                    yield return word[..^(ending.Length + 1)];
                }
            }
        }
    }

    private Dictionary<string, string> Synsets(string part) =>
        Lines("data." + part).Where(line => line[0] != ' ').ToDictionary(line => line[..8], line => line);

    // People, groups and places that WordNet knows by name.
    private void Instances()
    {
        foreach (var cells in Lines("data.noun").Where(line => line[0] != ' ' && line.Contains(" @i ", StringComparison.Ordinal)).Select(line => line.Split(' ')))
        {
            var (type, trait) = cells[1] switch { "18" => (1, WordTraits.InPerson), "14" => (2, WordTraits.InGroup), "15" or "17" => (3, WordTraits.InPlace), _ => (0, 0u) };
            if (type == 0)
            {
                continue;
            }

            for (var name = 0; name < int.Parse(cells[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture); name++)
            {
                Named(cells[4 + (2 * name)].Replace('_', ' '), type, trait, trait);
            }
        }
    }

    private void Cities()
    {
        foreach (var name in Lines("world-cities.csv").Skip(1).Select(line => line.TrimStart('"').Split(['"', ','])[0]))
        {
            Named(name, 3, WordTraits.City, WordTraits.InCity);
        }
    }

    private void Named(string name, int type, uint alone, uint within)
    {
        var tokens = Tokenizer.Cut(name).Where(token => token.IsWord).ToArray();
        foreach (var token in tokens.Where(token => token.IsCapital))
        {
            Add(token.Text, tokens.Length == 1 ? alone : within);
        }

        if (tokens.Length is > 1 and <= NameLexicon.LongestPhrase)
        {
            phrases.TryAdd(tokens.Aggregate(0u, (phrase, token) => NameLexicon.Extend(phrase, FeatureHash.Of(token.Lower))), type);
        }
    }
}
