namespace Ingestion.Bench.Train;

/// <summary>One body against its truth: shares of what both hold, of what is too much and of what is missing, and whether it is the truth word for word.</summary>
internal readonly record struct BodyScore(double Common, double Extra, double Missing, bool IsExact)
{
    public double F1 => Common + Extra + Missing == 0 ? 1 : 2 * Common / ((2 * Common) + Extra + Missing);

    /// <param name="truth">The annotated body.</param>
    /// <param name="found">The extracted one.</param>
    /// <param name="optional">Paragraphs that may or may not be taken: one joins the truth when most of it was.</param>
    public static BodyScore Of(ulong[] truth, ulong[] found, IEnumerable<ulong[]> optional)
    {
        var predicted = Shingles.Of(found);
        var wanted = truth.ToList();
        foreach (var paragraph in optional)
        {
            var shingles = Shingles.Of(paragraph);
            if (shingles.Count > 0 && Shingles.Common(shingles, predicted) * 2 >= shingles.Values.Sum())
            {
                wanted.AddRange(paragraph);
            }
        }

        var reference = Shingles.Of(wanted.ToArray());
        var common = Shingles.Common(reference, predicted);
        var (extra, missing) = (predicted.Values.Sum() - common, reference.Values.Sum() - common);
        var sum = (double)(common + extra + missing);
        return sum == 0 ? new BodyScore(0, 0, 0, true) : new BodyScore(common / sum, extra / sum, missing / sum, truth.AsSpan().SequenceEqual(found));
    }

    /// <returns>Harmonic mean of mean precision and mean recall, as the scorer has it; share of exact bodies; how many pages are below one half.</returns>
    public static (double F1, double Precision, double Recall, double Accuracy, int Lost) Of(IReadOnlyCollection<BodyScore> scores)
    {
        var precision = scores.Where(score => score.Common + score.Extra > 0).Select(score => score.Common / (score.Common + score.Extra)).DefaultIfEmpty().Average();
        var recall = scores.Where(score => score.Common + score.Missing > 0).Select(score => score.Common / (score.Common + score.Missing)).DefaultIfEmpty().Average();
        return (precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall), precision, recall,
            scores.Count(score => score.IsExact) / (double)Math.Max(1, scores.Count), scores.Count(score => score.F1 < 0.5));
    }
}
