using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Storage;

/// <summary>Short keys for what is seen in feeds: there are millions of entries, and their URLs are only ever asked for, never listed.</summary>
internal static class FeedKey
{
    /// <summary>16 bytes that stand for a text: half of its SHA-256, still far beyond anybody's making two of a kind.</summary>
    public static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
}
