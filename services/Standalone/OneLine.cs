using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>A stranger's text on a terminal: without control characters.</summary>
internal static class OneLine
{
    public static string Of(JsonNode? node) => new([.. $"{node}".Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
