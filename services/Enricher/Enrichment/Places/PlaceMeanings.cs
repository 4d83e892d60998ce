using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>
/// Parts the mentions of one name that mean several places: "Tbilisi, Georgia" and "Atlanta, Georgia" are two. A mention without a word beside it means what the
/// nearest one does that has; a city stays a city though its state of the same name is told elsewhere.
/// </summary>
internal static class PlaceMeanings
{
    public static List<NameSpan> Tell(string text, Token[] tokens, List<NameSpan> spans)
    {
        var context = new PlaceContext(text, tokens);
        var told = new Dictionary<NameSpan, KnownPlace>();
        foreach (var span in spans.Where(span => span.Type == EntityType.Place))
        {
            if (context.Told(span.Name, span.First, span.End) is { } place)
            {
                told.Add(span, place);
            }
        }

        if (told.Count == 0)
        {
            return spans;
        }

        var ofCountries = OfCountries(tokens, spans);
        var meanings = spans.Where(span => span.Type == EntityType.Place).GroupBy(span => span.Name)
            .Where(group => group.Any(told.ContainsKey))
            .SelectMany(group => Meanings(group.Key, [.. group], told, ofCountries))
            .ToDictionary(entry => entry.Span, entry => entry.Meaning);
        return spans.ConvertAll(span => meanings.TryGetValue(span, out var meaning) ? span with { Meaning = meaning, MayBeSurname = span.MayBeSurname && !told.ContainsKey(span) } : span);
    }

    private static IEnumerable<(NameSpan Span, string? Meaning)> Meanings(string name, NameSpan[] mentions, Dictionary<NameSpan, KnownPlace> told, ILookup<string, int> ofCountries)
    {
        var usual = PlaceTable.Find(name).OrderBy(place => place.Kind == PlaceKind.Country ? 0 : place.Kind == PlaceKind.City ? 1 : 2).FirstOrDefault();
        var evidence = mentions.Where(told.ContainsKey).Where(span => told[span].Kind != PlaceKind.Area || usual?.Kind != PlaceKind.City)
            .Select(span => (At: span.First, Meaning: (string?)Spelled(told[span])))
            .Concat(usual is { Kind: PlaceKind.Country, CountryCode: { } code } ? ofCountries[code].Select(at => (At: at, Meaning: (string?)Spelled(usual))) : [])
            .OrderBy(entry => entry.At).ToArray();
        foreach (var span in mentions)
        {
            yield return (span, told.TryGetValue(span, out var place) ? Spelled(place) : Nearest(evidence, span.First));
        }
    }

    // What speaks for a country: its demonyms, and places that only it has.
    private static ILookup<string, int> OfCountries(Token[] tokens, List<NameSpan> spans) =>
        Enumerable.Range(0, tokens.Length).Where(at => tokens[at].IsCapital && PlaceTable.Demonyms.ContainsKey(tokens[at].Text)).Select(at => (Code: PlaceTable.Demonyms[tokens[at].Text], At: at))
            .Concat(spans.Where(span => span.Type == EntityType.Place).Select(span => (Only: PlaceTable.Find(span.Name), span.First)).Where(span => span.Only is [{ CountryCode: not null }]).Select(span => (Code: span.Only[0].CountryCode!, At: span.First)))
            .ToLookup(entry => entry.Code, entry => entry.At);

    private static string? Nearest((int At, string? Meaning)[] evidence, int at)
    {
        var behind = Array.BinarySearch(evidence, (at, null), Comparer<(int At, string? Meaning)>.Create((left, right) => left.At.CompareTo(right.At)));
        behind = behind < 0 ? ~behind : behind;
        return evidence.Length == 0 ? null
            : behind == evidence.Length || (behind > 0 && at - evidence[behind - 1].At <= evidence[behind].At - at) ? evidence[behind - 1].Meaning
            : evidence[behind].Meaning;
    }

    private static string Spelled(KnownPlace place) => $"{place.Kind} {place.CountryCode} {place.State}";
}
