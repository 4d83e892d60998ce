using System.Globalization;
using Ingestion.Parser.Extraction.Dates;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Dates;

public class EditorialDateTests
{
    private const string Headline = "<h1>Harbour strike enters second day</h1>";

    [Theory]
    [InlineData("json-ld:datePublished", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2026-03-01T09:05:00+01:00\"}</script>", "")]
    [InlineData("meta:article:published_time", "<meta property=article:published_time content=2026-03-01T09:05:00+01:00>", "")]
    [InlineData("meta:date", "<meta name=date content=2026-03-01>", "")]
    [InlineData("itemprop:datePublished", "", "<span itemprop=datePublished content=2026-03-01>yesterday</span>")]
    [InlineData("time", "", "<time datetime=2026-03-01T09:05:00+01:00>1 March</time>")]
    [InlineData("class:date", "", "<abbr class=published title=2026-03-01T09:05:00+01:00>Sunday</abbr>")]
    [InlineData("class:date", "", "<div class=entry-date>1 March 2026</div>")]
    [InlineData("class:date", "", "<div class=post-date><b>1</b> <i>March</i> <u>2026</u></div>")]
    [InlineData("data-timestamp", "", "<span class=time data-timestamp=1772352300>a while</span>")]
    [InlineData("label", "", "<p>Published: 1 March 2026</p>")]
    [InlineData("text", "", "<p>1 March 2026</p>")]
    [InlineData("script:publishedAt", "<script>window.state = {\"article\":{\"publishedAt\":\"2026-03-01T09:05:00Z\"}}</script>", "")]
    [InlineData("script:publishedAt", "", "<div data-state='{&quot;publishedAt&quot;:&quot;2026-03-01T09:05:00Z&quot;}'></div>")]
    [InlineData("relative", "", "<div class=date>yesterday</div>")]
    public void Every_kind_of_evidence_is_read_and_named(string evidence, string head, string line)
    {
        var published = Read($"{Headline}{line}{Pages.Paragraphs(1, 3)}", head).Published;

        Assert.Equal(evidence, published?.Evidence);
        Assert.Equal(new DateOnly(2026, 3, 1), Day(published!.At));
    }

