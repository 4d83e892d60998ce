using System.Reflection;
using System.Text;
using Ingestion.Contracts;

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
        try
        {
            return Read(bytes.Span, document, options, new PageBudget(options.PageTimeout));
        }
        catch (TimeoutException)
        {
            return new ParseResult.Rejected(RejectReason.TooSlow, $"Reading the document took longer than {options.PageTimeout}.");
        }
    }

    private static ParseResult Read(ReadOnlySpan<byte> content, DocumentFetched document, ParserOptions options, PageBudget budget)
    {
        return DocumentType.Of(content, document.ContentType) switch
        {
            DocumentType.Kind.Html => HtmlArticle.Read(CharacterDecoder.Decode(content, document.Charset, isHtml: true), document, options, budget),
            DocumentType.Kind.Text => WireCopy.Read(CharacterDecoder.Decode(content, document.Charset, isHtml: false), document, options),
            DocumentType.Kind.Empty => new ParseResult.Rejected(RejectReason.NotAnArticle, "The document is empty."),
            DocumentType.Kind.Feed => new ParseResult.Rejected(RejectReason.UnsupportedType, "The document is a feed or other XML, not an article page."),
            DocumentType.Kind.Json => new ParseResult.Rejected(RejectReason.UnsupportedType, "The document is JSON, not an article page."),
            _ => new ParseResult.Rejected(RejectReason.UnsupportedType, $"The document is {Named(document.ContentType)}, neither HTML nor plain text."),
        };
    }

    private static string Named(string? contentType) => string.IsNullOrWhiteSpace(contentType) ? "binary" : contentType;
}
