using System.Xml.Linq;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>contentMeta and contentSet of a NewsML-G2 item.</summary>
internal static class NewsMlContent
{
    public static void ReadMeta(WireItem item, XElement root)
    {
        var (meta, title) = (root.Child("contentMeta"), root.Child("itemMeta").Child("title").Words());
        item.Language = meta.Child("language").Value("tag") ?? item.Language;
        item.Urgency = WireText.Urgency(meta.Child("urgency").Words());
        item.Slugline = meta.Child("slugline").Words();
        item.Byline = meta.Child("by").Words();
        item.Dateline = meta.Child("dateline").Words();
        var located = meta.Child("located");
        item.Place = NewsMlCodes.NameOf(located, item.Language) ?? located.Value("literal");

        var headlines = meta.Children("headline").Where(one => one.Words() is not null).ToList();
        var second = headlines.Find(one => Role(one) is { } role && (role.Contains("sub", StringComparison.Ordinal) || role.Contains("second", StringComparison.Ordinal) || role.Contains("deck", StringComparison.Ordinal)));
        item.Headline = NewsMlCodes.InLanguage(headlines.Where(one => one != second).OrderBy(one => Role(one) is null or "main" or "headline" ? 0 : 1), item.Language).Words() ?? title;
        item.AlternativeHeadline = second.Words();

        foreach (var description in meta.Children("description"))
        {
            if (Role(description) == "caption")
            {
                item.Captions.AddRange(description.Words() is { } caption ? [caption] : []);
            }
            else
            {
                item.Abstract ??= description.Words();
            }
        }

        ReadConcepts(item, root, meta);
    }

    private static string? Role(XElement element) => WireText.Local(element.Value("role") ?? element.Value("roleuri"))?.ToLowerInvariant();

    private static void ReadConcepts(WireItem item, XElement root, XElement? meta)
    {
        // What an item knows of a concept it may say once, in an assert, for all places that use its code.
        var asserted = root.Children("assert").Where(one => NewsMlCodes.CodeOf(one) is not null).DistinctBy(NewsMlCodes.CodeOf).ToDictionary(one => NewsMlCodes.CodeOf(one)!, StringComparer.Ordinal);
        string? Name(XElement concept) =>
            NewsMlCodes.NameOf(concept, item.Language) ?? (NewsMlCodes.CodeOf(concept) is { } code && asserted.TryGetValue(code, out var known) ? NewsMlCodes.NameOf(known, item.Language) : null);

        foreach (var subject in meta.Children("subject"))
        {
            item.AddSubject(NewsMlCodes.KindOf(subject), NewsMlCodes.CodeOf(subject), Name(subject));
        }

        foreach (var genre in meta.Children("genre"))
        {
            item.AddSubject(SubjectKind.Genre, NewsMlCodes.CodeOf(genre), Name(genre));
        }

        foreach (var keyword in meta.Children("keyword"))
        {
            item.AddKeyword(keyword.Words());
        }

        var creators = meta.Children("creator").Where(one => NewsMlCodes.KindOf(one) != SubjectKind.Organisation).Select(Name).OfType<string>().Where(name => name != item.Provider).ToList();
        item.Authors = item.Byline is null && creators.Count > 0 ? creators : null;
    }

    public static void ReadSet(WireItem item, XElement? set)
    {
        var renditions = set.Children("alternatives").SelectMany(one => one.Elements()).Concat(set?.Elements() ?? []).Where(one => one.Name.LocalName is "inlineXML" or "inlineData").ToList();
        foreach (var rendition in renditions.OrderBy(one => one.Name.LocalName == "inlineXML" ? 0 : 1))
        {
            if (item.Blocks.Count == 0)
            {
                ReadRendition(item, rendition);
            }
        }

        if (item.Blocks.Count == 0 && set.Children("remoteContent").Any())
        {
            item.Warn("text-elsewhere");
        }
    }

    private static void ReadRendition(WireItem item, XElement rendition)
    {
        if (rendition.Name.LocalName == "inlineData")
        {
            InlineText.Read(item, rendition.Value, rendition.Value("contenttype"), rendition.Value("encoding"));
            return;
        }

        foreach (var content in rendition.Elements())
        {
            switch (content.Name.LocalName)
            {
                case "nitf":
                    Nitf.ReadBody(item, content);
                    break;
                case "html":
                    item.Headline ??= content.Child("head").Child("title").Words();
                    item.AddBlocks(content.Child("body") ?? content);
                    break;
                case "body" or "div" or "section" or "article" or "p":
                    item.AddBlocks(content);
                    break;
            }
        }
    }
}
