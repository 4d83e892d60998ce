using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>Where the places that a text names lie, and which of them the story happens in.</summary>
internal static class PlaceFinder
{
    public const string By = "places/1";

    // Weights of what speaks for an event place; fitted by hand on invented texts and the acceptance article.
    private const double DatelineWeight = 3;
    private const double Lead = 2;
    private const double NearLead = 1.5;
    private const double Later = 0.3;
    private const double HeadlineWeight = 1;
    private const double CityBonus = 0.5;
    private const double DayBonus = 0.5;
    private const double EventFrom = 1.5;

    // A country or a region is the event's place where the lead or the day says so, not for "demand in Germany".
    private const double AreaEventFrom = 2;

    // Two places of one sentence may both be the event's ("in Graz and Linz"); one that has less than this part of the best is not.
    private const double BesideBest = 0.9;

    public static Place[] Find(string text, Token[] tokens, string headline, string? dateline, IReadOnlyList<Entity> entities, string language)
    {
        var named = entities.Where(entity => entity.Type == EntityType.Place).ToArray();
        var printed = dateline is null ? null : Cut(dateline);
        var resolver = new PlaceResolver(text, tokens, printed is null ? named.Select(entity => entity.Name) : named.Select(entity => entity.Name).Append(printed));
        var headlineTokens = Tokenizer.Cut(headline);
        var drafts = new List<(Place Place, double Event)>();
        var fromDateline = printed is null ? null : resolver.Resolve(printed, []);
        var datelineSeen = false;
        foreach (var entity in named)
        {
            var resolved = resolver.Resolve(entity.Name, entity.Mentions);
            var isDateline = printed is not null && (entity.Name == printed || (resolved is not null && resolved.Value.Place == fromDateline?.Place));
            datelineSeen |= isDateline;
            var (metonyms, score) = Read(tokens, headlineTokens, entity, resolved?.Place, language);
            score += isDateline ? DatelineWeight : 0;
            var metonym = metonyms > 0 && !isDateline && metonyms * 2 >= entity.Mentions.Count;
            drafts.Add((ToPlace(entity.Name, entity.Id, entity.CountryCode, resolved, metonym ? PlaceRole.Metonym : PlaceRole.Mentioned), metonym ? 0 : score));
        }

        if (printed is not null && !datelineSeen)
        {
            drafts.Add((ToPlace(printed, null, null, fromDateline, PlaceRole.Mentioned), DatelineWeight));
        }

        var best = drafts.Where(draft => IsKnown(draft.Place)).Select(draft => draft.Event).DefaultIfEmpty().Max();
        return
        [
            .. drafts.OrderByDescending(draft => draft.Event).Select(draft => draft.Event >= EventFrom && draft.Event >= best * BesideBest && IsKnown(draft.Place)
                ? draft.Place with { Role = PlaceRole.Event }
                : draft.Place),
        ];
    }

    /// <summary>The entities with the countries that their places turned out to lie in.</summary>
    public static Entity[] WithCountries(IReadOnlyList<Entity> entities, Place[] places)
    {
        var found = places.Where(place => place.Entity is not null).ToDictionary(place => place.Entity!, place => place.CountryCode);
        return [.. entities.Select(entity => found.TryGetValue(entity.Id, out var code) && code != entity.CountryCode ? entity with { CountryCode = code } : entity)];
    }

    // A hospital or a square is found as a place too; the city that it stands in says where it happened.
    private static bool IsKnown(Place place) => place.CountryCode is not null || place.Latitude is not null;

    private static Place ToPlace(string name, string? entity, string? countryCode, (KnownPlace Place, double Confidence)? resolved, string role)
    {
        // Several of the name, none of which stands out: no country, rather than one by chance.
        var known = resolved?.Place;
        var ambiguous = known is null && PlaceTable.Find(name).Length > 1;
        return new Place
        {
            Name = known?.Name ?? name,
            Entity = entity,
            CountryCode = ambiguous ? null : known is null ? countryCode : known.CountryCode,
            Latitude = known?.Latitude,
            Longitude = known?.Longitude,
            Role = role,
            Disputed = PlaceTable.IsDisputed(name, known?.Name ?? name),
            Confidence = resolved?.Confidence ?? (ambiguous || countryCode is null ? 0.3 : 0.6),
            By = By,
        };
    }

    private static (int Metonyms, double Event) Read(Token[] tokens, Token[] headline, Entity entity, KnownPlace? place, string language)
    {
        var (metonyms, score) = (0, 0.0);
        foreach (var mention in entity.Mentions)
        {
            var first = TokenSearch.FirstFrom(tokens, mention.Start);
            var end = TokenSearch.FirstFrom(tokens, mention.End);
            if (first >= tokens.Length)
            {
                continue;
            }

            if (place is { IsSeat: true } && (language is "en" or "und") && PlaceRoles.IsMetonym(tokens, first, end))
            {
                metonyms++;
                continue;
            }

            var sentence = tokens[first].Sentence;
            var located = PlaceRoles.Located(tokens, first, language) * (sentence == 0 ? Lead : sentence < 3 ? NearLead : Later);
            score = Math.Max(score, located > 0 && sentence < 3 && NamesDay(tokens, first) ? located + DayBonus : located);
        }

        var inHeadline = Array.FindIndex(headline, token => token.Text == entity.Name);
        score += inHeadline > 0 && PlaceRoles.Located(headline, inHeadline, language) > 0.5 ? HeadlineWeight : 0;
        var isArea = place is { Kind: not PlaceKind.City };
        return (metonyms, isArea ? (score < AreaEventFrom ? Math.Min(score, Later) : score) : score > 0 ? score + CityBonus : 0);
    }

    // What happened on a day happened in a place.
    private static bool NamesDay(Token[] tokens, int at)
    {
        var sentence = tokens[at].Sentence;
        for (var next = at; next < tokens.Length && tokens[next].Sentence == sentence && next < at + 40; next++)
        {
            if (tokens[next].Lower.EndsWith("day", StringComparison.Ordinal) && Names.NameShapes.IsCalendar(tokens[next].Text))
            {
                return true;
            }
        }

        return false;
    }

    // "Port Ellis, England" and "BERLIN/PARIS": the first.
    private static string Cut(string dateline)
    {
        var end = dateline.IndexOfAny([',', '/', ';']);
        return (end > 0 ? dateline[..end] : dateline).Trim();
    }
}
