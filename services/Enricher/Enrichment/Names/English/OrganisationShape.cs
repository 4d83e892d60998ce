namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>An organisation that no table knows: its last word or its head says what it is (Meadow Foods Ltd, Ministry of Roads).</summary>
internal static class OrganisationShape
{
    /// <summary>Past the organisation's name; 0 when the run [at, end) has no such shape.</summary>
    public static int End(NameScan scan, int at, int end)
    {
        var tokens = scan.Tokens;
        for (var last = end - 1; last > at; last--)
        {
            if (Gazetteer.OrganisationSuffixes.Contains(tokens[last].Text) && tokens[last].IsCapital && tokens[last - 1].Lower is not ("of" or "for" or "and"))
            {
                // "Mr" or a full role in between: the suffix belongs to what comes later.
                // Liberal Party of Canada: what follows "of" belongs to it.
                var goesOn = last + 1 < end && tokens[last + 1].Lower is "of" or "for" && Gazetteer.OrganisationHeads.Contains(tokens[last].Text);
                return HasCourtesy(scan, at, last) ? 0 : goesOn ? end : last + 1;
            }
        }

        for (var of = at + 1; of < end; of++)
        {
            if (tokens[of].Lower is "of" or "for" && Gazetteer.OrganisationHeads.Contains(tokens[of - 1].Text))
            {
                return end;
            }
        }

        return 0;
    }

    private static bool HasCourtesy(NameScan scan, int at, int end)
    {
        for (; at < end; at++)
        {
            if (Gazetteer.Courtesy.ContainsKey(scan.Tokens[at].Text))
            {
                return true;
            }
        }

        return false;
    }
}
