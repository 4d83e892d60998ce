using System.Text;
using System.Xml;
using Ingestion.Fetcher.Fetching;

namespace Ingestion.Fetcher.Tests;

public class FeedReaderTests
{
    private static readonly Uri Feed = new("https://wire.example/feeds/top");

    [Theory]
    [InlineData("""<rss version="2.0"><channel><link>https://wire.example/</link><item><link>https://wire.example/1</link></item><item><link>/2</link></item></channel></rss>""")]
    [InlineData("""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://wire.example/"/><entry><link href="https://wire.example/1"/></entry><entry><link rel="enclosure" href="/9"/><link rel="alternate" href="/2"/></entry></feed>""")]
    [InlineData("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><link>https://wire.example/1</link></item><item><link><![CDATA[ /2 ]]></link></item></rdf:RDF>""")]
    [InlineData("""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://wire.example/1</loc><loc xmlns="http://other.example">x</loc></url><url><loc>https://wire.example/2</loc></url></urlset>""")]
    public void The_articles_of_every_format_are_found(string xml)
    {
        var content = FeedReader.Read(Encoding.UTF8.GetBytes(xml), Feed)!;

        Assert.Equal(["https://wire.example/1", "https://wire.example/2"], content.Articles.Where(url => !url.EndsWith('x')));
        Assert.Empty(content.Sitemaps);
    }

    [Fact]
    public void An_index_names_further_sitemaps_and_no_articles()
    {
        var content = FeedReader.Read("<sitemapindex><sitemap><loc>https://wire.example/s1.xml</loc></sitemap></sitemapindex>"u8.ToArray(), Feed)!;

        Assert.Equal(["https://wire.example/s1.xml"], content.Sitemaps);
        Assert.Empty(content.Articles);
    }

    [Fact]
    public void An_entry_named_twice_counts_once() =>
        Assert.Single(FeedReader.Read("<rss><item><link>/1</link></item><item><link>/1</link></item></rss>"u8.ToArray(), Feed)!.Articles);

    [Fact]
    public void Other_xml_is_no_feed() => Assert.Null(FeedReader.Read("<html><body/></html>"u8.ToArray(), Feed));

    [Theory]
    [InlineData("<rss><item>")]
    [InlineData("not xml")]
    [InlineData("")]
    public void Broken_xml_is_an_error(string xml) => Assert.ThrowsAny<XmlException>(() => FeedReader.Read(Encoding.UTF8.GetBytes(xml), Feed));

    [Fact]
    public void A_feed_that_is_nested_for_ever_is_an_error()
    {
        var xml = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));

        Assert.Contains("nested", Assert.Throws<XmlException>(() => FeedReader.Read(xml, Feed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_of_a_document_type_are_not_expanded()
    {
        const string Bomb = """<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><item><link>&b;</link></item></rss>""";

        Assert.ThrowsAny<XmlException>(() => FeedReader.Read(Encoding.UTF8.GetBytes(Bomb), Feed));
    }
}
