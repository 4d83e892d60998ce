using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// What the block model sees of each block of a page, as numbers. Most are relative to the page: its share of the prose in the containers around it, and
/// what stands before and after. Their order is the model's: a change here needs a new training.
/// </summary>
internal sealed class BlockFeatures
{
    private static readonly PartNames[] Names = [.. Enum.GetValues<PartNames>().Where(name => name != PartNames.None)];

    private readonly PageMeasures page;
    private readonly HashSet<int> titleWords;
    private readonly HashSet<int> descriptionWords;
    private readonly int[] articleOf;
    private readonly int[] bodyOf;
    private readonly int[] headingsBefore;
    private readonly int[] topHeadingsBefore;
    private readonly int[] runOf;
    private readonly List<int> runProse = [];
    private readonly BodyLexicons lexicons;
    private readonly (float Mean, float Low, float High)[] partWeights;
    private readonly (float Mean, float Low, float High)[] textWeights;
    private readonly float[] textBefore;
    private readonly int[] headingOf;
    private readonly Dictionary<string, (int First, int Count)> prints = new(StringComparer.Ordinal);
    private readonly string[] letters;
    private readonly bool[][] candidates;
    private readonly HashSet<int>? told;
    private readonly float toldShare;
    private float[] row = [];
    private int at;

    private BlockFeatures(PageMeasures page, BodyLexicons lexicons)
    {
        (this.page, this.lexicons) = (page, lexicons);
        partWeights = [.. page.Parts.Select(part => lexicons.Names.Weigh(part.NameWords))];
        titleWords = TextWords.SetOf([.. page.Hints.Titles]);
        descriptionWords = TextWords.SetOf(page.Hints.Description);
        (articleOf, bodyOf) = (new int[page.Parts.Count], new int[page.Parts.Count]);
        for (var p = 0; p < page.Parts.Count; p++)
        {
            var part = page.Parts[p];
            articleOf[p] = part.Tag == Tag.Article ? p : part.Parent < 0 ? -1 : articleOf[part.Parent];
            bodyOf[p] = (part.Names & PartNames.ArticleBody) != PartNames.None ? p : part.Parent < 0 ? -1 : bodyOf[part.Parent];
        }

        var n = page.Blocks.Count;
        (headingsBefore, topHeadingsBefore, runOf) = (new int[n + 1], new int[n + 1], new int[n]);
        var (lastProse, run) = (-10, -1);
        for (var i = 0; i < n; i++)
        {
            var level = page.Blocks[i].HeadingLevel;
            headingsBefore[i + 1] = headingsBefore[i] + (level > 0 ? 1 : 0);
            topHeadingsBefore[i + 1] = topHeadingsBefore[i] + (level == 1 ? 1 : 0);
            if (page.Blocks[i].IsProse)
            {
                if (i - lastProse > 4)
                {
                    run++;
                    runProse.Add(0);
                }

                runProse[run] += page.Blocks[i].Weight;
                lastProse = i;
            }

            runOf[i] = i - lastProse <= 4 ? run : -1;
        }

        told = page.Hints.Telltale is { } text ? TextWords.Pairs(TextWords.Of(text)).ToHashSet() : null;
        toldShare = told is null ? 0 : Math.Min(4, Prose.Weight(page.Hints.Telltale) / (float)Math.Max(1, page.Prose));
        candidates = page.Candidates;
        textWeights = [.. page.PhrasesOf.Select(words => lexicons.Text.Weigh(words))];
        (textBefore, headingOf, letters) = (new float[n + 1], new int[n], new string[n]);
        var heading = -1;
        for (var i = 0; i < n; i++)
        {
            textBefore[i + 1] = textBefore[i] + (textWeights[i].Mean * page.Blocks[i].Text.Length);
            headingOf[i] = heading;
            heading = page.Blocks[i].HeadingLevel > 0 ? i : heading;
            letters[i] = Prose.Letters(page.Blocks[i].Text);
            prints[letters[i]] = prints.TryGetValue(letters[i], out var had) ? (had.First, had.Count + 1) : (i, 1);
        }
    }

    /// <summary>Numbers for each block.</summary>
    public static int Count { get; } = CountOnEmptyPage();

    /// <returns>A row of <see cref="Count"/> numbers for each block, one after the other.</returns>
    public static float[] Of(PageMeasures page, BodyLexicons lexicons)
    {
        var features = new BlockFeatures(page, lexicons);
        var all = new float[page.Blocks.Count * Count];
        features.row = all;
        for (var i = 0; i < page.Blocks.Count; i++)
        {
            features.at = i * Count;
            features.Write(i);
        }

        return all;
    }

