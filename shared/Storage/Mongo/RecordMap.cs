using System.Linq.Expressions;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;

namespace Ingestion.Storage.Mongo;

/// <summary>
/// How a record is stored as it is: its URL as <c>_id</c>, its other fields under their names on the wire, null left out, moments as BSON dates
/// (UTC, milliseconds), durations as text.
/// </summary>
internal static class RecordMap
{
    private static readonly DateTimeOffsetSerializer Moment = new(BsonType.DateTime);
    private static readonly GuidSerializer Id = new(GuidRepresentation.Standard);

    public static void Register<T>(Expression<Func<T, string>> id) => BsonClassMap.TryRegisterClassMap<T>(map =>
    {
        map.AutoMap();
        map.MapIdMember(id);
        map.SetIgnoreExtraElements(true);
        foreach (var member in map.DeclaredMemberMaps.Where(member => !ReferenceEquals(member, map.IdMemberMap)))
        {
            member.SetElementName(JsonNamingPolicy.CamelCase.ConvertName(member.MemberName));
            member.SetIgnoreIfNull(true);
            if (Serializer(member.MemberType) is { } serializer)
            {
                member.SetSerializer(serializer);
            }
        }
    });

    private static IBsonSerializer? Serializer(Type type) =>
        type == typeof(DateTimeOffset) ? Moment
        : type == typeof(DateTimeOffset?) ? new NullableSerializer<DateTimeOffset>(Moment)
        : type == typeof(Guid?) ? new NullableSerializer<Guid>(Id)
        : null;
}
