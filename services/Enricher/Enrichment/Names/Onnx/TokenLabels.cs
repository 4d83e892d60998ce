using System.Globalization;
using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Names.Onnx;

/// <summary>What the outputs of a token classification model mean, in order.</summary>
internal sealed class TokenLabels
{
    private readonly (string? Type, bool Begins)[] labels;

    private TokenLabels(IEnumerable<string> names)
    {
        labels = [.. names.Select(name => (TypeOf(name), name.Length > 1 && name[1] is '-' or '_' && char.ToUpperInvariant(name[0]) is 'B' or 'S' or 'U'))];
        if (labels.Length < 2 || Array.TrueForAll(labels, label => label.Type is null))
        {
            throw new InvalidDataException("none of its labels is one of people, organisations or places (PER, ORG, LOC and the like)");
        }
    }

    public int Count => labels.Length;

    /// <param name="path">A <c>config.json</c> with <c>id2label</c>, or a text with one label a line.</param>
    public static TokenLabels Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        if (!text.StartsWith('{'))
        {
            return new TokenLabels(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        using var config = JsonDocument.Parse(text);
        var map = config.RootElement.TryGetProperty("id2label", out var named) ? named : config.RootElement;
        return new TokenLabels(map.EnumerateObject().OrderBy(label => int.Parse(label.Name, CultureInfo.InvariantCulture)).Select(label => label.Value.GetString() ?? "O"));
    }

    /// <summary>Names of a window.</summary>
    /// <param name="scores">Before softmax, <see cref="Count"/> to a piece.</param>
    /// <param name="window">The pieces.</param>
    public List<FoundName> Names(ReadOnlySpan<float> scores, TokenWindow window)
    {
        if (scores.Length != window.Ids.Length * Count)
        {
            throw new InvalidOperationException($"The model gave {scores.Length} scores for {window.Ids.Length} pieces and {Count} labels: labels and model do not belong together.");
        }

        var names = new List<FoundName>();
        var (first, end, type, sure) = (0, -1, (string?)null, 1.0);
        for (var piece = 0; piece < window.Words.Length; piece++)
        {
            if (window.Words[piece] is var word && word < 0)
            {
                continue;
            }

            var (label, probability) = Best(scores.Slice(piece * Count, Count));
            if (type is not null && (labels[label].Type != type || labels[label].Begins))
            {
                names.Add(new FoundName(first, end, type, Math.Round(Math.Min(sure, 0.99), 2)));
                type = null;
            }

            if (labels[label].Type is not null)
            {
                (first, sure) = type is null ? (word, probability) : (first, Math.Min(sure, probability));
                (type, end) = (labels[label].Type, word + 1);
            }
        }

        if (type is not null)
        {
            names.Add(new FoundName(first, end, type, Math.Round(Math.Min(sure, 0.99), 2)));
        }

        return names;
    }

    private static (int Label, double Probability) Best(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var label = 1; label < scores.Length; label++)
        {
            best = scores[label] > scores[best] ? label : best;
        }

        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - scores[best]);
        }

        return (best, 1 / sum);
    }

    private static string? TypeOf(string label) => label[(label.IndexOfAny(['-', '_']) + 1)..].ToUpperInvariant() switch
    {
        "PER" or "PERSON" or "PEOPLE" => EntityType.Person,
        "ORG" or "ORGANISATION" or "ORGANIZATION" or "CORPORATION" or "GROUP" => EntityType.Organisation,
        "LOC" or "LOCATION" or "GPE" or "PLACE" or "FAC" => EntityType.Place,
        _ => null,
    };
}
