using System.Text;
using Ingestion.News.Feeds;

namespace Ingestion.News.Tests;

public class FeedsOpmlTests
{
    [Fact]
    public void Feeds_are_found_in_nested_folders_each_once()
    {
        var feeds = Read("""
            <?xml version="1.0"?><opml version="2.0"><head><title>Desk</title></head><body>
            <outline text="World"><outline text="Asia"><outline type="rss" text="Wire" title="The Wire" xmlUrl="https://wire.example/f" htmlUrl="https://wire.example/"/></outline>
            <outline text="Post" XMLURL='feed://post.example/f'></outline></outline>
            <outline text="Again" xmlUrl="https://wire.example/f"/><outline text="Old" url="http://old.example/rss"/><outline type="link" text="Page" url="http://page.example/"/>
            <outline text="Filed" xmlUrl="https://filed.example/f" category="/Trade/Metals,/Other"/></body></opml>
            """)!;

        Assert.Equal(
            ["World/Asia The Wire https://wire.example/f https://wire.example/", "World Post http://post.example/f ", " Old http://old.example/rss ", "Trade/Metals Filed https://filed.example/f "],
            feeds.Select(feed => $"{string.Join('/', feed.Category)} {feed.Title} {feed.XmlUrl} {feed.HtmlUrl}"));
    }

    [Theory]
    [InlineData("<opml><body><outline text='A & B &eacute;' xmlUrl='https://wire.example/f?a=1&b=2'><outline", "A & B é", "https://wire.example/f?a=1&b=2")]
    [InlineData("\n\n<?xml version='1.0' encoding='nonsense'?><OPML><BODY><OUTLINE TEXT=Wire XMLURL=https://wire.example/f /></BODY>", "Wire", "https://wire.example/f")]
    public void An_ill_formed_list_is_read(string text, string title, string url)
    {
        var feed = Assert.Single(Read(text)!);

        Assert.Equal((title, url), (feed.Title, feed.XmlUrl));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<rss><channel/></rss>")]
    [InlineData("feeds: none")]
    public void What_is_no_list_is_null(string text) => Assert.Null(Read(text));

    [Fact]
    public void A_hundred_thousand_folders_in_each_other_do_no_harm() =>
        Assert.Single(Read("<opml>" + string.Concat(Enumerable.Repeat("<outline text='a'>", 100_000)) + "<outline xmlUrl='https://wire.example/f'/>")!);

    private static IReadOnlyList<OpmlFeed>? Read(string text) => OpmlReader.Read(Encoding.UTF8.GetBytes(text));
}
