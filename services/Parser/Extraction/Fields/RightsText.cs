using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What a page says of the rights in its article.</summary>
internal static class RightsText
{
    public static Rights? Of(PageMeta meta, StructuredData structured, Reservations reservations, string? copyrightLine)
    {
        var holder = structured.CopyrightHolder ?? meta.First("copyright", "dcterms.rightsHolder");
        var terms = structured.UsageTerms ?? meta.First("dc.rights", "dcterms.rights", "dcterms.license", "rights");
        var notice = structured.CopyrightNotice ?? copyrightLine;
        var free = IsFree(meta, structured);
        return reservations is { Robots.Count: 0, Tdm: null, TdmPolicy: null } && holder is null && terms is null && notice is null && free is null ? null : new Rights
        {
            CopyrightHolder = holder,
            CopyrightNotice = notice,
            UsageTerms = terms,
            IsAccessibleForFree = free,
            Robots = reservations.Robots,
            TdmReservation = reservations.Tdm,
            TdmPolicy = reservations.TdmPolicy,
        };
    }

    /// <summary>JSON-LD, else the tier of Facebook's <c>article:content_tier</c> (free, metered, locked); what is metered is not free to all.</summary>
    public static bool? IsFree(PageMeta meta, StructuredData structured) =>
        structured.IsAccessibleForFree ?? meta.First("article:content_tier", "og:article:content_tier")?.ToLowerInvariant() switch
        {
            "free" => true,
            "metered" or "locked" or "paid" => false,
            _ => null,
        };
}
