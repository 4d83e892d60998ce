using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Enricher.Stories;

/// <summary>
/// Puts articles into stories, one after another. (1) who is in a story stays there, (2) a copy joins the story of its group without a vote, (3) others join the story
/// most like them, or begin one. Each change is saved before it is known here: whoever takes over reads all stories that are active, and goes on.
/// </summary>
internal sealed class StoryMaker(IStories stories, ICopies copies, IOptions<EnricherOptions> options, TimeProvider time) : IDisposable
{

    /// <summary>After so many days a story counts 0.6 as much.</summary>
    private static readonly TimeSpan Sigma = TimeSpan.FromDays(3);

    // Of a story that everybody carries the last so many are kept; the vote of those before stays.
    private const int MaxMembers = 1000;

    private readonly SemaphoreSlim gate = new(1, 1);
    private Dictionary<string, StoryVectors>? languages;
    private Dictionary<string, string> storyOfGroup = new(StringComparer.Ordinal);
    private DateTimeOffset latest;
    private long sequence;
    private int sinceSweep;

    /// <summary>The story of an article, as it is after it joined; as it is now where it had joined before.</summary>
    public Task<Story> JoinAsync(ArticleEnriched article, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        // (1)
        if (await stories.FindOfAsync(article.ArticleId, cancellationToken) is { } own && own.Members.Any(member => member.ArticleId == article.ArticleId))
        {
            return own;
        }

        var group = await copies.GroupOfAsync(article.ArticleId, cancellationToken);
        var copiesOf = (await copies.JoinedAsync(group, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            var active = await ActiveAsync(cancellationToken);
            var joined = Joined(active, article, group, copiesOf);
            if (await stories.TrySaveAsync(joined, time.GetUtcNow(), ExpiresAt, cancellationToken))
            {
                Know(joined);
                return joined;
            }

            languages = null; // somebody else has taken over meanwhile, or this is who takes over
        }
    }, cancellationToken);

    /// <summary>Takes an article that is withdrawn out of its story.</summary>
    /// <returns>The story without it; null when it was in none.</returns>
    public Task<Story?> LeaveAsync(string articleId, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        while (await stories.FindOfAsync(articleId, cancellationToken) is { } story)
        {
            if (story.Members.All(member => member.ArticleId != articleId))
            {
                return story.Left == articleId ? story : null; // done before, and perhaps not said
            }

            await ActiveAsync(cancellationToken);
            List<StoryMember> rest = [.. story.Members.Where(member => member.ArticleId != articleId)];
            var left = story with
            {
                Version = story.Version + 1, Sequence = sequence + 1, Members = rest, Terms = rest.Count == 0 ? [] : story.Terms,
                UpdatedAt = rest.Count == 0 ? story.UpdatedAt : rest.Max(member => member.At), Joined = null, Left = articleId,
            };
            if (await stories.TrySaveAsync(left, time.GetUtcNow(), ExpiresAt, cancellationToken))
            {
                Know(left);
                return left;
            }

            languages = null;
        }

        return null;
    }, cancellationToken);

    public void Dispose() => gate.Dispose();

    private DateTimeOffset ExpiresAt => time.GetUtcNow() + (4 * options.Value.StoryWindow);

    private Story Joined(Dictionary<string, StoryVectors> active, ArticleEnriched article, string group, HashSet<string> copiesOf)
    {
        var (tag, at) = (article.Language.Tag, (article.Published?.At ?? article.FetchedAt).ToUniversalTime());
        var member = new StoryMember
        {
            ArticleId = article.ArticleId, GroupId = group, At = at, Headline = article.Headline,
            Provider = article.Provider.Host ?? article.Provider.Name, Names = StoryFeatures.NamesOf(article),
        };
        var vectors = active.GetValueOrDefault(tag) ?? (active[tag] = new StoryVectors());

        // (2) A group that grew has another name now than when the others joined; what it was called then is one of its articles.
        if (copiesOf.Order(StringComparer.Ordinal).Select(id => vectors.Find(storyOfGroup.GetValueOrDefault(id, ""))).FirstOrDefault(known => known is not null) is { } carried)
        {
            List<StoryMember> renamed = [.. carried.Members.Select(known => copiesOf.Contains(known.GroupId) ? known with { GroupId = group } : known)];
            return With(carried with { Members = renamed }, member, carried.Terms);
        }

        // (3)
        var features = StoryFeatures.Of(article.Headline, article.Body.Text, tag);
        var (story, likeness) = vectors.MostLike(features, at, Sigma);
        return story is not null && likeness >= StoryVectors.Threshold(features)
            ? With(story, member, StoryVectors.Sum(story.Terms, features))
            : new Story
            {
                StoryId = "s_" + (article.ArticleId.StartsWith("a1_", StringComparison.Ordinal) ? article.ArticleId[3..] : article.ArticleId), Version = 1, Sequence = sequence + 1, LanguageTag = tag,
                Members = [member], Terms = StoryVectors.Sum([], features), UpdatedAt = at, Joined = article.ArticleId,
            };
    }

    private Story With(Story story, StoryMember member, IReadOnlyList<StoryTerm> terms) => story with
    {
        Version = story.Version + 1, Sequence = sequence + 1, Members = [.. story.Members.TakeLast(MaxMembers - 1), member], Terms = terms,
        UpdatedAt = member.At > story.UpdatedAt ? member.At : story.UpdatedAt, Joined = member.ArticleId, Left = null,
    };

    private void Know(Story story)
    {
        sequence = story.Sequence;
        latest = story.UpdatedAt > latest && story.UpdatedAt <= time.GetUtcNow() + TimeSpan.FromDays(1) ? story.UpdatedAt : latest;
        Put(languages!, story);
        if (++sinceSweep >= 500)
        {
            sinceSweep = 0;
            foreach (var vectors in languages!.Values)
            {
                foreach (var old in vectors.Stories.Where(known => known.UpdatedAt < latest - options.Value.StoryWindow).ToList())
                {
                    vectors.Remove(old.StoryId);
                }
            }

            storyOfGroup = storyOfGroup.Where(pair => languages!.Values.Any(vectors => vectors.Find(pair.Value) is not null)).ToDictionary(StringComparer.Ordinal);
        }
    }

    private void Put(Dictionary<string, StoryVectors> active, Story story)
    {
        var vectors = active.GetValueOrDefault(story.LanguageTag) ?? (active[story.LanguageTag] = new StoryVectors());
        if (story.Members.Count == 0)
        {
            vectors.Remove(story.StoryId);
            return;
        }

        vectors.Put(story);
        foreach (var member in story.Members)
        {
            storyOfGroup.TryAdd(member.GroupId, story.StoryId);
        }
    }

    private async Task<Dictionary<string, StoryVectors>> ActiveAsync(CancellationToken cancellationToken)
    {
        if (languages is not null)
        {
            return languages;
        }

        var (found, last) = await stories.ActiveAsync(time.GetUtcNow() - options.Value.StoryWindow, cancellationToken);
        (storyOfGroup, latest, sequence) = (new Dictionary<string, string>(StringComparer.Ordinal), DateTimeOffset.MinValue, last);
        var active = new Dictionary<string, StoryVectors>(StringComparer.Ordinal);
        foreach (var story in found.OrderBy(story => story.Sequence))
        {
            Put(active, story);
        }

        return languages = active;
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }
}
