using System.Text;
using Ingestion.News.Feeds;
using Ingestion.News.Wire;

namespace Ingestion.News.Tests;

public class WireMessageTests
{
    private static IReadOnlyList<string> Split(string text) => [.. WireMessage.Split(Encoding.UTF8.GetBytes(text), charset: null).Select(one => Encoding.UTF8.GetString(one.Span))];

    [Fact]
    public void A_news_message_gives_its_items_each_with_the_prefixes_it_was_under()
    {
        var items = Split("""
            <?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:hw="urn:hw"><header><sent>2026-03-02T09:00:00Z</sent></header>
            <itemSet><newsItem guid="a"><hw:x/></newsItem> <packageItem guid="b"/></itemSet></newsMessage>
            """);

        Assert.Equal(2, items.Count);
        Assert.Equal(("newsItem", "packageItem"), (System.Xml.Linq.XElement.Parse(items[0]).Name.LocalName, System.Xml.Linq.XElement.Parse(items[1]).Name.LocalName));
        Assert.Equal("http://iptc.org/std/nar/2006-10-01/", System.Xml.Linq.XElement.Parse(items[0]).Name.NamespaceName);
        Assert.Contains("urn:hw", items[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RSS", """<rss version="2.0"><channel><title>Harbour Wire</title><link>https://hw.example/</link><item><guid>1</guid><title>a</title></item><item><guid>2</guid><title>b</title></item></channel></rss>""")]
    [InlineData("Atom", """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title><entry><id>1</id><title>a</title></entry><entry><id>2</id><title>b</title></entry></feed>""")]
    [InlineData("JSON Feed", """{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Wire", "items": [{"id": "1", "title": "a"}, {"id": "2", "title": "b"}]}""")]
    public void A_feed_gives_a_feed_of_one_for_each_entry(string because, string feed)
    {
        var read = Split(feed).Select(one => FeedReader.Read(Encoding.UTF8.GetBytes(one), null, null, new Uri("https://hw.example/"))!).ToList();

        Assert.True(read.Count == 2, because);
        Assert.All(read, one => Assert.Equal("Harbour Wire", one.Title));
        Assert.Equal(["a", "b"], read.Select(one => Assert.Single(one.Entries).Title));
    }

    [Fact]
    public void A_list_gives_its_objects() => Assert.Equal(["{\"uri\":\"a\"}", "{\"uri\":\"ü\"}"], Split("[{\"uri\": \"a\"}, {\"uri\": \"ü\"}]"));

    [Fact]
    public void The_same_message_gives_the_same_documents()
    {
        const string Message = "<rss><channel><item><guid>1</guid></item>\n<item><guid>2</guid></item></channel></rss>";

        Assert.Equal(Split(Message), Split(Message));
    }

    [Theory]
    [InlineData("one item", """<newsMessage><itemSet><newsItem guid="a"/></itemSet></newsMessage>""")]
    [InlineData("a page", "<html><body><p>newsMessage</p></body></html>")]
    [InlineData("text", "Harbour strike enters second day")]
    [InlineData("broken XML", "<newsMessage><itemSet><newsItem/><newsItem/>")]
    [InlineData("broken JSON", "[{\"uri\": \"a\"}, {")]
    [InlineData("a list of other things", "[1, 2, 3]")]
    [InlineData("a property twice", "[{\"a\": 1, \"a\": 2}, {\"b\": {\"c\": 1, \"c\": 2}}")]
    [InlineData("an undeclared entity", "<rss><channel><item>&lol9;</item><item/></channel></rss>")]
    [InlineData("nothing", "")]
    public void What_is_no_message_of_several_stays_as_it_came(string because, string text) => Assert.True(Split(text) is [var one] && one == text, because);

    [Fact]
    public void An_item_keeps_the_language_of_its_message_unless_it_has_its_own()
    {
        var items = Split("""<newsMessage xml:lang="de"><itemSet><newsItem guid="a"/><newsItem guid="b" xml:lang="en"/></itemSet></newsMessage>""");

        Assert.Equal(["de", "en"], items.Select(item => System.Xml.Linq.XElement.Parse(item).Attribute(System.Xml.Linq.XNamespace.Xml + "lang")!.Value));
    }

    [Fact]
    public void What_stands_between_the_entries_stands_in_each_feed_of_one_and_more_entries_than_can_be_are_left_whole()
    {
        var read = Split("<rss><channel><item><guid>1</guid></item><title>Harbour Wire</title>\n<item><guid>2</guid></item><!-- end --></channel></rss>");
        var endless = $"<rss><channel>{string.Concat(Enumerable.Repeat("<item/>\n", 200_000))}</channel></rss>";

        Assert.Equal(2, read.Count);
        Assert.All(read, one => Assert.Contains("<title>Harbour Wire</title>", one, StringComparison.Ordinal));
        Assert.Equal(endless, Assert.Single(Split(endless)));
    }

    [Fact]
    public void Depth_and_a_head_that_would_be_repeated_without_end_leave_the_message_whole()
    {
        var deep = "<rss><channel><item>" + string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "</item><item/></channel></rss>";
        var wide = $"<rss><channel><title>{new string('x', 1_000_000)}</title>{string.Concat(Enumerable.Repeat("<item/>", 5_000))}</channel></rss>";

        Assert.Single(Split(deep));
        Assert.Single(Split(wide));
    }
}
