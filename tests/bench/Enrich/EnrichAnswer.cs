using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Contracts;

namespace Ingestion.Bench.Enrich;

/// <summary>One line of the output.</summary>
internal static class EnrichAnswer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(JsonElement id, ArticleEnriched article) => JsonSerializer.Serialize(
        new
        {
            id,
            language = article.Language.Tag,
            entities = article.Entities
                .SelectMany(entity => entity.Mentions.Select(mention => new { entity.Type, entity.Name, mention.Start, mention.End, entity.Role, Country = entity.CountryCode }))
                .OrderBy(mention => mention.Start),
            quotes = Quotes(article, QuoteKind.Direct),
            indirectQuotes = Quotes(article, QuoteKind.Indirect),
            dates = article.Times.Select(time => new { time.Start, time.End, time.Value }),
            places = article.Places!.Select(place => new { place.Name, Country = place.CountryCode, place.Latitude, place.Longitude, place.Role }),
            topics = article.Topics!.Select(topic => new { topic.Code, topic.Name, topic.Confidence }),
            keywords = article.Keyphrases.Select(phrase => phrase.Text),
            summary = article.Summary!.Select(sentence => sentence.Text),
        },
        Json);

    // The speaker by the name of the entity, or, for somebody not named, in the words of the text.
    private static IEnumerable<object> Quotes(ArticleEnriched article, string kind) => article.Quotes.Where(quote => quote.Kind == kind).Select(quote => new
    {
        quote.Start,
        quote.End,
        Speaker = article.Entities.FirstOrDefault(entity => entity.Id == quote.Speaker)?.Name ?? quote.SpeakerText,
        quote.SpeakerStart,
        quote.SpeakerEnd,
    });
}
