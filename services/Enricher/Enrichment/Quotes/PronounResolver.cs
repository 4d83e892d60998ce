using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Whom a pronoun means: the person who was the subject of the clause before, of this or an earlier sentence; never a possessor.</summary>
internal static class PronounResolver
{
    public static Entity? Resolve(AnnotatedText text, int pronoun)
    {
        var gender = text.Lower(pronoun) switch { "he" or "er" or "il" or "él" or "lui" or "ele" or "hij" => 'm', "she" or "elle" or "ella" or "lei" or "ela" or "zij" => 'f', _ => ' ' };
        if (text.Lower(pronoun) == "they")
        {
            return null;
        }

        var start = text.StretchStart(pronoun);
        if (FirstPerson(text, start, pronoun, gender) is { } here)
        {
            return here;
        }

        var at = start - 1;
        for (var sentences = 0; at >= 0 && sentences < 6; sentences++)
        {
            var end = at + 1;
            var sentence = text.Tokens[at].Sentence;
            while (at >= 0 && text.Tokens[at].Sentence == sentence && end - at < 120)
            {
                at--;
            }

            if (FirstPerson(text, at + 1, end, gender) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    // The first person of a sentence who is neither a possessor nor the object of a preposition; failing that, the speaker inside "…," said X.
    private static Entity? FirstPerson(AnnotatedText text, int start, int end, char gender)
    {
        for (var at = start; at < end; at++)
        {
            if (text.IsQuoted(at) || text.PersonAt(at) is not { } person || text.EntityAt(at - 1) == person)
            {
                continue;
            }

            var last = text.MentionLast(at, end);
            if (ClauseWords.IsPossessive(text.Lower(last + 1)) || (at > start && ClauseWords.Prepositions.Contains(text.Lower(at - 1))) || !Agrees(person, gender))
            {
                at = last;
                continue;
            }

            return person;
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
