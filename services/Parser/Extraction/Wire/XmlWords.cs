using System.Xml.Linq;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Elements and attributes by their local names: agencies write the same format with its namespace, an older one or none.</summary>
internal static class XmlWords
{
    public static IEnumerable<XElement> Children(this XElement? element, string name) => element?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    public static XElement? Child(this XElement? element, string name) => element.Children(name).FirstOrDefault();

    /// <summary>All below it of that name, in document order.</summary>
    public static IEnumerable<XElement> Below(this XElement? element, string name) => element?.Descendants().Where(child => child.Name.LocalName == name) ?? [];

    public static string? Value(this XElement? element, string attribute) => WireText.Fold(element?.Attribute(attribute)?.Value);

    /// <summary>Its text, white space folded; null when it has none.</summary>
    public static string? Words(this XElement? element) => WireText.Fold(element?.Value);
}
