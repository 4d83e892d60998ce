using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>
/// Which of the places of one name is meant. A container ("Birmingham, Alabama") decides; else the countries that the text names (themselves, by demonym, by
/// cities of one meaning); else the larger place, if it is much larger. Otherwise none: a wrong country is worse than no country.
/// </summary>
internal sealed class PlaceResolver
{
    // A vote is worth as much as ten times the inhabitants; five votes decide against a hundred thousand times.
    private const double VoteWeight = 1;
    private const int MostVotes = 5;
    private const int MostMentions = 100;

    private readonly Dictionary<string, int> votes = [];
    private readonly Token[] tokens;
    private readonly PlaceContext context;

    public PlaceResolver(string text, Token[] tokens, IEnumerable<string> names)
    {
        (this.tokens, context) = (tokens, new PlaceContext(text, tokens));
        foreach (var token in tokens)
        {
            if (token.IsCapital && PlaceTable.Demonyms.TryGetValue(token.Text, out var code))
            {
                Vote(code);
            }
        }

        foreach (var name in names)
        {
            // What has several meanings cannot vote about them.
            if (PlaceTable.Find(name) is [{ CountryCode: { } only }])
            {
                Vote(only);
            }
        }
    }

    /// <summary>The place and how sure that is; null where none of the name is known or none stands out.</summary>
    /// <param name="name">As printed.</param>
    /// <param name="mentions">Where; empty for a dateline.</param>
    public (KnownPlace Place, double Confidence)? Resolve(string name, IReadOnlyList<Mention> mentions)
    {
        var candidates = PlaceTable.Find(name);
        if (candidates.Length == 0)
        {
            return null;
        }

        foreach (var mention in mentions.Take(MostMentions))
        {
            if (context.Told(name, TokenSearch.FirstFrom(tokens, mention.Start), TokenSearch.FirstFrom(tokens, mention.End)) is { } told)
            {
                return (told, 0.97);
            }
        }

        if (candidates.Length == 1)
        {
            return (candidates[0], candidates[0].Kind == PlaceKind.City && candidates[0].Population < 100 && !HasVote(candidates[0]) ? 0.7 : 0.92);
        }

        var ranked = candidates.Select(place => (Place: place, Score: Prior(place) + Voted(place))).OrderByDescending(entry => entry.Score).ToArray();
        var lead = ranked[0].Score - ranked[1].Score;
        return lead < 0.3 ? null : (ranked[0].Place, Math.Round(Math.Min(0.92, 0.5 + (lead * 0.25)), 2));
    }

    private static double Prior(KnownPlace place) => place.Kind switch
    {
        PlaceKind.Country => 5.5,
        PlaceKind.Area => 4,
        _ => Math.Log10(Math.Max(1, place.Population)) + (place.IsSeat ? 1 : 0),
    };

    private double Voted(KnownPlace place) => place.CountryCode is { } code && votes.TryGetValue(code, out var count) ? Math.Min(count, MostVotes) * VoteWeight : 0;

    private bool HasVote(KnownPlace place) => Voted(place) > 0;

    private void Vote(string code) => votes[code] = votes.GetValueOrDefault(code) + 1;
}
