using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>
/// Names in an English text: runs of capitalised words, cut at titles, roles and known names. What cannot be explained stays without a type.
/// </summary>
internal static class EnglishNames
{
    public static List<NameSpan> Find(string text, Token[] tokens)
    {
        var scan = new NameScan(text, tokens);
        for (var at = 0; at < tokens.Length;)
        {
            // A known name may go on behind the run of capitals: Gulf of Aden.
            var end = CapitalRun.End(scan, at);
            at = end > at ? Read(scan, at, end) : at + 1;
        }

        return scan.Spans;
    }

    private static int Read(NameScan scan, int at, int end)
    {
        while (at < end)
        {
            at = ReadOne(scan, at, end);
        }

        return at;
    }

    // The order is that of the evidence: longer known names, titles, roles, shapes, first names, single known words, guesses.
    private static int ReadOne(NameScan scan, int at, int end)
    {
        var tokens = scan.Tokens;
        var token = tokens[at];
        var known = scan.KnownAt(at, scan.SentenceEnd(at));
        if (known.Tokens > 1 && !KnownNameReader.ContinuesToOrganisation(scan, at, known.Tokens, known.Name!, end))
        {
            return KnownNameReader.Read(scan, at, end, known.Tokens, known.Name!);
        }

        if (Gazetteer.Courtesy.TryGetValue(token.Text, out var gender))
        {
            return at + 1 < end ? PersonReader.Read(scan, at, at + 1, end, role: null, gender, NameConfidence.ByTitle) : at + 1;
        }

        if (IsGrammar(scan, at, end))
        {
            return at + 1;
        }

        if (RoleReader.Read(scan, at, end) is > 0 and var afterRole)
        {
            return afterRole;
        }

        if (IsTitleOfWork(tokens, at, end))
        {
            return end;
        }

        if (OrganisationShape.End(scan, at, end) is > 0 and var organisation)
        {
            scan.Add(at, at, organisation, EntityType.Organisation, NameConfidence.ByShape);
            return organisation;
        }

        if ((IsInitials(token) || Gazetteer.IsFirstName(token.Text)) && at + 1 < end && PersonReader.MayBeFamilyName(scan, at + 1, end)
            && !NameShapes.IsPlaceSuffix(tokens[end - 1].Text))
        {
            return PersonReader.Read(scan, at, at, end, role: null, Gazetteer.GenderOf(token.Text), NameConfidence.ByFirstName);
        }

        if (known.Tokens == 1)
        {
            return KnownNameReader.Read(scan, at, end, 1, known.Name!);
        }

        return NameShapes.IsDirection(token.Text) ? KnownNameReader.ReadDirection(scan, at, end) : UnknownNameReader.Read(scan, at, end);
    }

    // A word of the language that has its capital from the beginning of a sentence.
    private static bool IsGrammar(NameScan scan, int at, int end)
    {
        var token = scan.Tokens[at];
        var isFirstName = Gazetteer.IsFirstName(token.Text) && at + 1 < end && NameShapes.LooksLikeName(scan.Tokens[at + 1]);
        if (StopWords.English.Contains(token.Lower) && !token.IsAcronym)
        {
            // New Democratic Party, inside a sentence.
            return !isFirstName && (token.Opens || token.Lower is "the" or "a" or "an" || OrganisationShape.End(scan, at, end) == 0);
        }

        return token.Opens && !isFirstName && (StopWords.Openers.Contains(token.Lower) && !RoleWords.Contains(token.Text) || (end - at == 1 && NameShapes.IsAlsoWord(token.Text)));
    }

    // "The Salt Road": marks around the whole run.
    private static bool IsTitleOfWork(Token[] tokens, int at, int end)
    {
        var before = at > 0 && tokens[at - 1].Lower is "the" or "a" ? at - 2 : at - 1;
        return before >= 0 && end < tokens.Length && tokens[before].Text is "\"" or "“" or "‘" or "«" or "„" && tokens[end].Text is "\"" or "”" or "’" or "»" or "“";
    }

    private static bool IsInitials(Token token) => token.IsInitial && token.Text.Length == 2;
}
