using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Places;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>People, organisations and places of a body, the ones the article is most about first.</summary>
internal sealed class EntityFinder(INerProvider provider)
{
    // Weights of frequency, early mention and headline; an estimate, to be fitted once there are judgements of salience.
    private const double Frequency = 0.4;
    private const double Early = 0.35;
    private const double InHeadline = 0.25;

    /// <param name="text">Body.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="headline">Headline.</param>
    /// <param name="language">Tag of the language.</param>
    /// <param name="publisher">Name of the provider; null when it is not known. Where the body has it, it is no place and nobody: "ROTTERDAM (Harbour Wire) -".</param>
    public Entity[] Find(string text, Token[] tokens, string headline, string language, string? publisher = null)
    {
        var spans = provider.Find(text, tokens, language)
            .ConvertAll(span => span.Name == publisher ? span with { Type = EntityType.Organisation, NameFirst = span.First, Role = null, CountryCode = null, MayBeSurname = false } : span);
        var drafts = EntityBuilder.Build(PlaceMeanings.Tell(text, tokens, spans));
        if (drafts.Count == 0)
        {
            return [];
        }

        var headlineWords = EntityDraft.Fold(string.Join(' ', Tokenizer.Cut(headline).Where(token => token.IsWord).Select(token => token.Text))).ToHashSet();
        var most = drafts.Max(draft => draft.Mentions.Count);
        return
        [
            .. drafts
                .Select(draft => (Draft: draft, Salience: Salience(draft, most, text.Length, headlineWords), Start: tokens[draft.Mentions[0].First].Start))
                .OrderByDescending(entry => entry.Salience)
                .ThenBy(entry => entry.Start)
                .Select((entry, index) => ToEntity(entry.Draft, entry.Salience, index, text, tokens)),
        ];

        double Salience(EntityDraft draft, int mostMentions, int length, HashSet<string> inHeadline)
        {
            // The headline is read with the names of the body only: its capitals make no names.
            var named = draft.Type == EntityType.Person ? inHeadline.Contains(draft.Words[^1]) : draft.Words.All(inHeadline.Contains);
            var early = 1 - ((double)tokens[draft.Mentions[0].First].Start / Math.Max(1, length));
            return Math.Round((Frequency * draft.Mentions.Count / mostMentions) + (Early * early) + (named ? InHeadline : 0), 3);
        }
    }

    private static Entity ToEntity(EntityDraft draft, double salience, int index, string text, Token[] tokens) => new()
    {
        Id = $"e{index + 1}",
        Type = draft.Type,
        Name = draft.Name,
        Role = draft.Type == EntityType.Person ? draft.Role : null,
        CountryCode = draft.CountryCode,
        Mentions =
        [
            .. draft.Mentions.Select(mention => new Mention
            {
                Start = tokens[mention.First].Start,
                End = tokens[mention.End - 1].End,
                Text = text[tokens[mention.First].Start..tokens[mention.End - 1].End],
            }),
        ],
        Salience = salience,
        Confidence = draft.Confidence,
        By = draft.By,
    };
}
