using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>Words that say what somebody is: where an office ends, what gender it tells, and which role stands before a name.</summary>
internal static class RoleWords
{
    public static bool Contains(string word) => Gazetteer.RoleHeads.Contains(word) || Gazetteer.RoleModifiers.Contains(word);

    /// <summary>Past the office or the known name behind an "of"; 0 when neither follows.</summary>
    public static int OfficeEnd(NameScan scan, int of)
    {
        var tokens = scan.Tokens;
        for (var count = Math.Min(3, tokens.Length - of - 1); count > 0; count--)
        {
            if (tokens[of + count].Sentence == tokens[of].Sentence && Gazetteer.Offices.Contains(scan.Printed(of + 1, of + count + 1)))
            {
                return of + count + 1;
            }
        }

        var first = of + 1 + (tokens[of + 1].Lower == "the" ? 1 : 0);
        var known = first < tokens.Length ? scan.KnownAt(first, tokens.Length) : (0, null);
        return known.Tokens > 0 && known.Name!.Type is not null ? first + known.Tokens : 0;
    }

    public static char Gender(ReadOnlySpan<Token> role)
    {
        foreach (var token in role)
        {
            switch (token.Text)
            {
                case "King" or "Prince" or "Duke" or "Lord" or "Sir" or "Father" or "Pope" or "Chairman" or "Spokesman" or "Congressman" or "Businessman" or "Actor":
                    return 'm';
                case "Queen" or "Princess" or "Duchess" or "Lady" or "Dame" or "Baroness" or "Chairwoman" or "Spokeswoman" or "Congresswoman" or "Businesswoman" or "Actress":
                    return 'f';
            }
        }

        return ' ';
    }

    // "spokesman Dmitry Peskov", "former striker Ian Holt": small-letter roles directly before a name.
    public static string? Before(NameScan scan, int first)
    {
        var tokens = scan.Tokens;
        var (head, at) = (-1, first - 1);
        if (at >= 0 && Gazetteer.LowerRoleHeads.Contains(tokens[at].Text) && scan.Adjoins(first))
        {
            head = at;
        }
        else if (at > 0 && tokens[at].Is(",") && Gazetteer.LowerRoleHeads.Contains(tokens[at - 1].Text) && tokens[at].Sentence == tokens[first].Sentence)
        {
            head = at - 1; // "his spokesman, Dmitry Peskov"
        }

        if (head < 0)
        {
            return null;
        }

        var start = head;
        while (start > 0 && scan.Adjoins(start) && (Gazetteer.LowerRoleModifiers.Contains(tokens[start - 1].Lower) || Gazetteer.LowerRoleHeads.Contains(tokens[start - 1].Text)
            || Gazetteer.IsDemonym(tokens[start - 1].Text) || tokens[start - 1].IsAcronym))
        {
            start--;
        }

        return scan.Printed(start, head + 1);
    }
}
