namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>The best allowed row of labels for a sentence.</summary>
internal static class LabelPath
{
    private static readonly byte[][] Before =
        [.. Enumerable.Range(0, BiloLabel.Count).Select(next => Enumerable.Range(0, BiloLabel.Count).Where(label => BiloLabel.Follows(label, next)).Select(label => (byte)label).ToArray())];

    /// <param name="scores">Of each token for each label, <see cref="BiloLabel.Lanes"/> to a token.</param>
    /// <param name="transitions">Of a label after a label.</param>
    /// <param name="labels">Where the row is put.</param>
    public static void Best(ReadOnlySpan<short> scores, int[] transitions, Span<byte> labels)
    {
        const int Never = int.MinValue / 2;
        var back = new byte[labels.Length * BiloLabel.Count];
        Span<int> total = stackalloc int[BiloLabel.Count];
        Span<int> next = stackalloc int[BiloLabel.Count];
        for (var label = 0; label < BiloLabel.Count; label++)
        {
            total[label] = BiloLabel.MayOpen(label) ? scores[label] + transitions[(BiloLabel.Count * BiloLabel.Lanes) + label] : Never;
        }

        for (var at = 1; at < labels.Length; at++)
        {
            for (var label = 0; label < BiloLabel.Count; label++)
            {
                var (best, from) = (Never, (byte)0);
                foreach (var before in Before[label])
                {
                    var sum = total[before] + transitions[(before * BiloLabel.Lanes) + label];
                    (best, from) = sum > best ? (sum, before) : (best, from);
                }

                next[label] = Math.Max(Never, best + scores[(at * BiloLabel.Lanes) + label]);
                back[(at * BiloLabel.Count) + label] = from;
            }

            next.CopyTo(total);
        }

        var end = 0;
        for (var label = 1; label < BiloLabel.Count; label++)
        {
            end = BiloLabel.MayClose(label) && total[label] > total[end] ? label : end;
        }

        for (var at = labels.Length - 1; at >= 0; at--)
        {
            labels[at] = (byte)end;
            end = back[(at * BiloLabel.Count) + end];
        }
    }
}
