using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>What the words beside a mention say of where it lies: "Birmingham, Alabama", "Pakistan's Hyderabad", "the Indian city of Hyderabad", "Washington state".</summary>
internal sealed class PlaceContext(string text, Token[] tokens)
{
    private const int LongestName = 3;

    // "Gov. Ann Marie Holt of Washington".
    private const int LongestHolder = 5;

    /// <summary>
    /// The place that is told; null where the words tell none. A place that is in no table lies where its container does, and has no coordinates; in another
    /// country than any of its name it has none either.
    /// </summary>
    /// <param name="name">As printed.</param>
    /// <param name="first">First token of the mention.</param>
    /// <param name="end">One past its last.</param>
    public KnownPlace? Told(string name, int first, int end)
    {
        var candidates = PlaceTable.Find(name);
        if (PlaceTable.State(name) is { } state && (IsCalledState(first, end) || Contains(first, city => city.State == state.State)))
        {
            return state;
        }

        if (Array.Find(candidates, place => place.Kind != PlaceKind.City && place.State is null && place.CountryCode is { } code && candidates.Length > 1 && Contains(first, city => city.CountryCode == code)) is { } holder)
        {
            return holder;
        }

        if (Container(first, end) is not { } container)
        {
            return null;
        }

        foreach (var holds in container.Places)
        {
            if (Array.Find(candidates, candidate => candidate.CountryCode == holds.CountryCode && (holds.State is null || candidate.State == holds.State)) is { } contained)
            {
                return contained;
            }
        }

        // "Lebanon, Ohio," is no country, but "France, Germany and" are two.
        var (place, isSure) = (container.Places[0], container.IsSure && container.Places.Length == 1);
        return candidates.Length == 0 || !isSure || (place.Kind == PlaceKind.Country && Array.Exists(candidates, candidate => candidate.Kind != PlaceKind.City)) ? null
            : new KnownPlace(PlaceKind.City, name, place.Kind == PlaceKind.Country ? null : place.CountryCode, place.State, null, null, 0, false);
    }

    private bool IsCalledState(int first, int end)
    {
        var sentence = tokens[first].Sentence;
        if (end < tokens.Length && tokens[end].Sentence == sentence && tokens[end].Text == "state")
        {
            return true;
        }

        if (first < 2 || tokens[first - 1].Lower != "of" || tokens[first - 2].Sentence != sentence)
        {
            return false;
        }

        for (var at = first - 2; at >= Math.Max(0, first - 1 - LongestHolder) && tokens[at].Sentence == sentence; at--)
        {
            if (tokens[at].Lower is "state" or "governor" or "gov" or "gov." or "senator" or "sen" or "sen.")
            {
                return true;
            }

            if (!tokens[at].IsCapital)
            {
                return false;
            }
        }

        return false;
    }

    // "Savannah, Georgia": what holds the city before the comma.
    private bool Contains(int first, Predicate<KnownPlace> holds)
    {
        var comma = first - 1;
        for (var start = comma - 1; start >= Math.Max(0, comma - LongestName) && tokens[comma].Is(",") && tokens[start].Sentence == tokens[first].Sentence; start--)
        {
            if (tokens[start].IsCapital && Array.Exists(PlaceTable.Find(text[tokens[start].Start..tokens[comma - 1].End]), place => place.Kind == PlaceKind.City && holds(place)))
            {
                return true;
            }
        }

        return false;
    }

    private (KnownPlace[] Places, bool IsSure)? Container(int first, int end)
    {
        if (end + 1 < tokens.Length && (tokens[end].Is(",") || tokens[end].Lower == "in") && tokens[end].Sentence == tokens[end + 1].Sentence && Named(end + 1) is var (follows, after))
        {
            return (follows, tokens[end].Is(",") && IsClosed(after));
        }

        var before = first - 1;
        if (before < 1)
        {
            return null;
        }

        if (tokens[before].Lower is "'s" or "’s")
        {
            return Named(before - 1) is var (owner, _) ? (owner, false) : null;
        }

        // the Pakistani (southern) (port) city of
        for (var at = before; tokens[before].Lower == "of" && at > Math.Max(0, before - 4); at--)
        {
            if (PlaceTable.Demonyms.TryGetValue(tokens[at].Text, out var code))
            {
                return (Country(code), false);
            }
        }

        return PlaceTable.Demonyms.TryGetValue(tokens[before].Text, out var adjective) ? (Country(adjective), false) : null;
    }

    // A container stands between commas or ends the sentence; what goes on with "and" or a further place is a list.
    private bool IsClosed(int after)
    {
        if (after >= tokens.Length || tokens[after].Text is "." or ")" or ";" or "\"" or "”" || tokens[after].Sentence != tokens[after - 1].Sentence)
        {
            return true;
        }

        return tokens[after].Is(",") && (after + 1 == tokens.Length || (tokens[after + 1].Lower is not ("and" or "or") && Named(after + 1) is null && PlaceTable.Find(tokens[after + 1].Text).Length == 0));
    }

    // The states, provinces and countries that a name at a token may mean, and the token behind it.
    private (KnownPlace[] Places, int After)? Named(int at)
    {
        for (var length = Math.Min(LongestName, tokens.Length - at); length > 0; length--)
        {
            var name = text[tokens[at].Start..tokens[at + length - 1].End];
            var state = PlaceTable.State(name);
            var others = Array.FindAll(PlaceTable.Find(name), place => place.Kind != PlaceKind.City && place.CountryCode is not null && (state is null || place.State is null));
            if (state is not null || others.Length > 0)
            {
                return (state is null ? others : [state, .. others], at + length);
            }
        }

        return null;
    }

    private static KnownPlace[] Country(string code) => [new(PlaceKind.Country, "", code, null, null, null, 0, false)];
}
