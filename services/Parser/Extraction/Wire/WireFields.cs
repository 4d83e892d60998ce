using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.Parser.Extraction.Fields;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>An item that may go out, in the words of the contract.</summary>
internal static class WireFields
{
    // Clocks of senders run ahead by minutes, and zones are mistaken by hours; more is no date of a story that exists.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    public static ArticleParsed Of(WireItem item, Body body, DocumentFetched document, Reservations reservations)
    {
        var (articleId, canonical) = WireIdentity.Of(item, document);
        var host = CanonicalUrl.TryParse(document.FinalUrl, out var final) ? final.IdnHost : null;
        var given = document.PublishedAt is { } at ? new EditorialDate { At = at, Evidence = "given", Confidence = 1 } : null;
        if (document.Partial == true)
        {
            item.Warn("partial");
        }

        return new ArticleParsed
        {
            ArticleId = articleId,
            PubStatus = item.PubStatus,
            RequestedUrl = document.RequestedUrl,
            FinalUrl = document.FinalUrl,
            CanonicalUrl = canonical,
            // ninjs has no provider; who holds the copyright of wire copy is, as a rule, who sends it.
            Provider = new Provider { Name = item.Provider ?? document.Provider?.Name ?? item.CopyrightHolder ?? host, Host = host, ItemId = item.Id ?? document.Provider?.ItemId, Version = item.Version ?? document.Provider?.Version },
            Source = document.Source,
            Headline = item.Headline!,
            AlternativeHeadline = item.AlternativeHeadline == item.Headline ? null : item.AlternativeHeadline,
            Slugline = item.Slugline,
            Urgency = item.Urgency,
            Kind = item.Format == "feed" ? ItemKind.Article : ItemKind.Wire,
            Byline = item.Byline,
            Authors = item.Authors ?? (item.Byline is { } byline ? Bylines.Names(byline, []) : []),
            Dateline = (item.Dateline ?? item.Place) is { } dateline ? new Dateline { Text = dateline, Place = item.Place } : null,
            Published = Believed(item, item.Published, document) ?? given,
            Modified = Believed(item, item.Modified, document),
            FetchedAt = document.FetchedAt,
            Body = body,
            Abstract = item.Abstract,
            Image = item.Image,
            Captions = item.Captions.Count > 0 ? item.Captions : null,
            Keywords = item.Keywords,
            Section = item.Section,
            Subjects = item.Subjects.Count > 0 ? item.Subjects : null,
            Rights = RightsOf(item, reservations),
            EmbargoedUntil = item.EmbargoedUntil,
            EdNote = item.Notes.Count > 0 ? string.Join('\n', item.Notes) : null,
            MarkupLanguage = item.Language,
            Provenance = new Provenance { ArchiveKey = document.ArchiveKey, Fetcher = document.Fetcher, Parser = DocumentParser.Version, Warnings = item.Warnings },
        };
    }

    private static EditorialDate? Believed(WireItem item, EditorialDate? date, DocumentFetched document)
    {
        if (date is null || date.At <= document.FetchedAt + Ahead)
        {
            return date;
        }

        item.Warn("date-in-future");
        return null;
    }

    private static Rights? RightsOf(WireItem item, Reservations reservations)
    {
        var rights = new Rights
        {
            CopyrightHolder = item.CopyrightHolder,
            CopyrightNotice = item.CopyrightNotice,
            UsageTerms = item.UsageTerms,
            Robots = reservations.Robots,
            TdmReservation = reservations.Tdm ?? item.TdmReservation,
            TdmPolicy = reservations.TdmPolicy ?? item.TdmPolicy,
        };
        return rights is { CopyrightHolder: null, CopyrightNotice: null, UsageTerms: null, Robots.Count: 0, TdmReservation: null, TdmPolicy: null } ? null : rights;
    }
}
