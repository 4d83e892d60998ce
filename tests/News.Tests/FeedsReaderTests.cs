using System.IO.Compression;
using System.Text;
using Ingestion.News.Feeds;

namespace Ingestion.News.Tests;

public class FeedsReaderTests
{
    private static readonly Uri Feed = new("https://wire.example/feeds/top");

    private const string Atom = "<feed xmlns='http://www.w3.org/2005/Atom'>";

    [Theory]
    [InlineData(FeedKind.Rss, "<rss version='2.0'><channel><title>Wire</title><link>https://wire.example/</link><item><title>One</title><link>https://wire.example/1</link></item><item><title>Two</title><link>/2</link></item></channel></rss>")]
    [InlineData(FeedKind.Rss, "<RSS VERSION='0.91'><CHANNEL><TITLE>Wire</TITLE><LINK>https://wire.example/</LINK><ITEM><TITLE>One</TITLE><LINK>https://wire.example/1</LINK></ITEM><ITEM><TITLE>Two</TITLE><LINK>/2</LINK></ITEM></CHANNEL></RSS>")]
    [InlineData(FeedKind.Rss, "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>Wire</title><link>https://wire.example/</link><items><rdf:Seq><rdf:li resource='u'/></rdf:Seq></items></channel><item rdf:about='https://wire.example/1'><title>One</title></item><item><title>Two</title><link><![CDATA[ /2 ]]></link></item></rdf:RDF>")]
    [InlineData(FeedKind.Rss, "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:n='http://my.netscape.com/rdf/simple/0.9/'><n:channel><n:title>Wire</n:title><n:link>https://wire.example/</n:link></n:channel><n:item><n:title>One</n:title><n:link>https://wire.example/1</n:link></n:item><n:item><n:title>Two</n:title><n:link>/2</n:link></n:item></r:RDF>")]
    [InlineData(FeedKind.Atom, "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><link href='https://wire.example/'/><entry><title>One</title><link href='https://wire.example/1'/></entry><entry><title>Two</title><link rel='enclosure' href='/9'/><link rel='alternate' type='text/html' href='/2'/></entry></feed>")]
    [InlineData(FeedKind.Atom, "<a:feed version='0.3' xmlns:a='http://purl.org/atom/ns#'><a:title>Wire</a:title><a:link rel='alternate' href='https://wire.example/'/><a:entry><a:title>One</a:title><a:link rel='alternate' href='https://wire.example/1'/></a:entry><a:entry><a:title>Two</a:title><a:link rel='alternate' href='/2'/></a:entry></a:feed>")]
    [InlineData(FeedKind.Cdf, "<CHANNEL HREF='https://wire.example/'><TITLE>Wire</TITLE><ITEM HREF='https://wire.example/1'><TITLE>One</TITLE></ITEM><ITEM HREF='/2'><TITLE>Two</TITLE></ITEM></CHANNEL>")]
    [InlineData(FeedKind.JsonFeed, """{"version":"https://jsonfeed.org/version/1.1","title":"Wire","home_page_url":"https://wire.example/","items":[{"id":1,"title":"One","url":"https://wire.example/1"},{"id":"b","title":"Two","url":"/2"}]}""")]
    public void Every_format_gives_the_same_stories(FeedKind kind, string text)
    {
        var feed = Read(text);

        Assert.Equal((kind, "Wire", "https://wire.example/", null), (feed.Kind, feed.Title, feed.Link, feed.Incomplete));
        Assert.Equal([("One", "https://wire.example/1"), ("Two", "https://wire.example/2")], feed.Entries.Select(entry => (entry.Title, entry.Link)));
    }

