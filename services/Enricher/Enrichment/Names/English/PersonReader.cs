using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>How far a person's name goes once something has said that one begins: a title, a role or a first name.</summary>
internal static class PersonReader
{
    /// <param name="scan">Where the name is added.</param>
    /// <param name="first">First token of the form of address, or of the name.</param>
    /// <param name="nameFirst">First token of the name itself.</param>
    /// <param name="end">Where the run ends.</param>
    /// <param name="role">As printed before the name; null to look for one in small letters.</param>
    /// <param name="gender">m, f, or a space to ask the first name.</param>
    /// <param name="confidence">Of the evidence.</param>
    /// <returns>Past the name.</returns>
    public static int Read(NameScan scan, int first, int nameFirst, int end, string? role, char gender, double confidence)
    {
        var tokens = scan.Tokens;
        var last = nameFirst;
        while (last < end && last - nameFirst < 5 && !(last > nameFirst && StartsAnother(scan, last, end)))
        {
            last++;
        }

        while (last > nameFirst && !tokens[last - 1].IsCapital && !NameShapes.IsJoinedParticle(tokens[last - 1]))
        {
            last--;
        }

        if (last == nameFirst)
        {
            return Math.Max(nameFirst, first + 1);
        }

        gender = gender == ' ' && last - nameFirst > 1 ? Gazetteer.GenderOf(tokens[nameFirst].Text) : gender;
        scan.Add(first, nameFirst, last, EntityType.Person, confidence, role: role ?? RoleWords.Before(scan, first), gender: gender);
        return last;
    }

    public static bool MayBeFamilyName(NameScan scan, int at, int end)
    {
        var token = scan.Tokens[at];
        return NameShapes.LooksLikeName(token) || token.IsInitial || NameShapes.IsJoinedParticle(token) || NameShapes.IsParticle(token.Text)
            || (token.IsCapital && at + 1 == end && !token.IsAcronym && !StopWords.English.Contains(token.Lower));
    }

    // Two names without a mark between them: "Mr Smith Downing Street said" does not happen, but "Angela Merkel Tuesday" and lists without commas do.
    private static bool StartsAnother(NameScan scan, int at, int end)
    {
        var token = scan.Tokens[at];
        return token.IsAcronym && token.Text.Length > 2 && !token.Text.Contains('.', StringComparison.Ordinal)
            || Gazetteer.Courtesy.ContainsKey(token.Text)
            || token.Lower is "of" or "for" or "and" or "&"
            || (scan.KnownAt(at, end) is { Tokens: > 1 } known && known.Name!.Type is not null);
    }
}
