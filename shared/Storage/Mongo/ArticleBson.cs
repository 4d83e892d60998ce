using System.Text.Json;
using Ingestion.Contracts;
using MongoDB.Bson;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// Articles as documents: the fields of the contract under their names on the wire, null left out, moments as text, which keeps the publisher's
/// offset and every tick. Beside them what queries need: <c>dates</c> as BSON dates (UTC, milliseconds) and the folded <c>words</c>.
/// </summary>
internal static class ArticleBson
{
    public const string IndexedAt = "dates.indexedAt";
    public const string Words = "words";

    /// <summary>Beside the fields of what stands of an article: how it stands, and how often that was written.</summary>
    public const string Status = "standing.status";
    public const string Edition = "standing.edition";

    /// <summary>For <c>articles</c>; <c>_id</c> is the article id.</summary>
    public static BsonDocument Standing(ArticleEnriched article, ArticleStanding standing, string firstContent, long edition)
    {
        var document = new BsonDocument("_id", article.ArticleId);
        document.AddRange(Fields(article));
        document.Add("dates", Dates(article));
        document.Add("standing", new BsonDocument { { "status", standing.Status }, { "newestOrder", standing.NewestOrder }, { "firstContent", firstContent }, { "edition", edition } });
        if (standing.Status == PubStatus.Usable)
        {
            // A space before and after each word: a phrase then finds whole words only.
            document.Add(Words, " " + SearchText.Words(article.Headline) + SearchText.Words(article.Body.Text));
        }

        return document;
    }

    public static BsonBinaryData Binary(Guid id) => new(id, GuidRepresentation.Standard);

    /// <summary>The article whose fields a document has.</summary>
    public static ArticleEnriched Read(BsonDocument document)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var element in document.Where(element => element.Name is not ("_id" or "dates" or "standing" or Words)))
            {
                writer.WritePropertyName(element.Name);
                Write(writer, element.Value);
            }

            writer.WriteEndObject();
        }

        return JsonSerializer.Deserialize<ArticleEnriched>(json.GetBuffer().AsSpan(0, (int)json.Length), ContractJson.Options)!;
    }

    public static BsonDocument Fields(ArticleEnriched article) =>
        (BsonDocument)Value(JsonSerializer.SerializeToElement(article, ContractJson.Options));

    private static BsonDocument Dates(ArticleEnriched article)
    {
        var dates = new BsonDocument { { "indexedAt", Date(article.IndexedAt!.Value) }, { "fetchedAt", Date(article.FetchedAt) } };
        if (article.Published is { } published)
        {
            dates.Add("publishedAt", Date(published.At));
        }

        return dates;
    }

    private static BsonDateTime Date(DateTimeOffset moment) => new(Moments.Floor(moment));

    private static BsonValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new BsonDocument(json.EnumerateObject().Select(field => new BsonElement(field.Name, Value(field.Value)))),
        JsonValueKind.Array => new BsonArray(json.EnumerateArray().Select(Value)),
        JsonValueKind.String => new BsonString(json.GetString()!),
        JsonValueKind.Number => Number(json),
        JsonValueKind.True => BsonBoolean.True,
        JsonValueKind.False => BsonBoolean.False,
        _ => BsonNull.Value,
    };

    private static BsonValue Number(JsonElement json) =>
        json.TryGetInt32(out var small) ? new BsonInt32(small) : json.TryGetInt64(out var large) ? new BsonInt64(large) : new BsonDouble(json.GetDouble());

    private static void Write(Utf8JsonWriter writer, BsonValue value)
    {
        switch (value)
        {
            case BsonDocument fields:
                writer.WriteStartObject();
                foreach (var field in fields)
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, field.Value);
                }

                writer.WriteEndObject();
                break;
            case BsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case BsonString text:
                writer.WriteStringValue(text.Value);
                break;
            case BsonInt32 or BsonInt64:
                writer.WriteNumberValue(value.ToInt64());
                break;
            case BsonDouble number:
                writer.WriteNumberValue(number.Value);
                break;
            case BsonBoolean truth:
                writer.WriteBooleanValue(truth.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
