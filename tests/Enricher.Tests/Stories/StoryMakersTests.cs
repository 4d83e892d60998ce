using System.Collections.Concurrent;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Enricher.Stories;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Ingestion.Enricher.Tests.Stories.StoryArticles;

namespace Ingestion.Enricher.Tests.Stories;

/// <summary>Several enrichers with the stories of one store.</summary>
public sealed class StoryMakersTests : IAsyncLifetime
{
    private static readonly Func<Story, Task> Unheard = _ => Task.CompletedTask;

    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddEnricher(), bus => bus.AddEnricherConsumers());

    public ValueTask DisposeAsync() => service.DisposeAsync();

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

    private StoryMaker Maker(IStories? stories = null) => new(stories ?? service.Get<IStories>(), service.Get<ICopies>(), service.Get<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System);

    private static async Task WithdrawAsync(RunningService service)
    {
        using var elsewhere = new StoryMaker(service.Get<IStories>(), service.Get<ICopies>(), service.Get<IArticleStore>(), Options.Create(new EnricherOptions()), TimeProvider.System);
        await service.Get<IArticleStore>().WithdrawAsync(
            Strike[0] with { Headline = "", Body = Strike[0].Body with { Text = "" }, Withdrawal = new Withdrawal { Reason = WithdrawReason.Kill, At = Now } }, default);
        Assert.Null(await elsewhere.LeaveAsync("a1_s1", Unheard, default));
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
