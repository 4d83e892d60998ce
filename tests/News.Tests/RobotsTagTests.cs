namespace Ingestion.News.Tests;

public sealed class RobotsTagTests
{
    [Theory]
    [InlineData("a list", "noindex,noarchive", "NoIndex, NOARCHIVE")]
    [InlineData("several headers", "noindex,nofollow", "noindex", "nofollow, noindex")]
    [InlineData("a date with commas", "unavailable_after: fri, 25 jun 2010 15:00:00 gmt|noarchive", "unavailable_after: Fri, 25 Jun 2010 15:00:00 GMT, noarchive")]
    [InlineData("a directive with a value", "max-snippet: 50|noindex", "max-snippet: 50, noindex")]
    [InlineData("ours by name", "noindex", "examplebot: noindex")]
    [InlineData("everyone by name", "noindex", "*: noindex")]
    [InlineData("another's", "", "otherbot: noindex, nofollow")]
    [InlineData("another's and everyone's", "noarchive", "otherbot: noindex", "noarchive")]
    [InlineData("another's and ours in one", "noarchive", "otherbot: noindex, ExampleBot: noarchive")]
    [InlineData("another's date", "", "otherbot: unavailable_after: Fri, 25 Jun 2010 15:00:00 GMT")]
    [InlineData("nothing", "", " , ,")]
    public void X_robots_tag_counts_where_it_is_meant_for_us(string because, string expected, params string[] headers)
    {
        var read = string.Join('|', RobotsTag.Read(headers, "ExampleBot"));

        Assert.True(read == expected || read == expected.Replace(",", "|", StringComparison.Ordinal), $"{because}: {read}");
    }

    [Theory]
    [InlineData("a list", "noindex|noarchive", "NoIndex, NOARCHIVE")]
    [InlineData("everyone by name", "noindex", "*: noindex")]
    [InlineData("another's", "", "otherbot: noindex")]
    [InlineData("another's and everyone's", "nosnippet", "otherbot: noindex", "nosnippet")]
    public void Without_a_name_only_what_is_for_everyone_counts(string because, string expected, params string[] headers)
    {
        var read = string.Join('|', RobotsTag.Read(headers, product: null));

        Assert.True(read == expected, $"{because}: {read}");
    }
}
