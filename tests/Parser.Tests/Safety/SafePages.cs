using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;
using ParseResult = Ingestion.Parser.Extraction.ParseResult;

namespace Ingestion.Parser.Tests.Safety;

/// <summary>Pages of the kinds that publishers send, and what parsing one may cost at most, whatever it holds.</summary>
internal static class SafePages
{
    /// <summary>A hang is what lasts longer than this; the machine may be busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // What a page gives must not hang on how busy the machine is: Patience judges the time. Nothing is obeyed: "none" is a naughty string and a directive.
    private static readonly ParserOptions Unhurried = new() { PageTimeout = TimeSpan.FromMinutes(5), Obey = "" };

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["article"] = Pages.Page(
            "<nav><a href=/>Home</a> <a href=/ports>Ports</a></nav><main><article><header><h1>Harbour strike enters second day</h1><p class=byline>By <a rel=author href=/a>Ada Moreno</a></p>"
            + "<time datetime=\"2026-03-02T09:05:00+01:00\">2 March 2026</time></header><figure><img src=/i.jpg alt=Cranes><figcaption>Cranes stand still. Photo: A. Moreno</figcaption></figure>"
            + Pages.Paragraphs(1, 6) + "<h2>What the owners say</h2>" + Pages.Paragraphs(7, 4) + "<ul><li>" + Pages.Sentence(20) + "</li><li>" + Pages.Sentence(21) + "</li></ul><blockquote>" + Pages.Sentence(22)
            + "</blockquote></article></main><aside><h3>Related</h3><ul><li><a href=/1>Ferries late</a><li><a href=/2>Fog at sea</a></ul></aside><footer>© 2026 Harbour Times</footer>",
            "<meta property=og:title content=\"Harbour strike enters second day\"><meta property=article:published_time content=2026-03-02T09:05:00+01:00><link rel=canonical href=/news/strike-day-two>"
            + "<script type=application/ld+json>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Harbour strike enters second day\",\"datePublished\":\"2026-03-02T09:05:00+01:00\","
            + "\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Moreno\"}],\"image\":{\"url\":\"/i.jpg\"},\"publisher\":{\"name\":\"Harbour Times\"}}</script>"),
        ["state script"] = Pages.Page(
            "<div id=app></div><noscript><img src=/p.gif></noscript><script id=__NEXT_DATA__ type=application/json>{\"props\":{\"article\":{\"title\":\"Harbour strike enters second day\",\"body\":["
            + string.Join(',', Enumerable.Range(1, 8).Select(number => "{\"type\":\"p\",\"text\":\"" + Pages.Sentence(number) + "\"}")) + "]}}}</script>"),
        ["table"] = Pages.Page("<table><tr><td><h1>Harbour strike enters second day</h1><tr><td>" + Pages.Paragraphs(1, 5) + "<td>" + Pages.Sentence(9) + "</table>"),
        ["line breaks"] = Pages.Page("<h1>Harbour strike enters second day</h1><div>" + string.Join("<br><br>", Enumerable.Range(1, 8).Select(Pages.Sentence)) + "</div>"),
        ["live blog"] = Pages.Page(
            "<h1>Harbour strike: the second day as it happened</h1>" + string.Concat(Enumerable.Range(1, 9).Select(number => $"<section class=live-post><time>1{number % 10}:05</time><h2>Berth {number}</h2><p>{Pages.Sentence(number)}</p></section>")),
            "<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Harbour strike\",\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\",\"articleBody\":\"" + Pages.Sentence(1) + "\"}]}</script>"),
        ["odd markup"] = "<!DOCTYPE html SYSTEM 'x'><HTML><svg><title>logo</title><![CDATA[x<y]]></svg><template><p>t</template><p>" + Pages.Sentence(1) + "<P>" + Pages.Sentence(2)
            + "<b><i>" + Pages.Sentence(3) + "</b></i><h1>Harbour &amp; strike&#33;</h1><x-y>" + Pages.Sentence(4) + "</x-y><math><mi>x</math></table>" + Pages.Sentence(5),
    };

    /// <summary>Parses a document by the only way in, and judges what that cost.</summary>
    /// <param name="because">Told when it fails.</param>
    /// <param name="bytes">The document.</param>
    /// <param name="document">Where it came from; null for an HTML page.</param>
    public static ParseResult Parse(string because, byte[] bytes, DocumentFetched? document = null)
    {
        var time = TimeProvider.System;
        var (start, before) = (time.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        ParseResult result;
        try
        {
            result = DocumentParser.Parse(bytes, document ?? Pages.Document(charset: "utf-8"), Unhurried);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{because}: {exception.Message}", exception);
        }

        var (took, allocated) = (time.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(took < Patience, $"{because}: took {took}");

        // All that was ever allocated, most of it gone again; so the memory held at once is less.
        var limit = (64L << 20) + (60L * bytes.Length);
        Assert.True(allocated < limit, $"{because}: allocated {allocated:N0} bytes for a document of {bytes.Length:N0}");
        return result;
    }

    public static ParseResult Parse(string because, string html) => Parse(because, Encoding.UTF8.GetBytes(html));
}
