using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>What the publisher reserves, by the answer's headers and by the page: robots directives, and text and data mining (W3C TDMRep).</summary>
/// <param name="Robots">Directives, lower case, each once.</param>
/// <param name="Tdm">Whether mining is reserved: yes where either says so; null when both are silent.</param>
/// <param name="TdmPolicy">Where terms for mining stand; null when not said.</param>
internal sealed record Reservations(IReadOnlyList<string> Robots, bool? Tdm, string? TdmPolicy)
{
    /// <param name="document">With what the headers said.</param>
    /// <param name="meta">What the page says; null where it cannot say anything.</param>
    public static Reservations Of(DocumentFetched document, PageMeta? meta)
    {
        bool?[] said = [document.TdmReservation, meta?.First("tdm-reservation") switch { "1" => true, "0" => false, _ => null }];
        return new Reservations(
            [.. (meta?.Robots() ?? []).Concat(document.Robots).Distinct(StringComparer.Ordinal)],
            said.Contains(true) ? true : said.Contains(false) ? false : null,
            document.TdmPolicy ?? meta?.First("tdm-policy"));
    }

    /// <summary>Whether the bytes must go once they are parsed.</summary>
    public bool ForbidCopy(ParserOptions options) => options.Obeys("noarchive") && Robots.Contains("noarchive");

    /// <returns>Why the document makes no news item; null where nothing is reserved that we are told to obey.</returns>
    public ParseResult.Rejected? Refusal(ParserOptions options)
    {
        // "none" is short for noindex and nofollow (developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
        if (options.Obeys("noindex") && (Robots.Contains("noindex") || Robots.Contains("none")))
        {
            return new ParseResult.Rejected(RejectReason.NoIndex, "The publisher asks not to be indexed.");
        }

        return options.Obeys("tdm-reservation") && Tdm == true
            ? new ParseResult.Rejected(RejectReason.TdmReserved, $"The publisher reserves text and data mining{(TdmPolicy is null ? "" : $"; terms are at {TdmPolicy}")}.")
            : null;
    }
}
