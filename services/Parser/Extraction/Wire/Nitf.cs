using System.Xml.Linq;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>NITF 3.x (IPTC, News Industry Text Format): the whole document, or what stands inside a NewsML-G2 item.</summary>
internal static class Nitf
{
    public static WireRead Read(XElement root)
    {
        if (root.Child("body") is null)
        {
            return WireRead.Malformed("NITF asks for a body, and this document has none.");
        }

        var item = new WireItem { Format = "NITF" };
        ReadHead(item, root.Child("head"));
        ReadBody(item, root);
        return new WireRead.Item(item);
    }

    /// <summary>Headlines, credit, text and what else the body says, where the item does not have it from elsewhere.</summary>
    public static void ReadBody(WireItem item, XElement root)
    {
        var body = root.Child("body");
        var head = body.Child("body.head");
        var hedline = head.Child("hedline");
        item.Headline ??= hedline.Child("hl1").Words() ?? hedline.Words() ?? root.Child("head").Child("title").Words();
        item.AlternativeHeadline ??= hedline.Child("hl2").Words();
        foreach (var byline in head.Children("byline"))
        {
            item.Byline ??= byline.Words();
            var people = byline.Below("person").Select(person => person.Words()).OfType<string>().ToList();
            item.Authors = people.Count == 0 ? item.Authors : [.. item.Authors ?? [], .. people];
        }

        var dateline = head.Child("dateline");
        item.Dateline ??= dateline.Words()?.Trim(' ', '-', '–', '—');
        item.Place ??= dateline.Child("location").Child("city").Words() ?? dateline.Child("location").Words();
        item.Abstract ??= head.Child("abstract").Words();
        item.Provider ??= head.Child("distributor").Words();
        foreach (var note in head.Children("note"))
        {
            if (note.Value("noteclass") == "cpyrt")
            {
                item.CopyrightNotice ??= note.Words();
            }
            else
            {
                item.AddNote(note.Words());
            }
        }

        var rights = head.Child("rights");
        item.CopyrightHolder ??= rights.Child("rights.owner").Words();
        item.UsageTerms ??= rights.Words();
        foreach (var content in body.Children("body.content"))
        {
            item.AddBlocks(content);
            ReadMedia(item, content);
        }
    }

    private static void ReadMedia(WireItem item, XElement content)
    {
        var picture = content.Below("media").FirstOrDefault(media => media.Value("media-type") is "image" or "photo");
        var reference = picture.Children("media-reference").Select(one => one.Value("source")).FirstOrDefault(IsWebAddress);
        if (reference is not null)
        {
            item.Image ??= new Image { Url = reference, Caption = picture.Child("media-caption").Words(), Credit = picture.Child("media-producer").Words() };
        }
    }

    private static bool IsWebAddress(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static void ReadHead(WireItem item, XElement? head)
    {
        var data = head.Child("docdata");
        var id = data.Child("doc-id");
        (item.Id, item.Registrar) = (id.Value("id-string"), id.Value("regsrc"));
        item.Urgency = WireText.Urgency(data.Child("urgency").Value("ed-urg"));
        item.CopyrightHolder = data.Child("doc.copyright").Value("holder");
        item.CopyrightNotice = data.Child("doc.copyright") is { } copyright && copyright.Value("holder") is { } holder ? $"© {copyright.Value("year")} {holder}".Replace("  ", " ", StringComparison.Ordinal) : null;
        ReadStatus(item, head, data);
        ReadDates(item, head, data);
        foreach (var text in data.Children("ed-msg").Concat(data.Children("correction")).Select(one => one.Value("info")))
        {
            item.AddNote(text);
        }

        ReadVersion(item, head, data);
        NitfSubjects.Read(item, head, data);
        item.Section = head.Children("pubdata").Select(one => one.Value("position.section")).FirstOrDefault(one => one is not null);
        item.Provider = head.Children("pubdata").Select(one => one.Value("name")).FirstOrDefault(one => one is not null);
    }

    private static void ReadStatus(WireItem item, XElement? head, XElement? data)
    {
        var said = data.Value("management-status");
        if (data.Value("management-doc-idref") is { } other && WireText.Status(data.Value("management-idref-status") ?? said) == PubStatus.Canceled)
        {
            // The notice of a kill is a document of its own: what counts is the story that it kills.
            (item.Id, said) = (other, PubStatus.Canceled);
        }

        item.PubStatus = WireText.Status(said) ?? PubStatus.Usable;
        if (said is not null && WireText.Status(said) is null)
        {
            item.Warn("pubstatus-unknown");
            item.PubStatus = PubStatus.Withheld;
        }

        if (said == "embargoed")
        {
            (item.PubStatus, item.IsHeld) = (PubStatus.Usable, true);
        }

        foreach (var meta in head.Children("meta"))
        {
            switch (meta.Value("name")?.ToLowerInvariant())
            {
                case "language" or "dc.language":
                    item.Language ??= meta.Value("content");
                    break;
                case "usageterms" or "usage-terms" or "dc.rights":
                    item.UsageTerms ??= meta.Value("content");
                    break;
            }
        }

        item.Language ??= head?.Parent?.Attribute(XNamespace.Xml + "lang")?.Value;
    }

    // date.release "Date/time story is available to be released. Default is time of receipt": later than the issue, it holds the story back.
    private static void ReadDates(WireItem item, XElement? head, XElement? data)
    {
        var issue = data.Child("date.issue").Value("norm");
        var publication = head.Children("pubdata").Select(one => one.Value("date.publication")).FirstOrDefault(one => one is not null);
        item.Published = WireDates.Read(issue, "nitf:date.issue") ?? WireDates.Read(publication, "nitf:date.publication");
        if ((issue ?? publication) is not null && item.Published is null)
        {
            item.Warn("date-unread");
        }

        var release = data.Child("date.release").Value("norm");
        if (WireDates.Moment(release) is not { } until)
        {
            item.IsHeld |= release is not null;
        }
        else if (item.Published is null || until > item.Published.At || item.IsHeld)
        {
            (item.EmbargoedUntil, item.IsHeld) = (until, false);
        }
    }

    private static void ReadVersion(WireItem item, XElement? head, XElement? data)
    {
        var key = data.Child("du-key");
        item.Slugline = key.Value("key") ?? data.Child("fixture").Value("fix-id");
        item.Version = WireText.Version(key.Value("version"));
        var revisions = head.Children("revision-history").ToList();
        item.Version ??= revisions.Count > 0 ? revisions.Count : null;
        if (revisions.Select(one => WireDates.Read(one.Value("norm"), "nitf:revision-history")).OfType<EditorialDate>().MaxBy(one => one.At) is { } last && last.At > item.Published?.At)
        {
            item.Modified = last;
        }

        foreach (var revision in revisions)
        {
            item.AddNote(revision.Value("comment"));
        }
    }
}
