using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction.Wire;

namespace Ingestion.Parser.Extraction;

/// <summary>Bytes to a news item, or why not. Pure: the same document always gives the same answer.</summary>
internal static class DocumentParser
{
    /// <summary>Version of this parser, which every item carries.</summary>
    public static string Version { get; } =
        typeof(DocumentParser).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <param name="bytes">The document.</param>
    /// <param name="document">Where it came from.</param>
    /// <param name="options">Limits.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> bytes, DocumentFetched document, ParserOptions options)
    {
        return InTime(new PageBudget(options.PageTimeout), budget => Read(bytes.Span, document, options, budget))
            ?? new ParseResult.Rejected(RejectReason.TooSlow, $"Reading the document took longer than {options.PageTimeout}.");
    }

    /// <summary>
    /// Reads until the budget is spent. A pattern's time limit goes by the clock alone and runs out in any process that was stopped or had to
    /// wait for a processor: it costs another try, and only the budget costs the document.
    /// </summary>
    /// <returns>Null where the budget is spent.</returns>
    internal static ParseResult? InTime(PageBudget budget, Func<PageBudget, ParseResult> read)
    {
        while (true)
        {
            try
            {
                return read(budget);
            }
            catch (RegexMatchTimeoutException) when (!budget.IsSpent)
            {
                // Once more.
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    private static ParseResult Read(ReadOnlySpan<byte> content, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        return DocumentType.Of(content, document.ContentType) switch
        {
            DocumentType.Kind.Html => HtmlArticle.Read(CharacterDecoder.Decode(content, document.Charset, isHtml: true), document, options, budget),
            DocumentType.Kind.Text => WireDocument.OfText(content, document, options),
            DocumentType.Kind.Xml => WireDocument.OfXml(content, document, options),
            DocumentType.Kind.Json => WireDocument.OfJson(content, document, options),
            DocumentType.Kind.Empty => new ParseResult.Rejected(RejectReason.NotAnArticle, "The document is empty."),
            _ => new ParseResult.Rejected(RejectReason.UnsupportedType, $"The document is {Named(document.ContentType)}, none of HTML, plain text, XML and JSON."),
        };
    }

    private static string Named(string? contentType) => string.IsNullOrWhiteSpace(contentType) ? "binary" : contentType;
}
