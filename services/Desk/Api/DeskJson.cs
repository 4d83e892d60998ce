using System.Text.Json;
using System.Text.Json.Serialization;
using Ingestion.Contracts;

namespace Ingestion.Desk.Api;

/// <summary>Contracts' JSON, with enumerations as words.</summary>
internal static class DeskJson
{
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        ContractJson.Apply(options).Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
