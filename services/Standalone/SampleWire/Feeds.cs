using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Ingestion.Standalone.SampleWire;

/// <summary>The two lists of addresses that pollers read.</summary>
internal static class Feeds
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace News = "http://www.google.com/schemas/sitemap-news/0.9";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    /// <summary>RSS 2.0, newest first.</summary>
    public static byte[] Rss(string title, string siteUrl, IEnumerable<(Story Story, string Url)> items) => Bytes(
        new XElement("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "dc", Dublin),
            new XElement("channel",
                new XElement("title", title),
                new XElement("link", siteUrl),
                new XElement("description", "Invented news for trying out an ingest."),
                new XElement("ttl", 15),
                items.OrderByDescending(item => item.Story.Published).Select(item => new XElement("item",
                    new XElement("title", item.Story.Headline),
                    new XElement("link", item.Url),
                    new XElement("guid", new XAttribute("isPermaLink", "false"), $"{item.Story.Site}:{item.Story.Number}"),
                    new XElement("pubDate", item.Story.Published.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture)),
                    item.Story.Authors.Select(author => new XElement(Dublin + "creator", author)),
                    new XElement("category", item.Story.Section),
                    item.Story.Standfirst is { } deck ? new XElement("description", deck) : null)))));

    /// <summary>A sitemap with the news extension.</summary>
    public static byte[] NewsSitemap(IEnumerable<(Story Story, string Url)> items) => Bytes(
        new XElement(Sitemap + "urlset", new XAttribute(XNamespace.Xmlns + "news", News),
            items.Select(item => new XElement(Sitemap + "url",
                new XElement(Sitemap + "loc", item.Url),
                new XElement(Sitemap + "lastmod", Iso(item.Story.Modified ?? item.Story.Published)),
                new XElement(News + "news",
                    new XElement(News + "publication",
                        new XElement(News + "name", Publisher.All.Single(publisher => publisher.Key == item.Story.Site).Name),
                        new XElement(News + "language", item.Story.Language)),
                    new XElement(News + "publication_date", Iso(item.Story.Published)),
                    new XElement(News + "title", item.Story.Headline))))));

    private static byte[] Bytes(XElement root) =>
        Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root);

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
