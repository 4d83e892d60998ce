using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Who says it.</summary>
/// <param name="EntityId">The entity, or null for nobody named.</param>
/// <param name="Text">As printed.</param>
/// <param name="Verb">As printed.</param>
/// <param name="Adjacent">The verb stands beside the marks.</param>
internal sealed record Speaker(string? EntityId, string Text, string? Verb, bool Adjacent);

/// <summary>Looks for the verb beside a quote, then for the subject of that verb, then for the entity that it names.</summary>
internal sealed class SpeakerFinder
{
    // A sentence without end must not make the search quadratic.
    private const int Reach = 45;

    private static readonly FrozenSet<string> Pronouns = new[] { "he", "she", "they", "er", "sie", "il", "elle", "él", "ella", "lui", "lei", "ele", "ela", "hij", "zij" }.ToFrozenSet();

    private static readonly FrozenSet<string> Prepositions = new[]
    {
        "of", "with", "to", "for", "from", "in", "on", "at", "by", "about", "against", "near", "after", "before", "under", "over", "between", "among", "during",
        "behind", "into", "through", "than", "like", "as", "that", "whose", "which", "who", "travelling", "including", "despite", "amid", "following", "and",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Skipped = new[]
    {
        "also", "later", "then", "has", "have", "had", "however", "still", "once", "again", "repeatedly", "previously", "earlier", "a", "hat", "haben", "ha", "have", "recently", "publicly", "simply",
        "just", "never", "always", "often", "reportedly", "angrily", "quickly", "already", "only", "today", "yesterday", "tuesday", "monday", "wednesday", "thursday", "friday", "saturday", "sunday",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Leading = new[]
    {
        "but", "and", "so", "yet", "while", "when", "because", "although", "though", "as", "that", "if", "however", "then", "later", "earlier", "meanwhile", "afterwards", "still", "also",
    }.ToFrozenSet();

    private readonly string text;
    private readonly Token[] tokens;
    private readonly Dictionary<int, Entity> entityAt = [];
    private readonly bool[] quoted;

    public SpeakerFinder(string text, Token[] tokens, List<QuoteSpan> spans, IReadOnlyList<Entity> entities)
    {
        (this.text, this.tokens, quoted) = (text, tokens, new bool[tokens.Length]);
        foreach (var span in spans)
        {
            Array.Fill(quoted, true, span.First, span.End - span.First);
        }

        var tokenAt = new Dictionary<int, int>(tokens.Length);
        for (var at = 0; at < tokens.Length; at++)
        {
            tokenAt[tokens[at].Start] = at;
        }

        foreach (var entity in entities)
        {
            foreach (var mention in entity.Mentions)
            {
                for (var at = tokenAt[mention.Start]; at < tokens.Length && tokens[at].End <= mention.End; at++)
                {
                    entityAt[at] = entity;
                }
            }
        }
    }

    public Speaker? Find(QuoteSpan span) => After(span) ?? Before(span) ?? Around(span);

    // "…," said X.  "…," X said.  "…", according to X.
    private Speaker? After(QuoteSpan span)
    {
        var at = span.End;
        if (!span.Closed)
        {
            return null;
        }

        var lastWord = tokens[span.End - 2].Text;
        if (at < tokens.Length && tokens[at].Text is "," or "–" or "—" or "-")
        {
            at++;
        }

        if (at >= tokens.Length || quoted[at] || tokens[at].Paragraph != tokens[span.End - 1].Paragraph)
        {
            return null;
        }

        // After a full stop a new sentence begins, unless the verb stands first or a pronoun and a verb.
        var ended = lastWord is "." && tokens[at].Sentence != tokens[span.End - 1].Sentence && tokens[at].IsCapital;
        if (ended)
        {
            return null;
        }

        if (Lower(at) == "according" && Lower(at + 1) == "to" || CueVerbs.IsAccordingTo(Lower(at)))
        {
            var source = at + (Lower(at) == "according" ? 2 : 1);
            return Named(source, ClauseEnd(source), text[tokens[at].Start..tokens[source - 1].End], adjacent: true);
        }

        var verb = at;
        while (verb < Math.Min(tokens.Length, at + 4) && Skipped.Contains(Lower(verb)) || (verb < tokens.Length && verb == at && Lower(verb) is "so"))
        {
            verb++;
        }

        if (verb < tokens.Length && CueVerbs.Contains(Lower(verb)) && !quoted[verb])
        {
            return Named(verb + 1, ClauseEnd(verb + 1), tokens[verb].Text, adjacent: true);
        }

        // Subject, then verb, in the same clause or after an apposition between commas.
        for (verb = at + 1; verb < Math.Min(tokens.Length, at + Reach) && SameStretch(at, verb); verb++)
        {
            if (CueVerbs.Contains(Lower(verb)))
            {
                return Subject(at, verb, adjacent: true);
            }

            if (tokens[verb].Text is ";" or ":")
            {
                break;
            }
        }

        return null;
    }

    // X said: "…"   X said, "…"   X said "…"
    private Speaker? Before(QuoteSpan span)
    {
        var at = span.First - 1;
        if (at < 0 || quoted[at] || tokens[at].Paragraph != tokens[span.First].Paragraph)
        {
            return null;
        }

        var introduces = tokens[at].Text is ":" or ",";
        var start = StretchStart(at);
        for (var verb = at; verb >= start; verb--)
        {
            if (tokens[verb].Sentence != tokens[at].Sentence)
            {
                break;
            }

            if (Lower(verb) == "according" && Lower(verb + 1) == "to")
            {
                return Named(verb + 2, ClauseEnd(verb + 2), "according to", introduces);
            }

            if (CueVerbs.Contains(Lower(verb)) && verb > start)
            {
                return Subject(start, verb, adjacent: introduces || verb >= at - 2);
            }
        }

        return null;
    }

    // Mrs Holt was angry. "…"
    private Speaker? Around(QuoteSpan span)
    {
        var at = span.First - 1;
        if (at < 0 || quoted[at] || tokens[at].Paragraph != tokens[span.First].Paragraph || span.Words < 5 || tokens[at].Text is not ("." or ":"))
        {
            return null;
        }

        return SubjectOfSentence(at) is { } entity ? new Speaker(entity.Id, entity.Mentions[0].Text, null, Adjacent: false) : null;
    }

    private string Lower(int at) => at >= 0 && at < tokens.Length ? tokens[at].Lower : "";

    private bool SameStretch(int from, int to) => tokens[to].Sentence == tokens[from].Sentence && !quoted[to] && tokens[to].Paragraph == tokens[from].Paragraph;

    private int StretchStart(int at)
    {
        var start = at;
        while (start > 0 && at - start < Reach && SameStretch(at, start - 1))
        {
            start--;
        }

        return start;
    }

    // Where a noun phrase after the verb ends.
    private int ClauseEnd(int at)
    {
        var end = at;
        while (end < tokens.Length && end - at < 14 && SameStretch(at, end) && (tokens[end].Kind != TokenKind.Mark || tokens[end].Text is "-" or "’" or "'" || tokens[end].Lower is "'s" or "’s"))
        {
            end++;
        }

        return end;
    }

    // The subject that ends where the verb begins: [start, verb).
    private Speaker? Subject(int start, int verb, bool adjacent)
    {
        var end = verb;
        while (end > start + 1 && Skipped.Contains(Lower(end - 1)) && !entityAt.ContainsKey(end - 1))
        {
            end--;
        }

        if (end > start && tokens[end - 1].Is(","))
        {
            // An apposition: what stands before its first comma is the subject, unless the apposition is the name.
            var open = end - 2;
            while (open >= start && !tokens[open].Is(","))
            {
                open--;
            }

            if (open < start)
            {
                return null;
            }

            var first = SkipArticle(open + 1);
            if (entityAt.TryGetValue(first, out var named) && named.Type == EntityType.Person && !HasPerson(start, open))
            {
                return Named(open + 1, end - 1, tokens[verb].Text, adjacent);
            }

            if (entityAt.TryGetValue(first, out named) && named.Type == EntityType.Person && IsPossessed(start, open))
            {
                return Named(open + 1, end - 1, tokens[verb].Text, adjacent);
            }

            end = open;
        }

        var from = end;
        while (from > start && tokens[from - 1].Text is not ("," or ";" or ":" or "(" or ")" or "–" or "—"))
        {
            from--;
        }

        while (from < end - 1 && Leading.Contains(Lower(from)) && !entityAt.ContainsKey(from))
        {
            from++;
        }

        // "… and he said", "… but Mrs Holt said": the last clause has the subject.
        for (var at = end - 2; at > from; at--)
        {
            if (Lower(at) is "and" or "but" or "while" or "when" or "as" or "that" or "because" && (Pronouns.Contains(Lower(at + 1)) || (entityAt.ContainsKey(at + 1) && !entityAt.ContainsKey(at - 1))))
            {
                from = at + 1;
                break;
            }
        }

        return from < end ? Named(from, end, tokens[verb].Text, adjacent) : null;
    }

    private int SkipArticle(int at) => Lower(at) is "the" or "a" or "an" ? at + 1 : at;

    private bool HasPerson(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (entityAt.TryGetValue(at, out var entity) && entity.Type == EntityType.Person)
            {
                return true;
            }
        }

        return false;
    }

    // "Mr Putin's spokesman": the person is not who is meant.
    private bool IsPossessed(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (Lower(at) is "'s" or "’s")
            {
                return true;
            }
        }

        return false;
    }

