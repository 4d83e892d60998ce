using MongoDB.Bson;

namespace Ingestion.Storage.Mongo;

/// <summary>A sketch as a document of the collection <c>copySketches</c>, with the article's id as <c>_id</c>.</summary>
internal static class MongoCopyDocuments
{
    /// <summary>All fields of the sketch but its id; null is written, so that a newer version takes everything's place.</summary>
    public static BsonDocument Fields(CopySketch sketch) => new()
    {
        ["versionOrder"] = sketch.VersionOrder,
        ["at"] = Moments.Of(Moments.Floor(sketch.At)).UtcDateTime,
        ["keys"] = new BsonArray(sketch.Keys),
        ["textHash"] = sketch.TextHash,
        ["shingles"] = sketch.Shingles,
        ["smallest"] = new BsonBinaryData(SketchBytes.Of(sketch.Smallest)),
        ["lead"] = new BsonBinaryData(SketchBytes.OfLead(sketch.Lead)),
        ["allKeys"] = new BsonBinaryData(SketchBytes.OfKeys(sketch.Keys)),
        ["host"] = Text(sketch.Host),
        ["provider"] = Text(sketch.Provider),
        ["canonicalHost"] = Text(sketch.CanonicalHost),
        ["credits"] = Text(sketch.Credits),
        ["agency"] = Text(sketch.Agency),
    };

    /// <summary>The sketch, with all its keys, also those that are full and not indexed.</summary>
    public static CopySketch Sketch(BsonDocument document) => new()
    {
        ArticleId = document["_id"].AsString,
        VersionOrder = document["versionOrder"].AsString,
        At = Moments.Of(document["at"].ToUniversalTime()),
        Keys = SketchBytes.Keys(document["allKeys"].AsByteArray),
        TextHash = document["textHash"].ToInt64(),
        Shingles = document["shingles"].ToInt32(),
        Smallest = SketchBytes.Hashes(document["smallest"].AsByteArray),
        Lead = SketchBytes.Lead(document["lead"].AsByteArray),
        Host = Text(document["host"]),
        Provider = Text(document["provider"]),
        CanonicalHost = Text(document["canonicalHost"]),
        Credits = Text(document["credits"]),
        Agency = Text(document["agency"]),
    };

    private static BsonValue Text(string? text) => text is null ? BsonNull.Value : new BsonString(text);

    private static string? Text(BsonValue value) => value.IsBsonNull ? null : value.AsString;
}
