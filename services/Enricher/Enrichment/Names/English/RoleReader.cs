using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>Role words, then a name: the words are the role. Role words alone: no name.</summary>
internal static class RoleReader
{
    /// <summary>Past what was read; 0 when no role begins at the token.</summary>
    public static int Read(NameScan scan, int at, int end)
    {
        var tokens = scan.Tokens;
        var (next, head) = RoleEnd(scan, at, end);

        // Italian Republican Party: its words are those of roles, its last one is an organisation's.
        if (head == 0 && next > at && OrganisationShape.End(scan, at, end) is > 0 and var party)
        {
            scan.Add(at, at, party, EntityType.Organisation, NameConfidence.ByShape);
            return party;
        }

        if (next == at || (head == 0 && next >= end))
        {
            return next > at && Gazetteer.IsDemonym(tokens[at].Text) ? next : 0;
        }

        // Defence Ministry, Justice Department, Labour Party.
        if (next < end && Gazetteer.OrganisationSuffixes.Contains(tokens[next].Text) && OrganisationShape.End(scan, at, end) is > 0 and var organisation)
        {
            scan.Add(at, at, organisation, EntityType.Organisation, NameConfidence.ByShape);
            return organisation;
        }

        if (head == 0)
        {
            return Gazetteer.IsDemonym(tokens[at].Text) ? at + 1 : 0;
        }

        // "Foreign Minister", or a role and then more words of roles: what follows may be a name that is such a word (Prince Charles King).
        if ((head < next || next == end) && (head == next || !PersonReader.MayBeFamilyName(scan, head, end)))
        {
            return head;
        }

        return head < end && (tokens[head].IsCapital || NameShapes.IsJoinedParticle(tokens[head])) && !Gazetteer.Courtesy.ContainsKey(tokens[head].Text)
            && (Gazetteer.IsFirstName(tokens[head].Text) || Gazetteer.Find(tokens[head].Text)?.Type is null || head + 1 < end)
            ? PersonReader.Read(scan, head, head, end, scan.Printed(at, head), RoleWords.Gender(tokens.AsSpan(at, head - at)), NameConfidence.ByTitle)
            : head;
    }

    // Past the role's words, and past the last of them that names a role by itself; 0 when none does.
    private static (int Next, int Head) RoleEnd(NameScan scan, int at, int end)
    {
        var tokens = scan.Tokens;
        var (next, head) = (at, 0);
        while (next < end)
        {
            var word = tokens[next].Text;
            if (Gazetteer.RoleHeads.Contains(word) || (next > at && Gazetteer.LowerRoleHeads.Contains(word)))
            {
                head = ++next;
                if (next < end && tokens[next].Lower == "of" && RoleWords.OfficeEnd(scan, next) is > 0 and var office)
                {
                    next = head = office;
                }
            }
            else if (Gazetteer.RoleModifiers.Contains(word) || Gazetteer.IsDemonym(word))
            {
                next++;
            }
            else
            {
                break;
            }
        }

        return (next, head);
    }
}
