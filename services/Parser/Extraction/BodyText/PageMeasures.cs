using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>Sums over a page's blocks and parts, from which every window and every container is answered in one subtraction.</summary>
internal sealed class PageMeasures
{
    /// <summary>Ancestors that a paragraph's score reaches; deeper ones get next to nothing.</summary>
    private const int Reach = 12;

    private bool[][]? candidates;

    public PageMeasures(PageText text, BodyHints hints)
    {
        (Blocks, Parts, Hints) = (text.Blocks, text.Parts, hints);
        var n = Blocks.Count;
        Measures = new BlockMeasure[n];
        (ProseBefore, LinksBefore, CharsBefore) = (new int[n + 1], new int[n + 1], new int[n + 1]);
        (ProseBlocksBefore, TopicBefore, WordsBefore) = (new int[n + 1], new int[n + 1], new int[n + 1]);
        Topic = TextWords.SetOf([.. hints.Titles, hints.Description]);
        (WordsOf, PhrasesOf) = (new List<int>[n], new List<int>[n]);
        for (var i = 0; i < n; i++)
        {
            var block = Blocks[i];
            Measures[i] = BlockMeasure.Of(block);
            PhrasesOf[i] = TextWords.Phrases(block.Text);
            var words = WordsOf[i] = [];
            TextWords.Add(block.Text, words);
            var hits = 0;
            foreach (var word in words)
            {
                hits += Topic.Contains(word) ? 1 : 0;
            }

            ProseBefore[i + 1] = ProseBefore[i] + (block.IsProse ? block.Weight : 0);
            ProseBlocksBefore[i + 1] = ProseBlocksBefore[i] + (block.IsProse ? 1 : 0);
            LinksBefore[i + 1] = LinksBefore[i] + block.LinkChars;
            CharsBefore[i + 1] = CharsBefore[i] + block.Text.Length;
            TopicBefore[i + 1] = TopicBefore[i] + (block.IsProse ? hits : 0);
            WordsBefore[i + 1] = WordsBefore[i] + (block.IsProse ? words.Count : 0);
        }

        Scores = Score();
        BestPart = Parts.Count == 0 ? -1 : Array.IndexOf(Scores, Scores.Max());
        Headline = FindHeadline(hints.Titles);
        CountVocabulary();
        CountShapes();
    }

    public List<TextBlock> Blocks { get; }

    public List<TextPart> Parts { get; }

    public BodyHints Hints { get; }

    public BlockMeasure[] Measures { get; }

    public int[] ProseBefore { get; }

    public int[] ProseBlocksBefore { get; }

    public int[] LinksBefore { get; }

    public int[] CharsBefore { get; }

    public int[] TopicBefore { get; }

    public int[] WordsBefore { get; }

    /// <summary>Words of the page's titles and description.</summary>
    public HashSet<int> Topic { get; }

    public List<int>[] WordsOf { get; }

    public List<int>[] PhrasesOf { get; }

    /// <summary>For each part what Readability would give it: its paragraphs' length and commas, less for each level between, times the share that is no link.</summary>
    public float[] Scores { get; }

    public int BestPart { get; }

    /// <summary>The block that prints the headline, -1 where none does.</summary>
    public int Headline { get; private set; }

    /// <summary>How often each word stands in the prose of <see cref="BestPart"/>.</summary>
    public Dictionary<int, int> Vocabulary { get; } = [];

    /// <summary>Prose by shape: element name and depth.</summary>
    public Dictionary<(Tag, int), int> ProseByShape { get; } = [];

    /// <summary>Blocks, prose, characters and link characters by the signature of their part.</summary>
    public Dictionary<int, (int Blocks, int Prose, int Chars, int Links)> BySignature { get; } = [];

    public int Prose => ProseBefore[^1];

    /// <summary>Bodies by principles other than the model's: balance, name and gravity.</summary>
    public bool[][] Candidates => candidates ??= [BodyCandidates.ByBalance(this), BodyCandidates.ByName(this), BodyCandidates.ByGravity(this)];

