using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Enricher.Stories;

/// <summary>
/// Puts articles into stories, one after another. (1) who is in a story stays there, (2) a copy joins the story of its group without a vote, (3) others join the story
/// most like them, or begin one. Each change is saved before it is known here: whoever takes over reads all stories that are active, and goes on. What a change is
/// made of is read after the number of the last save is known, so that a save in between makes it fail.
/// </summary>
internal sealed class StoryMaker(IStories stories, ICopies copies, IArticleStore articles, IOptions<EnricherOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private ActiveStories? known;

    /// <summary>The story of an article, as it is after it joined; as it is now where it had joined before, with its headline and names as they are now.</summary>
    public Task<Story> JoinAsync(ArticleEnriched article, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var group = await copies.GroupOfAsync(article.ArticleId, cancellationToken);
        var copiesOf = (await copies.JoinedAsync(group, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            var active = await ActiveAsync(cancellationToken);

            // (1)
            var own = await stories.FindOfAsync(article.ArticleId, cancellationToken);
            var changed = own?.Members.FirstOrDefault(member => member.ArticleId == article.ArticleId) is { } member
                ? StoryChanges.Revise(active, own, member, article)
                : StoryChanges.Join(active, article, group, copiesOf, time.GetUtcNow());
            if (changed is null)
            {
                return own!;
            }

            if (await TrySaveAsync(active, changed, cancellationToken))
            {
                return changed;
            }
        }
    }, cancellationToken);

    /// <summary>Takes an article that is withdrawn out of its story, and its words with it.</summary>
    /// <returns>The story without it; null when it was in none.</returns>
    public Task<Story?> LeaveAsync(string articleId, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        while (true)
        {
            var active = await ActiveAsync(cancellationToken);
            var story = await stories.FindOfAsync(articleId, cancellationToken);
            if (story is null || story.Members.All(member => member.ArticleId != articleId))
            {
                return story?.Left == articleId ? story : null; // done before, and perhaps not said
            }

            List<StoryMember> rest = [.. story.Members.Where(member => member.ArticleId != articleId)];
            var hasVoted = Voters(story.Members).Any(member => member.ArticleId == articleId);
            var left = story with
            {
                Version = story.Version + 1,
                Sequence = active.Sequence + 1,
                Members = rest,
                Terms = hasVoted ? await TermsAsync(rest, story.LanguageTag, cancellationToken) : story.Terms,
                UpdatedAt = rest.Count == 0 ? story.UpdatedAt : rest.Max(member => member.At),
                Joined = null,
                Left = articleId,
            };
            if (await TrySaveAsync(active, left, cancellationToken))
            {
                return left;
            }
        }
    }, cancellationToken);

    public void Dispose() => gate.Dispose();

    private DateTimeOffset Since => time.GetUtcNow() - options.Value.StoryWindow;

    // Of each group of copies the first.
    private static IEnumerable<StoryMember> Voters(IEnumerable<StoryMember> members) => members.DistinctBy(member => member.GroupId, StringComparer.Ordinal);

    // Of the articles that vote, as they are filed now.
    private async Task<IReadOnlyList<StoryTerm>> TermsAsync(IEnumerable<StoryMember> members, string languageTag, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoryTerm> terms = [];
        foreach (var voter in Voters(members))
        {
            if (await articles.FindAsync(voter.ArticleId, cancellationToken) is { Withdrawal: null, PubStatus: PubStatus.Usable } article)
            {
                terms = StoryVectors.Sum(terms, StoryFeatures.Of(article.Headline, article.Body.Text, languageTag));
            }
        }

        return terms;
    }

    private async Task<bool> TrySaveAsync(ActiveStories active, Story story, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await stories.TrySaveAsync(story, now, now + (4 * options.Value.StoryWindow), cancellationToken))
        {
            active.Saved(story, Since);
            return true;
        }

        known = null; // somebody else has taken over meanwhile, or this is who takes over
        return false;
    }

    private async Task<ActiveStories> ActiveAsync(CancellationToken cancellationToken)
    {
        if (known is not null)
        {
            return known;
        }

        var (found, last) = await stories.ActiveAsync(Since, cancellationToken);
        var active = new ActiveStories(last);
        foreach (var story in found.OrderBy(story => story.Sequence))
        {
            active.Put(story);
        }

        return known = active;
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
