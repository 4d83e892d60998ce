using System.Xml.Linq;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>A newsItem of NewsML-G2 (IPTC), all versions 2.x: names by their local part, codes as they are written.</summary>
internal static class NewsMlG2
{
    public static WireRead Read(XElement root, bool strict)
    {
        if (NewsMlRules.Breach(root, strict) is { } breach)
        {
            return WireRead.Malformed(breach);
        }

        var meta = root.Child("itemMeta");
        var item = new WireItem
        {
            Format = "NewsML-G2",
            Id = root.Value("guid"),
            Version = WireText.Version(root.Value("version")),
            Language = root.Attribute(XNamespace.Xml + "lang")?.Value,
        };
        ReadItemMeta(item, meta!);
        ReadRights(item, root.Child("rightsInfo"));
        NewsMlContent.ReadMeta(item, root);
        NewsMlContent.ReadSet(item, root.Child("contentSet"));
        return new WireRead.Item(item);
    }

    private static void ReadItemMeta(WireItem item, XElement meta)
    {
        var provider = meta.Child("provider");
        item.Provider = NewsMlCodes.NameOf(provider, item.Language) ?? provider.Value("literal") ?? WireText.Local(provider.Value("qcode")) ?? provider.Value("uri");
        item.Medium = WireText.Local(NewsMlCodes.CodeOf(meta.Child("itemClass")))?.ToLowerInvariant() is { } medium and not "text" ? medium : null;
        ReadStatus(item, meta);
        ReadEmbargo(item, meta);

        var created = Date(item, meta.Child("versionCreated"), "versionCreated");
        var first = Date(item, meta.Child("firstCreated"), "firstCreated");
        var content = Date(item, meta.Parent.Child("contentMeta").Child("contentCreated"), "contentCreated");
        item.Published = first ?? content ?? created;
        item.Modified = created is not null && created.At != item.Published!.At ? created : null;
        item.Headline = null;
        foreach (var note in meta.Children("edNote"))
        {
            item.AddNote(note.Words());
        }

        var icon = meta.Children("icon").Concat(meta.Parent.Child("contentMeta").Children("icon")).Select(one => one.Value("href")).FirstOrDefault(href => Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
        item.Image = icon is null ? null : new Image { Url = icon };
        var pages = meta.Children("link").Where(link => WireText.Local(link.Value("rel"))?.ToLowerInvariant() is "canonical" or "webpage");
        item.Link = pages.Select(link => link.Value("href")).FirstOrDefault(href => href is not null);
    }

    private static void ReadStatus(WireItem item, XElement meta)
    {
        var said = NewsMlCodes.CodeOf(meta.Child("pubStatus"));
        item.PubStatus = said is null ? PubStatus.Usable : WireText.Status(said) ?? PubStatus.Withheld;
        if (said is not null && WireText.Status(said) is null)
        {
            item.Warn("pubstatus-unknown");
        }

        foreach (var signal in meta.Children("signal").Select(NewsMlCodes.CodeOf).OfType<string>())
        {
            var word = WireText.Local(signal)!.ToLowerInvariant();
            item.AddNote($"signal: {word}");
            item.PubStatus = word is "kill" or "killed" or "cancel" or "canceled" or "cancelled" or "withdraw" or "withdrawn" or "withdrawal" ? PubStatus.Canceled : item.PubStatus;
        }
    }

    // "Absence of content means that the Item is embargoed until further notice" (NewsML-G2 specification, embargoed).
    private static void ReadEmbargo(WireItem item, XElement meta)
    {
        if (meta.Child("embargoed") is { } embargo)
        {
            item.EmbargoedUntil = WireDates.Moment(embargo.Value);
            item.IsHeld = item.EmbargoedUntil is null;
        }
    }

    private static EditorialDate? Date(WireItem item, XElement? element, string name)
    {
        var date = WireDates.Read(element?.Value, "newsml-g2:" + name);
        if (element.Words() is not null && date is null)
        {
            item.Warn("date-unread");
        }

        return date;
    }

    private static void ReadRights(WireItem item, XElement? rights)
    {
        var holder = rights.Child("copyrightHolder");
        item.CopyrightHolder = NewsMlCodes.NameOf(holder, item.Language) ?? holder.Value("literal") ?? WireText.Local(holder.Value("qcode")) ?? holder.Value("uri");
        item.CopyrightNotice = rights.Child("copyrightNotice").Words();
        item.UsageTerms = rights.Child("usageTerms").Words();
        if (NewsMlCodes.CodeOf(rights.Child("dataMining")) is { } mining)
        {
            (item.TdmReservation, item.TdmPolicy) = (WireText.Local(mining)!.StartsWith("DMI-PROHIBITED", StringComparison.Ordinal), mining);
        }
    }
}
