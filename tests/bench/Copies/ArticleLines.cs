using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Bench.Copies;

/// <summary>Articles as lines of JSON: <c>{"id", "published"?, "headline"?, "text", "host"?, "provider"?}</c>. Those without a date count as published in the order of the lines.</summary>
internal static class ArticleLines
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The articles of a file, and how many of its lines are none: of each of these is said why, and where. Null where there is no file.</summary>
    public static (List<(ArticleParsed Article, JsonObject Line)> Articles, int Bad)? Read(FileInfo file, TextWriter errors)
    {
        if (!file.Exists)
        {
            errors.WriteLine($"{file.FullName} does not exist.");
            return null;
        }

        var (articles, bad, number) = (new List<(ArticleParsed, JsonObject)>(), 0, 0);
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var fields = JsonNode.Parse(line) as JsonObject ?? throw new FormatException("This is not an object.");
                articles.Add((Of(fields, Start.AddSeconds(number)), fields));
            }
            catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or InvalidOperationException)
            {
                errors.WriteLine($"{file.Name}, line {number}: {exception.Message}");
                bad++;
            }
        }

        return (articles, bad);
    }

    public static string Written(object answer) => JsonSerializer.Serialize(answer, ContractJson.Options);

    private static ArticleParsed Of(JsonObject line, DateTimeOffset at)
    {
        var id = Text(line, "id") ?? throw new FormatException("There is no \"id\".");
        var text = Text(line, "text") ?? throw new FormatException("There is no \"text\".");
        var (host, published) = (Text(line, "host"), Text(line, "published"));
        var url = $"https://{host ?? "wire.example"}/{Uri.EscapeDataString(id)}";
        var body = new BodyBuilder();
        foreach (var paragraph in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
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