    // What a noun phrase [from, end) means: a pronoun, its head if that is a name, or somebody who is not named.
    private Speaker? Named(int from, int end, string verb, bool adjacent)
    {
        if (from >= end || from >= tokens.Length)
        {
            return null;
        }

        if (Pronouns.Contains(Lower(from)))
        {
            return new Speaker(Resolve(from)?.Id, tokens[from].Text, verb, adjacent);
        }

        for (var at = from; at < end; at++)
        {
            if (entityAt.TryGetValue(at, out var entity) && entity.Type != EntityType.Place)
            {
                var last = at;
                while (last + 1 < end && entityAt.TryGetValue(last + 1, out var same) && same == entity)
                {
                    last++;
                }

                var possessor = Lower(last + 1) is "'s" or "’s";
                var isHead = !possessor && (entity.Type == EntityType.Person || last + 1 >= end || at == SkipArticle(from) && !tokens[last + 1].IsWord);
                if (isHead)
                {
                    return new Speaker(entity.Id, text[tokens[at].Start..tokens[last].End], verb, adjacent);
                }

                at = last;
            }
            else if (Prepositions.Contains(Lower(at)) && at > from)
            {
                break;
            }
        }

        // Somebody without a name: the phrase up to where it would run on.
        var stop = from;
        while (stop < end && tokens[stop].Text is not ("," or ";" or "."))
        {
            stop++;
        }

        var hasWord = false;
        for (var at = from; at < stop; at++)
        {
            hasWord |= tokens[at].IsWord && !Pronouns.Contains(tokens[at].Lower) && (!StopWords.Any.Contains(tokens[at].Lower) || tokens[at].Lower is "officials" or "critics" or "police" or "reports" or "experts" or "supporters" or "one" or "some" or "sources" or "man" or "woman" or "people");
        }

        return hasWord && stop - from <= 14 ? new Speaker(null, text[tokens[from].Start..tokens[stop - 1].End], verb, adjacent) : null;
    }

