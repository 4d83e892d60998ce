namespace Ingestion.Parser.Extraction;

/// <summary>Elements by how a browser shows them; all others begin a block of their own.</summary>
internal static class ElementDisplay
{
    /// <summary>Content that is not text, or controls.</summary>
    public static HashSet<string> Skipped { get; } =
    [
        "script", "style", "noscript", "template", "iframe", "svg", "math", "object", "embed", "canvas", "video", "audio", "button", "select", "textarea", "input",
        "head", "title", "map", "rt", "rp", "dialog", "datalist", "link", "meta", "progress", "meter",
    ];

    /// <summary>Runs on in the line of text around it.</summary>
    public static HashSet<string> Inline { get; } =
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source",
    ];
}
