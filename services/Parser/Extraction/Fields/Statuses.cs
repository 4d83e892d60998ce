using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>Whether a page's article may be distributed.</summary>
internal static class Statuses
{
    /// <summary>A withdrawal counts only where the markup says so: the word in a headline may be the news itself.</summary>
    public static string Of(PageMeta meta, StructuredData structured) =>
        (meta.First("pubstatus", "nitf:pubstatus", "ninjs:pubstatus") ?? structured.Status)?.ToLowerInvariant() switch
        {
            "canceled" or "cancelled" or "withdrawn" or "killed" or "stat:canceled" => PubStatus.Canceled,
            "withheld" or "stat:withheld" => PubStatus.Withheld,
            _ => PubStatus.Usable,
        };
}
