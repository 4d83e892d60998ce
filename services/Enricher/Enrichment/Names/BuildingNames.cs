using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>"St Mary's Hospital", "King's Cross": an owner and what is called after it are one name, where a model finds the owner alone.</summary>
internal static class BuildingNames
{
    private static readonly FrozenSet<string> Owners = new[]
    {
        "St", "St.", "Saint", "King", "Queen", "Prince", "Princess", "Bishop", "Lord", "Lady", "Children", "People", "Women",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Institutions = new[]
    {
        "Hospital", "Infirmary", "Hospice", "College", "School", "University", "Academy", "Church", "Theatre", "Club",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Sites = new[] { "Cross", "Gate", "Hall", "Abbey", "Basilica", "Chapel", "Quay", "Wharf", "Gardens", "Green", "Walk", "Court", "Head", "Well" }.ToFrozenSet();

    public static List<FoundName> Join(string text, Token[] tokens, List<FoundName> found)
    {
        var names = new List<FoundName>(found.Count);
        foreach (var name in found)
        {
            if (names.Count > 0 && name.First < names[^1].End)
            {
                continue;
            }

            var first = name.End - name.First == 1 && name.First > 0 && Owners.Contains(tokens[name.First - 1].Text) && tokens[name.First - 1].Sentence == tokens[name.First].Sentence ? name.First - 1 : name.First;
            var end = EndOfBuilding(tokens, name.End);
            var joins = end > name.End && Owners.Contains(tokens[first].Text) && Gazetteer.Find(text[tokens[first].Start..tokens[name.End - 1].End]) is null;
            names.Add(joins ? name with { First = first, End = end, Type = Institutions.Contains(tokens[end - 1].Text) ? EntityType.Organisation : EntityType.Place } : name);
        }

        return names;
    }

    // The end of the kind of building behind a possessive, or the end that was given.
    private static int EndOfBuilding(Token[] tokens, int end)
    {
        if (end + 1 >= tokens.Length || tokens[end].Text is not ("'s" or "’s" or "'" or "’") || tokens[end].Start != tokens[end - 1].End)
        {
            return end;
        }

        var (at, known) = (end + 1, end);
        while (at < tokens.Length && at <= end + 3 && tokens[at].IsCapital && tokens[at].Sentence == tokens[end].Sentence && tokens[at].Start <= tokens[at - 1].End + 1)
        {
            at++;
            known = NameShapes.IsPlaceSuffix(tokens[at - 1].Text) || Institutions.Contains(tokens[at - 1].Text) || Sites.Contains(tokens[at - 1].Text) ? at : known;
        }

        return known;
    }
}
