using System.Xml.Linq;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Concepts of NewsML-G2: a code, a name, and of what nature they are.</summary>
internal static class NewsMlCodes
{
    /// <summary>Its code as written: qcode, URI or literal; null when it has none.</summary>
    public static string? CodeOf(XElement? concept) => concept.Value("qcode") ?? IptcCodes.Short(concept.Value("uri")) ?? concept.Value("literal");

    /// <summary>Its name in the language of the item where there are several, else the first.</summary>
    public static string? NameOf(XElement? concept, string? language) => InLanguage(concept.Children("name").Where(name => name.Value("role") is null), language).Words() ?? concept.Child("name").Words();

    /// <summary>Of elements that say the same in several languages, the one in the language of the item, else the first.</summary>
    public static XElement? InLanguage(IEnumerable<XElement> elements, string? language)
    {
        var all = elements.ToList();
        return all.Find(one => language is not null && string.Equals(one.Attribute(XNamespace.Xml + "lang")?.Value, language, StringComparison.OrdinalIgnoreCase)) ?? all.FirstOrDefault();
    }

    /// <summary>One of <see cref="SubjectKind"/>, by IPTC's concept nature types (cpnat) and what agencies make of them.</summary>
    public static string KindOf(XElement concept) => WireText.Local(concept.Value("type") ?? concept.Value("typeuri"))?.ToLowerInvariant() switch
    {
        "person" => SubjectKind.Person,
        "organisation" or "organization" or "company" or "team" => SubjectKind.Organisation,
        "geoarea" or "poi" or "place" or "location" or "city" or "country" => SubjectKind.Place,
        "event" => SubjectKind.Event,
        _ => SubjectKind.Topic,
    };
}
