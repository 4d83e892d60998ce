using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Topics;

/// <summary>One Media Topic that texts are told to be about.</summary>
/// <param name="Code">QCode.</param>
/// <param name="Name">English name.</param>
/// <param name="Parent">QCode of the broader one; null at the top.</param>
/// <param name="Terms">Stems of words and short phrases that speak for it.</param>
internal sealed record KnownTopic(string Code, string Name, string? Parent, FrozenSet<string> Terms);

/// <summary><c>topics.txt</c>, one topic a line: code; name; code of the broader one; terms.</summary>
/// <remarks>Codes, names and their order: IPTC Media Topics, release 2019-04, © IPTC, CC-BY 4.0. The terms are our own.</remarks>
internal static class TopicTable
{
    public static KnownTopic[] All { get; } = [.. Lines("topics.txt").Select(line => line.Split(';')).Select(Read)];

    public static FrozenDictionary<string, KnownTopic> ByCode { get; } = All.ToFrozenDictionary(topic => topic.Code);

    public static KnownTopic[] Top { get; } = [.. All.Where(topic => topic.Parent is null)];

    public static KnownTopic[] Narrow { get; } = [.. All.Where(topic => topic.Parent is not null)];

    /// <summary>The top-level topic above one, or itself.</summary>
    public static KnownTopic TopOf(KnownTopic topic)
    {
        while (topic.Parent is { } parent)
        {
            topic = ByCode[parent];
        }

        return topic;
    }

    public static IEnumerable<string> Lines(string resource)
    {
        using var stream = typeof(TopicTable).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static KnownTopic Read(string[] row) => new(
        "medtop:" + row[0],
        row[1],
        row[2].Length == 0 ? null : "medtop:" + row[2],
        row[3].Split(',').Select(term => string.Join(' ', Tokenizer.Cut(term).Where(token => token.IsWord).Select(token => Stem.Of(token.Lower)))).ToFrozenSet());
}
