using System.Text.Json;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>ninjs (IPTC, News in JSON) of the generations 1.x, 2.x and 3.x.</summary>
internal static class Ninjs
{
    private static readonly NinjsShape[] Generations = [new("ninjs 1", NinjsTables.First), new("ninjs 2", NinjsTables.Second), new("ninjs 3", NinjsTables.Third)];

    /// <param name="root">The document.</param>
    /// <param name="strict">Whether a property that the generation does not know makes it malformed.</param>
    public static WireRead Read(JsonElement root, bool strict)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return WireRead.Unsupported("The JSON is no object: hand in one ninjs item, or a list of them where lists are taken apart.");
        }

        if (root.Get("uri") is null)
        {
            return Generations.Max(one => one.Knows(root)) < 2 ? WireRead.Unsupported("The JSON is no ninjs item: it has no uri.") : WireRead.Malformed("The item has no 'uri', so it cannot be told from others.");
        }

        if (Breach(root, strict) is { } breach)
        {
            return WireRead.Malformed(breach);
        }

        var item = new WireItem { Format = "ninjs", Id = root.Words("uri"), Version = Version(root), Medium = root.Words("type") is { } type and not "text" ? type : null };
        ReadManagement(item, root);
        NinjsContent.Read(item, root);
        return new WireRead.Item(item);
    }

    // What says its version is held to it; what does not may be of any generation.
    private static string? Breach(JsonElement root, bool strict)
    {
        var declared = root.Get("$standard") is { } first ? Generations[0] : root.Get("standard")?.Words("version") switch
        {
            ['3', ..] => Generations[2],
            ['2', ..] => Generations[1],
            _ => null,
        };
        NinjsShape[] possible = declared is null ? Generations : [declared];
        return possible.Any(one => one.Breach(root, strict) is null) ? null : possible.MaxBy(one => one.Knows(root))!.Breach(root, strict);
    }

    private static long? Version(JsonElement root) => WireText.Version(root.Words("version"));

    private static void ReadManagement(WireItem item, JsonElement root)
    {
        item.PubStatus = WireText.Status(root.Words("pubstatus")) ?? PubStatus.Usable;
        item.Urgency = WireText.Urgency(root.Words("urgency"));
        item.Language = root.Words("language");
        item.CopyrightHolder = root.Words("copyrightholder");
        item.CopyrightNotice = root.Words("copyrightnotice");
        item.UsageTerms = root.Words("usageterms");
        item.AddNote(root.Words("ednote"));
        var first = Date(item, root, "firstcreated") ?? Date(item, root, "contentcreated");
        var version = Date(item, root, "versioncreated");
        item.Published = first ?? version;
        item.Modified = version is not null && version.At != item.Published!.At ? version : null;
        if (root.Words("embargoed", "embargoedUntil") is { } embargo)
        {
            item.EmbargoedUntil = WireDates.Moment(embargo);
            item.IsHeld = item.EmbargoedUntil is null;
        }
    }

    private static EditorialDate? Date(WireItem item, JsonElement root, string name)
    {
        var date = WireDates.Read(root.Words(name), "ninjs:" + name);
        if (date is null && root.Words(name) is not null)
        {
            item.Warn("date-unread");
        }

        return date;
    }
}
