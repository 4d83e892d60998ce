using System.Xml.Linq;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>What the NewsML-G2 schema asks of a newsItem and a receiver cannot do without: its identity, its management metadata, values of the right form.</summary>
internal static class NewsMlRules
{
    // The children that the schema of a newsItem knows, of every version so far; others must come in a namespace of their own.
    private static readonly HashSet<string> ItemChildren = new(StringComparer.Ordinal)
    {
        "catalogRef", "catalog", "hopHistory", "pubHistory", "rightsInfo", "itemMeta", "contentMeta", "partMeta", "assert", "inlineRef", "derivedFrom", "derivedFromValue", "contentSet",
    };

    private static readonly HashSet<string> MetaChildren = new(StringComparer.Ordinal)
    {
        "itemClass", "provider", "versionCreated", "firstCreated", "embargoed", "pubStatus", "role", "fileName", "generator", "profile", "service", "title", "edNote", "memberOf", "instanceOf", "signal", "altRep",
        "deliverableOf", "hash", "expires", "origRep", "incomingFeedId", "metadataCreator", "itemMetaExtProperty", "link",
    };

    private static readonly HashSet<string> SetChildren = new(StringComparer.Ordinal) { "inlineXML", "inlineData", "remoteContent", "alternatives" };

    /// <returns>A sentence that names what is wrong; null when nothing is.</returns>
    public static string? Breach(XElement root, bool strict)
    {
        var meta = root.Child("itemMeta");
        return root switch
        {
            _ when root.Value("guid") is null => "The newsItem has no guid, so it cannot be told from others.",
            _ when root.Value("standard") is { } standard && standard != "NewsML-G2" => $"The newsItem's standard is '{WireText.Shorten(standard)}', not NewsML-G2.",
            _ when root.Value("version") is { } version && WireText.Version(version) is null => $"The newsItem's version '{WireText.Shorten(version)}' is no whole number of 1 or more.",
            _ when meta is null => "The newsItem has no itemMeta.",
            _ when root.Children("itemMeta").Skip(1).Any() => "The newsItem has more than one itemMeta.",
            _ => (strict ? Unknown(root, ItemChildren) ?? Unknown(meta, MetaChildren) ?? Unknown(root.Child("contentSet"), SetChildren) : null)
                ?? Missing(meta, "itemClass") ?? Missing(meta, "provider") ?? Missing(meta, "versionCreated")
                ?? Dates(meta) ?? Urgency(root) ?? Related(root),
        };
    }

    private static string? Missing(XElement meta, string name) => meta.Child(name) is null ? $"The itemMeta has no {name}." : null;

    private static string? Unknown(XElement? element, HashSet<string> known) =>
        element?.Elements().FirstOrDefault(child => child.Name.Namespace == element.Name.Namespace && !known.Contains(child.Name.LocalName)) is { } stranger
            ? $"NewsML-G2 has no {WireText.Shorten(stranger.Name.LocalName)} in {element.Name.LocalName}."
            : null;

    private static string? Dates(XElement meta) =>
        meta.Elements().Where(child => child.Name.LocalName is "versionCreated" or "firstCreated" or "embargoed" or "expires")
            .FirstOrDefault(child => child.Name.LocalName is var name && (child.Words() is { } words ? WireDates.Read(words, name) is null : name is "versionCreated")) is { } wrong
            ? $"The {wrong.Name.LocalName} '{WireText.Shorten(wrong.Words() ?? "")}' is no date."
            : null;

    private static string? Urgency(XElement root) =>
        root.Child("contentMeta").Child("urgency").Words() is { } urgency && urgency is not [>= '1' and <= '9'] ? $"The urgency '{WireText.Shorten(urgency)}' is no whole number from 1 to 9." : null;

    // Change request 218 (version 2.34): three of them inside one another, and no fourth one.
    private static string? Related(XElement root) =>
        root.Below("related").Any(one => one.Name.Namespace == root.Name.Namespace && one.Ancestors().TakeWhile(above => above.Name.LocalName == "related").Count() > 2) ? "More than three related stand inside one another." : null;
}
