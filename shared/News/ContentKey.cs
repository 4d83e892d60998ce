using System.Security.Cryptography;
using System.Text;

namespace Ingestion.News;

/// <summary>Names for content, computed from the content.</summary>
public static class ContentKey
{
    /// <summary>Key of bytes in the raw archive.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    public static string Of(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Fingerprint of a text: white space is folded first, so that re-flowed markup is the same text.</summary>
    /// <param name="text">The text.</param>
    /// <returns><c>sha256:</c> and 64 lower-case hexadecimal digits.</returns>
    public static string OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(Encoding.UTF8.GetBytes(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    /// <summary>
    /// A message id derived from what the message says, so that saying it again gives the same id: the first 16 bytes of the SHA-256 of the
    /// parts, as a UUID of version 8 (RFC 9562 section 5.8).
    /// </summary>
    /// <param name="parts">What identifies the statement, its kind first. Null counts as empty.</param>
    /// <returns>The id.</returns>
    public static Guid MessageId(params ReadOnlySpan<string?> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
