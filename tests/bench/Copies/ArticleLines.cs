using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Bench.Copies;

/// <summary>Articles as lines of JSON: <c>{"id", "published"?, "headline"?, "text", "host"?, "provider"?}</c>. Those without a date count as published in the order of the lines.</summary>
internal static class ArticleLines
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<(ArticleParsed Article, JsonObject Line)> Read(FileInfo file) =>
        File.ReadLines(file.FullName).Where(line => !string.IsNullOrWhiteSpace(line)).Select((line, number) =>
        {
            var fields = JsonNode.Parse(line)!.AsObject();
            return (Of(fields, Start.AddSeconds(number)), fields);
        });

    public static string Written(object answer) => JsonSerializer.Serialize(answer, ContractJson.Options);

    private static ArticleParsed Of(JsonObject line, DateTimeOffset at)
    {
        var id = Text(line, "id") ?? throw new InvalidDataException("A line has no id.");
        var (host, published) = (Text(line, "host"), Text(line, "published"));
        var url = $"https://{host ?? "wire.example"}/{Uri.EscapeDataString(id)}";
        var body = new BodyBuilder();
        foreach (var paragraph in (Text(line, "text") ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            body.Add(BlockKind.Paragraph, paragraph);
        }

        return new ArticleParsed
        {
            ArticleId = id,
            RequestedUrl = url,
            FinalUrl = url,
            CanonicalUrl = Text(line, "canonical") ?? url,
            Provider = new Provider { Name = Text(line, "provider"), Host = host },
            Source = new Source { Kind = SourceKind.Web, DiscoveredAt = at },
            Headline = Text(line, "headline") ?? "",
            Byline = Text(line, "byline"),
            FetchedAt = at,
            Body = body.Build(),
            Published = published is null ? null : new EditorialDate { At = Moment(published), Evidence = "line", Confidence = 1 },
            Provenance = new Provenance { ArchiveKey = ContentKey.OfText(id), Parser = "0" },
        };
    }

    private static string? Text(JsonObject line, string name) => line[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : line[name]?.ToJsonString();

    // ISO 8601, or milliseconds since 1970.
    private static DateTimeOffset Moment(string text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds)
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
