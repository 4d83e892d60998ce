using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Ingestion.News.Encodings;

namespace Ingestion.News.Wire;

/// <summary>
/// Takes apart what carries several items: a news message of NewsML-G2, a feed of RSS or Atom, a JSON Feed, a JSON list. Each item becomes a document
/// that stands alone; the same message always gives the same documents.
/// </summary>
public static class WireMessage
{
    /// <summary>Most items that one message may carry; one with more is left whole.</summary>
    public const int MaxItems = 10_000;

    // What stands above the items is repeated for each of them: a large head and many items are left whole.
    private const long MaxTotal = 100_000_000;

    private const int MaxDepth = 200;
    private const int MaxNodes = 2_000_000;
    private const int MaxCharacters = 20_000_000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Takes a message apart. Never throws for what the bytes hold.</summary>
    /// <param name="bytes">The document as it came.</param>
    /// <param name="charset">What the transport claims; null when it did not say.</param>
    /// <returns>One document in UTF-8 for each item, in order; a list of one, the bytes as they came, for what is no such message or cannot be read.</returns>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> bytes, string? charset)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> whole = [bytes];
        var start = Encoding.Latin1.GetString(bytes.Span[..Math.Min(bytes.Length, 4096)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        var documents = start switch
        {
            ['[' or '{', ..] => OfJson(TextDecoder.Decode(bytes.Span, charset ?? "utf-8", MarkupKind.Text).Text),
            ['<', ..] when IsMessage(start) => OfXml(TextDecoder.Decode(bytes.Span, charset, MarkupKind.Xml).Text),
            _ => [],
        };
        return documents is { Count: > 1 } ? [.. documents.Select(document => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(document))] : whole;
    }

    /// <summary>All of them, or none where they are too many or too large together.</summary>
    private static List<string> Bounded(IEnumerable<string> documents)
    {
        var (bounded, total) = (new List<string>(), 0L);
        foreach (var document in documents)
        {
            bounded.Add(document);
            total += document.Length;
            if (bounded.Count > MaxItems || total > MaxTotal)
            {
                return [];
            }
        }

        return bounded;
    }

    private static bool IsMessage(string start) =>
        start.Contains("newsMessage", StringComparison.Ordinal) || start.Contains("<rss", StringComparison.Ordinal) || start.Contains("<feed", StringComparison.Ordinal) || start.Contains("RDF", StringComparison.Ordinal);

    private static List<string> OfJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }) switch
            {
                JsonArray { Count: > 1 } list when list.All(item => item is JsonObject) => Bounded(list.Select(item => item!.ToJsonString(Readable))),
                JsonObject feed when $"{feed["version"]}".Contains("jsonfeed.org", StringComparison.Ordinal) && feed["items"] is JsonArray items => OfJsonFeed(feed, items),
                _ => [],
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Broken, or a property twice: the parser says what is wrong with it.
            return [];
        }
    }

    private static List<string> OfJsonFeed(JsonObject feed, JsonArray items)
    {
        var entries = items.Select(item => item?.DeepClone()).ToList();
        items.Clear();
        return Bounded(entries.Select(entry =>
        {
            var one = (JsonObject)feed.DeepClone();
            one["items"] = new JsonArray(entry);
            return one.ToJsonString(Readable);
        }));
    }

    private static List<string> OfXml(string text)
    {
        try
        {
            return IsShallow(text) ? OfXml(Load(text)) : [];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static List<string> OfXml(XElement root) => root.Name.LocalName switch
    {
        "newsMessage" => Bounded(root.Elements().Where(child => child.Name.LocalName == "itemSet").Elements().Select(item => Alone(item, root))),
        "rss" => Bounded(Entries(root.Elements().Where(child => child.Name.LocalName == "channel"), "item")),
        "feed" => Bounded(Entries([root], "entry")),
        "RDF" => Bounded(Entries([root], "item")),
        _ => [],
    };

    /// <summary>An item of a news message with the prefixes and the language that it was under.</summary>
    private static string Alone(XElement item, XElement message)
    {
        var alone = new XElement(item);
        foreach (var above in message.Attributes().Where(attribute => ((attribute.IsNamespaceDeclaration && attribute.Name != "xmlns") || attribute.Name == XNamespace.Xml + "lang") && alone.Attribute(attribute.Name) is null))
        {
            alone.Add(new XAttribute(above));
        }

        return alone.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>For each entry a feed with all that the feed says, and no other entry.</summary>
    private static IEnumerable<string> Entries(IEnumerable<XElement> lists, string name)
    {
        var list = lists.FirstOrDefault();
        var entries = list?.Elements().Where(child => child.Name.LocalName == name).Take(MaxItems + 1).ToList() ?? [];
        if (entries.Count > MaxItems)
        {
            return [];
        }

        // Removing them one by one would walk the list anew for each.
        var head = list?.Nodes().Where(node => node is not XElement element || element.Name.LocalName != name).ToList() ?? [];
        list?.RemoveNodes();
        list?.Add(head);
        return entries.Select(entry =>
        {
            list!.AddFirst(entry);
            var alone = list.Document!.Root!.ToString(SaveOptions.DisableFormatting);
            entry.Remove();
            return alone;
        });
    }

    private static bool IsShallow(string text)
    {
        using var reader = Open(text);
        for (var nodes = 0; reader.Read(); nodes++)
        {
            if (reader.Depth > MaxDepth || nodes > MaxNodes)
            {
                return false;
            }
        }

        return true;
    }

    private static XElement Load(string text)
    {
        using var reader = Open(text);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    private static XmlReader Open(string text) => XmlReader.Create(
        new StringReader(text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n')),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = MaxCharacters, IgnoreComments = true, IgnoreProcessingInstructions = true });
}
