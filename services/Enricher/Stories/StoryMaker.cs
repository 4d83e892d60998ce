using Ingestion.Contracts;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Enricher.Stories;

/// <summary>
/// Puts articles into stories, one after another. (1) who is in a story stays there, (2) a copy joins the story of its group without a vote, (3) others join the story
/// most like them, or begin one. Any number of them work on one store: each keeps all active stories in memory, and reads what others have saved before it decides.
/// What a change is made of is read after the number of the last save is known, so that a save in between makes it fail. A version is saved over only by who has said
/// it, or says it first: whoever saved it may have died before.
/// </summary>
internal sealed class StoryMaker(IStories stories, ICopies copies, IArticleStore articles, IOptions<EnricherOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private ActiveStories? known;

    /// <summary>Puts an article into its story; where it had joined before, its headline and names as they are now.</summary>
    /// <param name="article">The article.</param>
    /// <param name="say">Tells the world how a story is now: each version, one after another, and perhaps again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The story as it is afterwards.</returns>
    public Task<Story> JoinAsync(ArticleEnriched article, Func<Story, Task> say, CancellationToken cancellationToken) => AloneAsync(async () =>
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
                await SayAsync(active, own!, say);
                return own!;
            }

            var before = own?.StoryId == changed.StoryId ? own : active.In(changed.LanguageTag).Find(changed.StoryId) ?? await stories.FindAsync(changed.StoryId, cancellationToken);
            if (before is not null && changed.Version == 1)
            {
                changed = StoryChanges.Return(active, before, changed.Members[0], article);
            }

            if (await TrySaveAsync(active, changed, before, say, cancellationToken))
            {
                return changed;
            }
        }
    }, cancellationToken);

    /// <summary>Takes an article that is withdrawn out of its story, and its words with it.</summary>
    /// <param name="articleId">The article.</param>
    /// <param name="say">As for joining.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The story without it; null when it was in none.</returns>
    public Task<Story?> LeaveAsync(string articleId, Func<Story, Task> say, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        while (true)
        {
            var active = await ActiveAsync(cancellationToken);
            var story = await stories.FindOfAsync(articleId, cancellationToken);
            if (story is null || story.Members.All(member => member.ArticleId != articleId))
            {
                if (story?.Left != articleId)
                {
                    return null;
                }

                await SayAsync(active, story, say); // done before, and perhaps not said
                return story;
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
            if (await TrySaveAsync(active, left, story, say, cancellationToken))
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

    private async Task<bool> TrySaveAsync(ActiveStories active, Story story, Story? before, Func<Story, Task> say, CancellationToken cancellationToken)
    {
        if (before is not null && !active.IsSaid(before))
        {
            await SayAsync(active, before, say);
        }

        var now = time.GetUtcNow();
        if (!await stories.TrySaveAsync(story, now, now + (4 * options.Value.StoryWindow), cancellationToken))
        {
            return (await stories.ChangedSinceAsync(active.Sequence, cancellationToken)).Sequence != active.Sequence
                ? false
                : throw new InvalidOperationException($"Nobody has saved a story meanwhile, and yet {story.StoryId} cannot be saved as version {story.Version}.");
        }

        active.Saved([story], story.Sequence, Since);
        await SayAsync(active, story, say);
        return true;
    }

    private static async Task SayAsync(ActiveStories active, Story story, Func<Story, Task> say)
    {
        await say(story);
        active.Said(story);
    }

    private async Task<ActiveStories> ActiveAsync(CancellationToken cancellationToken)
    {
        if (known is null)
        {
            var (found, last) = await stories.ActiveAsync(Since, cancellationToken);
            known = new ActiveStories(last);
            known.Saved(found, last, Since);
        }
        else
        {
            var (changed, last) = await stories.ChangedSinceAsync(known.Sequence, cancellationToken);
            known.Saved(changed, last, Since);
        }

        return known;
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
