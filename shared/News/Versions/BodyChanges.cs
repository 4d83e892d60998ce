using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>Which paragraphs of a body were added, removed or changed. Never more than so many, so that an event stays small.</summary>
public static class BodyChanges
{
    /// <summary>Most paragraphs that one change names: a correction touches few, and of a text that was written anew nobody reads a list.</summary>
    public const int MaxParagraphs = 20;

    /// <summary>Most characters that are given of one value: a paragraph of news has 200 to 400.</summary>
    public const int MaxChars = 1000;

    // The table of the comparison has a cell for each pair of paragraphs: 250,000 at most, a few milliseconds.
    private const int MaxCompared = 500;

    internal static FieldChange Tell(FieldChange change, Body from, Body to)
    {
        var all = Compare(Paragraphs(from), Paragraphs(to));
        return change with
        {
            Paragraphs = [.. all.Take(MaxParagraphs)],
            MoreParagraphs = all.Count > MaxParagraphs ? all.Count - MaxParagraphs : null,
        };
    }

    internal static string? Cut(string? text) =>
        text is null || text.Length <= MaxChars ? text : text[..(char.IsHighSurrogate(text[MaxChars - 2]) ? MaxChars - 2 : MaxChars - 1)] + "…";

    /// <summary>Compares two texts paragraph by paragraph (longest common subsequence).</summary>
    /// <param name="from">Paragraphs before.</param>
    /// <param name="to">Paragraphs after.</param>
    /// <returns>In the order of the texts. What was removed and what was added at one place are paired as changed.</returns>
    internal static List<ParagraphChange> Compare(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var (start, endFrom, endTo) = (0, from.Count, to.Count);
        while (start < endFrom && start < endTo && from[start] == to[start])
        {
            start++;
        }

        while (endFrom > start && endTo > start && from[endFrom - 1] == to[endTo - 1])
        {
            (endFrom, endTo) = (endFrom - 1, endTo - 1);
        }

        var kept = endFrom - start > MaxCompared || endTo - start > MaxCompared ? [] : Kept(from, to, start, endFrom, endTo);
        List<ParagraphChange> changes = [];
        var (i, j) = (start, start);
        foreach (var (keptFrom, keptTo) in kept.Append((endFrom, endTo)))
        {
            for (; i < keptFrom || j < keptTo; i++, j++)
            {
                changes.Add(new ParagraphChange { From = i < keptFrom ? Cut(from[i]) : null, To = j < keptTo ? Cut(to[j]) : null });
            }

            (i, j) = (keptFrom + 1, keptTo + 1);
        }

        return changes;
    }

    private static List<(int From, int To)> Kept(IReadOnlyList<string> from, IReadOnlyList<string> to, int start, int endFrom, int endTo)
    {
        var (rows, columns) = (endFrom - start, endTo - start);
        var common = new ushort[rows + 1, columns + 1]; // length of the longest common subsequence of what follows
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                common[row, column] = from[start + row] == to[start + column]
                    ? (ushort)(common[row + 1, column + 1] + 1)
                    : Math.Max(common[row + 1, column], common[row, column + 1]);
            }
        }

        List<(int, int)> kept = [];
        for (var (row, column) = (0, 0); row < rows && column < columns;)
        {
            if (from[start + row] == to[start + column])
            {
                kept.Add((start + row, start + column));
                (row, column) = (row + 1, column + 1);
            }
            else
            {
                (row, column) = common[row + 1, column] >= common[row, column + 1] ? (row + 1, column) : (row, column + 1);
            }
        }

        return kept;
    }

    private static List<string> Paragraphs(Body body) =>
        [.. body.Blocks.Where(block => block.Start >= 0 && block.Start <= block.End && block.End <= body.Text.Length).Select(block => body.Text[block.Start..block.End])];
}