    private static int CountOnEmptyPage()
    {
        var text = PageText.Of(Page.Parse("<p>a</p>", PageLimits.Default));
        var features = new BlockFeatures(new PageMeasures(text, BodyHints.None), BodyLexicons.Empty) { row = new float[1000] };
        features.Write(0);
        return features.at;
    }

    private void Write(int i)
    {
        var block = page.Blocks[i];
        WriteOwn(block, page.Measures[i]);
        WriteMarkup(block);
        WriteContainers(i, block);
        WriteWindows(i);
        WriteNeighbours(i, block);
        WritePlace(i, block);
        WriteWords(i, block);
        WriteLexicons(i, block);
    }

    private void Add(float value) => row[at++] = value;

    private void Add(bool value) => row[at++] = value ? 1 : 0;

    private void WriteOwn(TextBlock block, BlockMeasure own)
    {
        var count = Math.Max(1, own.Letters);
        Add(MathF.Log(1 + block.Weight));
        Add(own.Words);
        Add(block.LinkShare);
        Add(Math.Min(block.Links, 10));
        Add(block.StrongChars / (float)block.Text.Length);
        Add(own.EndsAsSentence);
        Add(own.CommaCount);
        Add(own.CommaCount / (float)Math.Max(1, own.Words));
        Add(own.Sentences);
        Add(own.QuoteCount);
        Add(own.Upper / (float)count);
        Add(own.Digits / (float)block.Text.Length);
        Add(own.Letters / (float)block.Text.Length);
        Add(own.Letters / (float)Math.Max(1, own.Words));
        Add(own.Dense > count / 2);
        Add(own.IsInvitation);
        Add(own.IsPointer);
        Add(own.IsCredit);
        Add(own.IsDate);
        Add(block.Text[^1] is ':' or '：');
        Add(block.Text[^1] is '…' || block.Text.EndsWith("...", StringComparison.Ordinal));
        Add(block.Text[^1] is '?' or '？');
        Add(char.IsLower(block.Text[0]));
        Add(block.Text[0] is '"' or '“' or '„' or '«' or '「');
        Add(block.IsProse);
    }

    private void WriteMarkup(TextBlock block)
    {
        var part = page.Parts[block.Part];
        Add(block.HeadingLevel);
        Add(part.Tag switch
        {
            Tag.P => 1,
            Tag.Div => 2,
            Tag.Li => 3,
            >= Tag.H1 and <= Tag.H6 => 4,
            Tag.Td or Tag.Th => 5,
            Tag.Blockquote => 6,
            Tag.Figcaption => 7,
            Tag.Section or Tag.Article or Tag.Main => 8,
            Tag.Dd or Tag.Dt => 9,
            _ => 10,
        });
        Add(block.Kind == BlockKind.ListItem);
        Add(block.Kind == BlockKind.Quote);
        Add(block.IsBroken);
        Add(part.Depth);
        var near = part.Names;
        for (int up = part.Parent, steps = 0; up >= 0 && steps < 2; up = page.Parts[up].Parent, steps++)
        {
            near |= page.Parts[up].Names;
        }

        foreach (var name in Names)
        {
            Add(((near & name) != PartNames.None ? 2 : 0) + ((part.AllNames & name) != PartNames.None ? 1 : 0));
        }

        Add(System.Numerics.BitOperations.PopCount((uint)part.AllNames));
    }

    private void WriteContainers(int i, TextBlock block)
    {
        var all = Math.Max(1, page.Prose);
        var best = page.BestPart < 0 ? 1 : Math.Max(0.001f, page.Scores[page.BestPart]);
        var (decayed3, decayed6, highest, level) = (0f, 0f, 0f, 0);
        for (var up = block.Part; up >= 0; up = page.Parts[up].Parent, level++)
        {
            var score = page.Scores[up] / best;
            highest = Math.Max(highest, score);
            if (level < 4)
            {
                var part = page.Parts[up];
                Add(page.ProseIn(part) / (float)all);
                Add(page.LinkShareIn(part.Start, part.End));
                Add(MathF.Log(part.End - part.Start));
                Add(score);
            }

            decayed3 += level < 3 ? score / (1 << level) : 0;
            decayed6 += level < 6 ? score / (1 << level) : 0;
        }

        for (; level < 4; level++)
        {
            Add(1);
            Add(0f);
            Add(0f);
            Add(0f);
        }

        Add(decayed3);
        Add(decayed6);
        Add(highest);
        Add(page.BestPart >= 0 && page.Parts[page.BestPart].Start <= i && i < page.Parts[page.BestPart].End);
        WriteAround(articleOf[block.Part], all);
        WriteAround(bodyOf[block.Part], all);
    }

