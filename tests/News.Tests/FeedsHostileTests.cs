using System.IO.Compression;
using System.Text;
using Ingestion.News.Feeds;

namespace Ingestion.News.Tests;

/// <summary>What is built to break a reader. A reader that is quadratic in any of it does not come to the end of these tests.</summary>
public class FeedsHostileTests
{
    private const int Many = 120_000;

    private static readonly Uri Feed = new("https://wire.example/feed");

    [Theory]
    [InlineData("<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>", "&c;", "&b;&b;&b;&b;")]
    [InlineData("<!ENTITY c SYSTEM 'file:///etc/passwd'>", "&c;", "&c;")]
    [InlineData("<!ENTITY % p SYSTEM 'http://evil.example/x.dtd'> %p;", "&p;", "&p;")]
    [InlineData("<!ENTITY c 'Rail &#38; road'><!ENTITY c 'second'>", "&c;", "Rail & road")]
    [InlineData("<!-- ' --><!ENTITY c \"x > y\">", "&c;", "x > y")]
    public void Entities_of_a_document_type_are_text_and_load_nothing(string subset, string title, string expected) =>
        Assert.Equal(expected, Read($"<!DOCTYPE rss [{subset}]><rss><channel><title>{title}</title></channel></rss>")?.Title);

    [Fact]
    public void Entities_do_not_grow_beyond_a_bound()
    {
        var feed = Read($"<!DOCTYPE rss [<!ENTITY a '{new string('a', 50_000)}'>]><rss><channel><title>{Repeat("&a;", Many)}</title></channel></rss>")!;

        Assert.InRange(feed.Title!.Length, 50_000, 2_000_000);
    }

