using System.Collections.Concurrent;

namespace Ingestion.Bench.Soak;

/// <summary>One publisher: an address of its own, habits, stories, and how it feels just now.</summary>
/// <param name="number">Which, from 0.</param>
/// <param name="port">The port that all of them listen on.</param>
/// <param name="habits">How it behaves.</param>
/// <param name="openedAt">When it opened, UTC.</param>
internal sealed class Site(int number, int port, SiteHabits habits, DateTimeOffset openedAt)
{
    private const int FeedLength = 60;
    private readonly ConcurrentDictionary<int, Story> stories = new();
    private readonly ConcurrentDictionary<string, bool> read = new(StringComparer.Ordinal);
    private long changed = openedAt.ToUnixTimeSeconds();
    private int visits;

    public int Number => number;

    public SiteHabits Habits => habits;

    public string Address => AddressOf(number);

    public string Name => habits.German ? $"Der Bote {number}" : $"The Courier {number}";

    /// <summary>Its feed fails just now.</summary>
    public bool IsFailing { get; set; }

    /// <summary>Its feed lies just now.</summary>
    public bool IsLying { get; set; }

    /// <summary>When its list of stories last changed, UTC, whole seconds.</summary>
    public DateTimeOffset ChangedAt => DateTimeOffset.FromUnixTimeSeconds(Interlocked.Read(ref changed));

    public static string AddressOf(int number) => $"127.2.{number / 100}.{(number % 100) + 1}";

    public string Url(string path) => $"http://{Address}:{port}{path}";

    /// <summary>Where its feed is subscribed to.</summary>
    public string FeedUrl => Url(habits.Format switch
    {
        ListFormat.Rss => "/rss.xml",
        ListFormat.Atom => "/atom.xml",
        ListFormat.JsonFeed => "/feed.json",
        _ => "/sitemap.xml",
    });

    public string SecondFeedUrl => Url("/second.xml");

    /// <summary>The feeds that are subscribed to.</summary>
    public IEnumerable<string> FeedUrls => habits.HasSecondFeed ? [FeedUrl, SecondFeedUrl] : [FeedUrl];

    public IEnumerable<Story> All => stories.Values;

    /// <summary>What its feed names: the newest first, and of a sitemap all.</summary>
    public IReadOnlyList<Story> Newest
    {
        get
        {
            var newest = stories.Values.OrderByDescending(story => story.Number);
            return [.. habits.Format is ListFormat.Sitemap or ListFormat.SitemapIndex ? newest : newest.Take(FeedLength)];
        }
    }

    /// <summary>Each of its feeds was answered whole at least once.</summary>
    public bool WasRead => FeedUrls.All(read.ContainsKey);

    /// <summary>Notes that a feed was answered whole.</summary>
    public void Read(string feed) => read[feed] = true;

    /// <summary>Counts a visitor.</summary>
    public int Visit() => Interlocked.Increment(ref visits);

    public Story? Find(int story) => stories.GetValueOrDefault(story);

    public void Publish(DateTimeOffset now)
    {
        var next = stories.Count + 1;
        var story = new Story { Number = next, PublishedAt = now, Forbidden = habits.ListsForbidden && next % 6 == 2 };
        story.Revise(new StoryVersion(1, 1, now));
        stories[next] = story;
        Interlocked.Exchange(ref changed, now.ToUnixTimeSeconds());
    }

    public void Revise(Story story, bool headline, bool text, DateTimeOffset now)
    {
        var before = story.Latest;
        story.Revise(new StoryVersion(before.Headline + (headline ? 1 : 0), before.Text + (text ? 1 : 0), now));
        Interlocked.Exchange(ref changed, now.ToUnixTimeSeconds());
    }
}