    [Fact]
    public void The_address_tells_the_day_where_the_page_does_not()
    {
        var published = Read(Headline, url: "https://harbour-times.example/2026/03/01/strike").Published;

        Assert.Equal(("url", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)), (published?.Evidence, published!.At));
    }

    [Fact]
    public void Sources_that_agree_make_the_date_surer_than_sources_that_do_not()
    {
        const string head = "<meta property=article:published_time content=2026-03-01T09:05:00+01:00>";
        var agreed = Read(Headline + "<time datetime=2026-03-01>1 March</time>", head).Published!;
        var disputed = Read(Headline + "<time datetime=2026-02-11>11 February</time>", head).Published!;
        var guessed = Read(Headline + "<div class=date>yesterday</div>").Published!;

        Assert.True(agreed.Confidence > disputed.Confidence, $"{agreed.Confidence} {disputed.Confidence}");
        Assert.True(disputed.Confidence > guessed.Confidence, $"{disputed.Confidence} {guessed.Confidence}");
    }

    [Theory]
    [InlineData("2026-03-05", null)]
    [InlineData("2026-03-03", "2026-03-03")]
    [InlineData("1994-12-31", null)]
    [InlineData("1995-01-01", "1995-01-01")]
    [InlineData("0001-01-01T00:00:00", null)]
    [InlineData("9999-12-31T23:59:59Z", null)]
    public void A_date_that_cannot_be_is_refused(string written, string? expected) =>
        Assert.Equal(expected, Read(Headline, $"<meta property=article:published_time content={written}>").Published?.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void Of_two_orders_of_day_and_month_the_one_that_has_been_is_right() =>
        Assert.Equal(new DateOnly(2026, 2, 11), Day(Read(Headline + "<div class=date>11/02/2026</div>").Published!.At));

    [Theory]
    [InlineData("the zone is in the text beside the headline", "2026-03-02T03:28:00Z", "<p class=date>March 1, 2026 10:28 pm EST</p>", "2026-03-01T22:28:00-05:00")]
    [InlineData("the difference of the two clocks is the zone", "2026-03-02T03:28:00Z", "<p class=date>March 1, 2026 10:28 pm</p>", "2026-03-01T22:28:00-05:00")]
    [InlineData("the shown day counts, and its time is not known", "2026-03-02T03:28:00Z", "<p class=date>March 1, 2026</p>", "2026-03-01T00:00:00+00:00")]
    [InlineData("east of Greenwich it is tomorrow already", "2026-03-01T23:28:00Z", "<p class=date>March 2, 2026</p>", "2026-03-02T00:00:00+00:00")]
    [InlineData("nowhere on earth is the noon of one day in the day before", "2026-03-02T12:28:00Z", "<p class=date>March 1, 2026</p>", "2026-03-02T12:28:00+00:00")]
    [InlineData("a stamp with its own offset knows its day", "2026-03-02T00:28:00+02:00", "<p class=date>March 1, 2026</p>", "2026-03-02T00:28:00+02:00")]
    [InlineData("another story's date below is not this story's day", "2026-03-02T03:28:00Z", "<aside class=related><p class=date>March 1, 2026</p></aside>", "2026-03-02T03:28:00+00:00")]
    public void The_day_is_the_publishers_own(string because, string stamp, string line, string expected)
    {
        var body = line.StartsWith("<aside", StringComparison.Ordinal) ? Headline + Pages.Paragraphs(1, 3) + line : Headline + line + Pages.Paragraphs(1, 3);

        var at = Read(body, $"<meta property=article:published_time content={stamp}>").Published!.At;

        Assert.True(at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) == expected, $"{because}: {at}");
    }

    [Fact]
    public void The_same_moment_with_the_publishers_offset_is_preferred()
    {
        var at = Read($"{Headline}<time datetime=2026-03-01T09:05:00+01:00>9:05</time>", "<meta property=article:published_time content=2026-03-01T08:05:00Z>").Published!.At;

        Assert.Equal(TimeSpan.FromHours(1), at.Offset);
    }

    [Theory]
    [InlineData("<aside><p class=date>1 January 2026</p></aside>")]
    [InlineData("<div class=related-stories><time datetime=2026-01-01>1 January</time></div>")]
    [InlineData("<div class=comments><time class=published datetime=2026-01-01>1 January</time></div>")]
    [InlineData("<footer><p>Posted 1 January 2026</p></footer>")]
    [InlineData("<p>The port was opened on 1 January 2026 by the mayor, who had said before that it would be ready long before the last of the winter's ships came in.</p>")]
    public void A_date_of_something_else_does_not_win_over_the_line_by_the_headline(string other)
    {
        var body = $"{Headline}<p>1 March 2026</p>{Pages.Paragraphs(1, 3)}{other}";

        Assert.Equal(new DateOnly(2026, 3, 1), Day(Read(body).Published!.At));
    }

    [Fact]
    public void The_current_day_above_the_headline_is_not_the_articles()
    {
        var body = $"<div class=header-date>Monday, 2 March 2026</div><div>{Pages.Sentence(1)}{Pages.Sentence(2)}{Pages.Sentence(3)}{Pages.Sentence(4)}{Pages.Sentence(5)}</div>{Headline}<p>Published 27 February 2026</p>{Pages.Paragraphs(1, 3)}";

        Assert.Equal(new DateOnly(2026, 2, 27), Day(Read(body).Published!.At));
    }

    [Fact]
    public void What_a_time_element_shows_counts_where_its_value_is_another_day()
    {
        var body = $"{Headline}<time datetime=2026-02-20T10:18:46Z>Published 11 February 2026</time>{Pages.Paragraphs(1, 3)}";

        Assert.Equal(new DateOnly(2026, 2, 11), Day(Read(body).Published!.At));
    }

    [Theory]
    [InlineData("json-ld:dateModified", "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2026-02-27\",\"dateModified\":\"2026-03-01T09:05:00+01:00\"}</script>", "")]
    [InlineData("meta:article:modified_time", "<meta property=article:modified_time content=2026-03-01T09:05:00+01:00>", "")]
    [InlineData("itemprop:dateModified", "", "<meta itemprop=dateModified content=2026-03-01>")]
    [InlineData("time", "", "<time class=updated datetime=2026-03-01T09:05:00+01:00>1 March</time>")]
    [InlineData("label", "", "<p>Updated: 1 March 2026</p>")]
    public void A_change_is_told_apart_from_publication(string evidence, string head, string line)
    {
        var dates = Read($"{Headline}<p>Published 27 February 2026</p>{line}{Pages.Paragraphs(1, 3)}", head);

        Assert.Equal(new DateOnly(2026, 2, 27), Day(dates.Published!.At));
        Assert.Equal((evidence, new DateOnly(2026, 3, 1)), (dates.Modified?.Evidence, Day(dates.Modified!.At)));
    }

    [Fact]
    public void One_line_may_tell_both()
    {
        var dates = Read($"{Headline}<p class=meta>Veröffentlicht: 27.02.2026, aktualisiert: 01.03.2026</p>{Pages.Paragraphs(1, 3)}");

        Assert.Equal((new DateOnly(2026, 2, 27), new DateOnly(2026, 3, 1)), (Day(dates.Published!.At), Day(dates.Modified!.At)));
    }

    [Theory]
    [InlineData("2026-02-26T09:00:00+01:00", false)]
    [InlineData("2026-02-27T08:00:00+01:00", false)]
    [InlineData("2026-02-27T09:00:00+01:00", true)]
    [InlineData("2026-02-27", true)]
    public void A_change_before_publication_is_not_believed(string modified, bool believed)
    {
        var dates = Read(Headline, $"<meta property=article:published_time content=2026-02-27T09:00:00+01:00><meta property=article:modified_time content={modified}>");

        Assert.Equal(believed, dates.Modified is not null);
        Assert.Equal(new DateOnly(2026, 2, 27), Day(dates.Published!.At));
    }

    [Fact]
    public void Where_only_a_change_is_told_the_date_says_so_and_is_hardly_sure()
    {
        var dates = Read(Headline, "<meta property=article:modified_time content=2026-03-01>");

        Assert.Equal("meta:article:modified_time", dates.Published?.Evidence);
        Assert.InRange(dates.Published!.Confidence, 0, 0.3);
        Assert.Equal(dates.Published.At, dates.Modified?.At);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<p>no date at all</p>")]
    [InlineData("<p>© 2026</p>")]
    [InlineData("<time>soon</time><time datetime=\"\"></time><meta itemprop=datePublished><abbr class=published title=x>")]
    public void A_page_without_a_date_has_none(string body) => Assert.Equal((null, null), (Read(body).Published, Read(body).Modified));

    [Fact]
    public void A_page_of_nothing_but_dates_is_read_in_linear_time_and_without_a_fault()
    {
        var body = string.Concat(Enumerable.Range(0, 40_000).Select(number => $"<div class=date><time datetime=2026-03-01>Published {number % 28 + 1} March 2026</time>"));

        Assert.NotNull(Read(body).Published);
    }

    private static EditorialDates Read(string body, string head = "", string url = Pages.Url)
    {
        var page = Page.Parse(Pages.Page(body, head), PageLimits.Default);
        var meta = PageMeta.Of(page);
        return EditorialDates.Of(page, meta, StructuredData.Of(page, meta), url, Pages.FetchedAt);
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);
}
