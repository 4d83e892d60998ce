using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingestion.Contracts;

/// <summary>How contracts are written on the wire, in the store and by the API.</summary>
public static class ContractJson
{
    /// <summary>camelCase, null left out, not indented, at most 64 levels deep, unknown properties ignored.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Sets what <see cref="Options"/> says on options that somebody else made.</summary>
    /// <param name="options">Options not yet in use.</param>
    /// <returns>The same options.</returns>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.WriteIndented = false;
        options.MaxDepth = 64;
        // The wire is not a web page: news in any script stays readable. Pages escape for themselves.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }

    private static JsonSerializerOptions Create()
    {
        var options = Apply(new JsonSerializerOptions());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