    /// <summary>The nearest article or body around the block: its share of the prose, whether it holds the headline, how far the block is into it.</summary>
    private void WriteAround(int index, int all)
    {
        if (index < 0)
        {
            Add(-1);
            Add(-1);
            return;
        }

        var part = page.Parts[index];
        Add(page.ProseIn(part) / (float)all);
        Add(page.Headline >= part.Start && page.Headline < part.End);
    }

    private void WriteWindows(int i)
    {
        var all = (float)Math.Max(1, page.Prose);
        foreach (var reach in (ReadOnlySpan<int>)[1, 3, 8])
        {
            Add(page.ProseIn(i - reach, i + reach + 1) / all);
            Add(page.LinkShareIn(i - reach, i + reach + 1));
        }

        Add(page.ProseIn(i - 4, i) / all);
        Add(page.ProseIn(i + 1, i + 5) / all);
        Add(page.LinkShareIn(i - 3, i));
        Add(page.LinkShareIn(i + 1, i + 4));
        Add(runOf[i] < 0 ? 0 : runProse[runOf[i]] / all);
        Add(page.ProseBlocksBefore[Math.Min(page.Blocks.Count, i + 4)] - page.ProseBlocksBefore[Math.Max(0, i - 3)]);
    }

    private void WriteNeighbours(int i, TextBlock block)
    {
        var part = page.Parts[block.Part];
        foreach (var step in (ReadOnlySpan<int>)[-2, -1, 1, 2])
        {
            var j = i + step;
            if (j < 0 || j >= page.Blocks.Count)
            {
                Add(-1);
                Add(-1);
                Add(-1);
                Add(-1);
                continue;
            }

            var other = page.Blocks[j];
            var otherPart = page.Parts[other.Part];
            Add(MathF.Log(1 + other.Weight));
            Add(other.LinkShare);
            Add((otherPart.Parent == part.Parent ? 1 : 0) + (otherPart.Signature == part.Signature ? 2 : 0));
            Add(other.HeadingLevel > 0 ? 2 : other.IsProse ? 1 : 0);
        }

        // How far the nearest prose is, on either side.
        var (before, after) = (1, 1);
        for (; before < 12 && i - before >= 0 && !page.Blocks[i - before].IsProse; before++)
        {
        }

        for (; after < 12 && i + after < page.Blocks.Count && !page.Blocks[i + after].IsProse; after++)
        {
        }

        Add(i - before < 0 ? 12 : before);
        Add(i + after >= page.Blocks.Count ? 12 : after);
        var shape = page.ProseByShape.GetValueOrDefault((part.Tag, part.Depth)) / (float)Math.Max(1, page.Prose);
        Add(shape);
        var (blocks, prose, chars, links) = page.BySignature[part.Signature];
        Add(prose / (float)Math.Max(1, page.Prose));
        Add(MathF.Log(blocks));
        Add(links / (float)Math.Max(1, chars));
        Add(chars / (float)blocks);
    }

    private void WritePlace(int i, TextBlock block)
    {
        var n = page.Blocks.Count;
        Add(i / (float)n);
        Add(page.ProseBefore[i] / (float)Math.Max(1, page.Prose));
        Add(MathF.Log(1 + page.Prose));
        Add(MathF.Log(1 + n));
        var headline = page.Headline;
        Add(headline < 0 ? -1000 : i - headline);
        Add(headline < 0 ? -1000 : page.CharsBefore[i] - page.CharsBefore[headline]);
        Add(headline < 0 || i <= headline ? -1 : page.ProseBefore[i] - page.ProseBefore[headline]);
        Add(headline < 0 ? 0 : headingsBefore[i] - headingsBefore[Math.Min(headline, i)]);
        Add(headline < 0 ? 0 : topHeadingsBefore[i + 1] - topHeadingsBefore[headline + 1]);
        Add(headline >= 0 && articleOf[block.Part] == articleOf[page.Blocks[headline].Part]);
        Add(headline < 0 ? -1 : CommonDepth(block.Part, page.Blocks[headline].Part));
        var part = page.Parts[block.Part];
        Add(part.Parent < 0 ? 0 : (i - page.Parts[part.Parent].Start) / (float)(page.Parts[part.Parent].End - page.Parts[part.Parent].Start));
        Add(page.BestPart < 0 ? 0 : i - page.Parts[page.BestPart].Start);
        Add(page.BestPart < 0 ? 0 : page.Parts[page.BestPart].End - i);
    }

