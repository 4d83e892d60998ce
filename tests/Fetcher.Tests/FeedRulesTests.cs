using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.News.Feeds;
using Ingestion.Storage;

namespace Ingestion.Fetcher.Tests;

/// <summary>What is decided about feeds without asking anybody.</summary>
public sealed class FeedRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly FetcherOptions Options = new();

    private static Feed Subscribed => new() { Url = "https://wire.example/rss", Subscribed = true, AddedAt = Now.AddDays(-10), NextPollAt = Now.AddMinutes(-1) };

    public static TheoryData<string, FeedEntry[], string[], int> Entries => new()
    {
        { "its link", [Entry("https://wire.example/1")], ["https://wire.example/1"], 0 },
        { "guids that repeat lose nothing", [Entry("https://wire.example/1", "same"), Entry("https://wire.example/2", "same")], ["https://wire.example/1", "https://wire.example/2"], 0 },
        { "guids that are missing too", [Entry("https://wire.example/1"), Entry("https://wire.example/2")], ["https://wire.example/1", "https://wire.example/2"], 0 },
        { "a guid that changes makes no second story", [Entry("https://wire.example/1", "a"), Entry("https://wire.example/1#x", "b")], ["https://wire.example/1"], 0 },
        { "a permalink stands in for a link", [Entry(null, "https://wire.example/1", isPermaLink: true)], ["https://wire.example/1"], 0 },
        { "and for one that leads nowhere", [Entry("mailto:desk@wire.example", "https://wire.example/1", isPermaLink: true)], ["https://wire.example/1"], 0 },
        { "a guid that is no permalink does not", [Entry(null, "https://wire.example/1")], [], 1 },
        { "a permalink that is no URL does not", [Entry(null, "tag:wire.example,2026:1", isPermaLink: true)], [], 1 },
        { "an entry without either is counted", [Entry(null), Entry("https://wire.example/2")], ["https://wire.example/2"], 1 },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_story_is_what_its_URL_names(string because, FeedEntry[] entries, string[] urls, int unusable)
    {
        var found = FeedStories.Of(Document(entries));

        Assert.True(urls.SequenceEqual(found.Stories.Select(story => story.Url)), because);
        Assert.True(unusable == found.Unusable, because);
    }

    public static TheoryData<string, FeedEntry, bool> Stamps => new()
    {
        { "the same", new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike", Published = Now, Updated = Now }, true },
        { "the same moment in another zone", new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike", Published = Now.ToOffset(TimeSpan.FromHours(5)), Updated = Now }, true },
        { "another guid", new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike", Published = Now, Updated = Now, Id = "x" }, true },
        { "another headline", new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike ends", Published = Now, Updated = Now }, false },
        { "updated", new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike", Published = Now, Updated = Now.AddSeconds(1) }, false },
        { "without its date", new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike", Updated = Now }, false },
    };

    [Theory]
    [MemberData(nameof(Stamps))]
    public void A_stamp_differs_when_the_story_may_have_changed(string because, FeedEntry entry, bool same)
    {
        var before = new FeedEntry { Link = "https://wire.example/1", Title = "Harbour strike", Published = Now, Updated = Now };

        var (one, other) = (FeedStories.Of(Document(before)).Stories[0].Stamp, FeedStories.Of(Document(entry)).Stories[0].Stamp);

        Assert.True(same == (one == other), because);
        Assert.InRange(one.Length, 1, 32);
    }

    [Fact]
    public void Of_a_story_named_twice_the_newest_word_counts_wherever_it_stands()
    {
        var (old, young) = (new FeedEntry { Link = "https://wire.example/1", Published = Now.AddDays(-1) }, new FeedEntry { Link = "https://wire.example/1", Published = Now });

        Assert.Equal(FeedStories.Of(Document(old, young)).Stories, FeedStories.Of(Document(young, old)).Stories);
    }

    [Theory]
    [InlineData("never ordered", null, null, null, null, true)]
    [InlineData("never read, and waiting for its back-off", null, "2026-03-04T09:30:00Z", null, null, false)]
    [InlineData("never read, and its order was lost", null, "2026-03-04T08:30:00Z", null, null, true)]
    [InlineData("changed since it was read", "2026-03-04T08:00:01Z", null, "2026-03-04T08:00:00Z", null, true)]
    [InlineData("not changed since", "2026-03-04T07:59:59Z", null, "2026-03-04T08:00:00Z", 1, false)]
    [InlineData("the second of the last read, which may have missed its end", "2026-03-04T08:00:01Z", null, "2026-03-04T08:00:01.9Z", 1, true)]
    [InlineData("a second that was over when it was read", "2026-03-04T08:00:01Z", null, "2026-03-04T08:00:02Z", 1, false)]
    [InlineData("the minute of the last read, of a site that counts no seconds", "2026-03-04T08:01Z", null, "2026-03-04T08:01:59Z", 1, true)]
    [InlineData("changed, but failed and has its own time", "2026-03-04T08:30:00Z", "2026-03-04T09:30:00Z", "2026-03-04T08:00:00Z", null, false)]
    [InlineData("nothing said: its own pause is over", null, null, "2026-03-04T08:00:00Z", 60, true)]
    [InlineData("nothing said: its own pause is not over", null, null, "2026-03-04T08:00:00Z", 61, false)]
    [InlineData("today, and its own pause is over", "2026-03-04", null, "2026-03-04T08:00:00Z", 60, true)]
    [InlineData("today, and its own pause is not over", "2026-03-04", null, "2026-03-04T08:00:00Z", 61, false)]
    [InlineData("the day of the last read, which may have missed its end", "2026-03-03", null, "2026-03-03T23:00:00Z", 60, true)]
    [InlineData("a day that was over when it was read", "2026-03-03", null, "2026-03-04T00:00:01Z", 60, false)]
    public void A_sitemap_is_read_when_its_index_says_so_or_does_not_know(string because, string? lastModified, string? nextPollAt, string? succeededAt, int? intervalMinutes, bool isDue)
    {
        var sitemap = (nextPollAt ?? succeededAt) is null ? null : Subscribed with
        {
            Subscribed = false,
            NextPollAt = Moment(nextPollAt),
            SucceededAt = Moment(succeededAt),
            Interval = TimeSpan.FromMinutes(intervalMinutes ?? 0),
        };

        Assert.True(isDue == SitemapPlan.IsDue(Moment(lastModified), sitemap, Now), because);
    }

    [Theory]
    [InlineData("never read, and broken just now", 1, 14, 0, false, false)]
    [InlineData("never read, and its pause is over", 1, 15, 0, false, true)]
    [InlineData("each failure doubles the pause", 4, 119, 0, false, false)]
    [InlineData("as for any feed", 4, 120, 0, false, true)]
    [InlineData("up to a day", 40, 1439, 0, false, false)]
    [InlineData("and no longer", 40, 1440, 0, false, true)]
    [InlineData("read before, and its own pause counts", 1, 59, 60, true, false)]
    [InlineData("read before, changed since, and its pause is over", 1, 60, 60, true, true)]
    public void A_sitemap_that_fails_is_not_asked_for_at_each_poll_of_its_index(string because, int failures, int minutesAgo, int intervalMinutes, bool wasRead, bool isDue)
    {
        var sitemap = Subscribed with
        {
            Subscribed = false,
            NextPollAt = null,
            PolledAt = Now.AddMinutes(-minutesAgo),
            Failures = failures,
            Interval = TimeSpan.FromMinutes(intervalMinutes),
            SucceededAt = wasRead ? Now.AddDays(-2) : null,
        };

        Assert.True(isDue == SitemapPlan.IsDue(Now.AddMinutes(-5).AddSeconds(1), sitemap, Now), because);
    }

    [Fact]
    public void A_sitemap_with_a_subscription_of_its_own_is_not_the_index_s_business() =>
        Assert.False(SitemapPlan.IsDue(Now, Subscribed with { SucceededAt = Now.AddDays(-1) }, Now));

    [Theory]
    [InlineData("none", null, null, null, null)]
    [InlineData("in the feed", "https://hub.example/", null, "https://hub.example/", "https://wire.example/self")]
    [InlineData("in the header, which comes first", "https://hub.example/", "<https://other.example/hub>; rel=\"hub\"", "https://other.example/hub", "https://wire.example/self")]
    [InlineData("both relations in one", null, "</push>; rel=\"hub self\"", "https://wire.example/push", "https://wire.example/push")]
    [InlineData("two links in one header", null, "<https://wire.example/t>; rel=self, <https://hub.example/?a,b>; title=\"a, b\"; rel=HUB", "https://hub.example/?a,b", "https://wire.example/t")]
    [InlineData("what is no URL is passed over", null, "<mailto:hub@wire.example>; rel=hub, <https://hub.example/>; rel=hub", "https://hub.example/", "https://wire.example/self")]
    [InlineData("a header cut off", null, "<https://hub.example/", null, null)]
    [InlineData("another relation", null, "<https://hub.example/>; rel=\"next\"; title=\"rel=hub\"", null, null)]
    public void A_hub_is_found_where_publishers_put_it(string because, string? inFeed, string? header, string? hub, string? topic)
    {
        var document = Document() with { Self = "https://wire.example/self", Hubs = inFeed is null ? [] : [inFeed] };

        var offer = WebSubOffer.Of(document, header is null ? [] : [header], new Uri("https://wire.example/rss"), "https://wire.example/rss");

        Assert.True(offer == (hub, topic), $"{because}: got {offer}");
    }

    [Fact]
    public void A_feed_that_does_not_name_itself_is_known_to_its_hub_by_its_URL() =>
        Assert.Equal(
            ("https://hub.example/", "https://wire.example/rss"),
            WebSubOffer.Of(Document() with { Hubs = ["https://hub.example/"] }, [], new Uri("https://cdn.example/rss"), "https://wire.example/rss"));

    [Theory]
    [InlineData("never asked", null, null, true)]
    [InlineData("asked, and the hub may still answer", -5.0, null, false)]
    [InlineData("asked, and the hub did not confirm", -7.0, null, true)]
    [InlineData("holds", -24.0, 200.0, false)]
    [InlineData("ends within a fifth", -200.0, 49.0, true)]
    [InlineData("asked anew and not yet confirmed", -1.0, 48.0, false)]
    [InlineData("asked anew in vain", -40.0, 9.0, true)]
    [InlineData("ended", -240.0, -1.0, true)]
    [InlineData("ended just after it was asked for", -2.0, -1.0, false)]
    public void A_hub_is_asked_for_what_is_not_there_or_ends_soon(string because, double? askedHours, double? untilHours, bool isDue)
    {
        var feed = Subscribed with
        {
            Hub = "https://hub.example/",
            HubAskedAt = askedHours is { } asked ? Now.AddHours(asked) : null,
            HubUntil = untilHours is { } until ? Now.AddHours(until) : null,
        };

        Assert.True(isDue == WebSubOffer.IsDue(feed, Now), because);
        Assert.False(WebSubOffer.IsDue(feed with { Subscribed = false }, Now));
        Assert.False(WebSubOffer.IsDue(feed with { Hub = null }, Now));
    }

    [Theory]
    [InlineData("the hub brought it", 60.0, 24.0, 360.0)]
    [InlineData("a planned poll found it: the hub is silent", 0.0, 24.0, 16.0)]
    [InlineData("no subscription holds", 60.0, -1.0, 16.0)]
    public void A_hub_is_trusted_while_it_brings_the_news(string because, double plannedMinutes, double hubHours, double expectedMinutes)
    {
        var feed = Subscribed with
        {
            Hub = "https://hub.example/",
            HubTopic = "https://wire.example/rss",
            HubUntil = Now.AddHours(hubHours),
            SucceededAt = Now.AddHours(-1),
            Interval = TimeSpan.FromMinutes(20),
            NextPollAt = Now.AddMinutes(plannedMinutes),
        };

        var after = Read(feed, Document() with { Hubs = ["https://hub.example/"] }, fresh: 1);

        Assert.True(after.NextPollAt >= Now.AddMinutes(expectedMinutes) && after.NextPollAt <= Now.AddMinutes(expectedMinutes * 1.1), $"{because}: got {after.NextPollAt}");
        Assert.True(after.HubUntil == feed.HubUntil, because);
    }

    [Fact]
    public void Another_hub_or_topic_ends_what_was_agreed_with_the_one_before()
    {
        var feed = Subscribed with { Hub = "https://hub.example/", HubTopic = "https://wire.example/rss", HubUntil = Now.AddDays(1), HubSecret = "secret" };

        Assert.Null(Read(feed, Document() with { Hubs = ["https://other.example/"] }).HubUntil);
        Assert.Null(Read(feed, Document() with { Hubs = ["https://hub.example/"], Self = "https://wire.example/all" }).HubUntil);
        Assert.Null(Read(feed, Document()).Hub);
    }

    [Theory]
    [InlineData("a feed", null, null, true)]
    [InlineData("one that was cut off", "it is larger than 9 bytes", null, false)]
    [InlineData("an index that says when its sitemaps changed", null, "2026-03-04T08:00:01Z", true)]
    [InlineData("an index that names the day: only the clock says when they are due", null, "2026-03-04", false)]
    [InlineData("an index that says nothing", null, "", false)]
    public void Validators_are_kept_where_304_means_that_nothing_is_to_be_done(string because, string? incomplete, string? lastModified, bool keeps)
    {
        var document = Document() with
        {
            Incomplete = incomplete,
            Sitemaps = lastModified is null ? [] : [new SitemapReference("https://wire.example/a.xml", Now.AddHours(-3).AddSeconds(1)), new SitemapReference("https://wire.example/b.xml", Moment(lastModified))],
        };

        var after = Read(Subscribed with { ETag = "\"old\"" }, document);

        Assert.True((keeps ? ("\"new\"", "Wed, 04 Mar 2026 08:00:00 GMT") : (null, null)) == (after.ETag, after.LastModified), because);
        Assert.Equal(incomplete is not null, after.LastError is not null);
    }

    [Theory]
    [InlineData("the first of all", null, 0, 30, 30, 30)]
    [InlineData("within what is left", 0, 60, 30, 30, 90)]
    [InlineData("more than what is left", 0, 90, 30, 10, 100)]
    [InlineData("nothing is left", 0, 100, 30, 0, 100)]
    [InlineData("yesterday's count is not today's", -1, 100, 30, 30, 30)]
    [InlineData("more than a day has", -1, 100, 300, 100, 100)]
    [InlineData("who lowers the limit takes nothing back", 0, 170, 30, 0, 170)]
    public void A_feed_brings_so_many_URLs_a_day(string because, int? takenDay, int taken, int wanted, int granted, int used)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var feed = Subscribed with { TakenOn = takenDay is { } day ? today.AddDays(day) : null, TakenToday = taken };

        var (after, got) = FeedBudget.Take(feed, wanted, Now.ToOffset(TimeSpan.FromHours(-11)), most: 100);

        Assert.True((granted, used, today) == (got, after.TakenToday, after.TakenOn), $"{because}: got {got} and {after.TakenToday}");
    }

    [Theory]
    [InlineData("a subscription goes on as it does", true, 0.0, 0.5)]
    [InlineData("what is read once is read again when the next day has begun", false, 15.0, 16.5)]
    public void What_is_left_for_tomorrow_comes_again_in_full_and_is_said(string because, bool subscribed, double fromHours, double toHours)
    {
        var after = Read(Subscribed with { Subscribed = subscribed, ETag = "\"old\"" }, Document(), fresh: 20, postponed: 7);

        Assert.Equal((null, null), (after.ETag, after.LastModified));
        Assert.Contains("7 URLs wait for tomorrow", after.LastError, StringComparison.Ordinal);
        Assert.True(after.NextPollAt >= Now.AddHours(fromHours) && after.NextPollAt <= Now.AddHours(toHours), $"{because}: got {after.NextPollAt}");
    }

    [Theory]
    [InlineData("down", false, AbandonReason.Dns, 12, 1440, true)]
    [InlineData("refused: ever more rarely", true, AbandonReason.NotFound, 12, 10_080, true)]
    [InlineData("gone: no more", true, AbandonReason.Gone, 1, 0, false)]
    public void A_subscription_that_fails_goes_on_but_for_one_that_is_gone(string because, bool refused, string reason, int failures, int pauseMinutes, bool subscribed)
    {
        FetchResult result = refused ? new FetchResult.Refused(reason, "No.") : new FetchResult.NotNow(reason, "No.");

        var after = FeedHealth.Failed(Subscribed with { Failures = failures - 1, SucceededAt = Now.AddDays(-1) }, result, Now, Options);

        Assert.True((after.Subscribed, after.Failures, after.LastError, after.SucceededAt) == (subscribed, failures, "No.", Now.AddDays(-1)), because);
        Assert.True(subscribed ? after.NextPollAt >= Now.AddMinutes(pauseMinutes) && after.NextPollAt <= Now.AddMinutes(pauseMinutes * 1.1) : after.NextPollAt is null, $"{because}: got {after.NextPollAt}");
    }

    [Theory]
    [InlineData("down: as soon as any, for it was just wanted", false, 1, 2)]
    [InlineData("and ever more rarely", false, 4, 16)]
    [InlineData("refused: there is no hurry", true, 1, 15)]
    public void A_feed_that_was_never_read_is_asked_again(string because, bool refused, int failures, int pauseMinutes)
    {
        FetchResult result = refused ? new FetchResult.Refused(AbandonReason.NotFound, "No.") : new FetchResult.NotNow(AbandonReason.GaveUp, "No.");

        var after = FeedHealth.Failed(new Feed { Url = Subscribed.Url, Subscribed = true, AddedAt = Now, Failures = failures - 1 }, result, Now, Options);

        Assert.True(after.NextPollAt >= Now.AddMinutes(pauseMinutes) && after.NextPollAt <= Now.AddMinutes(pauseMinutes * 1.1), $"{because}: got {after.NextPollAt}");
    }

    [Theory]
    [InlineData(false, 1, true)]
    [InlineData(false, 4, true)]
    [InlineData(false, 5, false)]
    [InlineData(true, 1, false)]
    public void What_is_read_once_is_tried_as_often_as_a_page(bool refused, int failures, bool again)
    {
        FetchResult result = refused ? new FetchResult.Refused(AbandonReason.NotFound, "No.") : new FetchResult.NotNow(AbandonReason.GaveUp, "No.");

        var after = FeedHealth.Failed(Subscribed with { Subscribed = false, Failures = failures - 1 }, result, Now, Options);

        Assert.Equal(again, after.NextPollAt is not null);
    }

    private static Feed Read(Feed feed, FeedDocument document, int fresh = 0, int postponed = 0)
    {
        var fetched = new FetchResult.Fetched(new byte[] { 1 }, new Uri(feed.Url), "application/rss+xml", null, []) { ETag = "\"new\"", LastModified = "Wed, 04 Mar 2026 08:00:00 GMT" };
        return FeedHealth.Read(feed, document, fetched, new Brought(fresh, fresh, 0, 0, postponed), Now, Options);
    }

    private static DateTimeOffset? Moment(string? text) =>
        string.IsNullOrEmpty(text) ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static FeedEntry Entry(string? link, string? id = null, bool isPermaLink = false) => new() { Link = link, Id = id, IsPermaLink = isPermaLink };

    private static FeedDocument Document(params FeedEntry[] entries) => new() { Kind = FeedKind.Rss, Entries = entries };
}
