using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>A name of the tables, and what it becomes when it opens a longer one: Boston is a place, the Boston Celtics are none.</summary>
internal static class KnownNameReader
{
    public static int Read(NameScan scan, int at, int end, int count, KnownName known)
    {
        var tokens = scan.Tokens;
        var after = at + count;
        end = Math.Max(end, after);
        if (known.Type is null)
        {
            // "Cold War" and the like; a demonym before a name is no part of it.
            return after;
        }

        // Boston Celtics, Berlin Wall: a place that opens a longer name is not meant itself.
        if (count == 1 && known.Type == EntityType.Place && after < end && scan.ContinuesName(after, end))
        {
            var last = scan.RestOfName(after, end);
            var suffix = tokens[last - 1].Text;
            if (NameShapes.IsPlaceSuffix(suffix))
            {
                scan.Add(at, at, last, EntityType.Place, NameConfidence.ByShape, known.CountryCode);
            }
            else if (suffix.EndsWith('s') || suffix is "United" or "City" or "Town" or "Athletic")
            {
                scan.Add(at, at, last, EntityType.Organisation, NameConfidence.ByGuess);
            }

            return last;
        }

        scan.Spans.Add(new NameSpan
        {
            First = at,
            NameFirst = at,
            End = after,
            Type = known.Type,
            Name = known.Name,
            CountryCode = known.Type == EntityType.Place ? known.CountryCode : null,
            Confidence = tokens[at].Opens && NameShapes.IsAlsoWord(tokens[at].Text) ? NameConfidence.ByGuess : NameConfidence.ByTable,
            By = NameSpan.FromTable,
            MayBeSurname = count == 1,
        });
        return after;
    }

    /// <summary>The known name [at, at + count) is only the beginning of an organisation's.</summary>
    public static bool ContinuesToOrganisation(NameScan scan, int at, int count, KnownName known, int end)
    {
        var (tokens, after) = (scan.Tokens, at + count);
        if (after >= end)
        {
            return false;
        }

        var isHead = known.Type == EntityType.Organisation && Gazetteer.OrganisationHeads.Contains(tokens[after - 1].Text);
        return (isHead && tokens[after].Lower == "of") || (Gazetteer.OrganisationSuffixes.Contains(tokens[after].Text) && !RoleWords.Contains(tokens[after].Text));
    }

    // Northern Mali, Greater London: a direction alone is no name.
    public static int ReadDirection(NameScan scan, int at, int end)
    {
        var known = at + 1 < end ? scan.KnownAt(at + 1, end) : (0, null);
        if (known.Tokens > 0 && known.Name!.Type == EntityType.Place)
        {
            scan.Add(at, at, at + 1 + known.Tokens, EntityType.Place, NameConfidence.ByShape, known.Name.CountryCode);
            return at + 1 + known.Tokens;
        }

        return at + 1;
    }
}
