namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Codes of IPTC's vocabularies, which formats write as a URI or short: one subject has one code.</summary>
internal static class IptcCodes
{
    private const string Vocabularies = "cv.iptc.org/newscodes/";

    // Aliases of the catalog that IPTC publishes for NewsML-G2 (www.iptc.org/std/catalog).
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["mediatopic"] = "medtop",
        ["subjectcode"] = "subj",
        ["genre"] = "genre",
        ["newsprovider"] = "nprov",
        ["pubstatusg2"] = "stat",
        ["ninature"] = "ninat",
    };

    /// <returns><c>medtop:20000547</c> for <c>http://cv.iptc.org/newscodes/mediatopic/20000547</c>; other codes as they are.</returns>
    public static string? Short(string? code)
    {
        var at = code?.IndexOf(Vocabularies, StringComparison.Ordinal) ?? -1;
        return at > 0 && code![(at + Vocabularies.Length)..].Split('/') is [var vocabulary, { Length: > 0 } value] && Aliases.TryGetValue(vocabulary, out var alias) ? $"{alias}:{value}" : code;
    }

    /// <summary>A scheme and a code in it, as ninjs 1.x gives them; null without a code.</summary>
    public static string? Of(string? scheme, string? code) =>
        code is null ? null : scheme is null ? code : Short(scheme.EndsWith('/') || scheme.EndsWith('#') || scheme.EndsWith(':') ? scheme + code : $"{scheme}/{code}");
}
