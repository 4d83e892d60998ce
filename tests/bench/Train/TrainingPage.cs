using System.Text.Json;
using Ingestion.News;
using Ingestion.Parser.Extraction.BodyText;
using Ingestion.Parser.Extraction.Fields;
using Ingestion.Parser.Extraction.Html;

namespace Ingestion.Bench.Train;

/// <summary>A page with the body that people found in it.</summary>
internal sealed class TrainingPage
{
    private readonly Page page;
    private readonly PageMeta meta;
    private readonly StructuredData structured;
    private readonly IReadOnlyList<string> titles;

    private TrainingPage(string set, string id, string site, string html, string url, string body, IReadOnlyList<string> optional)
    {
        (Set, Id, Site) = (set, id, site);
        page = Page.Parse(html, PageLimits.Default);
        meta = PageMeta.Of(page);
        structured = StructuredData.Of(page, meta);
        titles = PrintsOf(page, meta, structured, url);
        Measures = new PageMeasures(PageText.Of(page), ArticleBody.Hints(meta, structured, titles));
        Words = [.. Measures.Blocks.Select(block => Shingles.Words(block.Text))];
        Truth = Shingles.Words(body);
        Optional = [.. optional.Select(Shingles.Words)];
        Labels = Train.Labels.Of(Truth, Words);
    }

    public string Set { get; }

    public string Id { get; }

    /// <summary>What no two folds share: the name that the publisher registered, as near as the host tells it.</summary>
    public string Site { get; }

    public PageMeasures Measures { get; }

    public ulong[][] Words { get; }

    public ulong[] Truth { get; }

    public ulong[][] Optional { get; }

    public bool[] Labels { get; }

    /// <summary>Share of the truth that the labelled blocks hold. A page that does not hold its truth teaches the wrong thing.</summary>
    public double Coverage => Score(Labels) is var score && score.Common + score.Missing > 0 ? score.Common / (score.Common + score.Missing) : 0;

    public BodyScore Score(bool[] taken) => BodyScore.Of(Truth, [.. Words.Where((_, i) => taken[i]).SelectMany(words => words)], Optional);

    /// <summary>The whole way to a body, by a model.</summary>
    public BodyScore Score(BodyModel model) => BodyScore.Of(Truth, Shingles.Words(ArticleBody.Find(page, meta, structured, titles, model).Body.Text), Optional);

    public float[] Features(BodyLexicons lexicons) => BlockFeatures.Of(Measures, lexicons);

    /// <param name="folder">A folder with <c>html/ID.html</c>, <c>urls.json</c> and <c>truth.json</c>.</param>
    /// <returns>Its pages that have a body in the truth, by id.</returns>
    public static IReadOnlyList<TrainingPage> Read(DirectoryInfo folder)
    {
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "truth.json")));
        using var urls = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.FullName, "urls.json")));
        return [.. truth.RootElement.EnumerateObject()
            .Where(entry => entry.Value.TryGetProperty("articleBody", out var body) && body.GetString() is { Length: > 0 })
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .AsParallel().AsOrdered().Select(entry => Read(folder, entry, urls.RootElement))];
    }

    private static TrainingPage Read(DirectoryInfo folder, JsonProperty entry, JsonElement urls)
    {
        var url = urls.TryGetProperty(entry.Name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "https://unknown.invalid/";
        var optional = entry.Value.TryGetProperty("optional", out var list) ? list.EnumerateArray().Select(item => item.GetString()!).ToList() : [];
        var html = File.ReadAllText(Path.Combine(folder.FullName, "html", entry.Name + ".html"));
        return new TrainingPage(folder.Name, entry.Name, SiteOf(url), html, url, entry.Value.GetProperty("articleBody").GetString()!, optional);
    }

    private static IReadOnlyList<string> PrintsOf(Page page, PageMeta meta, StructuredData structured, string url)
    {
        var sites = SiteNames.Of(meta, structured, CanonicalUrl.TryParse(url, out var address) ? address.IdnHost : null, null);
        var written = new PageTitles(PrintedHeading.Of(page), structured.Headline, meta.First("og:title"), meta.First("twitter:title"), meta.Title);
        var headline = Headlines.Choose(written, sites, Sections.Of(meta, structured, structured.Headline, sites));
        return Headlines.Prints([written.Structured, written.OpenGraph, written.Social, written.Title, .. written.Headings.Select(heading => heading.Text), headline?.Text], sites);
    }

    private static string SiteOf(string url)
    {
        var labels = CanonicalUrl.TryParse(url, out var address) ? address.IdnHost.Split('.') : [url];
        var count = labels.Length > 2 && labels[^1].Length == 2 && labels[^2].Length <= 3 ? 3 : Math.Min(2, labels.Length);
        return string.Join('.', labels[^count..]);
    }
}