    [Fact]
    public void A_feed_that_is_nested_for_ever_keeps_what_came_before()
    {
        var feed = Read("<rss><channel><item><link>https://wire.example/1</link></item>" + Repeat("<a>", Many))!;

        Assert.Equal("https://wire.example/1", Assert.Single(feed.Entries).Link);
        Assert.Contains("nested deeper", feed.Incomplete, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<", "")]
    [InlineData("<!--", "")]
    [InlineData("<![CDATA[", "")]
    [InlineData("<!DOCTYPE [", "")]
    [InlineData("<!DOCTYPE '", "")]
    [InlineData("<!ENTITY a '", "")]
    [InlineData("<?", "")]
    [InlineData("<a b='", "")]
    [InlineData("<a b=\"'", "")]
    [InlineData("&#", "")]
    [InlineData("&", "")]
    [InlineData("</", "")]
    [InlineData("</x>", "")]
    [InlineData("<item>", "</item>")]
    [InlineData("<title>", "")]
    [InlineData("<link href='x' rel='hub", "")]
    [InlineData("<item><description>&lt;script>", "")]
    [InlineData("<item><description>&lt;div>", "")]
    [InlineData("<item><description>&lt;!", "")]
    [InlineData("<item><description>&lt;a b='", "")]
    [InlineData("<x:y xmlns:x='u'/>", "")]
    [InlineData("<author><name>", "")]
    [InlineData("<content type='xhtml'><p>", "</p>")]
    public void The_same_again_and_again_does_no_harm(string piece, string end)
    {
        foreach (var root in new[] { "<rss><channel>", "<feed><entry><title type='html'>", "<feed><entry><content type='html'>", "<urlset>" })
        {
            Assert.NotNull(Read(root + Repeat(piece + end, Many)));
            Assert.NotNull(Read(root + Repeat(piece, Many) + Repeat(end, Many)));
        }
    }

    [Fact]
    public void Many_declarations_and_attributes_do_no_harm()
    {
        var attributes = string.Concat(Enumerable.Range(0, 20_000).Select(number => $" xmlns:n{number}='u{number}'"));

        Assert.NotNull(Read($"<rss{attributes}><channel{attributes}>" + Repeat("<z:a/>", Many)));
    }

    [Fact]
    public void A_feed_of_too_many_entries_is_read_in_part()
    {
        var feed = Read("<rss>" + Repeat("<item/>", Many))!;

        Assert.Equal(FeedReader.MaxEntries, feed.Entries.Count);
        Assert.Contains("more than", feed.Incomplete, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a bomb", CompressionLevel.Optimal, 60, "more than 200 times")]
    [InlineData("a file that is too large", CompressionLevel.NoCompression, 60, "larger than")]
    [InlineData("a file of one repeated byte below a megabyte", CompressionLevel.Optimal, 0, null)]
    public void What_gzip_unpacks_to_is_read_up_to_the_limits(string because, CompressionLevel level, int megabytes, string? incomplete)
    {
        var packed = Gzip(level, "<rss><channel><title>x</title>", megabytes, new string(' ', 900_000) + "</channel></rss>");

        var feed = FeedReader.Read(packed, null, null, Feed)!;

        Assert.True(feed.Title == "x", because);
        Assert.True(incomplete is null ? feed.Incomplete is null : feed.Incomplete?.Contains(incomplete, StringComparison.Ordinal) == true, $"{because}: {feed.Incomplete}");
    }

    [Fact]
    public void Of_a_bomb_no_more_is_held_than_two_hundred_times_its_size()
    {
        var packed = Gzip(CompressionLevel.Optimal, "<rss><channel><title>x</title>", 60, "");

        // The first time in a process costs the tables and the code.
        FeedReader.Read(packed, null, null, Feed);
        var before = GC.GetAllocatedBytesForCurrentThread();
        FeedBytes.Read(packed, FeedReader.MaxBytes, null, null, out _);
        var held = GC.GetAllocatedBytesForCurrentThread() - before;

        // Its bytes, twice while they grow, and its text with two bytes a letter, twice while that grows.
        Assert.InRange(held, 0, packed.Length * 200L * 8);
    }

    [Fact]
    public void What_is_packed_twice_is_no_feed()
    {
        var once = Gzip(CompressionLevel.Fastest, "<rss><channel><title>x</title></channel></rss>", 0, "");
        var twice = new MemoryStream();
        using (var gzip = new GZipStream(twice, CompressionLevel.Fastest))
        {
            gzip.Write(once);
        }

        Assert.Equal("x", FeedReader.Read(once, null, null, Feed)?.Title);
        Assert.NotEqual("x", FeedReader.Read(twice.ToArray(), null, null, Feed)?.Title);
    }

    private static byte[] Gzip(CompressionLevel level, string start, int megabytes, string end)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(Encoding.UTF8.GetBytes(start));
            for (var i = 0; i < megabytes; i++)
            {
                gzip.Write(new byte[1 << 20]);
            }

            gzip.Write(Encoding.UTF8.GetBytes(end));
        }

        return packed.ToArray();
    }

    [Fact]
    public void Deep_json_is_no_feed_and_does_no_harm()
    {
        Assert.Null(Read("{\"a\":" + Repeat("[", Many)));
        Assert.NotNull(Read("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + Repeat("[", Many))!.Incomplete);
    }

    [Fact]
    public void No_cut_and_no_changed_byte_of_a_feed_throws()
    {
        var bytes = Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Wire &a;</title><item><title><![CDATA[é]]></title><link>https://wire.example/1</link><dc:creator>Ann</dc:creator><description>&lt;p x='y'>z&lt;/p></description><pubDate>Mon, 02 Mar 2026 09:05:07 GMT</pubDate></item></channel></rss>");
        var random = new Random(11);

        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] = (byte)random.Next(256);
            Assert.Null(Record.Exception(() => FeedReader.Read(changed, null, null, Feed)));
            Assert.Null(Record.Exception(() => FeedReader.Read(bytes.AsMemory(0, at), null, null, Feed)));
            Assert.Null(Record.Exception(() => OpmlReader.Read(changed)));
        }
    }

    private static FeedDocument? Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), null, null, Feed);

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
