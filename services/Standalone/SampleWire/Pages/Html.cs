using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Ingestion.Standalone.SampleWire.Pages;

/// <summary>Text into markup. Letters beyond ASCII stay letters, so that a page's charset has something to be right or wrong about.</summary>
internal static class Html
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    public static string Text(string? text) =>
        (text ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Fit for a script element: the encoder escapes angle brackets.</summary>
    public static string Script(JsonNode node) => node.ToJsonString(Json);

    /// <summary>The markup of each item, one after the other.</summary>
    public static string Each<T>(IEnumerable<T> items, Func<T, string> markup) =>
        items.Aggregate(new StringBuilder(), (all, item) => all.Append(markup(item)).Append('\n')).ToString();

    /// <summary>A block as paragraph or cross-heading, the place of filing before the first words of the story.</summary>
    public static string Block(PageModel model, int index, string paragraphClass = "")
    {
        var block = model.Story.Blocks[index];
        var attribute = paragraphClass.Length > 0 ? $" class=\"{paragraphClass}\"" : "";
        return block.IsHeading ? $"<h2>{Text(block.Text)}</h2>" : $"<p{attribute}>{Lead(model, index)}{Text(block.Text)}</p>";
    }

    /// <summary><c>LISBON (Harbour Wire) - </c> before the first block of a story with a dateline.</summary>
    public static string Lead(PageModel model, int index) =>
        index == 0 && model.Story.Dateline is { } place ? Text($"{place} ({model.Publisher.Name}) - ") : "";

    /// <summary>Blocks from one index up to another, as <see cref="Block"/> gives them.</summary>
    public static string Blocks(PageModel model, int from, int to, string paragraphClass = "") =>
        Each(Enumerable.Range(from, Math.Max(0, to - from)), index => Block(model, index, paragraphClass));

    public static string Figure(PageModel model, string tag = "img", string closing = "") => model.Story.Caption is not { } caption ? "" : $"""
        <figure class="figure">
          <{tag} src="{Text(model.ImageUrl)}" width="1200" height="675" alt="{Text(caption)}">{closing}
          <figcaption>{Text(caption)} <span class="credit">{model.Words.Photo}: {Text(model.Story.Credit ?? model.Publisher.Name)}</span></figcaption>
        </figure>
        """;
}
