using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;

namespace Ingestion.Parser.Tests.Fields;

public class CanonicalLinkTests
{
    [Theory]
    [InlineData("an AMP host", "https://amp.wire.example/a", "https://www.wire.example/a")]
    [InlineData("a telephone's host", "https://m.wire.example/a", "https://wire.example/a")]
    [InlineData("a touch host to a telephone's", "https://touch.wire.example/a", "https://mobile.wire.example/a")]
    [InlineData("two labels of renderings", "https://www.m.wire.example/a", "https://wire.example/a")]
    [InlineData("a mark in the name's label", "https://amp-sport.wire.example/a", "https://sport.wire.example/a")]
    [InlineData("a rendering of one language", "https://en.m.wire.example/a", "https://en.wire.example/a")]
    [InlineData("a path twin", "https://wire.example/a/amp", "https://wire.example/a")]
    [InlineData("a parameter twin", "https://wire.example/a?amp=1", "https://wire.example/a")]
    [InlineData("plain http to https", "http://wire.example/a", "https://wire.example/a")]
    [InlineData("a site below a registry's label", "https://m.wire.co.uk/a", "https://www.wire.co.uk/a")]
    [InlineData("a section of the front page", "https://wire.example/a", "https://wire.example/?p=7")]
    public void A_claim_to_the_same_site_is_believed(string because, string found, string claim)
    {
        var chosen = CanonicalLink.Choose(found, claim);

        Assert.True(chosen == claim, $"{because}: {chosen}");
    }

    [Theory]
    [InlineData("a stranger", "https://amp.wire.example/a", "https://other.example/a")]
    [InlineData("another site of the same hoster", "https://m.blogspot.com/a", "https://amp.blogspot.com/a")]
    [InlineData("another site below a registry's label", "https://m.co.uk/a", "https://amp.co.uk/a")]
    [InlineData("a section that is a site", "https://sport.wire.example/a", "https://wire.example/a")]
    [InlineData("a name that ends alike", "https://m.notwire.example/a", "https://wire.example/a")]
    [InlineData("another port", "https://wire.example:8443/a", "https://wire.example/a")]
    [InlineData("an address", "https://192.0.2.1/a", "https://2.1/a")]
    [InlineData("the front page", "https://m.wire.example/a", "https://wire.example/")]
    [InlineData("the front page by another name", "https://m.wire.example/a", "https://wire.example/index.html")]
    [InlineData("the front page's AMP rendering", "https://wire.example/a", "https://wire.example/amp/")]
    [InlineData("another scheme", "https://wire.example/a", "ftp://wire.example/a")]
    [InlineData("a host behind user info", "https://wire.example/a", "https://wire.example@other.example/a")]
    [InlineData("nothing", "https://wire.example/a", null)]
    public void Another_claim_is_not_and_the_page_keeps_its_url(string because, string found, string? claim)
    {
        var chosen = CanonicalLink.Choose(found, claim);

        Assert.True(chosen == found, $"{because}: {chosen}");
    }

    [Theory]
    [InlineData("https://wire.example/a?outputType=amp", "https://wire.example/a")]
    [InlineData("https://wire.example/a?id=1&outputtype=AMP", "https://wire.example/a?id=1")]
    [InlineData("https://wire.example/a?amp=1&id=1", "https://wire.example/a?id=1")]
    [InlineData("https://wire.example/a?amp", "https://wire.example/a")]
    [InlineData("https://wire.example/a?amp=2", "https://wire.example/a?amp=2")]
    [InlineData("https://wire.example/?amp=1", "https://wire.example/?amp=1")]
    [InlineData("https://wire.example/a/amp", "https://wire.example/a/amp")]
    [InlineData("https://wire.example/amp/a", "https://wire.example/amp/a")]
    [InlineData("https://amp.wire.example/a", "https://amp.wire.example/a")]
    [InlineData("https://www.google.com/amp/s/wire.example/a", "https://wire.example/a")]
    [InlineData("urn:sha256:00", "urn:sha256:00")]
    public void Without_a_claim_an_amp_twin_gets_the_url_of_its_page_only_where_that_is_certain(string found, string expected) =>
        Assert.Equal(expected, CanonicalLink.Choose(found));

    [Fact]
    public void The_first_claim_that_can_be_believed_wins() =>
        Assert.Equal("https://m.wire.example/b", CanonicalLink.Choose("https://m.wire.example/news/a", "https://other.example/a", "../b", "https://wire.example/c"));
}
