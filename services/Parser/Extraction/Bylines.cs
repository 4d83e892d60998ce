using System.Globalization;

namespace Ingestion.Parser.Extraction;

/// <summary>Names of authors out of printed bylines and markup: names only, no roles, dates, agencies, addresses or site names.</summary>
internal static class Bylines
{
    private static readonly string[] Leads =
    [
        "by ", "by: ", "written by ", "words by ", "text by ", "story by ", "reported by ", "posted by ", "von ", "von: ", "text: ", "par ", "por ", "di ", "da ", "door ", "av ", "af ", "tekst: ", "text ", "autor: ", "autorin: ",
        "author: ", "authors: ", "av: ", "a cura di ", "автор: ", "opinion by ", "analysis by ", "review by ", "interview by ", "medium by ",
    ];

    private static readonly string[] Breaks = [", ", ";", "|", " & ", " and ", " und ", " et ", " y ", " og ", " och ", " en ", " i ", "/", "\n", " · ", " • ", "、", "，"];

    // Bodies that send copy but have no by-line of their own, by their usual prints.
    private static readonly HashSet<string> Agencies = new(StringComparer.OrdinalIgnoreCase)
    {
        "ap", "associated press", "the associated press", "afp", "agence france-presse", "reuters", "dpa", "upi", "epa", "ansa", "efe", "tass", "xinhua", "pti", "ani", "ians", "kyodo", "jiji", "pa",
        "pa media", "press association", "bloomberg", "apa", "sda", "keystone-sda", "belga", "anp", "ntb", "tt", "ritzau", "stt", "pap", "čtk", "ctk", "mti", "lusa", "sid", "kna", "epd", "getty images", "cnn wire",
    };

    private static readonly HashSet<string> NotNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "admin", "administrator", "editor", "editors", "staff", "staff writer", "staff reporter", "newsroom", "redaktion", "redaction", "rédaction", "redacción", "redação", "redazione", "redakcja", "web desk", "news desk",
        "desk", "author", "authors", "by", "guest", "guest author", "contributor", "contributors", "unknown", "none", "null", "anonymous", "associated", "correspondent", "online", "agencies", "agency", "agenturen",
        "reporter", "digital", "editorial", "editorial board", "editorial team", "follow", "share", "md", "phd", "ms", "rdn", "ld", "jr", "sr", "view profile",
    };

    private static readonly string[] RoleWords =
    [
        "editor", "reporter", "correspondent", "writer", "columnist", "producer", "journalist", "contributor", "korrespondent", "redakteur", "director", "analyst", "photographer", "staff", "newsletter", "published", "updated", "special to",
    ];

    /// <param name="text">A byline as printed, or an author entry of the markup.</param>
    /// <param name="siteNames">Names that are the publication's, not a person's.</param>
    /// <returns>The names in printed order; empty when it holds none.</returns>
    public static IReadOnlyList<string> Names(string text, IReadOnlyList<string> siteNames)
    {
        var names = new List<string>();
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return names;
        }

        foreach (var piece in Split(WithoutLead(text)))
        {
            var name = Name(piece);
            if (name.Length > 0 && !Agencies.Contains(name) && !IsSite(name, siteNames) && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
        }

        return names;
    }

    public static bool IsAgency(string text) => Agencies.Contains(text.Trim());

    private static IEnumerable<string> Split(string text)
    {
        IEnumerable<string> pieces = [text];
        foreach (var mark in Breaks)
        {
            pieces = pieces.SelectMany(piece => piece.Split(mark, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        return pieces;
    }

    private static string WithoutLead(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        for (var i = 0; i < 2; i++)
        {
            var lead = Leads.FirstOrDefault(lead => text.StartsWith(lead, StringComparison.OrdinalIgnoreCase));
            text = lead is null ? text : text[lead.Length..].TrimStart(':', ' ');
        }

        return text;
    }

    /// <summary>The name in a piece, or nothing: a name has a letter, no digits, at most five words, and is no role.</summary>
    private static string Name(string piece)
    {
        piece = WithoutLead(piece);
        foreach (var end in (string[])[" in ", " for ", " - ", " – ", " — ", " at ", " (", " @", " aus ", " à "])
        {
            var at = piece.IndexOf(end, StringComparison.Ordinal);
            piece = at > 0 ? piece[..at] : piece;
        }

        piece = piece.Trim(' ', ',', '.', ':', '-', '–', '"', '“', '”', '*', '(', ')');
        if (piece.Length is < 2 or > 60 || NotNames.Contains(piece) || piece.Contains("http", StringComparison.OrdinalIgnoreCase) || piece.Contains('@')
            || piece.Contains(".com", StringComparison.OrdinalIgnoreCase) || piece.Contains(".de", StringComparison.OrdinalIgnoreCase)
            || piece.Any(char.IsDigit) || !piece.Any(char.IsLetter) || piece.Count(c => c == ' ') > 5)
        {
            return "";
        }

        if (RoleWords.Any(role => piece.Contains(role, StringComparison.OrdinalIgnoreCase)))
        {
            return "";
        }

        // Printed in capitals: ADA MORENO is Ada Moreno, but a single word may be initials.
        return piece.Contains(' ') && piece.All(c => !char.IsLower(c)) && piece.Any(char.IsUpper)
            ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(piece.ToLowerInvariant())
            : piece;
    }

    private static bool IsSite(string name, IReadOnlyList<string> siteNames)
    {
        var letters = Prose.Letters(name);
        return siteNames.Any(site => Prose.Letters(site) is { Length: > 2 } own && (own == letters || "the" + own == letters || own == "the" + letters || own == letters + "com"));
    }
}