    // The person who was the subject of the clause before, of this or an earlier sentence; never a possessor.
    private Entity? Resolve(int pronoun)
    {
        var gender = Lower(pronoun) switch { "he" or "er" or "il" or "él" or "lui" or "ele" or "hij" => 'm', "she" or "elle" or "ella" or "lei" or "ela" or "zij" => 'f', _ => ' ' };
        if (Lower(pronoun) == "they")
        {
            return null;
        }

        var start = StretchStart(pronoun);
        if (FirstPerson(start, pronoun, gender) is { } here)
        {
            return here;
        }

        var at = start - 1;
        for (var sentences = 0; at >= 0 && sentences < 6; sentences++)
        {
            var end = at + 1;
            var sentence = tokens[at].Sentence;
            while (at >= 0 && tokens[at].Sentence == sentence && end - at < 120)
            {
                at--;
            }

            if (FirstPerson(at + 1, end, gender) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Entity? SubjectOfSentence(int at)
    {
        var start = StretchStart(at);
        return entityAt.TryGetValue(SkipArticle(start), out var entity) && entity.Type == EntityType.Person && !IsPossessed(start, Math.Min(at, start + 4)) ? entity : null;
    }

    // The first person of a sentence who is neither a possessor nor the object of a preposition; failing that, the speaker inside "…," said X.
    private Entity? FirstPerson(int start, int end, char gender)
    {
        for (var at = start; at < end; at++)
        {
            if (quoted[at] || !entityAt.TryGetValue(at, out var entity) || entity.Type != EntityType.Person || (at > 0 && entityAt.TryGetValue(at - 1, out var before) && before == entity))
            {
                continue;
            }

            var last = at;
            while (last + 1 < end && entityAt.TryGetValue(last + 1, out var same) && same == entity)
            {
                last++;
            }

            if (Lower(last + 1) is "'s" or "’s" || (at > start && Prepositions.Contains(Lower(at - 1))) || !Agrees(entity, gender))
            {
                at = last;
                continue;
            }

            return entity;
        }

        return null;
    }

    private static bool Agrees(Entity entity, char gender)
    {
        if (gender == ' ')
        {
            return true;
        }

        foreach (var mention in entity.Mentions)
        {
            var first = mention.Text.Split(' ')[0];
            if (Gazetteer.Courtesy.TryGetValue(first, out var told) && told != ' ')
            {
                return told == gender;
            }
        }

        return Gazetteer.GenderOf(entity.Name.Split(' ')[0]) is var known && (known == ' ' || known == gender);
    }
}
