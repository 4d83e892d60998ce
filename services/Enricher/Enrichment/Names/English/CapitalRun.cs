using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>Where a run of capitalised words ends, with the small words that names have inside: of, for, and, particles.</summary>
internal static class CapitalRun
{
    // Longer rows of capitals are lists or shouting; the limit keeps the work linear.
    private const int Longest = 24;

    /// <summary>One past the last token of the run; <paramref name="start"/> when none begins there.</summary>
    public static int End(NameScan scan, int start)
    {
        var tokens = scan.Tokens;
        if (!scan.IsNameWord(start) && !NameShapes.IsJoinedParticle(tokens[start]))
        {
            // al Qaeda: known names may begin with a small letter.
            return tokens[start].Lower is "al" && scan.KnownAt(start, tokens.Length).Tokens is > 1 and var known ? start + known : start;
        }

        var (end, joined) = (start + 1, false);
        while (end < tokens.Length && end - start < Longest && scan.Adjoins(end))
        {
            if (scan.IsNameWord(end) || NameShapes.IsJoinedParticle(tokens[end]))
            {
                end++;
            }
            else if (tokens[end].Is("&") && end + 1 < tokens.Length && scan.IsNameWord(end + 1))
            {
                end += 2;
            }
            else if (AfterParticles(scan, end) is > 0 and var after && !Gazetteer.OrganisationHeads.Contains(tokens[end - 1].Text))
            {
                end = after;
            }
            else if (tokens[end].Lower is "of" or "for" && AfterOf(scan, end) is > 0 and var object_)
            {
                (end, joined) = (object_, joined || Gazetteer.HeadsWithAnd.Contains(tokens[end - 1].Text));
            }
            else if (joined && tokens[end].Lower == "and" && end + 1 < tokens.Length && scan.IsNameWord(end + 1)
                && Gazetteer.Find(tokens[end - 1].Text)?.Type is null && Gazetteer.Find(tokens[end + 1].Text)?.Type is null)
            {
                (end, joined) = (end + 2, false);
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static int AfterParticles(NameScan scan, int at)
    {
        var (tokens, end) = (scan.Tokens, at);
        while (end < tokens.Length && end - at < 3 && NameShapes.IsParticle(tokens[end].Text))
        {
            end++;
        }

        return end > at && end < tokens.Length && tokens[end].Sentence == tokens[at].Sentence && scan.IsNameWord(end) ? end + 1 : 0;
    }

    // "Ministry of Defence", "Secretary of State", "President of France".
    private static int AfterOf(NameScan scan, int of)
    {
        var tokens = scan.Tokens;
        var article = of + 1 < tokens.Length && tokens[of + 1].Lower == "the" ? 1 : 0;
        var first = of + 1 + article;
        if (first >= tokens.Length || tokens[first].Sentence != tokens[of].Sentence || !scan.IsNameWord(first))
        {
            return 0;
        }

        if (Gazetteer.OrganisationHeads.Contains(tokens[of - 1].Text))
        {
            return first + 1;
        }

        return tokens[of].Lower == "of" && Gazetteer.RoleHeads.Contains(tokens[of - 1].Text) ? RoleWords.OfficeEnd(scan, of) : 0;
    }
}
