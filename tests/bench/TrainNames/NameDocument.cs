using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Bench.TrainNames;

/// <summary>A text with the names that are in it: type and offsets in UTF-16 code units.</summary>
internal sealed record NameDocument(string Set, string Id, string Text, IReadOnlyList<(string Type, int Start, int End)> Names)
{
    private static readonly string[] Types = [EntityType.Person, EntityType.Organisation, EntityType.Place];

    /// <summary>
    /// Documents <c>{"id", "text", "gold": {"entities": [{"type", "start", "end"}]}}</c>, one a line; those without such annotations are left out. The set is the
    /// name of the file up to a last part that says dev, test or train.
    /// </summary>
    public static IEnumerable<NameDocument> Read(FileInfo file)
    {
        var set = Path.GetFileNameWithoutExtension(file.Name);
        set = set.Split('-') is [.. var parts, "dev" or "test" or "train"] ? string.Join('-', parts) : set;
        foreach (var line in File.ReadLines(file.FullName))
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.GetProperty("gold").TryGetProperty("entities", out var entities))
            {
                yield return new NameDocument(
                    set,
                    document.RootElement.GetProperty("id").GetString()!,
                    document.RootElement.GetProperty("text").GetString()!,
                    [
                        .. entities.EnumerateArray()
                            .Select(entity => (entity.GetProperty("type").GetString()!, entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32()))
                            .Where(entity => Types.Contains(entity.Item1)),
                    ]);
            }
        }
    }
}
