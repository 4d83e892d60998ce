using System.Security.Cryptography;
using System.Text;

namespace Ingestion.News;

/// <summary>
/// Identity of an article: the same for every fetch of it, on any machine, without asking anybody. It is <c>_id</c> in the store.
/// </summary>
public static class ArticleId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 base32, lower case

    /// <summary>For web pages.</summary>
    /// <param name="canonicalUrl">The URL it is filed under, as <see cref="CanonicalUrl.Of"/> gives it.</param>
    /// <returns><c>a1_</c> and 26 characters: 128 bits of the SHA-256, which makes one collision in 10^18 articles unlikely.</returns>
    public static string FromUrl(string canonicalUrl) => Of("url\n" + canonicalUrl);

    /// <summary>For wire copy that names its provider and item.</summary>
    /// <param name="provider">The provider's name or host.</param>
    /// <param name="itemId">The provider's id of the item, same through its versions.</param>
    /// <returns>As <see cref="FromUrl"/>.</returns>
    public static string FromProvider(string provider, string itemId) => Of("item\n" + provider + "\n" + itemId);

    private static string Of(string identity)
    {
        var bits = SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16);
        var id = new StringBuilder("a1_", 29);
        var (buffer, count) = (0, 0);
        foreach (var b in bits)
        {
            (buffer, count) = ((buffer << 8) | b, count + 8);
            while (count >= 5)
            {
                id.Append(Alphabet[(buffer >> (count -= 5)) & 31]);
            }

            buffer &= (1 << count) - 1;
        }

        return id.Append(Alphabet[(buffer << (5 - count)) & 31]).ToString();
    }
}
