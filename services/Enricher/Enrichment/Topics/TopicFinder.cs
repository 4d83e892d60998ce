using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Topics;

/// <summary>What an article is about: the provider's codes first, then what its words tell. English; other languages have the provider's codes only.</summary>
internal static class TopicFinder
{
    public const string By = "topics/1";

    // From here on two topics in three are right, on the labelled texts for training; below it nothing is said.
    private const double Least = 0.5;
    private const double LeastBeside = 0.3;
    private const double LeastEvidence = 3;
    private const int MostTop = 3;

    // Of a long text: about eight terms of its own, and nearly half of what the first topic has.
    private const double OwnEvidence = 20;
    private const double PartOfTop = 0.45;

    // Sharpness of the probabilities over the length of the text; from the same cross-validation.
    private const double Sharpness = 1.5;

    private const int HeadlineWeight = 2;
    private const int MostNarrow = 5;
    private const int LeastTerms = 2;

    // A narrow topic must have this part of what speaks for the widest-spread narrow one of the text.
    private const double PartOfBest = 0.4;

    public static Topic[] Find(ArticleParsed item, Token[] tokens, string language)
    {
        var given = ProviderTopics.Of(item.Subjects).ToList();
        if (language != "en")
        {
            return [.. given];
        }

        var counts = new Dictionary<string, int>();
        TopicFeatures.Count(tokens, 1, counts);
        TopicFeatures.Count(Tokenizer.Cut($"{item.Headline}. {item.Section}. {string.Join(", ", item.Keywords.Take(20))}"), HeadlineWeight, counts);
        return [.. given, .. Classify(counts).Where(topic => !given.Exists(other => other.Code == topic.Code))];
    }

    public static List<Topic> Classify(Dictionary<string, int> counts)
    {
        var (scores, evidence, length) = TopicModel.Score(counts);
        var shares = Shares(scores, length);
        var top = Enumerable.Range(0, shares.Length).OrderByDescending(index => shares[index]).Take(MostTop)
            .Where((index, rank) => shares[index] >= (rank == 0 ? Least : LeastBeside) && evidence[index] >= LeastEvidence).ToList();
        if (top.Count == 0 || shares[top[0]] < Least)
        {
            return [];
        }

        // A long text tells of more than one thing, each with evidence of its own.
        top.AddRange(Enumerable.Range(0, shares.Length).Where(index => !top.Contains(index) && evidence[index] >= OwnEvidence && evidence[index] >= evidence[top[0]] * PartOfTop)
            .OrderByDescending(index => evidence[index]).Take(MostTop - top.Count));
        var found = top.Select(index => new Topic
        {
            Code = TopicTable.Top[index].Code,
            Name = TopicTable.Top[index].Name,
            Confidence = Math.Round(Math.Clamp(shares[index], LeastBeside, 0.95), 2),
            By = By,
        }).ToList();
        found.AddRange(Narrower(counts, found));
        return found;
    }

    private static List<Topic> Narrower(Dictionary<string, int> counts, List<Topic> top)
    {
        var candidates = TopicTable.Narrow
            .Select(topic => (Topic: topic, Above: top.Find(above => above.Code == TopicTable.TopOf(topic).Code), Hits: Hits(topic, counts)))
            .Where(entry => entry.Above is not null && entry.Hits.Distinct >= LeastTerms)
            .OrderByDescending(entry => entry.Hits.Weight)
            .ToList();
        return
        [
            .. candidates.Where(entry => entry.Hits.Weight >= candidates[0].Hits.Weight * PartOfBest).Take(MostNarrow).Select(entry => new Topic
            {
                Code = entry.Topic.Code,
                Name = entry.Topic.Name,
                Confidence = Math.Round(entry.Above!.Confidence * Math.Min(0.9, 0.5 + (0.1 * (entry.Hits.Distinct - 1))), 2),
                By = By,
            }),
        ];
    }

    private static (int Distinct, double Weight) Hits(KnownTopic topic, Dictionary<string, int> counts)
    {
        var (distinct, weight) = (0, 0.0);
        foreach (var term in topic.Terms)
        {
            if (counts.TryGetValue(term, out var count))
            {
                distinct++;
                weight += 1 + Math.Log(count);
            }
        }

        return (distinct, weight);
    }

    internal static double[] Shares(double[] scores, double length)
    {
        var best = scores.Max();
        var shares = Array.ConvertAll(scores, score => Math.Exp(Sharpness * (score - best) / Math.Sqrt(Math.Max(1, length))));
        var sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }
}
