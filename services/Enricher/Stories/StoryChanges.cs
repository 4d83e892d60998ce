using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Enricher.Stories;

/// <summary>The next version of a story. Pure.</summary>
internal static class StoryChanges
{
    /// <summary>
    /// A story with so many articles is full: what comes after begins another. Each save holds the whole story, so that without an end a story would cost the square of
    /// its length. At a hundred thousand articles a day one in a hundred and forty of a week would have to be of it.
    /// </summary>
    public const int MaxMembers = 5000;

    /// <summary>After so many days a story counts 0.6 as much.</summary>
    private static readonly TimeSpan Sigma = TimeSpan.FromDays(3);

    /// <summary>The story that an article joins or begins.</summary>
    /// <param name="active">Stories that it may join.</param>
    /// <param name="article">The article.</param>
    /// <param name="group">Its group of copies.</param>
    /// <param name="copiesOf">All articles of the group.</param>
    /// <param name="now">Now, UTC.</param>
    public static Story Join(ActiveStories active, ArticleEnriched article, string group, IReadOnlySet<string> copiesOf, DateTimeOffset now)
    {
        var (tag, at) = (article.Language.Tag, (article.Published?.At ?? article.FetchedAt).ToUniversalTime());
        var member = new StoryMember
        {
            ArticleId = article.ArticleId,
            GroupId = group,
            Headline = article.Headline,
            Provider = article.Provider.Host ?? article.Provider.Name,
            Names = StoryFeatures.NamesOf(article),
            At = at > now ? now : at, // what says that it is from the future would keep a story open until then
        };

        if (active.OfGroup(tag, copiesOf) is { Members.Count: < MaxMembers } carried)
        {
            // A group that grew, or became one with another, has another name now.
            List<StoryMember> renamed = [.. carried.Members.Select(known => copiesOf.Contains(known.GroupId) ? known with { GroupId = group } : known)];
            return With(active, carried with { Members = renamed }, member, carried.Terms);
        }

        var features = StoryFeatures.Of(article.Headline, article.Body.Text, tag);
        var (story, likeness) = active.In(tag).MostLike(features, member.At, Sigma);
        return story is not null && likeness >= StoryVectors.Threshold(features)
            ? With(active, story, member, StoryVectors.Sum(story.Terms, features))
            : new Story
            {
                StoryId = "s_" + (article.ArticleId.StartsWith("a1_", StringComparison.Ordinal) ? article.ArticleId[3..] : article.ArticleId),
                Version = 1,
                Sequence = active.Sequence + 1,
                LanguageTag = tag,
                Members = [member],
                Terms = StoryVectors.Sum([], features),
                UpdatedAt = member.At,
                Joined = article.ArticleId,
            };
    }

    /// <summary>The story that an article began and left, with it again: a second one of the same id there cannot be.</summary>
    public static Story Return(ActiveStories active, Story story, StoryMember member, ArticleEnriched article)
    {
        var tag = story.Members.Count == 0 ? article.Language.Tag : story.LanguageTag;
        return With(active, story with { LanguageTag = tag }, member, StoryVectors.Sum(story.Terms, StoryFeatures.Of(article.Headline, article.Body.Text, tag)));
    }

    /// <summary>The story with what one of its articles says now; null when that is what it said. Its terms stay: what an article is about is not what a correction changes.</summary>
    public static Story? Revise(ActiveStories active, Story story, StoryMember before, ArticleEnriched article)
    {
        var now = before with { Headline = article.Headline, Names = StoryFeatures.NamesOf(article) };
        return before.Headline == now.Headline && before.Names.SequenceEqual(now.Names, StringComparer.Ordinal)
            ? null
            : story with
            {
                Version = story.Version + 1,
                Sequence = active.Sequence + 1,
                Members = [.. story.Members.Select(member => member == before ? now : member)],
                Joined = null,
                Left = null,
            };
    }

    private static Story With(ActiveStories active, Story story, StoryMember member, IReadOnlyList<StoryTerm> terms) => story with
    {
        Version = story.Version + 1,
        Sequence = active.Sequence + 1,
        Members = [.. story.Members, member],
        Terms = terms,
        UpdatedAt = member.At > story.UpdatedAt ? member.At : story.UpdatedAt,
        Joined = member.ArticleId,
        Left = null,
    };
}
