using System.Globalization;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Tests.Extraction;

/// <summary>Invented pages, and the document that would have brought them.</summary>
internal static class Pages
{
    public static DateTimeOffset FetchedAt { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public const string Url = "https://www.harbour-times.example/news/strike-day-two";

    public static DocumentFetched Document(string url = Url, string? contentType = "text/html", string? charset = null) => new()
    {
        RequestedUrl = url,
        FinalUrl = url,
        ArchiveKey = "sha256:" + new string('0', 64),
        ByteCount = 1,
        ContentType = contentType,
        Charset = charset,
        FetchedAt = FetchedAt,
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = FetchedAt },
    };

    public static Parser.Extraction.ParseResult Parse(string text, DocumentFetched? document = null) =>
        DocumentParser.Parse(Encoding.UTF8.GetBytes(text), document ?? Document(), new ParserOptions());

    public static ArticleParsed Article(string text, DocumentFetched? document = null) =>
        Parse(text, document) switch
        {
            ParseResult.Article article => article.Item,
            ParseResult.Rejected rejected => throw new InvalidOperationException($"{rejected.Reason}: {rejected.Detail}"),
            _ => throw new InvalidOperationException(),
        };

    public static string Reason(string text, DocumentFetched? document = null) =>
        Assert.IsType<ParseResult.Rejected>(Parse(text, document)).Reason;

    /// <summary>A sentence of its own for each number, long enough to count as running text.</summary>
    public static string Sentence(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"Crane drivers at berth {number} stayed away from their cabins on Monday, and the port's owners said that {number + 3} ships were waiting in the bay.");

    public static string Paragraphs(int first, int count) => string.Concat(Enumerable.Range(first, count).Select(number => $"<p>{Sentence(number)}</p>\n"));

    public static string Texts(int first, int count) => string.Join("\n\n", Enumerable.Range(first, count).Select(Sentence));

    public static string Page(string body, string head = "") =>
        $"<!doctype html><html lang=\"en\"><head><title>Harbour strike enters second day | Harbour Times</title>{head}</head><body>{body}</body></html>";
}
