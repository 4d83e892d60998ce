using System.Globalization;
using System.Text.Json;
using Ingestion.Parser.Extraction.Dates;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;
using Ingestion.TestSupport;

namespace Ingestion.Parser.Tests.Dates;

[Trait("Kind", "Evaluation")]
public class DateEvaluation
{
    /// <summary>After every page of the sets was saved.</summary>
    private static readonly DateTimeOffset FetchedAt = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Floors a page or two below the figures in the parser's README. The days of naeb are in part those of a change: no target, but a guard.</summary>
    [Theory]
    [InlineData("fundus-tests", 0.98)]
    [InlineData("htmldate", 0.94)]
    [InlineData("naeb", 0.86)]
    public async Task The_day_of_publication_is_that_of_the_development_pages(string set, double floor)
    {
        using var sets = await EvaluationSets.UnpackAsync([$"extraction/{set}"]);
        var (right, all, output) = Score(Path.Combine(sets.Folder.FullName, set));
        if (Environment.GetEnvironmentVariable("INGESTION_EVALUATION_OUTPUT") is { Length: > 0 } kept)
        {
            await File.WriteAllTextAsync(Path.Combine(kept, set + ".dates.json"), JsonSerializer.Serialize(output));
        }

        Assert.True(right >= floor * all, $"{set}: {right} of {all} days, {(double)right / all:0.0000}");
    }

    private static (int Right, int All, Dictionary<string, Answer> Output) Score(string folder)
    {
        var urls = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "urls.json")))!;
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json")));
        var (right, all, output) = (0, 0, new Dictionary<string, Answer>());
        foreach (var document in truth.RootElement.EnumerateObject())
        {
            if (!document.Value.TryGetProperty("datePublished", out var told) || told.GetString() is not { Length: > 0 } day)
            {
                continue;
            }

            var page = Page.Parse(File.ReadAllText(Path.Combine(folder, "html", document.Name + ".html")), PageLimits.Default);
            var meta = PageMeta.Of(page);
            var published = EditorialDates.Of(page, meta, StructuredData.Of(page, meta), urls[document.Name], FetchedAt).Published;
            var found = published?.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            output[document.Name] = new Answer(found, published?.Evidence, published?.Confidence);
            right += found == day ? 1 : 0;
            all++;
        }

        return (right, all, output);
    }

    private sealed record Answer([property: System.Text.Json.Serialization.JsonPropertyName("datePublished")] string? DatePublished, string? Evidence, double? Confidence);
}
