using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Bench.Copies;

/// <summary>How many copies are found, and which natural pairs are taken for copies: sharing a key, and enough of the text.</summary>
internal static class CopyRecall
{
    /// <summary>Of each variant the share of texts whose variant is found to be a copy of them.</summary>
    public static IEnumerable<(string Name, double? Floor, double Found)> Of(IReadOnlyList<string> texts, int seed)
    {
        var words = texts.SelectMany(text => text.Split(' ').Take(100)).Distinct(StringComparer.Ordinal).ToList();
        var originals = texts.Select(text => Sketch(text)).ToList();
        foreach (var (name, floor, make) in CopyVariants.All)
        {
            var random = new Random(seed);
            var found = texts.Select((text, i) => IsFound(originals[i], Sketch(make(text, random, words)))).Count(isFound => isFound);
            yield return (name, floor, (double)found / texts.Count);
        }
    }

    /// <summary>Pairs of different texts that are compared since they share a key, with what they have in common, and whether they are taken for copies.</summary>
    public static List<(int One, int Other, double Overlap, bool AreCopies)> Candidates(IReadOnlyList<string> texts)
    {
        var sketches = texts.Select(text => Sketch(text)).ToList();
        var byKey = sketches.SelectMany((sketch, i) => sketch.Keys.Select(key => (key, i))).ToLookup(pair => pair.key, pair => pair.i);
        return [.. byKey.SelectMany(key => key.SelectMany(one => key.Where(other => other > one).Select(other => (one, other)))).Distinct()
            .Select(pair => (pair.one, pair.other, CopyJudge.Overlap(sketches[pair.one], sketches[pair.other]), CopyJudge.AreCopies(sketches[pair.one], sketches[pair.other], out _)))];
    }

    public static CopySketch Sketch(string text, string id = "a1_text") => CopySketcher.Of(Article(text, id));

    private static bool IsFound(CopySketch one, CopySketch other) => one.Keys.Intersect(other.Keys).Any() && CopyJudge.AreCopies(one, other, out _);

    private static ArticleEnriched Article(string text, string id) => new(new ArticleParsed
    {
        ArticleId = id,
        RequestedUrl = "https://wire.example/1",
        FinalUrl = "https://wire.example/1",
        CanonicalUrl = "https://wire.example/1",
        Provider = new Provider { Host = "wire.example" },
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = DateTimeOffset.UnixEpoch },
        Headline = "",
        FetchedAt = DateTimeOffset.UnixEpoch,
        Body = new BodyBuilder().Add(BlockKind.Paragraph, text).Build() with { Text = text },
        Provenance = new Provenance { ArchiveKey = "sha256:00", Parser = "1" },
    });
}
