using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>XML of strangers to a tree: no document type is read, nothing is fetched, and depth and size are known before the tree is built.</summary>
internal static class WireXml
{
    /// <summary>Most elements open at once: feeds and wire formats need about twenty, and the tree is walked by recursion.</summary>
    public const int MaxDepth = 200;

    private const int MaxNodes = 400_000;
    private const int MaxCharacters = 20_000_000;
    private const string CData = "<![CDATA[";

    private static readonly string[] OwnEntities = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];

    /// <param name="text">The document.</param>
    /// <param name="root">Its root element, white space kept: words of neighbouring elements must not grow together.</param>
    /// <returns>Why there is none; null when there is one.</returns>
    public static WireRead.Refused? Load(string text, out XElement root)
    {
        root = new XElement("none");
        var xml = WithCharacters(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n'));
        try
        {
            if (Measure(xml) is { } refused)
            {
                return refused;
            }

            using var reader = Open(xml);
            root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            return null;
        }
        catch (XmlException exception)
        {
            return WireRead.Malformed($"The XML is broken at line {exception.LineNumber}, column {exception.LinePosition}: {exception.Message}");
        }
    }

    private static WireRead.Refused? Measure(string xml)
    {
        using var reader = Open(xml);
        for (var nodes = 0; reader.Read(); nodes++)
        {
            if (reader.Depth > MaxDepth)
            {
                return new WireRead.Refused(RejectReason.TooDeep, $"More than {MaxDepth} elements stand inside one another.");
            }

            if (nodes > MaxNodes)
            {
                return new WireRead.Refused(RejectReason.TooLong, $"The document has more than {MaxNodes} nodes.");
            }
        }

        return null;
    }

    private static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1_000_000,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>Named entities of HTML as the characters they are: without a document type XML knows five names, and agencies write more.</summary>
    private static string WithCharacters(string xml)
    {
        if (!xml.Contains('&', StringComparison.Ordinal))
        {
            return xml;
        }

        var written = new StringBuilder(xml.Length);
        for (var rest = xml.AsSpan(); !rest.IsEmpty;)
        {
            var at = rest.IndexOfAny('&', '<');
            written.Append(at < 0 ? rest : rest[..at]);
            rest = at < 0 ? [] : rest[at..];
            var taken = Take(rest, out var character);
            written.Append(character is null ? rest[..taken] : character);
            rest = rest[taken..];
        }

        return written.ToString();
    }

    /// <returns>Length of what stands at the beginning: a section without references, a reference, or one character.</returns>
    private static int Take(ReadOnlySpan<char> rest, out string? character)
    {
        character = null;
        if (rest.StartsWith(CData, StringComparison.Ordinal))
        {
            var close = rest.IndexOf("]]>", StringComparison.Ordinal);
            return close < 0 ? rest.Length : close + 3;
        }

        var end = rest.Length > 1 && rest[0] == '&' && char.IsAsciiLetter(rest[1]) ? rest[..Math.Min(rest.Length, 34)].IndexOf(';') : -1;
        if (end > 0 && rest[..(end + 1)].ToString() is var reference && !OwnEntities.Contains(reference) && WebUtility.HtmlDecode(reference) is var decoded && decoded != reference)
        {
            character = decoded;
            return end + 1;
        }

        return Math.Min(rest.Length, 1);
    }
}
