using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>One name, one type in an article: what a model says most surely, unless the name itself says otherwise.</summary>
internal static class NameTypes
{
    // Below this a model's type is no better than what a first name tells.
    private const double Unsure = 0.75;

    // Nobody calls a building or a firm by these without a word of its own behind the name ("Sheikh Zayed Road").
    private static readonly FrozenSet<string> Honorifics = new[] { "Sheikh", "Sheik", "Sheikha", "Sir", "Dame", "Baroness", "Ayatollah", "Mullah" }.ToFrozenSet();

    /// <summary>Type by name as printed; null for what is no name.</summary>
    public static Dictionary<string, string?> Of(string text, Token[] tokens, IReadOnlyList<FoundName> found)
    {
        var people = found.Where(name => name.Type == EntityType.Person && name.End - name.First > 1).ToList();
        var families = people.Select(name => tokens[name.End - 1].Text).ToHashSet();
        var firsts = people.Select(name => tokens[name.First].Text).ToHashSet();
        return found.GroupBy(name => text[tokens[name.First].Start..tokens[name.End - 1].End]).ToDictionary(group => group.Key, group =>
        {
            var best = group.GroupBy(name => name.Type).Select(type => (Type: type.Key, Sum: type.Sum(name => name.Confidence), Most: type.Max(name => name.Confidence))).MaxBy(type => type.Sum);
            var known = Gazetteer.Find(group.Key.Replace('’', '\''));
            return best.Type == EntityType.Person
                ? families.Contains(group.Key) || firsts.Contains(group.Key) ? EntityType.Person : OfPerson(group.Key, known)
                : known is null && IsPerson(tokens.AsSpan(group.First().First, group.First().End - group.First().First), best.Most) ? EntityType.Person : best.Type;
        });
    }

    // A known city or firm or feast is nobody, unless somebody of the article is called so: "Washington has accused", "Chelsea drew".
    private static string? OfPerson(string name, KnownName? known) =>
        known is null || (known.Type != EntityType.Organisation && Gazetteer.IsFirstName(name)) ? EntityType.Person : known.Type;

    // "Sheikh Tamim bin Hamad", "Wang Yi", "Anna Saka", where the model is not sure of anything else.
    private static bool IsPerson(ReadOnlySpan<Token> name, double confidence)
    {
        if (name.Length < 2 || NameShapes.IsPlaceSuffix(name[^1].Text) || Gazetteer.OrganisationSuffixes.Contains(name[^1].Text) || Gazetteer.OrganisationHeads.Contains(name[^1].Text))
        {
            return false;
        }

        if (Honorifics.Contains(name[0].Text))
        {
            return true;
        }

        foreach (var token in name[1..^1])
        {
            if (token.Text is "bin" or "ibn" or "bint")
            {
                return true;
            }
        }

        var (first, last) = (name[0], name[^1]);
        return confidence < Unsure && name.Length <= 3 && NameShapes.LooksLikeName(last)
            && (Gazetteer.IsFirstName(first.Text) || (name.Length == 2 && Gazetteer.FamilyFirst.Contains(first.Text) && last.Text.Length <= 8));
    }
}
