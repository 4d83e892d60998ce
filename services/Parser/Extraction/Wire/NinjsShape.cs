using System.Globalization;
using System.Text.Json;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>One generation of ninjs: which properties an object may have, and of what kind.</summary>
internal sealed class NinjsShape
{
    private readonly Dictionary<string, Shape> shapes = new(StringComparer.Ordinal);

    public NinjsShape(string name, string table)
    {
        Name = name;
        foreach (var line in table.ReplaceLineEndings("\n").Replace("\n  ", " ", StringComparison.Ordinal).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            shapes.Add(line[..colon], Parse(line[(colon + 1)..]));
        }
    }

    public string Name { get; }

    /// <summary>Properties of an item that this generation knows.</summary>
    public int Knows(JsonElement item) => item.EnumerateObject().Count(property => shapes[NinjsTables.Root].Known.ContainsKey(property.Name));

    /// <returns>A sentence that names the property that is wrong; null when none is.</returns>
    public string? Breach(JsonElement item, bool strict) => Breach(item, shapes[NinjsTables.Root], "", strict);

    private Shape Parse(string properties)
    {
        var shape = new Shape();
        foreach (var words in properties.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(property => property.Split(' ')))
        {
            switch (words)
            {
                case ["one-of", .. var one]:
                    shape.OneOf.AddRange(one);
                    break;
                case [['+', .. var other]]:
                    shape.Include(shapes[other]);
                    break;
                case [['~', .. var prefix], var kind]:
                    shape.Prefixes.Add((prefix, kind));
                    break;
                case [[.. var name, '!'], var kind]:
                    shape.Known.Add(name, kind);
                    shape.Required.Add(name);
                    break;
                default:
                    shape.Known.Add(words[0], words[1]);
                    break;
            }
        }

        return shape;
    }

    private string? Breach(JsonElement value, Shape shape, string path, bool strict)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return $"{Said(path)} must be an object.";
        }

        foreach (var property in value.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var kind = shape.KindOf(property.Name);
            var unknown = strict ? $"{Name} has no property '{WireText.Shorten(at)}'." : null;
            if ((kind is null ? unknown : Of(property.Value, kind, at, strict)) is { } wrong)
            {
                return wrong;
            }
        }

        if (shape.Required.Find(name => !value.TryGetProperty(name, out _)) is { } missing)
        {
            return $"{Said(path)} has no '{missing}'.";
        }

        return shape.OneOf.Count > 0 && shape.OneOf.Count(name => value.TryGetProperty(name, out _)) != 1
            ? $"{Said(path)} must have exactly one of {string.Join(" and ", shape.OneOf.Select(name => $"'{name}'"))}."
            : null;
    }

    private string? Of(JsonElement value, string kind, string path, bool strict)
    {
        if (kind is ['[', ']', .. var each])
        {
            return value.ValueKind != JsonValueKind.Array
                ? $"'{WireText.Shorten(path)}' must be a list."
                : value.EnumerateArray().Select((item, i) => Of(item, each, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", strict)).FirstOrDefault(wrong => wrong is not null);
        }

        var text = value.ValueKind == JsonValueKind.String ? NinjsValue.Text(value) : null;
        return kind switch
        {
            "any" => null,
            ['@', .. var name] => Breach(value, shapes[name], path, strict),
            "map" => value.ValueKind == JsonValueKind.Object ? null : $"'{WireText.Shorten(path)}' must be an object.",
            "text" => text is not null ? null : $"'{WireText.Shorten(path)}' must be a text.",
            "id" => !string.IsNullOrWhiteSpace(text) ? null : $"'{WireText.Shorten(path)}' must be a text that names the item.",
            "uri" => text is not null && IsUri(text) ? null : $"'{WireText.Shorten(path)}' must be a URI.",
            "moment" => text is not null && IsMoment(text) ? null : $"'{WireText.Shorten(path)}' must be a date and time such as 2026-03-02T09:05:00+01:00.",
            "number" => value.ValueKind == JsonValueKind.Number ? null : $"'{WireText.Shorten(path)}' must be a number.",
            "integer" => Whole(value) is not null ? null : $"'{WireText.Shorten(path)}' must be a whole number.",
            _ when kind.Split("..") is [var least, var most] => Whole(value) is { } number && number >= int.Parse(least, CultureInfo.InvariantCulture) && number <= int.Parse(most, CultureInfo.InvariantCulture)
                ? null
                : $"'{WireText.Shorten(path)}' must be a whole number from {least} to {most}.",
            _ => text is not null && kind.Split('|').Contains(text) ? null : $"'{WireText.Shorten(path)}' must be one of {kind.Replace("|", ", ", StringComparison.Ordinal)}.",
        };
    }

    private static string Said(string path) => path.Length == 0 ? "The item" : $"'{WireText.Shorten(path)}'";

    // 1.0 is a whole number too (JSON Schema, section 4.2.3).
    private static double? Whole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Floor(number) == number ? number : null;

    // RFC 3986 section 3: a scheme, a colon, and no character that a URI cannot have.
    private static bool IsUri(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && char.IsAsciiLetter(text[0]) && text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.')
        && !text.Any(c => c is <= ' ' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}' or '\u007F');

    // RFC 3339 section 5.6: with seconds and an offset.
    private static bool IsMoment(string text) =>
        text.Length >= 20 && text.IndexOfAny(['T', 't']) == 10 && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-') && WireDates.Read(text.ToUpperInvariant(), "")?.Confidence > 0.95;

    private sealed class Shape
    {
        public Dictionary<string, string> Known { get; } = new(StringComparer.Ordinal);

        public List<string> Required { get; } = [];

        public List<(string Prefix, string Kind)> Prefixes { get; } = [];

        public List<string> OneOf { get; } = [];

        public string? KindOf(string property) =>
            Known.GetValueOrDefault(property)
            ?? Prefixes.Find(one => property.Length > one.Prefix.Length && property.StartsWith(one.Prefix, StringComparison.Ordinal) && (char.IsAsciiLetterOrDigit(property[one.Prefix.Length]) || property[one.Prefix.Length] == '_')).Kind;

        public void Include(Shape other)
        {
            other.Known.ToList().ForEach(one => Known.TryAdd(one.Key, one.Value));
            Required.AddRange(other.Required);
        }
    }
}
