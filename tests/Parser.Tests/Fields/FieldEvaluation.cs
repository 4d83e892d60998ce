using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Ingestion.Parser.Tests.Extraction;
using Ingestion.TestSupport;

namespace Ingestion.Parser.Tests.Fields;

/// <summary>Headlines and authors of annotated pages, counted as the sets' scorer counts them; and no article refused.</summary>
[Trait("Kind", "Evaluation")]
public sealed partial class FieldEvaluation
{
    [Theory]
    [InlineData("fundus-tests", 0.90, 0.89)]
    [InlineData("naeb", 0.89, 0.91)]
    public async Task Headlines_and_authors_are_those_that_were_annotated(string set, double titleFloor, double authorFloor)
    {
        using var sets = await EvaluationSets.UnpackAsync([$"extraction/{set}"]);
        var folder = Directory.EnumerateFiles(sets.Folder.FullName, "truth.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).First();
        var (titles, authors, refused) = (new List<bool>(), new List<bool>(), new List<string>());
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "truth.json")));
        using var urls = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "urls.json")));
        foreach (var entry in truth.RootElement.EnumerateObject())
        {
            var result = Read(Path.Combine(folder, "html", entry.Name + ".html"), urls.RootElement.GetProperty(entry.Name).GetString()!);
            var item = (result as ParseResult.Article)?.Item;
            if (result is ParseResult.Rejected rejected)
            {
                refused.Add($"{entry.Name} {rejected.Reason}");
            }

            if (entry.Value.TryGetProperty("title", out var title))
            {
                titles.Add(Plain(title.GetString()!) == Plain(item?.Headline ?? ""));
            }

            if (entry.Value.TryGetProperty("author", out var author))
            {
                authors.Add(Names(author.EnumerateArray().Select(name => name.GetString()!)).SetEquals(Names(item?.Authors ?? [])));
            }
        }

        Assert.True(refused.Count <= 1, $"{set}: articles refused: {string.Join("; ", refused)}");
        Assert.True(Share(titles) >= titleFloor && Share(authors) >= authorFloor, $"{set}: titles {Share(titles):0.000}, authors {Share(authors):0.000}");
    }

    private static ParseResult Read(string file, string url) => DocumentParser.Parse(
        File.ReadAllBytes(file), Pages.Document(url) with { FetchedAt = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) }, new ParserOptions { Obey = "" });

    private static double Share(List<bool> hits) => hits.Count(hit => hit) / (double)Math.Max(1, hits.Count);

    private static string Plain(string text) =>
        string.Join(' ', string.Concat(text.Normalize(NormalizationForm.FormC).Select(c => c switch
        {
            '‘' or '’' or '‚' or '‛' or '′' or '´' or '`' => "'",
            '“' or '”' or '„' or '‟' or '″' or '«' or '»' => "\"",
            '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD' => "",
            _ => c.ToString(),
        })).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static HashSet<string> Names(IEnumerable<string> entries) =>
        [.. entries.SelectMany(entry => Breaks().Split(entry)).Select(name => string.Join(' ', Word().Matches(Lead().Replace(name.Trim(), "").Normalize(NormalizationForm.FormKC).ToLowerInvariant()).Select(match => match.Value))).Where(name => name.Length > 0)];

    [GeneratedRegex(@"\s*[,;|&/\n]\s*|\s+(?:and|und|et|y)\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"^(?:by|von|par|por|di)\b[:\s]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
