using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Keyphrases;

/// <summary>Names and runs of topic words, ranked by how often, how early and whether in the headline.</summary>
internal static class KeyphraseRanker
{
    private const int Most = 12;

    // Two thirds of the list at most are names, so that the topic is told as well.
    private const int MostNames = 8;

    // Where it happened is told early or once: the place is worth more than its mentions.
    private const double EventBonus = 0.3;

    // Verbs without a regular ending, and others that stand beside topic words.
    private static readonly FrozenSet<string> Verbs = """
        sent burst stay stays stayed sit sits sat fell fall falls rose rise rises rising hit hits hurt spoke speak speaks drew draw draws grew grow grows knew sold sell sells bought buy buys built build builds
        paid pay pays fought fight fights caught catch shut shuts broke breaks break stole chose choose threw throw wore wear drove drive drives flew fly flies rode ride sang sing swam swim ate eat drank drink slept sleep
        woke wake felt feel feels heard hear hears read reads wrote stood stand stands understood forgot forget shook shake shot shoot spent spend spread spreads stuck sank sink struck strikes swept sweep swore tore taught teach
        thought sought seek seeks fled flee bore born became become hope hopes plan plans try tries tried face faces join joins move moves open opens close closes play plays help helps start ends join live lives talk grow
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    public static Keyphrase[] Rank(string text, Token[] tokens, string headline, IReadOnlyList<Entity> entities, IReadOnlyList<Place> places, string language)
    {
        var events = places.Where(place => place.Role == PlaceRole.Event).Select(place => place.Entity).ToHashSet();
        var names = entities.Select(entity => (Text: entity.Name, Score: entity.Salience + (events.Contains(entity.Id) ? EventBonus : 0)))
            .OrderByDescending(entry => entry.Score).Take(MostNames).ToList();
        var nameWords = entities.SelectMany(entity => EntityDraft.Fold(entity.Name)).ToHashSet();
        var phrases = Phrases(text, tokens, headline, nameWords, StopWords.For(language), language);
        var all = names.Concat(phrases.Take(Most - names.Count)).OrderByDescending(entry => entry.Score).ToList();
        var best = all.Count > 0 ? all[0].Score : 1;
        return [.. all.Select(entry => new Keyphrase { Text = entry.Text, Score = Math.Round(Math.Min(1, entry.Score / best), 3) })];
    }

    private static List<(string Text, double Score)> Phrases(
        string text, Token[] tokens, string headline, HashSet<string> nameWords, FrozenSet<string> stop, string language)
    {
        var inHeadline = Tokenizer.Cut(headline).Select(token => token.Lower).ToHashSet();
        var found = new Dictionary<string, Candidate>();
        for (var at = 0; at < tokens.Length; at++)
        {
            // Runs of up to three words; every shorter run within counts as well.
            for (var end = at; end < tokens.Length && end - at < 3 && IsTopic(tokens[end], nameWords, stop, language); end++)
            {
                if (end > at && (tokens[end].Sentence != tokens[at].Sentence || tokens[end].Start - tokens[end - 1].End != 1))
                {
                    break;
                }

                if (EndsPhrase(tokens[end], language))
                {
                    var key = text[tokens[at].Start..tokens[end].End].ToLowerInvariant();
                    found[key] = found.TryGetValue(key, out var seen)
                        ? seen with { Count = seen.Count + 1 }
                        : new Candidate(language == "de" ? text[tokens[at].Start..tokens[end].End] : key, end - at + 1, 1, tokens[at].Start, InHeadline(tokens, at, end, inHeadline), IsClause(tokens, at, end, language));
                }
            }
        }

        // "water company" makes "water" superfluous where most of the water is the company's.
        var covered = found.Values.Where(candidate => candidate.Words > 1)
            .SelectMany(candidate => candidate.Text.Split(' ').Where(word => found.TryGetValue(word.ToLowerInvariant(), out var alone) && candidate.Count > 1 && candidate.Count * 2 >= alone.Count))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var ranked = found.Values
            .Where(candidate => !covered.Contains(candidate.Text))
            .Where(candidate => candidate.Count > 1 || candidate.InHeadline || (candidate.Words > 1 && candidate.Start < 400 && !candidate.IsClause))
            .Select(candidate => (candidate.Text, Score: Score(candidate, text.Length), candidate.Count))
            .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Text, StringComparer.Ordinal)
            .ToList();
        return Distinct(ranked);
    }

    private static double Score(Candidate candidate, int length)
    {
        var early = 1 - ((double)candidate.Start / Math.Max(1, length));
        var often = Math.Min(1, Math.Log2(1 + candidate.Count) / 3);
        return (0.45 * often * (candidate.Words > 1 ? 1.2 : 1)) + (0.2 * early) + (candidate.InHeadline ? 0.25 : 0);
    }

    // "civil war" makes "war" superfluous where it is as frequent, and the other way round.
    private static List<(string Text, double Score)> Distinct(List<(string Text, double Score, int Count)> ranked)
    {
        var kept = new List<(string Text, double Score)>();
        foreach (var (text, score, _) in ranked)
        {
            if (kept.Count == Most)
            {
                break;
            }

            var padded = $" {text} ";
            if (!kept.Exists(other => $" {other.Text} ".Contains(padded, StringComparison.OrdinalIgnoreCase) || padded.Contains($" {other.Text} ", StringComparison.OrdinalIgnoreCase)))
            {
                kept.Add((text, score));
            }
        }

        return kept;
    }

    // "rain flooded parts", "leaders sent": subject and verb, which repeat by chance only.
    private static bool IsClause(Token[] tokens, int at, int end, string language)
    {
        for (; at <= end && language == "en"; at++)
        {
            if (Verbs.Contains(tokens[at].Lower) || tokens[at].Lower.EndsWith("ed", StringComparison.Ordinal) || tokens[at].Lower.EndsWith("ly", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool InHeadline(Token[] tokens, int at, int end, HashSet<string> headline)
    {
        for (; at <= end; at++)
        {
            if (!headline.Contains(tokens[at].Lower))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTopic(Token token, HashSet<string> nameWords, FrozenSet<string> stop, string language)
    {
        if (!token.IsWord || token.Text.Length < 3 || stop.Contains(token.Lower) || token.Lower.Contains('\'', StringComparison.Ordinal)
            || token.Lower.Contains('’', StringComparison.Ordinal) || nameWords.Contains(token.Lower) || NameShapes.IsCalendar(token.Text) || NameShapes.IsJoinedParticle(token))
        {
            return false;
        }

        // German topic words are nouns, which have a capital; elsewhere a capital inside a sentence is a name, and names are ranked as such.
        return language == "de" ? token.IsCapital && !token.Opens : !token.IsCapital || (token.Opens && !StopWords.Openers.Contains(token.Lower));
    }

    // English topics end in nouns; these endings are mostly those of adverbs and verb forms.
    private static bool EndsPhrase(Token token, string language) =>
        language != "en"
        || !(token.Lower.EndsWith("ly", StringComparison.Ordinal) || token.Lower.EndsWith("ed", StringComparison.Ordinal)
            || (token.Lower.EndsWith("ing", StringComparison.Ordinal) && token.Lower.Length > 6) || token.Lower.EndsWith("ous", StringComparison.Ordinal));

    private sealed record Candidate(string Text, int Words, int Count, int Start, bool InHeadline, bool IsClause);
}
