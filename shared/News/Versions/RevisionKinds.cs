using System.Text.RegularExpressions;
using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>What the editors call a further version of their copy.</summary>
public static partial class RevisionKinds
{
    /// <summary>Reads the editors' note and the words that wires put before a headline or into a slug line.</summary>
    /// <param name="item">The version.</param>
    /// <returns>One of <see cref="RevisionKind"/>; null when they say nothing. A correction that also adds is a correction.</returns>
    public static string? Of(NewsItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        string?[] said = [item.EdNote, item.Slugline, Opening(item.Headline)];
        return said.Any(text => text is not null && Correction().IsMatch(text)) ? RevisionKind.Correction
            : said.Any(text => text is not null && Update().IsMatch(text)) ? RevisionKind.Update
            : null;
    }

    // Only what stands before the headline proper: "UPDATE 1-Harbour strike ends", and not a headline about a correction on the market.
    private static string? Opening(string headline) => headline.IndexOfAny(['-', ':', '–', '—']) is > 0 and < 24 and var end ? headline[..(end + 1)] : null;

    // English agencies' words, and the word for it in German, French, Spanish, Portuguese, Italian and Dutch.
    [GeneratedRegex(@"\b(correct(s|ed|ing|ion)|corrective|berichtigung|korrektur|korrigiert|corrige|rectification|rectificatif|corrección|corrige|correção|correzione|rettifica|correctie)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Correction();

    [GeneratedRegex(@"\b(updat(e|es|ed|ing)|write ?thr(u|ough)|adds?|adding|recasts?|refiles?|rewrites?|aktualisiert|neufassung|actualisation|actualización|actualiza|atualização|aggiornamento)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Update();
}
