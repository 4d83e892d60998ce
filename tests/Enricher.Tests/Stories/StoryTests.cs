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

    private static readonly Func<Story, Task> Unheard = _ => Task.CompletedTask;

    private static readonly ArticleEnriched Flour = Article("a1_f1", "Bakers fear dearer flour", "Bakers in Halden say that flour will cost a fifth more by summer after a wet harvest. Miller Otto Kranz blamed the price of diesel.");

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
    public async Task Who_takes_over_goes_on_and_who_was_taken_over_from_reads_what_has_changed()
    {
        using var first = Maker();
        using var second = Maker();
        await first.JoinAsync(Flour, Unheard, default);
        await first.JoinAsync(Strike[0], Unheard, default);

        var second1 = await second.JoinAsync(Strike[1], Unheard, default);
        var again = await first.JoinAsync(Strike[2], Unheard, default);

        Assert.Equal((("s_s1", 2L), ("s_s1", 3L)), ((second1.StoryId, second1.Version), (again.StoryId, again.Version)));
        Assert.Equal(["a1_s1", "a1_s2", "a1_s3"], again.Members.Select(member => member.ArticleId));
    }

    [Fact]
    public async Task Of_several_at_once_each_article_joins_one_story_and_every_version_is_said()
    {
        var articles = Enumerable.Range(0, 60).Select(i => Strike[i % 3] with { ArticleId = $"a1_many{i}" }).Append(Flour).ToList();
        var waiting = new ConcurrentQueue<ArticleEnriched>(articles);
        var said = new ConcurrentQueue<StoryChanged>();
        Task SayAsync(Story story) => Task.Run(() => said.Enqueue(StoryEvents.Of(story)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var maker = Maker();
            while (waiting.TryDequeue(out var article))
            {
                await maker.JoinAsync(article, SayAsync, default);
            }
        })));

        var (stories, sequence) = await service.Get<IStories>().ActiveAsync(Now.AddDays(-1), default);
        Assert.Equal(articles.Select(article => article.ArticleId).Order(), stories.SelectMany(story => story.Members).Select(member => member.ArticleId).Order());
        Assert.Equal([1, 60], stories.Select(story => story.Members.Count).Order());
        Assert.Equal(61, sequence);
        Assert.Equal(articles.Select(article => article.ArticleId).Order(), said.Select(story => story.Joined!).Distinct().Order());
        Assert.All(said.GroupBy(story => (story.StoryId, story.Version)), version => Assert.Single(version.Select(story => JsonSerializer.Serialize(story)).Distinct()));
    }

    [Fact]
    public async Task What_who_died_before_it_was_said_has_saved_is_said_by_who_goes_on()
    {
        using var dying = Maker();
        using var second = Maker();
        await Assert.ThrowsAsync<IOException>(() => dying.JoinAsync(Strike[0], _ => throw new IOException("The broker is away."), default));
        var said = new ConcurrentQueue<Story>();

        await second.JoinAsync(Strike[1], story => Task.Run(() => said.Enqueue(story)), default);

        Assert.Equal([(1L, "a1_s1"), (2L, "a1_s2")], said.Select(story => (story.Version, story.Joined)));
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
    public async Task What_another_enricher_heard_too_early_is_made_up_for()
    {
        // The withdrawal comes and is handled while the article is in this one's hands.
        RunningService? both = null;
        await using var one = both = await RunningService.StartAsync(
            builder =>
            {
                builder.AddEnricher();
                builder.Services.AddSingleton(services => new StoryMaker(
                    new HeldStories(services.GetRequiredService<IStories>(), () => WithdrawAsync(both!)),
                    services.GetRequiredService<ICopies>(), services.GetRequiredService<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System));
            },
            bus => bus.AddEnricherConsumers());
        await one.Get<IArticleStore>().FileAsync(Strike[0], Guid.NewGuid(), Now, default);

        await one.HandleAsync(Indexed(Strike[0]), Guid.NewGuid());

        Assert.Empty((await one.Get<IStories>().FindOfAsync("a1_s1", default))!.Members);
        Assert.Equal([("a1_s1", null), (null, "a1_s1")], one.Messages.PublishedOf<StoryChanged>().Select(message => (StoryChanged)message.Message).Select(said => (said.Joined, said.Left)));
    }

    private static async Task WithdrawAsync(RunningService service)
    {
        using var elsewhere = new StoryMaker(service.Get<IStories>(), service.Get<ICopies>(), service.Get<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System);
        await service.Get<IArticleStore>().WithdrawAsync(
            Strike[0] with { Headline = "", Body = Strike[0].Body with { Text = "" }, Withdrawal = new Withdrawal { Reason = WithdrawReason.Kill, At = Now } }, default);
        Assert.Null(await elsewhere.LeaveAsync("a1_s1", Unheard, default));
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
    public async Task An_article_that_two_have_during_a_takeover_is_in_its_story_once()
    {
        using var second = Maker();
        await second.JoinAsync(Flour, Unheard, default);
        using var slow = Maker(new HeldStories(service.Get<IStories>(), () => second.JoinAsync(Strike[0], Unheard, default)));

        var joined = await slow.JoinAsync(Strike[0], Unheard, default);

        Assert.Equal(("s_s1", 1L, 1), (joined.StoryId, joined.Version, joined.Members.Count));
    }

    [Fact]
    public async Task What_joined_during_a_takeover_is_not_lost_with_what_leaves()
    {
        using var second = Maker();
        await second.JoinAsync(Strike[0], Unheard, default);
        await second.JoinAsync(Strike[1], Unheard, default);
        using var slow = Maker(new HeldStories(service.Get<IStories>(), () => second.JoinAsync(Strike[2], Unheard, default)));

        var left = await slow.LeaveAsync("a1_s1", Unheard, default);

        Assert.Equal(["a1_s2", "a1_s3"], left?.Members.Select(member => member.ArticleId));
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

    private static ArticleIndexed Indexed(ArticleEnriched article) =>
        new() { ArticleId = article.ArticleId, Revision = 1, CanonicalUrl = article.CanonicalUrl, Headline = article.Headline, LanguageTag = "en", IndexedAt = Now, Version = article.ArticleId };

    private StoryMaker Maker(IStories? stories = null) => new(stories ?? service.Get<IStories>(), service.Get<ICopies>(), service.Get<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System);

    private static ArticleEnriched Article(string id, string headline, string text, int minutes = 0)
    {
        var parsed = Articles.Parsed(headline, [text], Now.AddHours(-2).AddMinutes(minutes)) with { ArticleId = id, CanonicalUrl = "https://wire.example/" + id };
        return Articles.Enricher.Enrich(parsed) with { VersionOrder = VersionOrder.Of(parsed), IndexedAt = Now };
    }

    /// <summary>A store with something that happens once, just after a story was read.</summary>
    private sealed class HeldStories(IStories stories, Func<Task> meanwhile) : IStories
    {
        private bool hasHappened;

        public async Task<Story?> FindOfAsync(string articleId, CancellationToken cancellationToken)
        {
            var story = await stories.FindOfAsync(articleId, cancellationToken);
            if (!hasHappened)
            {
                hasHappened = true;
                await meanwhile();
            }

            return story;
        }

        public Task<bool> TrySaveAsync(Story story, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancellationToken) => stories.TrySaveAsync(story, now, expiresAt, cancellationToken);

        public Task<(IReadOnlyList<Story> Stories, long Sequence)> ActiveAsync(DateTimeOffset since, CancellationToken cancellationToken) => stories.ActiveAsync(since, cancellationToken);

        public Task<(IReadOnlyList<Story> Stories, long Sequence)> ChangedSinceAsync(long sequence, CancellationToken cancellationToken) => stories.ChangedSinceAsync(sequence, cancellationToken);

        public Task<Story?> FindAsync(string storyId, CancellationToken cancellationToken) => stories.FindAsync(storyId, cancellationToken);
    }
}
