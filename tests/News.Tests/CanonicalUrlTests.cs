using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Urls;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

public class CanonicalUrlTests
{
    [Theory]
    [InlineData("HTTP://Wire.Example:80/a?b=1#top", "http://wire.example/a?b=1")]
    [InlineData("https://wire.example./a", "https://wire.example/a")]
    [InlineData("https://wire.example?", "https://wire.example/")]
    [InlineData("https://wire.example/a/./b/../c", "https://wire.example/a/c")]
    [InlineData("https://@wire.example/a", "https://wire.example/a")]
    [InlineData("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("https://wire.example:8443/", "https://wire.example:8443/")]
    [InlineData("https://wire.example:80/", "https://wire.example:80/")]
    [InlineData(" https://wire.example/a ", "https://wire.example/a")]
    [InlineData("https:\\\\wire.example\\a", "https://wire.example/a")]
    [InlineData("https://wire.example/a\\@b", "https://wire.example/a/@b")]
    [InlineData("http://[2001:DB8::0:1]/a", "http://[2001:db8::1]/a")]
    [InlineData("http://0x7f.1/a", "http://127.0.0.1/a")]
    public void A_page_has_one_spelling(string given, string expected) => AssertCanonical(expected, given);

    [Theory]
    [InlineData("https://wire.example/%7eada/%41?q=%2d%c3%a4", "https://wire.example/~ada/A?q=-%C3%A4")]
    [InlineData("https://wire.example/a%2fb%3Fc%23d", "https://wire.example/a%2Fb%3Fc%23d")]
    [InlineData("https://wire.example/%2541", "https://wire.example/%2541")]
    [InlineData("https://wire.example/100%/%zz", "https://wire.example/100%25/%25zz")]
    [InlineData("https://wire.example/a|b^c?d|e\\f'g", "https://wire.example/a%7Cb%5Ec?d%7Ce%5Cf%27g")]
    [InlineData("https://wire.example/a?b[]=1&b[]=2", "https://wire.example/a?b[]=1&b[]=2")]
    [InlineData("https://wire.example/a+b?c+d", "https://wire.example/a+b?c+d")]
    [InlineData("https://wire.example/a//b/", "https://wire.example/a//b/")]
    [InlineData("https://wire.example/A?B=C", "https://wire.example/A?B=C")]
    [InlineData("https://wire.example/a?b=2&a=1&b=2", "https://wire.example/a?b=2&a=1&b=2")]
    public void Characters_have_one_spelling_and_keep_their_meaning(string given, string expected) => AssertCanonical(expected, given);

    [Theory]
    [InlineData("utm_source=x&id=7&fbclid=9", "?id=7")]
    [InlineData("UTM_Medium=x", "")]
    [InlineData("utm%5Fsource=x&a", "?a")]
    [InlineData("a=1&amp;utm_source=x&amp;b=2", "?a=1&amp;b=2")]
    [InlineData("a=1&&b=2&", "?a=1&b=2")]
    [InlineData("gclid=1&msclkid=2&ttclid=3&twclid=4&yclid=5&li_fat_id=6&epik=7&igsh=8&wbraid=9", "")]
    [InlineData("mc_cid=1&mkt_tok=2&_hsenc=3&mtm_campaign=4&pk_campaign=5&at_medium=6&xtor=RSS-1", "")]
    [InlineData("ns_mchannel=rss&ns_source=feed&CMP=rss", "")]
    [InlineData("cmp=2", "?cmp=2")]
    [InlineData("partner=rss&ref=RSS&page=2", "?page=2")]
    [InlineData("partner=acme&ref=home&source=desk", "?partner=acme&ref=home&source=desk")]
    [InlineData("ref_src=twsrc%5Etfw", "")]
    [InlineData("ref_src=somebody", "?ref_src=somebody")]
    [InlineData("smid=tw-share&id=1", "?smid=tw-share&id=1")]
    [InlineData("mc=1&at=2&pk_id=3&cid=4&utm=5", "?mc=1&at=2&pk_id=3&cid=4&utm=5")]
    [InlineData("PHPSESSID=abc&a=1", "?a=1")]
    public void What_counts_clicks_is_dropped_and_what_may_name_the_page_stays(string query, string expected) =>
        AssertCanonical("https://wire.example/a" + expected, "https://wire.example/a?" + query);

    [Theory]
    [InlineData("https://www.nytimes.com/a?smid=tw-share&id=1", "https://www.nytimes.com/a?id=1")]
    [InlineData("https://notnytimes.com/a?smid=1", "https://notnytimes.com/a?smid=1")]
    [InlineData("https://wire.example/a;jsessionid=A1.b", "https://wire.example/a")]
    [InlineData("https://wire.example/a;JSESSIONID=A1/b;v=2", "https://wire.example/a/b;v=2")]
    [InlineData("https://wire.example/a;v=2", "https://wire.example/a;v=2")]
    [InlineData("https://wire.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "https://wire.example/a.aspx")]
    [InlineData("https://wire.example/(Some)/a", "https://wire.example/(Some)/a")]
    public void Sessions_and_single_sites_have_their_rules(string given, string expected) => AssertCanonical(expected, given);

    [Theory]
    [InlineData("https://www.google.com/amp/s/wire.example/a?b=1", "https://wire.example/a?b=1")]
    [InlineData("https://www.google.co.uk/amp/wire.example/a", "http://wire.example/a")]
    [InlineData("https://wire-example.cdn.ampproject.org/c/s/wire.example/a?amp_js_v=0.1&usqp=x#aoh=1", "https://wire.example/a")]
    [InlineData("https://wire-example.cdn.ampproject.org/v/wire.example/a", "http://wire.example/a")]
    [InlineData("https://www.bing.com/amp/s/wire.example/a", "https://wire.example/a")]
    [InlineData("https://www.google.com/amp/s/wire-example.cdn.ampproject.org/c/s/wire.example/a", "https://wire.example/a")]
    [InlineData("https://www.google.com/amp/s/", "https://www.google.com/amp/s/")]
    [InlineData("https://google.wire.example/amp/s/other.example/a", "https://google.wire.example/amp/s/other.example/a")]
    [InlineData("https://wire.example/amp/s/other.example/a", "https://wire.example/amp/s/other.example/a")]
    [InlineData("https://wire-example.cdn.ampproject.org/i/s/wire.example/a.png", "https://wire-example.cdn.ampproject.org/i/s/wire.example/a.png")]
    public void A_page_in_an_amp_cache_is_the_publishers(string given, string expected) => AssertCanonical(expected, given);

    [Theory]
    [InlineData(null, AbandonReason.InvalidUrl, "http://")]
    [InlineData("", AbandonReason.InvalidUrl, "Not an absolute http or https URL")]
    [InlineData("wire.example/a", AbandonReason.InvalidUrl, "http://")]
    [InlineData("ftp://wire.example/a", AbandonReason.UnsupportedScheme, "'ftp'")]
    [InlineData("javascript:alert(1)", AbandonReason.UnsupportedScheme, "'javascript'")]
    [InlineData("file:///etc/passwd", AbandonReason.UnsupportedScheme, "'file'")]
    [InlineData("https://", AbandonReason.InvalidUrl, "no host")]
    [InlineData("http://[::1", AbandonReason.InvalidUrl, "host")]
    [InlineData("https://wire.example:99999/", AbandonReason.InvalidUrl, "port")]
    [InlineData("https://user:secret@wire.example/a", AbandonReason.InvalidUrl, "remove")]
    [InlineData("https://www.google.com/amp/s/user@wire.example/a", AbandonReason.InvalidUrl, "remove")]
    [InlineData("https://wire.example\\@other.example/", AbandonReason.InvalidUrl, "backslash")]
    [InlineData("https://./", AbandonReason.InvalidUrl, "host")]
    public void What_cannot_be_fetched_is_refused_with_a_reason(string? given, string reason, string told)
    {
        Assert.False(CanonicalUrl.TryParse(given, out _));

        var refusal = CanonicalUrl.Refuse(given);

        Assert.Equal(reason, refusal?.Reason);
        Assert.Contains(told, refusal!.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_url_of_more_than_8192_characters_is_refused_also_when_it_grows_to_that()
    {
        var longest = "https://wire.example/" + new string('a', CanonicalUrl.MaxLength - 21);

        Assert.True(CanonicalUrl.TryParse(longest, out _));
        Assert.False(CanonicalUrl.TryParse(longest + "a", out _));
        Assert.False(CanonicalUrl.TryParse("https://wire.example/" + new string('ä', 2000), out _));
        Assert.False(CanonicalUrl.TryParse("https://" + string.Concat(Enumerable.Repeat("abcdefgh.", 29)) + "example/", out _));
    }

    // Made of the pieces that URL readers disagree about. The seed is fixed: the same texts every time.
    [Fact]
    public void Whatever_is_taken_names_the_host_that_was_read_and_is_its_own_canonical_spelling()
    {
        string[] pieces = ["wire.example", "a", "B", "/", "//", "\\", "?", "#", "@", ":", ":80", ";", ".", "..", "%2e", "%2F", "%", "%41", "%C3%A4", "ä", "|", "[", "]", "::1", "127.1", "0x7f", " ", "\t", "=", "&", "utm_a", "'", "\"", "-", "_", "xn--", "。", "~", "+", "(S(a))", "\u202e", "\u0085", "{", "^", "𝕎"];
        var random = new Random(7);
        var taken = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var text = (round % 3 == 0 ? "http://" : "https://wire.example") + string.Concat(random.GetItems(pieces, 1 + random.Next(7)));
            if (!CanonicalUrl.TryParse(text, out var canonical))
            {
                Assert.Equal(text, CanonicalUrl.Of(text));
                continue;
            }

            taken++;
            var read = UrlParser.Parse(text, baseUrl: null, out _)!;
            Assert.True(canonical.HostNameType == UriHostNameType.IPv6 || canonical.IdnHost == read.Host.TrimEnd('.'), $"{text}: {canonical.IdnHost} instead of {read.Host}");
            Assert.True(canonical.AbsoluteUri == CanonicalUrl.Of(canonical.AbsoluteUri), $"{text}: {canonical.AbsoluteUri} becomes {CanonicalUrl.Of(canonical.AbsoluteUri)}");
            Assert.Equal(canonical.AbsoluteUri, CanonicalUrl.Of(text));
        }

        Assert.True(taken > 10_000, $"Only {taken} were taken.");
    }

    /// <summary>
    /// A second opinion. It differs on purpose where it sorts parameters, decodes more than once, decodes reserved characters, keeps fragments, merges
    /// slashes, takes user info away, or guesses a scheme or an encoding: each of those leads to another page on some site, or hides a mistake.
    /// </summary>
    [Fact]
    public void Most_of_another_canonicalisers_cases_agree()
    {
        var file = EvaluationSets.Shared("data/url/urlcanon_semantic_precise.json");
        var cases = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!
            .Where(one => one.Value.StartsWith("http:", StringComparison.Ordinal) || one.Value.StartsWith("https:", StringComparison.Ordinal)).ToList();

        var other = cases.Where(one => CanonicalUrl.Of(one.Key) != one.Value).Select(one => $"{one.Key}: {CanonicalUrl.Of(one.Key)} instead of {one.Value}").ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{cases.Count - other.Count} of {cases.Count} agree.\n" + string.Join('\n', other));
        Assert.True(other.Count * 2 < cases.Count, string.Join('\n', other));
    }

    private static void AssertCanonical(string expected, string given)
    {
        Assert.True(CanonicalUrl.TryParse(given, out var canonical));
        Assert.Equal(expected, canonical.AbsoluteUri);
        Assert.Equal(expected, CanonicalUrl.Of(given));
        Assert.Equal(expected, CanonicalUrl.Of(expected));
        Assert.Null(CanonicalUrl.Refuse(given));
    }
}
