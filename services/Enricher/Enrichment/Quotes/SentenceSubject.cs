using Ingestion.Contracts;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Who a clause [start, end) is about: its first pronoun, person or leading organisation that owns nothing and hangs on no preposition.</summary>
internal static class SentenceSubject
{
    public static Speaker? Find(AnnotatedText text, int start, int end, string? verb, bool adjacent)
    {
        for (var at = start; at < Math.Min(end, start + AnnotatedText.Reach) && !text.IsQuoted(at); at++)
        {
            if (text.EntityAt(at) is { } entity && entity.Type != EntityType.Place)
            {
                var last = text.MentionLast(at, end);
                var leads = entity.Type == EntityType.Person || (at == text.SkipArticle(start) && verb is not null);
                if (leads && !ClauseWords.IsPossessive(text.Lower(last + 1)) && (at == start || !ClauseWords.Prepositions.Contains(text.Lower(at - 1))))
                {
                    return new Speaker(entity.Id, at, last + 1, verb, adjacent);
                }

                at = last;
            }
            else if (ClauseWords.Pronouns.Contains(text.Lower(at)) && (at == start || text.Lower(at - 1) == "," || ClauseWords.BeforeSubject.Contains(text.Lower(at - 1))))
            {
                return new Speaker(PronounResolver.Resolve(text, at)?.Id, at, at + 1, verb, adjacent);
            }
        }

        return null;
    }
}
