using System.Text.Json;
using Ingestion.News.Urls;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

public class UrlStandardTests
{
    private const string Base = "http://wire.example/news/today/?page=2#top";

    [Theory]
    [InlineData("HTTP://Wire.Example:80/a?b#c", "http://wire.example/a?b#c")]
    [InlineData("\t ht\ntps://wire.example/a\r\n b ", "https://wire.example/a%20b")]
    [InlineData("http:\\\\wire.example\\a\\..\\b", "http://wire.example/b")]
    [InlineData("http:////wire.example", "http://wire.example/")]
    [InlineData("https:wire.example", "https://wire.example/")]
    [InlineData("http:story", "http://wire.example/news/today/story")]
    [InlineData("http:/story", "http://wire.example/story")]
    [InlineData("https:story", "https://story/")]
    [InlineData("story", "http://wire.example/news/today/story")]
    [InlineData("../story", "http://wire.example/news/story")]
    [InlineData("../../../story", "http://wire.example/story")]
    [InlineData("%2E%2e/.%2e/./story/%2e", "http://wire.example/story/")]
    [InlineData("a//b/..", "http://wire.example/news/today/a//")]
    [InlineData("\\story", "http://wire.example/story")]
    [InlineData("//other.example:8080", "http://other.example:8080/")]
    [InlineData("/\\other.example", "http://other.example/")]
    [InlineData("?page=3", "http://wire.example/news/today/?page=3")]
    [InlineData("#end", "http://wire.example/news/today/?page=2#end")]
    [InlineData("", "http://wire.example/news/today/?page=2")]
    [InlineData("http://a:b:c@d@wire.example", "http://a:b%3Ac%40d@wire.example/")]
    [InlineData("http://@wire.example", "http://wire.example/")]
    [InlineData("http://a:@wire.example", "http://a@wire.example/")]
    [InlineData("http://wire.example:", "http://wire.example/")]
    [InlineData("http://wire.example:000443", "http://wire.example:443/")]
    [InlineData("https://wire.example:0443", "https://wire.example/")]
    [InlineData("http://wire.example/ä \"<>`{}^'|%zz", "http://wire.example/%C3%A4%20%22%3C%3E%60%7B%7D%5E'|%zz")]
    [InlineData("http://wire.example?ä'`{}^#\"`", "http://wire.example/?%C3%A4%27`{}^#%22%60")]
    public void A_url_is_read_as_browsers_read_it(string text, string expected)
    {
        var url = UrlParser.Parse(text, UrlParser.Parse(Base, baseUrl: null, out _), out var fault);

        Assert.Equal((expected, UrlFault.None), (url?.Href, fault));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_replacement_character() =>
        Assert.Equal("http://wire.example/%EF%BF%BD?%EF%BF%BD", UrlParser.Parse("http://wire.example/\ud800?\udc00", baseUrl: null, out _)?.Href);

    [Theory]
    [InlineData("story", UrlFault.NotAbsolute)]
    [InlineData("//wire.example/", UrlFault.NotAbsolute)]
    [InlineData("", UrlFault.NotAbsolute)]
    [InlineData("ftp://wire.example/", UrlFault.OtherScheme)]
    [InlineData("javascript:alert(1)", UrlFault.OtherScheme)]
    [InlineData("https://", UrlFault.NoHost)]
    [InlineData("https://?q", UrlFault.NoHost)]
    [InlineData("http://user@/a", UrlFault.NoHost)]
    [InlineData("http://wire.example:65536", UrlFault.BadPort)]
    [InlineData("http://wire.example:80:80", UrlFault.BadPort)]
    [InlineData("http://wire.example:8o", UrlFault.BadPort)]
    [InlineData("http://wire example/", UrlFault.BadHost)]
    [InlineData("http://wire%2fexample/", UrlFault.BadHost)]
    [InlineData("http://wire%zzexample/", UrlFault.BadHost)]
    [InlineData("http://%ff.example/", UrlFault.BadHost)]
    [InlineData("http://\u00ad/", UrlFault.BadHost)]
    [InlineData("http://1.2.3.4.5/", UrlFault.BadHost)]
    [InlineData("http://1.2.3.08/", UrlFault.BadHost)]
    [InlineData("http://256.1/", UrlFault.BadHost)]
    [InlineData("http://4294967296/", UrlFault.BadHost)]
    [InlineData("http://wire.0x/", UrlFault.BadHost)]
    [InlineData("http://[::1/", UrlFault.BadHost)]
    [InlineData("http://[fe80::1%25lo]/", UrlFault.BadHost)]
    public void What_browsers_refuse_is_refused_with_its_fault(string text, UrlFault expected) =>
        Assert.Equal((null, expected), (UrlParser.Parse(text, baseUrl: null, out var fault)?.Href, fault));

    [Theory]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("b%C3%BCcher.example", "xn--bcher-kva.example")]
    [InlineData("straße.example", "xn--strae-oqa.example")]
    [InlineData("ＷＩＲＥ。example", "wire.example")]
    [InlineData("wire.example.", "wire.example.")]
    [InlineData("a_b-.example", "a_b-.example")]
    [InlineData("--.example", "--.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("XN--8i7caa.example", "xn--8i7caa.example")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("0x7F.0.0.1.", "127.0.0.1")]
    [InlineData("0177.0x0.01", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("①②⑦.０.0.%31", "127.0.0.1")]
    [InlineData("0xffffffff", "255.255.255.255")]
    [InlineData("1.2.3.wire", "1.2.3.wire")]
    [InlineData("[::]", "[::]")]
    [InlineData("[1::]", "[1::]")]
    [InlineData("[0:0:1:0:0:0:1:0]", "[0:0:1::1:0]")]
    [InlineData("[1:0:2:3:4:5:6:7]", "[1:0:2:3:4:5:6:7]")]
    [InlineData("[2001:DB8::127.0.0.1]", "[2001:db8::7f00:1]")]
    [InlineData("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]")]
    [InlineData("[1::3:4:5:6:7:8]", "[1:0:3:4:5:6:7:8]")]
    [InlineData("[1:2:3:4:5:6:7:8::]", null)]
    [InlineData("[::1:2:3:4:5:6:7:8]", null)]
    [InlineData("[1:2:3:4:5:6:7]", null)]
    [InlineData("[1:::2]", null)]
    [InlineData("[:1]", null)]
    [InlineData("[1:]", null)]
    [InlineData("[::12345]", null)]
    [InlineData("[::1.2.3]", null)]
    [InlineData("[::1.2.3.256]", null)]
    [InlineData("[::01.2.3.4]", null)]
    [InlineData("[::.1.2.3]", null)]
    [InlineData("[1:2:3:4:5:6:7:1.2.3.4]", null)]
    public void Every_spelling_of_a_host_gives_the_host_that_is_asked(string host, string? expected) =>
        Assert.Equal(expected, UrlParser.Parse($"http://{host}/", baseUrl: null, out _)?.Host);

    [Fact]
    public void The_cases_of_the_standards_test_suite_come_out_right()
    {
        var file = EvaluationSets.Shared("data/url/urltestdata.json");
        var (count, wrong) = (0, new List<string>());
        using var cases = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var one in cases.RootElement.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
        {
            var (input, from) = (Text(one, "input")!, Text(one, "base"));
            var baseUrl = from is null ? null : UrlParser.Parse(from, baseUrl: null, out _);
            var expected = Text(one, "href");
            var url = UrlParser.Parse(input, baseUrl, out var fault);

            // A relative URL with a base of another scheme is not ours, nor is another scheme's.
            var isOurs = expected is null ? fault != UrlFault.OtherScheme && (from is null || baseUrl is not null || fault != UrlFault.NotAbsolute)
                : expected.StartsWith("http:", StringComparison.Ordinal) || expected.StartsWith("https:", StringComparison.Ordinal);
            if (isOurs)
            {
                count++;
            }

            if (isOurs ? url?.Href != expected : url is not null)
            {
                wrong.Add($"{input} on {from}: {url?.Href ?? fault.ToString()} instead of {expected ?? "failure"}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count}:\n" + string.Join('\n', wrong));
        Assert.True(count > 100, $"Only {count} cases.");
    }

    // Half a surrogate pair cannot be read as text by System.Text.Json; browsers take it as U+FFFD.
    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? System.Text.RegularExpressions.Regex.Unescape(value.GetRawText()[1..^1].Replace("\\/", "/", StringComparison.Ordinal))
            : null;
}
