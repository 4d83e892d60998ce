using Ingestion.Parser.Extraction.BodyText;

namespace Ingestion.Bench.Train;

/// <summary>Pages to a body model. The same pages give the same model, byte for byte.</summary>
internal static class Training
{
    /// <summary>Lexicons are learned on other sites than those whose features they make: a word that only its own site has says nothing of the next.</summary>
    private const int LexiconFolds = 6;

    /// <summary>Words of fewer sites are left out.</summary>
    private const int MinSites = 5;

    /// <summary>Sets that are far from the news count less.</summary>
    private const double BlogWeight = 0.6;

    private const double MinCoverage = 0.6;

    /// <summary>Two kinds of forest that err in different places: few deep trees, many shallow ones that see less.</summary>
    public static IReadOnlyList<BoostingOptions> Forests { get; } =
    [
        new BoostingOptions { Trees = 120, Depth = 6, Seed = 1 },
        new BoostingOptions { Trees = 200, Depth = 5, Rate = 0.07, FeatureShare = 0.2, PageShare = 0.6, MinWeight = 4, Seed = 2 },
    ];

    public static BodyModel Train(IReadOnlyList<TrainingPage> all)
    {
        var pages = all.Where(page => page.Coverage >= MinCoverage).ToArray();
        var features = new float[pages.Length][];
        for (var fold = 0; fold < LexiconFolds; fold++)
        {
            var lexicons = Lexicons(pages.Where(page => Fold(page, LexiconFolds, salt: 7) != fold));
            Parallel.For(0, pages.Length, i =>
            {
                if (Fold(pages[i], LexiconFolds, salt: 7) == fold)
                {
                    features[i] = pages[i].Features(lexicons);
                }
            });
        }

        var edges = Boosting.Edges(features, BlockFeatures.Count);
        var rows = pages.Sum(page => page.Labels.Length);
        var columns = new byte[BlockFeatures.Count][];
        Parallel.For(0, columns.Length, f => columns[f] = [.. features.SelectMany(table => Column(table, f)).Select(value => TreeModel.BinOf(value, edges[f]))]);
        var (labels, weights, groups) = (new float[rows], new float[rows], new int[rows]);
        for (var (page, row) = (0, 0); page < pages.Length; page++)
        {
            var of = Weights(pages[page]);
            for (var i = 0; i < of.Length; i++, row++)
            {
                (labels[row], weights[row], groups[row]) = (pages[page].Labels[i] ? 1 : 0, of[i], page);
            }
        }

        return new BodyModel(Lexicons(pages), [.. Forests.Select(options => new Boosting(options).Train(columns, edges, labels, weights, groups))]);
    }

    /// <returns>The fold that a page's site is in, the same on every machine.</returns>
    public static int Fold(TrainingPage page, int folds, uint salt = 0)
    {
        var hash = 2166136261 ^ salt;
        foreach (var c in page.Site)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)(hash % 1_000_003 % (uint)folds);
    }

    private static IEnumerable<float> Column(float[] table, int feature)
    {
        for (var at = feature; at < table.Length; at += BlockFeatures.Count)
        {
            yield return table[at];
        }
    }

    /// <summary>A page counts as much as any other, and in it a block by the root of its words.</summary>
    private static float[] Weights(TrainingPage page)
    {
        var weights = page.Words.Select(words => Math.Sqrt(words.Length)).ToArray();
        var scale = 150 * (page.Set.StartsWith("wcxb", StringComparison.Ordinal) ? BlogWeight : 1) / Math.Max(1, weights.Sum());
        return [.. weights.Select(weight => (float)(weight * scale))];
    }

    private static BodyLexicons Lexicons(IEnumerable<TrainingPage> pages)
    {
        var (text, names) = (new Dictionary<int, (int, int)>(), new Dictionary<int, (int, int)>());
        foreach (var site in pages.GroupBy(page => page.Site))
        {
            var (textIn, textOut, namesIn, namesOut) = (new HashSet<int>(), new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
            foreach (var page in site)
            {
                for (var i = 0; i < page.Labels.Length; i++)
                {
                    (page.Labels[i] ? textIn : textOut).UnionWith(page.Measures.PhrasesOf[i]);
                    for (var (part, level) = (page.Measures.Blocks[i].Part, 0); part >= 0 && level < 3; part = page.Measures.Parts[part].Parent, level++)
                    {
                        (page.Labels[i] ? namesIn : namesOut).UnionWith(page.Measures.Parts[part].NameWords);
                    }
                }
            }

            Count(text, textIn, textOut);
            Count(names, namesIn, namesOut);
        }

        return new BodyLexicons(Lexicon.Learn(text, MinSites), Lexicon.Learn(names, MinSites - 1));
    }

    private static void Count(Dictionary<int, (int Inside, int Outside)> counts, HashSet<int> inside, HashSet<int> outside)
    {
        foreach (var word in inside)
        {
            var had = counts.GetValueOrDefault(word);
            counts[word] = (had.Inside + 1, had.Outside);
        }

        foreach (var word in outside)
        {
            var had = counts.GetValueOrDefault(word);
            counts[word] = (had.Inside, had.Outside + 1);
        }
    }
}