    [Theory]
    [InlineData("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://wire.example/1</loc><lastmod>2026-03-02</lastmod></url><url><loc> /2 </loc></url></urlset>")]
    [InlineData("<s:urlset xmlns:s='http://www.google.com/schemas/sitemap/0.84'><s:url><s:loc>https://wire.example/1</s:loc><s:lastmod>2026-03-02T00:00:00Z</s:lastmod></s:url><s:url><s:loc>/2</s:loc></s:url></s:urlset>")]
    [InlineData("<urlset><url><loc>https://wire.example/1</loc><image:image><image:loc>https://wire.example/i.jpg</image:loc></image:image><lastmod>2026-03-02</lastmod></url><url><xhtml:link rel='alternate' href='/de'/><loc>/2</loc></url></urlset>")]
    public void A_sitemap_gives_its_urls_and_not_those_of_its_images(string text)
    {
        var feed = Read(text);

        Assert.Equal(FeedKind.Sitemap, feed.Kind);
        Assert.Equal([("https://wire.example/1", new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)), ("https://wire.example/2", default(DateTimeOffset?))], feed.Entries.Select(entry => (entry.Link, entry.Updated)));
    }

    [Fact]
    public void A_news_sitemap_says_title_date_language_and_publication()
    {
        var entry = Assert.Single(Read("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://wire.example/1</loc><news:news><news:publication><news:name>The Wire</news:name><news:language>en</news:language></news:publication><news:publication_date>2026-03-02T09:05+01:00</news:publication_date><news:title>Rail &amp; road</news:title></news:news></url></urlset>").Entries);

        Assert.Equal(("Rail & road", "The Wire", "en", new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(1))), (entry.Title, entry.Publication, entry.Language, entry.Published));
    }

    [Theory]
    [InlineData("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://wire.example/s1.xml</loc><lastmod>2026-03-02</lastmod></sitemap></sitemapindex>")]
    [InlineData("<sitemapindex><sitemap>\n https://wire.example/s1.xml \n<lastmod>2026-03-02</lastmod></sitemap></sitemapindex>")]
    public void An_index_names_further_sitemaps_and_no_stories(string text)
    {
        var feed = Read(text);

        Assert.Equal(new SitemapReference("https://wire.example/s1.xml", new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)), Assert.Single(feed.Sitemaps));
        Assert.Empty(feed.Entries);
    }

    [Fact]
    public void A_list_of_urls_is_a_sitemap() =>
        Assert.Equal(["https://wire.example/1", "http://wire.example/2"], Read("\uFEFFhttps://wire.example/1\r\n\r\nhttp://wire.example/2\n").Entries.Select(entry => entry.Link));

    [Theory]
    [InlineData("")]
    [InlineData("not a feed")]
    [InlineData("<html><body><item><link>https://wire.example/1</link></item></body></html>")]
    [InlineData("<opml version='2.0'><body><outline xmlUrl='https://wire.example/f'/></body></opml>")]
    [InlineData("{\"items\":[]}")]
    [InlineData("[1,2]")]
    [InlineData("<")]
    [InlineData("<?xml version='1.0'?>")]
    [InlineData("https://wire.example/ is where\nit says\nwhat follows")]
    public void What_is_no_feed_is_null(string text) => Assert.Null(FeedReader.Read(Encoding.UTF8.GetBytes(text), null, null, Feed));

    [Theory]
    [InlineData("a stray ampersand", "AT&T & Co", "AT&T & Co")]
    [InlineData("a name of HTML", "caf&eacute;&nbsp;&mdash;&#160;&#x2019;&#146;", "café — ’’")]
    [InlineData("an unknown name", "a &nosuch; b", "a &nosuch; b")]
    [InlineData("a sign that begins no tag", "5 < 6 and 7 <8", "5 < 6 and 7 <8")]
    [InlineData("escaped twice", "Q&amp;amp;A &amp;lt;b&amp;gt;", "Q&A <b>")]
    [InlineData("a CDATA section with markup", "<![CDATA[<b>Rail</b> talks &amp; road]]>", "Rail talks & road")]
    [InlineData("markup that is not escaped", "<b>Rail</b> talks", "Rail talks")]
    [InlineData("control characters", "Rail\u0000\u0008 talks\u0092", "Rail talks’")]
    [InlineData("a script", "&lt;script>alert(1)&lt;/script>Rail", "Rail")]
    [InlineData("white space", "\n  Rail\n\ttalks ", "Rail talks")]
    public void A_headline_is_plain_text_whatever_is_wrong_with_it(string what, string xml, string expected)
    {
        var title = Read($"<rss><channel><item><title>{xml}</title></item></channel></rss>").Entries[0].Title;

        Assert.True(title == expected, $"{what}: {title}");
    }

    [Theory]
    [InlineData("<title>Rail &lt;b&gt;talks&lt;/b&gt;</title>", "Rail &lt;b&gt;talks&lt;/b&gt;")]
    [InlineData("<title type='text'>1 &lt; 2</title>", "1 &lt; 2")]
    [InlineData("<title type='html'>Rail &lt;b>talks&lt;/b></title>", "Rail <b>talks</b>")]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Rail <b>talks &lt;</b></div></title>", "Rail <b>talks &lt;</b>")]
    [InlineData("<title type='html'>&lt;a href='/x' onclick='y()' style='z'>Rail&lt;/a></title>", "<a href=\"https://wire.example/x\">Rail</a>")]
    [InlineData("<title type='html'>&lt;a href='javascript:x()'>Rail&lt;/a></title>", "<a>Rail</a>")]
    [InlineData("<title mode='base64' type='text/html'>UmFpbCA8Yj50YWxrczwvYj4=</title>", "Rail <b>talks</b>")]
    public void The_type_of_an_atom_text_is_heeded_and_its_html_is_harmless(string title, string expected) =>
        Assert.Equal(expected, Read($"{Atom}<entry>{title}</entry></feed>").Entries[0].TitleHtml);

    [Theory]
    [InlineData("<guid>https://wire.example/g</guid>", "https://wire.example/g", "https://wire.example/g", true)]
    [InlineData("<guid isPermaLink='false'>https://wire.example/g</guid>", null, "https://wire.example/g", false)]
    [InlineData("<guid>wire-17</guid>", null, "wire-17", false)]
    [InlineData("<guid isPermaLink='true'>/g</guid>", "https://wire.example/g", "/g", true)]
    [InlineData("<guid>https://wire.example/g</guid><link>https://wire.example/l</link>", "https://wire.example/l", "https://wire.example/g", true)]
    public void A_guid_is_a_link_only_where_it_says_so_and_no_other_is_given(string fields, string? link, string id, bool isPermaLink)
    {
        var entry = Read($"<rss><channel><item>{fields}</item></channel></rss>").Entries[0];

        Assert.Equal((link, id, isPermaLink), (entry.Link, entry.Id, entry.IsPermaLink));
    }

    [Theory]
    [InlineData("<rss><channel><item><author>ann@wire.example (Ann Lee)</author></item></channel></rss>", "ann@wire.example (Ann Lee)", "Ann Lee", "ann@wire.example")]
    [InlineData("<rss><channel><item><dc:creator>Ann Lee</dc:creator><itunes:author>Wire</itunes:author></item></channel></rss>", "Ann Lee", "Ann Lee", null)]
    [InlineData("<rss><channel><item><itunes:author>Wire</itunes:author></item></channel></rss>", "Wire", "Wire", null)]
    [InlineData("<rss><channel><managingEditor>Eve</managingEditor><item><author>Ann &lt;ann@wire.example></author></item></channel></rss>", "Ann <ann@wire.example>", "Ann", "ann@wire.example")]
    [InlineData(Atom + "<author><name>Wire</name></author><entry><author><name>Ann Lee</name><email>ann@wire.example</email></author></entry></feed>", "Ann Lee (ann@wire.example)", "Ann Lee", "ann@wire.example")]
    [InlineData(Atom + "<entry/><author><name>Wire</name></author></feed>", "Wire", "Wire", null)]
    [InlineData(Atom + "<author><name>Wire</name></author><entry><source><author><name>Agency</name></author><title>no</title></source></entry></feed>", "Agency", "Agency", null)]
    public void An_author_is_read_in_all_forms(string text, string author, string? name, string? email)
    {
        var entry = Read(text).Entries[0];

        Assert.Equal(author, entry.Author);
        Assert.Equal((name, email), (entry.Authors[0].Name, entry.Authors[0].Email));
    }

    [Fact]
    public void Several_authors_are_all_named() =>
        Assert.Equal("Ann Lee, Bo Ek", Read("<rss><item><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator></item></rss>").Entries[0].Author);

    [Theory]
    [InlineData("<pubDate>Mon, 02 Mar 2026 09:05:07 GMT</pubDate>", true, false)]
    [InlineData("<dc:date>2026-03-02T09:05:07Z</dc:date>", true, true)]
    [InlineData("<dcterms:modified>2026-03-02T09:05:07Z</dcterms:modified>", false, true)]
    [InlineData("<dcterms:created>1999-01-01</dcterms:created><pubDate>Mon, 02 Mar 2026 09:05:07 GMT</pubDate>", true, false)]
    [InlineData("<pubDate>soon</pubDate><dcterms:issued>2026-03-02T09:05:07Z</dcterms:issued>", true, false)]
    public void The_date_of_most_weight_that_can_be_read_counts(string fields, bool published, bool updated)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 5, 7, TimeSpan.Zero);

        var entry = Read($"<rss><channel><item>{fields}</item></channel></rss>").Entries[0];

        Assert.Equal((published ? at : null, updated ? at : default(DateTimeOffset?)), (entry.Published, entry.Updated));
    }

    [Fact]
    public void Hubs_self_time_to_live_and_quiet_hours_are_said()
    {
        var feed = Read("<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><atom:link rel='hub' href='https://hub.example/'/><atom:link rel='self' href='https://wire.example/feeds/top'/><ttl>45</ttl><language>en-gb</language><skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays></channel></rss>");

        Assert.Equal(["https://hub.example/"], feed.Hubs);
        Assert.Equal(("https://wire.example/feeds/top", TimeSpan.FromMinutes(45), "en-gb"), (feed.Self, feed.TimeToLive, feed.Language));
        Assert.Equal([0, 3], feed.SkipHours);
        Assert.Equal([DayOfWeek.Sunday], feed.SkipDays);
    }

    [Fact]
    public void An_update_period_is_a_time_to_live() =>
        Assert.Equal(TimeSpan.FromHours(6), Read("<rss><channel><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>").TimeToLive);

    [Fact]
    public void The_full_text_is_the_content_with_absolute_links()
    {
        var entry = Read("<rss><item><description>Short &amp;amp; sweet</description><content:encoded><![CDATA[<p>Long <img src='/i.jpg' onerror='x()'><iframe src='https://ads.example/'></iframe></p>]]></content:encoded></item></rss>").Entries[0];

        Assert.Equal("Short &amp; sweet", entry.Summary);
        Assert.Equal("<p>Long <img src=\"https://wire.example/i.jpg\" /></p>", entry.Content);
        Assert.Equal("text/html", entry.ContentType);
    }

    [Fact]
    public void Xml_base_is_heeded_within_its_element()
    {
        var feed = Read(Atom.Replace(">", " xml:base='https://a.example/x/'>", StringComparison.Ordinal) + "<entry xml:base='y/'><link href='1'/></entry><entry><link href='2'/></entry><entry xml:base='http://[bad'><link href='3'/></entry></feed>");

        Assert.Equal(["https://a.example/x/y/1", "https://a.example/x/2", "https://a.example/x/3"], feed.Entries.Select(entry => entry.Link));
    }

    [Theory]
    [InlineData("<rss><channel><item><title>One</title><link>https://wire.example/1</link><item><title>Two</title><link>https://wire.example/2</link></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>One<link>https://wire.example/1</link></item><item><title>Two</title><link>https://wire.example/2</item></channel></rss>")]
    [InlineData("<rss><channel><item><title>One</title><description><p>a<br>b</description><link>https://wire.example/1</link></item><item><title>Two</b></title><link>https://wire.example/2</link></item></channel></rss>")]
    [InlineData("\n<br />\n<b>Warning</b>: x in /y.php on line 3<br /><?xml version='1.0'?><rss><channel><item><title>One</title><link>https://wire.example/1</link></item><item><title>Two</title><link>https://wire.example/2</link></item></channel></rss>")]
    [InlineData("<rss><channel><image><title>Logo</title><item><title>One</title><link>https://wire.example/1</link></item><item><title a=b c='d>Two</title><link>https://wire.example/2</link></item></channel></rss>")]
    [InlineData("<rss><channel><!-- - -- -><item><title>One</title><link>https://wire.example/1</link></item><item><title>Two</title><link>https://wire.example/2</link></item></channel></rss>")]
    public void Forgotten_end_tags_and_the_like_cost_no_story(string text) =>
        Assert.Equal([("One", "https://wire.example/1"), ("Two", "https://wire.example/2")], Read(text).Entries.Select(entry => (entry.Title, entry.Link)));

    [Fact]
    public void What_the_end_cuts_in_two_is_not_taken_for_the_whole()
    {
        var feed = Read("<rss><channel><item><title>One</title><link>https://wire.example/1</link></item><item><title>Two</title><link>https://wire.exa");

        Assert.Equal([("One", "https://wire.example/1"), ("Two", default(string))], feed.Entries.Select(entry => (entry.Title, entry.Link)));
        Assert.Equal("it ends in the middle", feed.Incomplete);
    }

    [Theory]
    [InlineData("<sitemapindex><sitemap><loc>https://wire.example/1.xml</loc></sitemap><sitemap><")]
    [InlineData("<sitemapindex><sitemap><loc>https://wire.example/1.xml</loc></sitemap><sitemap>https://wire.exa")]
    [InlineData("<sitemapindex><sitemap><loc>https://wire.example/1.xml</loc></sitemap><sitemap><loc>https://wire.exa")]
    public void Nor_is_the_beginning_of_a_sitemap_s_address_one(string text) =>
        Assert.Equal(["https://wire.example/1.xml"], Read(text).Sitemaps.Select(sitemap => sitemap.Url));

    [Theory]
    [InlineData("utf-8", "<?xml version='1.0' encoding='utf-8'?>", null)]
    [InlineData("utf-8", "<?xml version='1.0' encoding='iso-8859-1'?>", null)]
    [InlineData("utf-8", "", "us-ascii")]
    [InlineData("iso-8859-1", "<?xml version='1.0' encoding='iso-8859-1'?>", null)]
    [InlineData("iso-8859-1", "<?xml version='1.0' encoding='utf-8'?>", null)]
    [InlineData("iso-8859-1", "<?xml version='1.0' encoding='nonsense'?>", null)]
    [InlineData("iso-8859-2", "<?xml version='1.0' encoding='utf-8'?>", "iso-8859-2")]
    [InlineData("utf-16", "<?xml version='1.0' encoding='utf-16'?>", null)]
    [InlineData("utf-16BE", "<?xml version='1.0'?>", null)]
    [InlineData("utf-32", "<?xml version='1.0' encoding='utf-8'?>", null)]
    [InlineData("utf-8", "<?xml version='1.0' encoding='utf-16'?>", null)]
    public void The_charset_is_found_whoever_lies_about_it(string real, string declaration, string? charset)
    {
        var text = $"{declaration}<rss><channel><title>Bündnis é</title></channel></rss>";

        var feed = FeedReader.Read((CodePagesEncodingProvider.Instance.GetEncoding(real) ?? Encoding.GetEncoding(real)).GetBytes(text), charset is null ? null : $"application/xml; charset={charset}", null, Feed);

        Assert.Equal("Bündnis é", feed?.Title);
    }

    [Fact]
    public void A_gzip_d_sitemap_is_unpacked_and_a_damaged_one_gives_what_is_there()
    {
        var packed = Packed("<urlset><url><loc>https://wire.example/1</loc></url><url><loc>https://wire.example/2</loc></url></urlset>");

        Assert.Equal((2, null), FeedReader.Read(packed, null, null, Feed) is { } whole ? (whole.Entries.Count, whole.Incomplete) : default);
        Assert.Equal("its gzip data end early", FeedReader.Read(packed.AsMemory(0, 90), null, null, Feed)!.Incomplete);
    }

    [Fact]
    public void A_gzip_d_list_that_is_cut_gives_its_whole_lines_and_says_so()
    {
        var cut = FeedReader.Read(Packed("https://wire.example/1\nhttps://wire.example/22\n").AsMemory(0, 55), null, null, Feed)!;

        Assert.Equal("https://wire.example/1", Assert.Single(cut.Entries).Link);
        Assert.Equal("its gzip data end early", cut.Incomplete);
    }

    private static byte[] Packed(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    [Fact]
    public void Json_feed_says_dates_authors_hubs_and_content()
    {
        var feed = Read("""{"version":"https://jsonfeed.org/version/1","author":{"name":"Wire"},"hubs":[{"type":"WebSub","url":"https://hub.example/"}],"feed_url":"https://wire.example/f","items":[{"id":"1","content_html":"<p>a<script>x</script></p>","date_published":"2026-03-02T09:05:07+01:00","authors":[{"name":"Ann"}]},{"id":"https://wire.example/2","content_text":"a < b","title":"\ud800"}]}""");

        Assert.Equal(["https://hub.example/"], feed.Hubs);
        Assert.Equal("https://wire.example/f", feed.Self);
        Assert.Equal([("Ann", "<p>a</p>"), ("Wire", "a &lt; b")], feed.Entries.Select(entry => (entry.Author, entry.Content)));
        Assert.Equal(("https://wire.example/2", default(string)), (feed.Entries[1].Link, feed.Entries[1].Title));
    }

    private static FeedDocument Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), null, null, Feed) ?? throw new InvalidOperationException("It is no feed.");
}
