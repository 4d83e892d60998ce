using System.Net;
using Ingestion.Fetcher.Fetching;
using Ingestion.TestSupport;

namespace Ingestion.Fetcher.Tests;

public class RulesTests
{
    private const string Robots = """
        # for everybody
        User-agent: *
        Disallow: /private/
        Disallow: /*.pdf$
        Allow: /private/press

        User-agent: ExampleNewsBot
        User-agent: OtherBot
        Disallow: /archive
        Allow: /archive/today
        Crawl-delay: 5

        user-agent : examplenewsbot
        disallow : /caf%c3%a9
        """;

    [Theory]
    [InlineData("SomeBot", "/", true)]
    [InlineData("SomeBot", "/private/a", false)]
    [InlineData("SomeBot", "/private/press/1", true)]
    [InlineData("SomeBot", "/a.pdf", false)]
    [InlineData("SomeBot", "/a.pdf?x=1", true)]
    [InlineData("SomeBot", "/robots.txt", true)]
    [InlineData("ExampleNewsBot", "/private/a", true)]
    [InlineData("examplenewsbot", "/archive/2020", false)]
    [InlineData("ExampleNewsBot", "/archive/today", true)]
    [InlineData("ExampleNewsBot", "/café", false)]
    [InlineData("OtherBot", "/café", true)]
    public void The_longest_rule_of_the_group_that_names_us_decides(string product, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsTxt.Parse(Robots, product).IsAllowed(new Uri("https://wire.example" + path)));

    [Theory]
    [InlineData("")]
    [InlineData("User-agent: *\nDisallow:")]
    [InlineData("Disallow: /")]
    [InlineData("<html><body>Disallow: /</body></html>")]
    [InlineData("User-agent: *\nAllow: /\nDisallow: /")]
    public void A_file_without_a_rule_against_us_allows_all(string robots) =>
        Assert.True(RobotsTxt.Parse(robots, "ExampleNewsBot").IsAllowed(new Uri("https://wire.example/a")));

    [Theory]
    [InlineData("an asterisk in the path is written as an escape", "Disallow: /a%2Ab", "/a*b", false)]
    [InlineData("and is not anything", "Disallow: /a%2Ab", "/axb", true)]
    [InlineData("a dollar in the middle is itself", "Disallow: /a$b", "/a$b", false)]
    [InlineData("a dollar at the end is the end", "Disallow: /a$", "/ab", true)]
    [InlineData("unreserved escapes are what they stand for", "Disallow: /%62%61%7A", "/baz", false)]
    [InlineData("reserved ones are not", "Disallow: /a%2Fb", "/a/b", true)]
    [InlineData("a query is part of the path", "Disallow: /*?print=", "/a?print=1", false)]
    [InlineData("case counts in paths", "Disallow: /News", "/news", true)]
    [InlineData("and not in fields", "DISALLOW: /news", "/news", false)]
    [InlineData("a forgotten colon", "Disallow /news", "/news", false)]
    [InlineData("a slip of the pen", "Dissallow: /news", "/news", false)]
    [InlineData("other fields do not end a group", "Sitemap: https://wire.example/s.xml\nDisallow: /news", "/news", false)]
    [InlineData("empty rules forbid nothing", "Disallow:\nAllow:", "/news", true)]
    public void A_rule_is_read_as_it_was_meant(string because, string rules, string path, bool allowed) =>
        Assert.True(allowed == RobotsTxt.Parse("User-agent: * (all of you)\n" + rules, "ExampleNewsBot").IsAllowed(new Uri("https://wire.example" + path)), because);

    [Theory]
    [InlineData("ours", "User-agent: ExampleNewsBot\nCrawl-delay: 2.5\n\nUser-agent: *\nCrawl-delay: 10", 2.5)]
    [InlineData("everybody's", "User-agent: OtherBot\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 10", 10.0)]
    [InlineData("our group asks for none, so everybody's is not ours", "User-agent: ExampleNewsBot\nDisallow: /a\n\nUser-agent: *\nCrawl-delay: 10", null)]
    [InlineData("not a number", "User-agent: *\nCrawl-delay: soon", null)]
    [InlineData("not negative", "User-agent: *\nCrawl-delay: -4", null)]
    [InlineData("a day at most", "User-agent: *\nCrawl-delay: 999999999999", 86400.0)]
    public void A_crawl_delay_is_read_from_the_group_that_names_us(string because, string robots, double? seconds) =>
        Assert.True(seconds == RobotsTxt.Parse(robots, "ExampleNewsBot").CrawlDelay?.TotalSeconds, because);

    [Theory]
    [InlineData("ExampleNewsBot/1.0 (+https://example.org/bot)", "ExampleNewsBot")]
    [InlineData("Mozilla/5.0 (compatible)", "Mozilla")]
    public void The_product_token_is_what_stands_before_the_version(string agent, string expected) => Assert.Equal(expected, RobotsTxt.ProductToken(agent));

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    public void Only_public_addresses_may_be_asked(string address, bool allowed) =>
        Assert.Equal(allowed, AddressRules.MayAsk(IPAddress.Parse(address), []));

    [Fact]
    public void The_operator_may_allow_a_network_and_only_that()
    {
        IPNetwork[] intranet = [IPNetwork.Parse("10.1.0.0/16")];

        Assert.True(AddressRules.MayAsk(IPAddress.Parse("10.1.2.3"), intranet));
        Assert.True(AddressRules.MayAsk(IPAddress.Parse("::ffff:10.1.2.3"), intranet));
        Assert.False(AddressRules.MayAsk(IPAddress.Parse("10.2.2.3"), intranet));
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("0", 1.0)]
    [InlineData("99999999999999999999", 86400.0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("Mon, 02 Mar 2026 09:42:12 GMT", 60.0)]
    [InlineData("Mon, 02 Mar 2020 09:42:12 GMT", 1.0)]
    [InlineData("Mon, 02 Mar 2037 09:42:12 GMT", 86400.0)]
    public void Retry_after_is_read_in_both_forms_and_kept_within_a_day(string? value, double? expectedSeconds) =>
        Assert.Equal(expectedSeconds, RetryAfter.Read(value, Samples.At)?.TotalSeconds);

    [Theory]
    [InlineData(0, 0.5, 30.0)]
    [InlineData(1, 0.5, 60.0)]
    [InlineData(3, 0.0, 192.0)]
    [InlineData(3, 1.0, 288.0)]
    [InlineData(50, 0.5, 21600.0)]
    public void Each_failure_doubles_the_pause_up_to_six_hours(int attempts, double chance, double expectedSeconds) =>
        Assert.Equal(expectedSeconds, Backoff.After(attempts, TimeSpan.FromSeconds(30), chance).TotalSeconds, precision: 3);
}