    public int ProseIn(int start, int end) => ProseBefore[Math.Min(end, Blocks.Count)] - ProseBefore[Math.Max(start, 0)];

    public int ProseIn(TextPart part) => ProseBefore[part.End] - ProseBefore[part.Start];

    public float LinkShareIn(int start, int end)
    {
        (start, end) = (Math.Max(start, 0), Math.Min(end, Blocks.Count));
        return (LinksBefore[end] - LinksBefore[start]) / (float)Math.Max(1, CharsBefore[end] - CharsBefore[start]);
    }

    public float TopicIn(int start, int end)
    {
        (start, end) = (Math.Max(start, 0), Math.Min(end, Blocks.Count));
        return (TopicBefore[end] - TopicBefore[start]) / (float)Math.Max(1, WordsBefore[end] - WordsBefore[start]);
    }

    private float[] Score()
    {
        var scores = new float[Parts.Count];
        for (var i = 0; i < Blocks.Count; i++)
        {
            var block = Blocks[i];
            if (!block.IsProse)
            {
                continue;
            }

            var own = 1 + Measures[i].CommaCount + Math.Min(block.Weight / 100f, 3);
            var level = 0;
            for (var at = block.Part; at >= 0 && level < Reach; at = Parts[at].Parent, level++)
            {
                scores[at] += level switch { 0 => own, 1 => own / 2, _ => own / (3 * level) };
            }
        }

        for (var p = 0; p < scores.Length; p++)
        {
            scores[p] *= 1 - LinkShareIn(Parts[p].Start, Parts[p].End);
        }

        return scores;
    }

    private int FindHeadline(IReadOnlyList<string> titles)
    {
        var titleWords = TextWords.SetOf([.. titles]);
        var (best, bestLikeness) = (-1, 0f);
        for (var i = 0; i < Blocks.Count; i++)
        {
            var block = Blocks[i];
            if (block.Text.Length > 400 || (block.HeadingLevel == 0 && block.IsProse))
            {
                continue;
            }

            var likeness = Likeness(WordsOf[i], titleWords) + block.HeadingLevel switch { 1 => 0.5f, 2 => 0.2f, 0 => -0.3f, _ => 0 };
            likeness -= block.LinkShare > 0.5f ? 0.3f : 0;
            if (likeness > bestLikeness)
            {
                (best, bestLikeness) = (i, likeness);
            }
        }

        return bestLikeness < 0.45f ? -1 : best;
    }

    /// <summary>Share of the words in common, of both texts' (Dice).</summary>
    public static float Likeness(List<int> words, HashSet<int> others)
    {
        var common = 0;
        foreach (var word in words)
        {
            common += others.Contains(word) ? 1 : 0;
        }

        return words.Count + others.Count == 0 ? 0 : Math.Min(1, 2f * common / (words.Count + others.Count));
    }

    private void CountVocabulary()
    {
        if (BestPart < 0)
        {
            return;
        }

        for (var i = Parts[BestPart].Start; i < Parts[BestPart].End; i++)
        {
            if (Blocks[i].IsProse)
            {
                foreach (var word in WordsOf[i])
                {
                    Vocabulary[word] = Vocabulary.GetValueOrDefault(word) + 1;
                }
            }
        }
    }

    private void CountShapes()
    {
        foreach (var block in Blocks)
        {
            var part = Parts[block.Part];
            var prose = block.IsProse ? block.Weight : 0;
            ProseByShape[(part.Tag, part.Depth)] = ProseByShape.GetValueOrDefault((part.Tag, part.Depth)) + prose;
            var had = BySignature.GetValueOrDefault(part.Signature);
            BySignature[part.Signature] = (had.Blocks + 1, had.Prose + prose, had.Chars + block.Text.Length, had.Links + block.LinkChars);
        }
    }
}