    /// <summary>Depth of the smallest part that holds both, less the depth of the first: how far one must climb to see the headline.</summary>
    private int CommonDepth(int one, int other)
    {
        var climbed = 0;
        while (one >= 0 && !(page.Parts[one].Start <= page.Parts[other].Start && page.Parts[other].End <= page.Parts[one].End))
        {
            one = page.Parts[one].Parent;
            climbed++;
        }

        return climbed;
    }

    private void WriteWords(int i, TextBlock block)
    {
        var words = page.WordsOf[i];
        Add(PageMeasures.Likeness(words, titleWords));
        Add(PageMeasures.Likeness(words, descriptionWords));
        var (known, topic) = (0, 0);
        foreach (var word in words)
        {
            known += page.Vocabulary.GetValueOrDefault(word) > 1 ? 1 : 0;
            topic += page.Topic.Contains(word) ? 1 : 0;
        }

        Add(known / (float)Math.Max(1, words.Count));
        Add(topic / (float)Math.Max(1, words.Count));
        Add(page.TopicIn(i - 3, i + 4));
        var part = page.Parts[block.Part];
        var outer = part.Parent < 0 ? part : page.Parts[part.Parent];
        Add(page.TopicIn(outer.Start, outer.End));
    }

    private void WriteLexicons(int i, TextBlock block)
    {
        var (mean, low, high) = textWeights[i];
        Add(mean);
        Add(low);
        Add(high);
        var part = page.Parts[block.Part];
        var outer = part.Parent < 0 ? part : page.Parts[part.Parent];
        Add(TextWeight(i - 3, i + 4));
        Add(TextWeight(part.Start, part.End));
        Add(TextWeight(outer.Start, outer.End));
        Add(outer.Parent < 0 ? 0 : TextWeight(page.Parts[outer.Parent].Start, page.Parts[outer.Parent].End));

        // What the section that the block stands in is called, and how far that is.
        var heading = headingOf[i];
        Add(heading < 0 ? 0 : textWeights[heading].Mean);
        Add(heading < 0 ? 0 : textWeights[heading].Low);
        Add(heading < 0 ? -1 : Math.Min(i - heading, 40));
        Add(heading < 0 ? 0 : page.Blocks[heading].HeadingLevel);
        Add(heading >= 0 && page.Measures[heading].IsPointer);
        Add(heading < 0 ? -1 : CommonDepth(block.Part, page.Blocks[heading].Part));
        var (first, count) = prints[letters[i]];
        Add(count);
        Add(first < i);
        Add(i == 0 ? 0 : textWeights[i - 1].Mean);
        Add(i + 1 == letters.Length ? 0 : textWeights[i + 1].Mean);
        Add(block.Weight / (float)Math.Max(1, page.ProseIn(outer)));
        Add(ToldShareOf(i));
        Add(ToldShareOf(i - 1));
        Add(ToldShareOf(i + 1));
        Add(toldShare);
        foreach (var candidate in candidates)
        {
            Add(candidate[i]);
        }

        var (nearLow, nearHigh, allLow, allHigh, level) = (0f, 0f, 0f, 0f, 0);
        for (var up = block.Part; up >= 0; up = page.Parts[up].Parent, level++)
        {
            var weight = partWeights[up];
            (allLow, allHigh) = (Math.Min(allLow, weight.Low), Math.Max(allHigh, weight.High));
            if (level < 3)
            {
                (nearLow, nearHigh) = (allLow, allHigh);
            }
        }

        Add(partWeights[block.Part].Mean);
        Add(nearLow);
        Add(nearHigh);
        Add(allLow);
        Add(allHigh);
    }

    private float TextWeight(int start, int end)
    {
        (start, end) = (Math.Max(start, 0), Math.Min(end, page.Blocks.Count));
        return (textBefore[end] - textBefore[start]) / Math.Max(1, page.CharsBefore[end] - page.CharsBefore[start]);
    }

    /// <summary>Share of a block's pairs of words that JSON-LD's body has, -1 where nothing can be said.</summary>
    private float ToldShareOf(int i) => told is null || i < 0 || i >= letters.Length || page.WordsOf[i].Count < 2 ? -1 : TextWords.ShareOf(page.WordsOf[i], told);
}
