using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Storage;

namespace Ingestion.Enricher.Tests.Copies;

/// <summary>Invented copy, long enough to have shingles, and what providers make of it.</summary>
internal static class CopyTexts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Subjects = ["The harbour master", "A crane driver", "The ferry line", "Lena Brandt", "The union", "One trader", "The port council", "A pilot", "The mill", "An insurer"];
    private static readonly string[] Verbs = ["expects", "refused", "has counted", "reopened", "will repair", "sold", "measured", "closed", "painted", "lost"];
    private static readonly string[] Objects = ["three old locks", "the northern quay", "forty empty barges", "a load of barley", "the night shift", "two coal sheds", "every second buoy", "the customs hall", "a winter timetable", "its last tug"];
    private static readonly string[] Ends = ["before the spring tide.", "after a week of fog.", "without saying why.", "for the first time in years.", "at the price of last autumn.", "under the eyes of the guard.", "while the river rose.", "as the council had asked.", "to everybody's surprise.", "when the lamps went out."];

    /// <summary>So many sentences, others for another seed.</summary>
    public static string Story(int seed, int sentences = 24)
    {
        var random = new Random(seed);
        return string.Join('\n', Enumerable.Range(0, sentences).Select(i =>
            $"{Subjects[random.Next(10)]} {Verbs[random.Next(10)]} {Objects[random.Next(10)]} number {seed * 100 + i} {Ends[random.Next(10)]}"));
    }

    /// <summary>The first sentences of a story.</summary>
    public static string Beginning(string story, int sentences) => string.Join('\n', story.Split('\n').Take(sentences));

    public static ArticleParsed Parsed(
        string id, string text, string? host = "wire.example", int minutes = 0, string? byline = null, string? canonicalHost = null, string headline = "Cranes stand still", string? provider = null) =>
        Articles.Parsed(headline, text.Split('\n'), Noon.AddMinutes(minutes)) with
        {
            ArticleId = id,
            Byline = byline,
            Provider = new Provider { Name = provider, Host = host },
            CanonicalUrl = $"https://{canonicalHost ?? host ?? "wire.example"}/{id}",
        };

    public static CopySketch Sketch(ArticleParsed article) => CopySketcher.Of(new ArticleEnriched(article));
}
