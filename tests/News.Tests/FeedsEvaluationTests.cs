using System.Text;
using System.Text.RegularExpressions;
using Ingestion.News.Feeds;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

/// <summary>The reader on other projects' test files, where they lie beside the checkout.</summary>
public partial class FeedsEvaluationTests
{
    private static readonly Uri Feed = new("http://127.0.0.1:8097/");

    [Fact]
    public void No_file_of_any_kind_makes_it_throw()
    {
        foreach (var file in Directory.EnumerateFiles(EvaluationSets.Shared("data"), "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);

            Assert.True(Record.Exception(() => FeedReader.Read(bytes, null, null, Feed)) is null, file);
            Assert.True(Record.Exception(() => OpmlReader.Read(bytes)) is null, file);
        }
    }

    [Fact]
    public void Titles_of_feedparser_s_files_are_as_it_expects()
    {
        var (right, wrong) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(EvaluationSets.Shared("data/feeds/feedparser"), "*.xml", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            var expected = Expectation().Match(Encoding.UTF8.GetString(bytes));
            if (!expected.Success || Path.GetFileName(file).StartsWith("http_", StringComparison.Ordinal)) // http_: needs the response's own headers
            {
                continue;
            }

            var feed = FeedReader.Read(bytes, null, null, Feed);
            var title = expected.Groups["entry"].Success ? (feed?.Entries is [var first, ..] ? first.TitleHtml : null) : feed?.TitleHtml;
            if (Decoded(title) == Decoded(expected.Groups["title"].Value))
            {
                right++;
            }
            else
            {
                wrong.Add($"{file}: {title}");
            }
        }

        // What it keeps of style attributes, we do not.
        Assert.True(right > 60 && wrong.Count <= right * 0.03, $"{right} right; {string.Join("\n", wrong)}");
    }

    [Theory]
    [InlineData("sitemap.index.xml", FeedKind.SitemapIndex, 0, 15)]
    [InlineData("sitemap.ns.xml", FeedKind.Sitemap, 2, 0)]
    [InlineData("sitemap.txt", FeedKind.TextSitemap, 2, 0)]
    [InlineData("sitemap.txt.gz", FeedKind.TextSitemap, 5, 0)]
    [InlineData("xmlSitemap.gz", FeedKind.Sitemap, 5, 0)]
    [InlineData("atom.xml", FeedKind.Atom, 1, 0)]
    [InlineData("extension/sitemap-news.xml", FeedKind.Sitemap, 2, 0)]
    [InlineData("extension/sitemap-images.xml", FeedKind.Sitemap, 1, 0)]
    [InlineData("extension/sitemap-links.xml", FeedKind.Sitemap, 3, 0)]
    [InlineData("extension/sitemap-mobile.xml", FeedKind.Sitemap, 3, 0)]
    [InlineData("extension/sitemap-videos.xml", FeedKind.Sitemap, 3, 0)]
    [InlineData("extension/pagemaps-sitemap.xml", FeedKind.Sitemap, 2, 0)]
    public void Sitemaps_of_crawler_commons_are_read_whole(string file, FeedKind kind, int entries, int sitemaps)
    {
        var feed = FeedReader.Read(File.ReadAllBytes(Path.Combine(EvaluationSets.Shared("data/feeds/sitemaps"), file)), null, null, Feed)!;

        Assert.Equal((kind, entries, sitemaps, null), (feed.Kind, feed.Entries.Count, feed.Sitemaps.Count, feed.Incomplete));
        Assert.All(feed.Entries, entry => Assert.NotNull(entry.Link));
    }

    private static string Decoded(string? text) => Regex.Replace(System.Net.WebUtility.HtmlDecode(text ?? ""), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)).Trim();

    [GeneratedRegex(@"Expect:\s+not bozo and (feed|(?<entry>entries\[0\]))\['title'\] == '(?<title>[^'\\]*)'\s*?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Expectation();
}
