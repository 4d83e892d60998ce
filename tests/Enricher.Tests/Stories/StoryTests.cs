using System.Collections.Concurrent;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Enricher.Stories;
using Ingestion.Enricher.Tests.Copies;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Ingestion.Enricher.Tests.Stories.StoryArticles;

namespace Ingestion.Enricher.Tests.Stories;

/// <summary>Which articles are of one story, and what the world hears of it.</summary>
public sealed class StoryTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private static readonly Func<Story, Task> Unheard = _ => Task.CompletedTask;

    [Fact]
    public async Task Articles_about_one_event_make_one_story_and_others_another()
    {
        using var maker = Maker();
        var stories = new List<Story>();
        foreach (var article in Strike.Prepend(Flour))
        {
            stories.Add(await maker.JoinAsync(article, Unheard, default));
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
        await maker.JoinAsync(Strike[0], Unheard, default);
        var before = await maker.JoinAsync(Strike[1], Unheard, default);
        await service.Get<ICopies>().JoinAsync(["a1_s1", id], Now.AddDays(1), default);

        var after = await maker.JoinAsync(Article(id, "Quite another headline", "Quite another text that only the search for copies knows to be one."), Unheard, default);

        Assert.Equal((before.StoryId, 3, 2), (after.StoryId, StoryEvents.Of(after).Articles, StoryEvents.Of(after).Votes));
        Assert.Equal(before.Terms, after.Terms);
    }

    [Fact]
    public async Task Groups_that_become_one_have_one_vote()
    {
        using var maker = Maker();
        await maker.JoinAsync(Strike[0], Unheard, default);
        await maker.JoinAsync(Strike[1], Unheard, default);
        await service.Get<ICopies>().JoinAsync(["a1_s1", "a1_s2", "a1_between"], Now.AddDays(1), default);

        var after = await maker.JoinAsync(Strike[2] with { ArticleId = "a1_between" }, Unheard, default);

        Assert.Equal(("s_s1", 3, 1), (after.StoryId, StoryEvents.Of(after).Articles, StoryEvents.Of(after).Votes));
    }

    [Fact]
    public async Task An_article_that_comes_back_is_in_the_story_that_it_began()
    {
        using var maker = Maker();
        await maker.JoinAsync(Flour, Unheard, default);
        await maker.LeaveAsync("a1_f1", Unheard, default);

        var back = await maker.JoinAsync(Flour, Unheard, default);

        Assert.Equal(("s_f1", 3L, "a1_f1", 1), (back.StoryId, back.Version, back.Joined, back.Members.Count));
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
                one.Add((await maker.JoinAsync(article, Unheard, default)).StoryId);
            }
        }

        await using var fresh = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());
        foreach (var article in articles)
        {
            using var restarted = new StoryMaker(fresh.Get<IStories>(), fresh.Get<ICopies>(), fresh.Get<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System);
            other.Add((await restarted.JoinAsync(article, Unheard, default)).StoryId);
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

    [Fact]
    public async Task A_killed_articles_words_leave_with_it_and_its_copy_votes_in_its_place()
    {
        var killed = Article("a1_s2", "Port Ellis strike entered by Zebulon Quimby", "The strike of dockers in Port Ellis goes on. Lena Brandt said that Zebulon Quimby embezzled the fund of the dockers' union.", 20);
        ArticleEnriched[] all = [Strike[0], killed, Strike[1] with { ArticleId = "a1_s2_copy" }, Strike[2]];
        using var maker = Maker();
        await service.Get<ICopies>().JoinAsync(["a1_s2", "a1_s2_copy"], Now.AddDays(1), default);
        foreach (var article in all)
        {
            await service.Get<IArticleStore>().FileAsync(article, Guid.NewGuid(), Now, default);
            Assert.Equal("s_s1", (await maker.JoinAsync(article, Unheard, default)).StoryId);
        }

        var left = await maker.LeaveAsync("a1_s2", Unheard, default);

        var expected = all.Where(article => article != killed).SelectMany(article => StoryFeatures.Of(article.Headline, article.Body.Text, "en").Keys).Distinct();
        Assert.Equal(expected.Order(), left!.Terms.Select(term => term.Hash).Order());
        Assert.Equal((3, 3), (StoryEvents.Of(left).Articles, StoryEvents.Of(left).Votes));
    }

    [Fact]
    public async Task A_corrected_headline_is_the_storys_headline_and_said_once()
    {
        using var maker = Maker();
        await maker.JoinAsync(Article("a1_s1", "Minister Brandt jailed over dock strike", Strike[0].Body.Text), Unheard, default);
        var corrected = Article("a1_s1", "CORRECTED: Minister Brandt not jailed over dock strike", Strike[0].Body.Text, 5);

        var now = await maker.JoinAsync(corrected, Unheard, default);
        var again = await maker.JoinAsync(corrected, Unheard, default);

        Assert.Equal((corrected.Headline, 2L, null, 1), (StoryEvents.Of(now).Headline, now.Version, StoryEvents.Of(now).Joined, StoryEvents.Of(now).Articles));
        Assert.Equal(now.Version, again.Version);
    }

    [Fact]
    public async Task What_says_that_it_is_from_the_future_is_from_now()
    {
        using var maker = Maker();

        var story = await maker.JoinAsync(Article("a1_s1", Strike[0].Headline, Strike[0].Body.Text, minutes: 60 * 24 * 40), Unheard, default);

        Assert.InRange(story.UpdatedAt, Now.AddMinutes(-1), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task What_was_withheld_and_is_public_again_stays_when_the_withdrawal_comes_late()
    {
        var store = service.Get<IArticleStore>();
        await store.FileAsync(Strike[0], Guid.NewGuid(), Now, default);
        await SayIndexedAsync(Strike[0]);

        await service.HandleAsync(new ArticleWithdrawn { ArticleId = "a1_s1", Revision = 2, Reason = WithdrawReason.Withheld }, Guid.NewGuid());
        await Shell.UntilAsync("both who hear of it are done", () => Task.FromResult(service.Messages.Consumed.Count(one => one.Message is ArticleWithdrawn) == 2));

        Assert.Single((await service.Get<IStories>().FindOfAsync("a1_s1", default))!.Members);
        Assert.Single(service.Messages.PublishedOf<StoryChanged>());
    }

    [Fact]
    public async Task Copies_of_what_the_indexer_announces_after_an_embargo_are_found_before_its_story()
    {
        var text = CopyTexts.Story(71);
        ArticleEnriched[] both = [Article("a1_r2", "Cranes stand still", text), Article("a1_r1", "Cranes stand still", text, 10)];
        await service.Get<CopyFinder>().FindAsync(both[0], default);
        foreach (var article in both)
        {
            await service.Get<IArticleStore>().FileAsync(article, Guid.NewGuid(), Now, default);
            await SayIndexedAsync(article);
        }

        await SayIndexedAsync(both[1]);

        Assert.Equal(
            [("a1_r1", "a1_r2"), ("a1_r2", null)],
            service.Messages.PublishedOf<CopiesChanged>().Select(message => (CopiesChanged)message.Message).Select(said => (said.ArticleId, said.Copies.Of)));
        var story = (StoryChanged)service.Messages.PublishedOf<StoryChanged>()[^1].Message;
        Assert.Equal((2, 1), (story.Articles, story.Votes));
    }

    private Task<ConsumedMessage> SayIndexedAsync(ArticleEnriched article) => service.HandleAsync(Indexed(article), Guid.NewGuid());

    private StoryMaker Maker() => new(service.Get<IStories>(), service.Get<ICopies>(), service.Get<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System);
}
