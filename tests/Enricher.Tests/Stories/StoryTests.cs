using Ingestion.Contracts;
using Ingestion.Enricher.Stories;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.Options;

namespace Ingestion.Enricher.Tests.Stories;

/// <summary>Which articles are of one story, and what the world hears of it.</summary>
public sealed class StoryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private static readonly ArticleEnriched[] Strike =
    [
        Article("a1_s1", "Dockers in Port Ellis walk out over shifts", "Dockers in Port Ellis walked out on Tuesday over new night shifts, and cranes stood still. Transport Minister Lena Brandt called for talks with the dockers' union."),
        Article("a1_s2", "Port Ellis strike enters second day", "The strike of dockers in Port Ellis entered a second day on Wednesday. Union leaders and Lena Brandt are to meet; forty ships wait off the port for cranes.", 20),
        Article("a1_s3", "Talks open in Port Ellis dock strike", "Lena Brandt met leaders of the dockers' union in Port Ellis to end the strike over night shifts that has kept forty ships waiting.", 30),
    ];

    private static readonly ArticleEnriched Flour = Article("a1_f1", "Bakers fear dearer flour", "Bakers in Halden say that flour will cost a fifth more by summer after a wet harvest. Miller Otto Kranz blamed the price of diesel.");

    [Fact]
    public async Task Articles_about_one_event_make_one_story_and_others_another()
    {
        using var maker = Maker();
        var stories = new List<Story>();
        foreach (var article in Strike.Prepend(Flour))
        {
            stories.Add(await maker.JoinAsync(article, default));
        }

        Assert.Equal(["s_f1", "s_s1", "s_s1", "s_s1"], stories.Select(story => story.StoryId));
        Assert.Equal([1, 1, 2, 3], stories.Select(story => story.Version));
        var said = StoryEvents.Of(stories[^1]);
        Assert.Equal(("a1_s1", 3, 3, "a1_s3"), (said.HeadlineOf, said.Articles, said.Votes, said.Joined));
        Assert.Contains("Lena Brandt", said.Names);
    }

    [Theory]
    [InlineData("a1_copy")] // smaller than the one that it is a copy of: the group takes its name
    [InlineData("a1_t_copy")]
    public async Task A_copy_joins_without_a_vote(string id)
    {
        using var maker = Maker();
        await maker.JoinAsync(Strike[0], default);
        var before = await maker.JoinAsync(Strike[1], default);
        await service.Get<ICopies>().JoinAsync(["a1_s1", id], Now.AddDays(1), default);

        var after = await maker.JoinAsync(Article(id, "Quite another headline", "Quite another text that only the search for copies knows to be one."), default);

        Assert.Equal((before.StoryId, 3, 2), (after.StoryId, StoryEvents.Of(after).Articles, StoryEvents.Of(after).Votes));
        Assert.Equal(before.Terms, after.Terms);
    }

    [Fact]
    public async Task Groups_that_become_one_have_one_vote()
    {
        using var maker = Maker();
        await maker.JoinAsync(Strike[0], default);
        await maker.JoinAsync(Strike[1], default);
        await service.Get<ICopies>().JoinAsync(["a1_s1", "a1_s2", "a1_between"], Now.AddDays(1), default);

        var after = await maker.JoinAsync(Strike[2] with { ArticleId = "a1_between" }, default);

        Assert.Equal(("s_s1", 3, 1), (after.StoryId, StoryEvents.Of(after).Articles, StoryEvents.Of(after).Votes));
    }

    [Fact]
    public async Task Who_takes_over_goes_on_and_who_was_taken_over_from_reads_everything_again()
    {
        using var first = Maker();
        using var second = Maker();
        await first.JoinAsync(Flour, default);
        await first.JoinAsync(Strike[0], default);

        var second1 = await second.JoinAsync(Strike[1], default);
        var again = await first.JoinAsync(Strike[2], default);

        Assert.Equal((("s_s1", 2L), ("s_s1", 3L)), ((second1.StoryId, second1.Version), (again.StoryId, again.Version)));
        Assert.Equal(["a1_s1", "a1_s2", "a1_s3"], again.Members.Select(member => member.ArticleId));
    }

    [Fact]
    public async Task The_order_of_restarts_changes_nothing()
    {
        var articles = Strike.Append(Flour).Append(Article("a1_f2", "Flour dearer after wet harvest, bakers say", "Flour will cost a fifth more after a wet harvest, bakers in Halden said. Otto Kranz, a miller, blamed diesel.", 10)).ToList();
        List<string> one = [], other = [];
        using (var maker = Maker())
        {
            foreach (var article in articles)
            {
                one.Add((await maker.JoinAsync(article, default)).StoryId);
            }
        }

        await using var fresh = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());
        foreach (var article in articles)
        {
            using var restarted = new StoryMaker(fresh.Get<IStories>(), fresh.Get<ICopies>(), Options.Create(new EnricherOptions()), TimeProvider.System);
            other.Add((await restarted.JoinAsync(article, default)).StoryId);
        }

        Assert.Equal(one, other);
        Assert.Equal(2, one.Distinct().Count());
    }

    [Fact]
    public async Task A_redelivery_says_the_same_and_a_withdrawn_article_leaves()
    {
        foreach (var article in Strike)
        {
            await service.Get<IArticleStore>().FileAsync(article, Guid.NewGuid(), Now, default);
            await SayIndexedAsync(article);
        }

        await SayIndexedAsync(Strike[2]);
        await service.HandleAsync(new ArticleWithdrawn { ArticleId = "a1_s1", Revision = 1, Reason = WithdrawReason.Kill }, Guid.NewGuid());
        await Shell.UntilAsync("it has left", () => Task.FromResult(service.Messages.PublishedOf<StoryChanged>().Count == 5));
        await service.HandleAsync(new ArticleWithdrawn { ArticleId = "a1_s1", Revision = 1, Reason = WithdrawReason.Kill }, Guid.NewGuid());
        await Shell.UntilAsync("that is said again", () => Task.FromResult(service.Messages.PublishedOf<StoryChanged>().Count == 6));

        var said = service.Messages.PublishedOf<StoryChanged>();
        Assert.Equal([1L, 2, 3, 3, 4, 4], said.Select(message => ((StoryChanged)message.Message).Version));
        Assert.Equal(4, said.Select(message => message.MessageId).Distinct().Count());
        var left = (StoryChanged)said[^1].Message;
        Assert.Equal(("a1_s2", "a1_s1", null, 2), (left.HeadlineOf, left.Left, left.Joined, left.Articles));
    }

    private Task<ConsumedMessage> SayIndexedAsync(ArticleEnriched article) => service.HandleAsync(
        new ArticleIndexed { ArticleId = article.ArticleId, Revision = 1, CanonicalUrl = article.CanonicalUrl, Headline = article.Headline, LanguageTag = "en", IndexedAt = Now, Version = article.ArticleId },
        Guid.NewGuid());

    private StoryMaker Maker() => new(service.Get<IStories>(), service.Get<ICopies>(), Options.Create(new EnricherOptions()), TimeProvider.System);

    private static ArticleEnriched Article(string id, string headline, string text, int minutes = 0)
    {
        var parsed = Articles.Parsed(headline, [text], Now.AddHours(-2).AddMinutes(minutes)) with { ArticleId = id, CanonicalUrl = "https://wire.example/" + id };
        return Articles.Enricher.Enrich(parsed) with { VersionOrder = VersionOrder.Of(parsed), IndexedAt = Now };
    }
}
