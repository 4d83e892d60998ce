using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Bench.Enrich;

/// <summary>One line of the input as a parsed article, whose body is the text to the letter, so that offsets are those of the line.</summary>
internal static class EnrichLine
{
    private static readonly DateTimeOffset Fetched = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    /// <exception cref="FormatException">What is missing or of the wrong kind.</exception>
    /// <exception cref="JsonException">The line is not JSON.</exception>
    public static (JsonElement Id, ArticleParsed Item) Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("This is not an object.");
        }

        if (!root.TryGetProperty("id", out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            throw new FormatException("There is no \"id\", a string or a number.");
        }

        var text = Text(root, "text") ?? throw new FormatException("There is no \"text\".");
        return (id.Clone(), Item(Text(root, "headline") ?? "", text, Published(root)));
    }

    private static EditorialDate? Published(JsonElement root)
    {
        if (Text(root, "published") is not { Length: > 0 } printed)
        {
            return null;
        }

        return char.IsAsciiDigit(printed[0]) && DateTimeOffset.TryParse(printed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new EditorialDate { At = at, Evidence = "published", Confidence = 1 }
            : throw new FormatException("\"published\" is not a day or moment of ISO 8601.");
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            return member.ValueKind == JsonValueKind.String ? member.GetString() : throw new FormatException($"\"{name}\" is not a string.");
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"\"{name}\" is not Unicode.", exception);
        }
    }

    private static ArticleParsed Item(string headline, string text, EditorialDate? published) => new()
    {
        ArticleId = ArticleId.FromUrl("https://bench.example/story"),
        RequestedUrl = "https://bench.example/story",
        FinalUrl = "https://bench.example/story",
        CanonicalUrl = "https://bench.example/story",
        Provider = new Provider { Name = "Bench", Host = "bench.example" },
        Source = new Source { Kind = SourceKind.File, DiscoveredAt = Fetched },
        Headline = headline,
        FetchedAt = Fetched,
        Body = new Body { Text = text, Blocks = Blocks(text), WordCount = 0, CharCount = text.Length, Fingerprint = ContentKey.OfText(text) },
        Published = published,
        Provenance = new Provenance { ArchiveKey = "sha256:" + new string('0', 64), Parser = "bench" },
    };

    private static List<Block> Blocks(string text)
    {
        var blocks = new List<Block>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
            {
                blocks.Add(new Block { Kind = BlockKind.Paragraph, Start = start, End = end });
            }

            start = end + 1;
        }

        return blocks;
    }
}
