using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Tests.Extraction;
using static Ingestion.Parser.Tests.Wire.WireFormatTests;

namespace Ingestion.Parser.Tests.Wire;

/// <summary>Whose item a document is: what was fetched speaks for the site that it was fetched from; what was handed in, for whom it names.</summary>
public class WireIdentityTests
{
    private const string Own = "https://harbour-wire.example/feeds/1.xml";
    private const string Foreign = "https://elsewhere.example/feeds/1.xml";

    private static readonly string ByRss = ArticleId.FromUrl("https://harbour-wire.example/s/1");
    private static readonly string ByNitf = ArticleId.FromProvider("harbour-wire.example", "HW-2026-0412");
    private static readonly string ByNewsMl = ArticleId.FromProvider("harbour-wire.example", "urn:newsml:harbour-wire.example:20260302:0412");
    private static readonly string ByNinjs = ArticleId.FromProvider("harbour-wire.example", "tag:harbour-wire.example,2026:0412");

    public static TheoryData<string, string, string> Items => new()
    {
        { "a feed's entry", WireSamples.Rss, ByRss },
        { "NITF", WireSamples.Nitf, ByNitf },
        { "NewsML-G2", NewsMl(), ByNewsMl },
        { "ninjs", WireSamples.Ninjs1, ByNinjs },
    };

    [Theory]
    [MemberData(nameof(Items))]
    public void An_item_from_its_own_site_or_handed_in_is_its_providers(string format, string document, string id)
    {
        var fetched = Pages.Article(document, Fetched(Own));
        var handedIn = Read(document);

        Assert.True((fetched.ArticleId, handedIn.ArticleId) == (id, id), $"{format}: {fetched.ArticleId}, {handedIn.ArticleId}");
    }

    [Theory]
    [MemberData(nameof(Items))]
    public void An_item_that_another_site_serves_is_that_sites_and_can_kill_nobody_elses(string format, string document, string id)
    {
        var fetched = Pages.Article(document, Fetched(Foreign));

        Assert.True(fetched.ArticleId == ArticleId.FromUrl(Foreign), $"{format}: {fetched.ArticleId}, {id}");
        Assert.True(fetched.CanonicalUrl == Foreign, $"{format}: {fetched.CanonicalUrl}");
    }

    [Theory]
    [InlineData("https://www.harbour-wire.example/0412.xml")]
    [InlineData("https://m.harbour-wire.example/0412.xml")]
    public void A_rendering_of_the_site_is_the_site(string url) => Assert.Equal(ByNewsMl, Pages.Article(NewsMl(), Fetched(url)).ArticleId);

    [Fact]
    public void A_name_in_place_of_a_host_is_nobodys_where_it_was_fetched()
    {
        var named = WireSamples.Nitf.Replace("regsrc=\"harbour-wire.example\"", "regsrc=\"Harbour Wire\"", StringComparison.Ordinal);

        Assert.Equal(ArticleId.FromUrl(Own), Pages.Article(named, Fetched(Own)).ArticleId);
        Assert.Equal(ArticleId.FromProvider("harbour wire", "HW-2026-0412"), Read(named).ArticleId);
    }

    private static DocumentFetched Fetched(string url) => Pages.Document(url, null);
}
