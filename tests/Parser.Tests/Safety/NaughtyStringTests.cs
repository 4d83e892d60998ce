using System.Net;
using System.Text;
using System.Text.Json;
using Ingestion.Parser.Tests.Extraction;
using Ingestion.TestSupport;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Parser.Tests.Safety;

/// <summary>Strings that are known to break programs, in every field of a page.</summary>
public sealed class NaughtyStringTests
{
    // Always there: one of each kind. The long list is reference data.
    private static readonly string[] Own =
    [
        "", " ", "null", "undefined", "NaN", "-1", "1e309", "\\", "\"", "'", "`", "<", ">", "&", "&amp;", "&#0;", "]]>", "-->", "<script>alert(1)</script>", "</title><h1>x", "</script><p>x", "{\"a\":[", "${7*7}", "{{7*7}}",
        "%s%n", "../../../../etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "http://[::1", "2026-13-45T99:99:99Z", "0000-00-00", "9999999999999999", "\0", "\u0001\u001F", "\u202Eabc", "\uFEFF", "\u200B", "\uFFFD", "\uD83D\uDC69\u200D\uD83D\uDC67",
        "Z\u0351\u036B\u0343", "表ポあA鷗", "الكل", "ﬁ", "İıſK", "A\u0301\u0302\u0303", "1/0", "$(touch x)", "';DROP TABLE articles--", "$where", "__proto__", "CON", "\r\n\r\nHTTP/1.1 200 OK",
    ];

    [Fact]
    public void Every_naughty_string_of_ours_in_every_field_is_answered_and_text_stays_text() => Try(Own);

    [Fact]
    [Trait("Kind", "Evaluation")]
    public void Every_naughty_string_of_the_list_in_every_field_is_answered_and_text_stays_text()
    {
        var path = EvaluationSets.Shared("data/strings/naughty.json");

        Try(JsonSerializer.Deserialize<string[]>(File.ReadAllText(path))!);
    }

    private static void Try(string[] strings)
    {
        Assert.NotEmpty(strings);
        foreach (var naughty in strings)
        {
            var because = JsonSerializer.Serialize(naughty);

            // As it is, quotes and markup and all, in each field and in all at once.
            var fields = Template(naughty, naughty, naughty, naughty);
            SafePages.Parse(because, fields);
            SafePages.Parse(because, Encoding.UTF8.GetBytes(SafePages.All["article"]), Pages.Document(url: naughty, contentType: naughty, charset: naughty));
            SafePages.Parse(because, Encoding.UTF8.GetBytes(naughty));

            // As text: the article is read, and what the string says is in its body. Controls that no text has would make it no text.
            var text = WebUtility.HtmlEncode(string.Concat(naughty.Where(c => c >= ' ' || c is '\t' or '\n' or '\f' or '\r')));
            var result = SafePages.Parse(because, Template("Harbour strike enters second day", text, text, JsonSerializer.Serialize(naughty)[1..^1].Replace("</", "<\\/", StringComparison.Ordinal)));
            Assert.True(result is ParseResult.Article article && Letters(article.Item.Body.Text).Contains(Letters(naughty), StringComparison.OrdinalIgnoreCase), $"{because}: {result}");
        }
    }

    private static string Template(string headline, string text, string attribute, string json) => $$"""
        <!doctype html><html lang="{{attribute}}"><head><title>{{headline}}</title><base href="{{attribute}}"><link rel="canonical" href="{{attribute}}">
        <meta property="og:title" content="{{attribute}}"><meta property="og:image" content="{{attribute}}"><meta property="og:url" content="{{attribute}}"><meta property="og:site_name" content="{{attribute}}">
        <meta name="author" content="{{attribute}}"><meta name="description" content="{{attribute}}"><meta name="keywords" content="{{attribute}}"><meta name="robots" content="max-snippet:-1, {{attribute}}">
        <meta property="article:published_time" content="{{attribute}}"><meta property="article:modified_time" content="{{attribute}}"><meta property="article:section" content="{{attribute}}">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"{{json}}","datePublished":"{{json}}","dateModified":"{{json}}","author":{"name":"{{json}}"},"image":"{{json}}","publisher":{"name":"{{json}}"},"keywords":"{{json}}","isAccessibleForFree":"{{json}}"}</script>
        </head><body><article><h1>{{headline}}</h1><p class="byline">By {{text}}</p><time datetime="{{attribute}}">{{text}}</time><figure><img src="{{attribute}}" alt="{{attribute}}"><figcaption>{{text}}</figcaption></figure>
        <p>{{Pages.Sentence(1)}}</p><p>{{Pages.Sentence(2)}} The port's owners said, and this is how they said it: {{text}} – and they said no more of it before the evening.</p><p>{{Pages.Sentence(3)}}</p><p>{{Pages.Sentence(4)}}</p></article></body></html>
        """;

    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Where(char.IsLetterOrDigit));
}
