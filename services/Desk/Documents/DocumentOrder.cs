using System.Text;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Desk.Documents;

/// <summary>The bytes in an order to take in a document, or what is wrong with it.</summary>
internal static class DocumentOrder
{
    /// <summary>Characters of a provider's name and of its id of an item, at most.</summary>
    public const int LongestName = 500;

    /// <summary>What makes an order the same submission when it comes again: the sender's id of the message, or else what the order says.</summary>
    public static string Key(SubmitDocument order, Guid? messageId) =>
        messageId is { } id ? $"{id}" : ContentKey.Of(JsonSerializer.SerializeToUtf8Bytes(order, ContractJson.Options));

    /// <returns>Null where it cannot be taken in; reason is then one of <see cref="RejectReason"/>.</returns>
    public static byte[]? Read(SubmitDocument order, int maxBytes, out string reason, out string detail)
    {
        (reason, detail) = (RejectReason.Malformed, "");
        var bytes = order switch
        {
            { Text: not null, Base64: not null } or { Text: null, Base64: null } => null,
            { Text: { } text } => Encoding.UTF8.GetBytes(text),
            { Base64: { } base64 } => Decode(base64),
        };
        (reason, detail) = order switch
        {
            _ when bytes is null && order.Base64 is not null && order.Text is null => (RejectReason.Malformed, "'base64' is not base64 (RFC 4648, section 4)."),
            _ when bytes is null => (RejectReason.Malformed, "Send exactly one of 'text' and 'base64'."),
            _ when bytes.Length == 0 => (RejectReason.Malformed, "The document is empty."),
            _ when bytes.Length > maxBytes => (RejectReason.TooLong, $"The document is larger than {maxBytes} bytes."),
            { Url: { } url } when CanonicalUrl.Refuse(url) is { } refusal => (RejectReason.Malformed, refusal.Detail),
            { Provider: { } name } when string.IsNullOrWhiteSpace(name) || name.Length > LongestName => (RejectReason.Malformed, $"'provider' must be the provider's name, of at most {LongestName} characters."),
            { Id: { } id } when string.IsNullOrWhiteSpace(id) || id.Length > LongestName => (RejectReason.Malformed, $"'id' must be the provider's id of the item, of at most {LongestName} characters."),
            { Id: not null, Provider: null } => (RejectReason.Malformed, "'id' needs 'provider': an id is unique only among those of its provider."),
            _ => ("", ""),
        };
        return reason.Length == 0 ? bytes : null;
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
