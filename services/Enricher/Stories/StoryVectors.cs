using Ingestion.Storage;

namespace Ingestion.Enricher.Stories;

/// <summary>Stories of one language that an article may still join, by their terms. Not for several threads.</summary>
/// <remarks>
/// How much a term tells is the logarithm of the share of voting articles that have it, among those of the stories that are here: it forgets with them, and
/// is the same after a restart.
/// </remarks>
internal sealed class StoryVectors
{
    /// <summary>Terms of a story that are kept, those with the greatest weights.</summary>
    public const int MaxTerms = 250;

    // Of fewer terms there is little but a headline.
    private const int FewTerms = 20;

    // Stories with the most in common with an article that are compared exactly.
    private const int MaxCompared = 50;

    // Votes of one story that count for what a term tells: what everybody writes about today tells as much of it as what one paper writes about.
    private const int MaxVotes = 20;

    private readonly Dictionary<string, Story> stories = new(StringComparer.Ordinal);
    private readonly Dictionary<int, HashSet<string>> postings = [];
    private readonly Dictionary<int, int> articlesWith = [];
    private int articles;

    public IEnumerable<Story> Stories => stories.Values;

    public Story? Find(string storyId) => stories.GetValueOrDefault(storyId);

    /// <summary>An article this like a story joins it: 0.22, and a headline alone 0.15. From published measurements on news and on headlines; not tuned on ours.</summary>
    public static double Threshold(IReadOnlyDictionary<int, float> features) => features.Count < FewTerms ? 0.15 : 0.22;

    /// <summary>Puts a story in place of its version before.</summary>
    public void Put(Story story)
    {
        Remove(story.StoryId);
        stories.Add(story.StoryId, story);
        Count(story, 1);
        foreach (var term in story.Terms)
        {
            (postings.TryGetValue(term.Hash, out var having) ? having : postings[term.Hash] = []).Add(story.StoryId);
        }
    }

    public void Remove(string storyId)
    {
        if (!stories.Remove(storyId, out var story))
        {
            return;
        }

        Count(story, -1);
        foreach (var term in story.Terms)
        {
            if (postings.TryGetValue(term.Hash, out var having) && having.Remove(storyId) && having.Count == 0)
            {
                postings.Remove(term.Hash);
            }
        }
    }

    /// <summary>The story most like an article, and how like it is: cosine of the weighted terms times a Gaussian of the time between, 0 to 1.</summary>
    public (Story? Story, double Likeness) MostLike(IReadOnlyDictionary<int, float> features, DateTimeOffset at, TimeSpan sigma)
    {
        var weighted = features.Select(pair => (Hash: pair.Key, Weight: pair.Value * Telling(pair.Key))).Where(term => term.Weight > 0).ToList();
        var norm = Math.Sqrt(weighted.Sum(term => (double)term.Weight * term.Weight));
        var common = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (hash, weight) in weighted)
        {
            // What a tenth of all stories have leads to too many, and tells next to nothing. Of stories, not of articles: many may be of one story.
            if (postings.TryGetValue(hash, out var having) && (stories.Count < 200 || having.Count * 10 < stories.Count))
            {
                foreach (var story in having)
                {
                    common[story] = common.GetValueOrDefault(story) + weight;
                }
            }
        }

        var (best, likeness) = ((Story?)null, 0.0);
        foreach (var (id, _) in common.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => stories[pair.Key].Members.Count < StoryChanges.MaxMembers).Take(MaxCompared))
        {
            var story = stories[id];
            var days = Math.Max(0, Math.Abs((at - story.UpdatedAt).TotalDays)) / sigma.TotalDays;
            var like = Cosine(story, weighted, norm) * Math.Exp(-days * days / 2);
            if (like > likeness)
            {
                (best, likeness) = (story, like);
            }
        }

        return (best, likeness);
    }

    /// <summary>The terms of a story with those of one more article.</summary>
    public static IReadOnlyList<StoryTerm> Sum(IReadOnlyList<StoryTerm> terms, IReadOnlyDictionary<int, float> features)
    {
        var length = MathF.Sqrt(features.Values.Sum(weight => weight * weight));
        var sum = terms.ToDictionary(term => term.Hash);
        foreach (var (hash, weight) in features)
        {
            var before = sum.GetValueOrDefault(hash);
            sum[hash] = new StoryTerm(hash, (before?.Weight ?? 0) + (weight / length), (before?.Articles ?? 0) + 1);
        }

        return [.. sum.Values.OrderByDescending(term => term.Weight).ThenBy(term => term.Hash).Take(MaxTerms)];
    }

    private static int Votes(Story story) => story.Members.Select(member => member.GroupId).Distinct(StringComparer.Ordinal).Count();

    private void Count(Story story, int sign)
    {
        var votes = Votes(story);
        articles += sign * Math.Min(votes, MaxVotes);
        foreach (var term in story.Terms)
        {
            var counted = votes <= MaxVotes ? term.Articles : (int)Math.Ceiling((double)term.Articles * MaxVotes / votes);
            articlesWith[term.Hash] = articlesWith.GetValueOrDefault(term.Hash) + (sign * counted);
            if (articlesWith[term.Hash] == 0)
            {
                articlesWith.Remove(term.Hash);
            }
        }
    }

    private float Telling(int hash) => MathF.Log((articles + 2f) / (articlesWith.GetValueOrDefault(hash) + 1f));

    private double Cosine(Story story, List<(int Hash, float Weight)> weighted, double norm)
    {
        var terms = story.Terms.ToDictionary(term => term.Hash, term => term.Weight * Telling(term.Hash));
        var length = Math.Sqrt(terms.Values.Sum(weight => (double)weight * weight));
        var dot = weighted.Sum(term => (double)term.Weight * terms.GetValueOrDefault(term.Hash));
        return length > 0 && norm > 0 ? dot / (length * norm) : 0;
    }
}
