using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Standalone.SampleWire;
using Ingestion.Standalone.SampleWire.Pages;
using Microsoft.Extensions.Time.Testing;
using Wire = Ingestion.Standalone.SampleWire.SampleWire;

namespace Ingestion.Standalone.Tests;

public sealed partial class SampleWireTests
{
    private static readonly DateTimeOffset Started = new(2026, 3, 4, 12, 30, 15, TimeSpan.Zero);

    private static Task<Wire> StartAsync() => Wire.StartAsync(new FakeTimeProvider(Started), TestContext.Current.CancellationToken);

    private static HttpClient Client(bool followRedirects = true)
    {
#pragma warning disable RS0030 // Asks loopback only, and has to see the wire without the fetcher's guards.
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = followRedirects,
            MaxAutomaticRedirections = 5,
            AutomaticDecompression = DecompressionMethods.All,
            UseProxy = false,
        });
#pragma warning restore RS0030
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var western = Encoding.ASCII.GetString(bytes).Contains("charset=windows-1252", StringComparison.Ordinal);
        return (western ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.UTF8).GetString(bytes);
    }

    [Fact]
    public async Task There_are_enough_stories_in_enough_languages_and_page_shapes()
    {
        await using var wire = await StartAsync();

        Assert.True(wire.Stories.Count >= 34, $"{wire.Stories.Count} stories");
        Assert.True(wire.Stories.Count(story => story.Language == "en") >= 25, "fewer than 25 in English");
        Assert.Equal(["ar", "de", "en", "es", "fr", "ja", "pl", "pt"], wire.Stories.Select(story => story.Language).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(PageTemplates.All.Keys.Order(StringComparer.Ordinal), wire.Stories.Select(story => story.Page).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Publisher.All.Select(publisher => publisher.Key).Order(StringComparer.Ordinal), wire.Stories.Select(story => story.Site).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stories_are_of_a_length_that_news_has_and_no_two_are_the_same()
    {
        await using var wire = await StartAsync();

        foreach (var story in wire.Stories)
        {
            var words = story.Blocks.Aggregate(new BodyBuilder(), (body, block) => body.Add(BlockKind.Paragraph, block.Text)).Build().WordCount;
            Assert.True(words is >= 110 and <= 900, $"{story.Slug}: {words} words");
            Assert.True(story.Blocks.Count >= 4, $"{story.Slug}: {story.Blocks.Count} blocks");
            Assert.DoesNotContain("{", story.Text + story.Headline + story.Caption, StringComparison.Ordinal);
            Assert.InRange(story.Published, Started.AddDays(-3), Started);
        }

        Assert.Equal(wire.Stories.Count, wire.Stories.Select(story => story.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(wire.Stories.Count, wire.Stories.Select(story => story.Headline).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(wire.Stories.Count, wire.Stories.Select(wire.UrlOf).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Every_story_stands_whole_on_a_page_of_ordinary_size()
    {
        await using var wire = await StartAsync();
        using var client = Client();

        await Parallel.ForEachAsync(wire.Stories.Where(story => story.Slug != SpecialCases.UnavailableOnce), TestContext.Current.CancellationToken, async (story, stop) =>
        {
            using var answer = await client.GetAsync(wire.UrlOf(story), stop);
            var page = await TextAsync(answer);

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{story.Slug}: {answer.StatusCode}");
            Assert.True(page.Length is >= 8_000 and <= 40_000, $"{story.Slug}: {page.Length} characters");
            Assert.Equal(story.Page == "table", page.Contains("charset=windows-1252", StringComparison.Ordinal));
            Assert.DoesNotContain('\uFFFD', page);
            var said = story.Page == "data-island" ? ArticleBody(page) : Folded(page);
            foreach (var block in story.Blocks)
            {
                Assert.Contains(story.Page == "data-island" ? block.Text : Folded(Html.Text(block.Text)), said, StringComparison.Ordinal);
            }
        });

        static string Folded(string text) => WhiteSpace().Replace(text, " ");
        static string ArticleBody(string page) =>
            JsonDocument.Parse(LinkedData().Match(page).Groups["json"].Value).RootElement.GetProperty("articleBody").GetString()!;
    }

    [Fact]
    public async Task Every_page_in_the_old_western_code_page_can_be_written_in_it()
    {
        await using var wire = await StartAsync();
        using var client = Client();
        var western = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

        foreach (var story in wire.Stories.Where(story => story.Page == "table"))
        {
            var page = await client.GetByteArrayAsync(wire.UrlOf(story));

            Assert.Equal(story.Text, western.GetString(western.GetBytes(story.Text)));
            Assert.DoesNotContain("??", western.GetString(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Feed_and_sitemap_name_addresses_that_answer_and_share_some()
    {
        await using var wire = await StartAsync();
        using var client = Client();

        var feed = XDocument.Parse(await client.GetStringAsync(wire.FeedUrl)).Descendants("link").Skip(1).Select(link => link.Value).ToList();
        var sitemap = XDocument.Parse(await client.GetStringAsync(wire.NewsSitemapUrl)).Descendants()
            .Where(element => element.Name.LocalName == "loc").Select(loc => loc.Value).ToList();

        Assert.Equal(wire.Submissions.Where(one => one.Via == Via.Feed).Select(one => one.Url).Order(StringComparer.Ordinal), feed.Order(StringComparer.Ordinal));
        Assert.Equal(wire.Submissions.Where(one => one.Via == Via.Sitemap).Select(one => one.Url).Order(StringComparer.Ordinal), sitemap.Order(StringComparer.Ordinal));
        Assert.Equal(3, feed.Intersect(sitemap, StringComparer.Ordinal).Count());
        Assert.Subset(wire.Stories.Select(wire.UrlOf).ToHashSet(StringComparer.Ordinal), feed.Concat(sitemap).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_books_add_up()
    {
        await using var wire = await StartAsync();

        var expected = wire.Expected;

        Assert.Equal(wire.Submissions.Count, expected.Accepted);
        Assert.Equal(expected.Accepted, expected.Counts.Sum(count => count.Count) + expected.DuplicateOrUnchanged);
        Assert.Equal(wire.Stories.Count + 1 + wire.Files.Count, expected.Articles); // one story stands twice
        Assert.Equal(4, expected.DuplicateOrUnchanged); // three in feed and sitemap, one with tracking parameters
        Assert.Equal(
            ["abandoned gone", "abandoned not-found", "abandoned redirect-loop", "abandoned robots-disallowed", "abandoned unsupported-type",
             "indexed ", "rejected home-page", "rejected too-short"],
            expected.Counts.Select(count => $"{count.Outcome} {count.Reason}"));
    }

    [Theory]
    [InlineData("404", Outcome.Abandoned, AbandonReason.NotFound, HttpStatusCode.NotFound)]
    [InlineData("410", Outcome.Abandoned, AbandonReason.Gone, HttpStatusCode.Gone)]
    [InlineData("the loop ends on a redirect however long one follows", Outcome.Abandoned, AbandonReason.RedirectLoop, HttpStatusCode.Found)]
    [InlineData("what robots.txt forbids would answer", Outcome.Abandoned, AbandonReason.RobotsDisallowed, HttpStatusCode.OK)]
    [InlineData("the PDF is served", Outcome.Abandoned, AbandonReason.UnsupportedType, HttpStatusCode.OK)]
    [InlineData("the front page is served", Outcome.Rejected, RejectReason.HomePage, HttpStatusCode.OK)]
    [InlineData("the one-liner is served", Outcome.Rejected, RejectReason.TooShort, HttpStatusCode.OK)]
    public async Task A_special_page_answers_as_documented(string because, string outcome, string reason, HttpStatusCode status)
    {
        await using var wire = await StartAsync();
        using var client = Client();
        var submission = Assert.Single(wire.Submissions, one => one.Outcome == outcome && one.Reason == reason);

        using var answer = await client.GetAsync(submission.Url);

        Assert.True(answer.StatusCode == status, $"{because}: got {answer.StatusCode}");
        Assert.Equal(reason == AbandonReason.UnsupportedType ? "application/pdf" : "text/html",
            answer.StatusCode == HttpStatusCode.Found ? "text/html" : answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Two_redirects_lead_to_a_story_that_nothing_else_names()
    {
        await using var wire = await StartAsync();
        using var client = Client(followRedirects: false);
        var submission = Assert.Single(wire.Submissions, one => one.Because.StartsWith("two redirects lead to a story", StringComparison.Ordinal));
        var story = wire.Stories.Single(one => one.Slug == SpecialCases.Redirected);

        using var first = await client.GetAsync(submission.Url);
        using var second = await client.GetAsync(first.Headers.Location);

        Assert.Equal(wire.UrlOf(story), second.Headers.Location!.OriginalString);
        Assert.DoesNotContain(wire.Submissions, one => one.Url == wire.UrlOf(story));
    }

    [Fact]
    public async Task Robots_txt_forbids_the_private_page_and_no_other()
    {
        await using var wire = await StartAsync();
        using var client = Client();

        foreach (var root in wire.Stories.Select(wire.UrlOf).Select(url => new Uri(url).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal))
        {
            Assert.Contains("Disallow: /private/", await client.GetStringAsync(root + "/robots.txt"), StringComparison.Ordinal);
        }

        Assert.Equal(AbandonReason.RobotsDisallowed, Assert.Single(wire.Submissions, one => one.Url.Contains("/private/", StringComparison.Ordinal)).Reason);
    }

    [Fact]
    public async Task A_page_that_is_unavailable_once_asks_for_a_second_and_then_answers()
    {
        await using var wire = await StartAsync();
        using var client = Client();
        var url = wire.UrlOf(wire.Stories.Single(story => story.Slug == SpecialCases.UnavailableOnce));

        using var first = await client.GetAsync(url);
        using var second = await client.GetAsync(url);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), first.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, wire.Requests[url]);
    }

    [Fact]
    public async Task The_copied_story_is_word_for_word_the_original_and_does_not_say_where_it_is_from()
    {
        await using var wire = await StartAsync();
        using var client = Client();
        var original = wire.Stories.Single(story => story.Slug == SpecialCases.Copied);
        var submission = Assert.Single(wire.Submissions, one => one.Because.StartsWith("a copy", StringComparison.Ordinal));

        var page = await client.GetStringAsync(submission.Url);

        Assert.All(original.Blocks, block => Assert.Contains(Html.Text(block.Text), page, StringComparison.Ordinal));
        Assert.DoesNotContain("canonical", page, StringComparison.Ordinal);
        Assert.NotEqual(new Uri(wire.UrlOf(original)).Authority, new Uri(submission.Url).Authority);
    }

    [Fact]
    public async Task The_twin_with_tracking_parameters_has_the_name_of_the_plain_one()
    {
        await using var wire = await StartAsync();
        using var client = Client();
        var plain = wire.UrlOf(wire.Stories.Single(story => story.Slug == SpecialCases.Twin));
        var twin = Assert.Single(wire.ExtraUrls, url => url.Contains("utm_source", StringComparison.Ordinal));

        Assert.Contains(plain, wire.ExtraUrls);
        Assert.Equal(CanonicalUrl.Of(plain), CanonicalUrl.Of(twin));
        Assert.Equal(await client.GetStringAsync(plain), await client.GetStringAsync(twin));
    }

    [Fact]
    public async Task Wire_files_have_what_their_names_promise()
    {
        await using var wire = await StartAsync();
        using var client = Client();

        var copy = wire.Files.ToDictionary(file => file.Name, file => Encoding.UTF8.GetString(file.Content), StringComparer.Ordinal);
        var wrapped = wire.Files.Single(file => file.Url is not null);

        Assert.Equal(["flash-canal-toll.txt", "update1-lithium-mine.txt", "wrapped-comet-probe.txt"], copy.Keys);
        Assert.Matches(@"(?m)^By \w+ \w+$", copy["flash-canal-toll.txt"]);
        Assert.Contains("PANAMA CITY, March 4 (Harbour Wire) - ", copy["flash-canal-toll.txt"], StringComparison.Ordinal);
        Assert.StartsWith("UPDATE 1-", copy["update1-lithium-mine.txt"], StringComparison.Ordinal);
        Assert.All(copy["wrapped-comet-probe.txt"].Split('\n'), line => Assert.True(line.Length <= 69, line));
        Assert.Contains(copy["wrapped-comet-probe.txt"].Split("\n\n"), paragraph => paragraph.Contains('\n', StringComparison.Ordinal));
        Assert.Equal(wrapped.Content, await client.GetByteArrayAsync(wrapped.Url));
    }

    [Fact]
    public async Task The_second_round_revises_one_kills_one_and_leaves_the_rest()
    {
        await using var wire = await StartAsync();
        using var client = Client();
        var before = await PagesAsync(wire, client);

        wire.BeginSecondRound();
        var after = await PagesAsync(wire, client);

        string[] changed = [SpecialCases.Revised, SpecialCases.Killed];
        Assert.Equal(changed.Order(StringComparer.Ordinal), before.Keys.Where(slug => before[slug] != after[slug]).Order(StringComparer.Ordinal));
        Assert.Contains("Rotterdam dockers agree to mediation", after[SpecialCases.Revised], StringComparison.Ordinal);
        Assert.Contains("Correction:", after[SpecialCases.Revised], StringComparison.Ordinal);
        Assert.DoesNotContain("Correction:", before[SpecialCases.Revised], StringComparison.Ordinal);
        Assert.Contains("<meta name=\"pubstatus\" content=\"canceled\">", after[SpecialCases.Killed], StringComparison.Ordinal);
        Assert.Equal([Outcome.Revised, Outcome.Withdrawn, Outcome.Unchanged], wire.SecondRound.Select(one => one.Outcome));
        Assert.Equal(3, wire.ExpectedInSecondRound.Accepted);
    }

    [Fact]
    public async Task Requests_are_written_down()
    {
        await using var wire = await StartAsync();
        using var client = Client();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("wire-test/1");

        await client.GetStringAsync(wire.FeedUrl);
        await client.GetStringAsync(wire.FeedUrl);

        Assert.Equal(2, wire.Requests[wire.FeedUrl]);
        Assert.Equal([new WireRequest(wire.FeedUrl, Started, "wire-test/1"), new WireRequest(wire.FeedUrl, Started, "wire-test/1")], wire.RequestLog);
    }

    [Theory]
    [InlineData("en", "on {day:0}, {date:12}", "on Wednesday, March 16")]
    [InlineData("en", "{day:-3} and {day:1}", "Sunday and Thursday")]
    [InlineData("de", "am {day:0}, dem {date:1}", "am Mittwoch, dem 5. März")]
    [InlineData("fr", "{day:0} {date:0}", "mercredi 4 mars")]
    [InlineData("es", "el {day:0}, {date:0}", "el miércoles, 4 de marzo")]
    [InlineData("pl", "{date:0}", "4 marca")]
    [InlineData("ja", "{date:0}（{day:0}）", "3月4日（水曜日）")]
    public void Days_and_dates_are_those_of_the_publication_in_the_language_of_the_story(string language, string text, string expected) =>
        Assert.Equal(expected, StoryFile.Fill(text, language, Started));

    private static async Task<Dictionary<string, string>> PagesAsync(Wire wire, HttpClient client)
    {
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var story in wire.Stories.Where(story => story.Slug is not (SpecialCases.Slow or SpecialCases.UnavailableOnce)))
        {
            using var answer = await client.GetAsync(wire.UrlOf(story));
            pages[story.Slug] = await TextAsync(answer);
        }

        return pages;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("""<script type="application/ld\+json">(?<json>.*?)</script>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkedData();
}
