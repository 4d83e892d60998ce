using System.Buffers;
using Ingestion.News;

namespace Ingestion.Storage.Archive;

/// <summary>The only names that the archive knows.</summary>
internal static class ArchiveKey
{
    private const string Prefix = "sha256:";
    private const int HashLength = 64;
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>The hash of a key.</summary>
    /// <exception cref="ArgumentException">The text is not <c>sha256:</c> and 64 lower-case hexadecimal digits.</exception>
    public static string Hash(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length == Prefix.Length + HashLength && key.StartsWith(Prefix, StringComparison.Ordinal)
            && !key.AsSpan(Prefix.Length).ContainsAnyExcept(LowerHex)
            ? key[Prefix.Length..]
            : throw new ArgumentException("Not a key of the raw archive.", nameof(key));
    }

    /// <exception cref="InvalidDataException">The bytes are not what the key says.</exception>
    public static byte[] Checked(string key, byte[] bytes) =>
        ContentKey.Of(bytes) == key ? bytes : throw new InvalidDataException($"What is stored under {key} is something else.");
}
