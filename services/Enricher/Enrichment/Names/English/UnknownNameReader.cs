using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>A run that neither table nor title explains: its shape and the words around it tell, or it stays without a type.</summary>
internal static class UnknownNameReader
{
    public static int Read(NameScan scan, int at, int end)
    {
        var tokens = scan.Tokens;
        var last = scan.RestOfName(at, end);
        last = Math.Max(last, at + 1);
        if (last - at > 1 && NameShapes.IsPlaceSuffix(tokens[last - 1].Text))
        {
            scan.Add(at, at, last, EntityType.Place, NameConfidence.ByShape);
        }
        else if (last - at is 2 or 3 && NameShapes.IsPlacePrefix(tokens[at].Text))
        {
            scan.Add(at, at, last, EntityType.Place, NameConfidence.ByGuess);
        }
        else if (last - at == 1 && tokens[at].IsAcronym)
        {
            var isName = IsNamingAcronym(scan, at);
            scan.Add(at, at, last, isName ? EntityType.Organisation : null, isName ? NameConfidence.ByAcronym : 0);
        }
        else if (last - at is 2 or 3 && LooksLikePerson(scan, at, last))
        {
            var role = RoleWords.Before(scan, at);
            scan.Add(at, at, last, EntityType.Person, HasAge(tokens, last) || role is not null ? NameConfidence.ByFirstName : NameConfidence.ByGuess, role: role);
        }
        else if (last - at == 1 && PlaceBefore(scan, at))
        {
            scan.Add(at, at, last, EntityType.Place, NameConfidence.ByShape);
        }
        else if (last - at == 1 && RoleWords.Before(scan, at) is { } role && NameShapes.LooksLikeName(tokens[at]) && !tokens[at - 1].Is(","))
        {
            scan.Add(at, at, last, EntityType.Person, NameConfidence.ByShape, role: role);
        }
        else
        {
            scan.Add(at, at, last, null, 0);
        }

        return last;
    }

    private static bool IsNamingAcronym(NameScan scan, int at)
    {
        var tokens = scan.Tokens;
        var shouting = (at > 0 && tokens[at - 1].IsAcronym) || (at + 1 < tokens.Length && tokens[at + 1].IsAcronym);
        return tokens[at].Text.Length is >= 2 and <= 6 && !shouting && !StopWords.English.Contains(tokens[at].Lower)
            && !scan.IsAlsoPrintedSmall(tokens[at]) && !tokens[at].Text.Contains('.', StringComparison.Ordinal);
    }

    private static bool LooksLikePerson(NameScan scan, int at, int end)
    {
        var tokens = scan.Tokens;
        var before = at > 0 && tokens[at - 1].Sentence == tokens[at].Sentence ? tokens[at - 1].Lower : "";
        if (before is "the" or "a" or "an" or "'s" or "’s" or "this" or "that" or "called" or "named" or "titled" or "\"" or "“" or "‘")
        {
            return false;
        }

        for (var word = at; word < end; word++)
        {
            if ((!NameShapes.LooksLikeName(tokens[word]) && !(word > at && NameShapes.IsJoinedParticle(tokens[word]))) || scan.IsAlsoPrintedSmall(tokens[word]))
            {
                return false;
            }
        }

        return true;
    }

    // ", 42," after a name.
    private static bool HasAge(Token[] tokens, int end) =>
        end + 2 < tokens.Length && tokens[end].Is(",") && tokens[end + 1].Kind == TokenKind.Number && tokens[end + 1].Text.Length == 2
        && tokens[end + 2].Text is "," or ".";

    // "the town of Ardmore", "near Ardmore", "in Ardmore, France".
    private static bool PlaceBefore(NameScan scan, int at)
    {
        var tokens = scan.Tokens;
        if (at < 1 || !NameShapes.LooksLikeName(tokens[at]) || tokens[at - 1].Sentence != tokens[at].Sentence)
        {
            return false;
        }

        if (tokens[at - 1].Lower == "near")
        {
            return true;
        }

        if (at > 1 && tokens[at - 1].Lower == "of"
            && tokens[at - 2].Lower is "town" or "city" or "village" or "port" or "suburb" or "island" or "province" or "region" or "resort" or "district" or "capital" or "state")
        {
            return true;
        }

        return tokens[at - 1].Lower is "in" or "at" or "from" && at + 2 < tokens.Length && tokens[at + 1].Is(",") && tokens[at + 2].IsCapital
            && scan.KnownAt(at + 2, scan.SentenceEnd(at + 2)).Name?.Type == EntityType.Place;
    }
}
