using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Desk.WebSub;

/// <summary>Value of <c>X-Hub-Signature</c>: an HMAC of the body (W3C WebSub section 7.1).</summary>
internal sealed record HubSignature(HashAlgorithmName Algorithm, ReadOnlyMemory<byte> Mac)
{
    // The methods that section 7.1 names, and the bytes that each gives. sha1 is there for hubs of PubSubHubbub; as an HMAC it still holds.
    private static readonly Dictionary<string, (HashAlgorithmName Algorithm, int Bytes)> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sha1"] = (HashAlgorithmName.SHA1, 20),
        ["sha256"] = (HashAlgorithmName.SHA256, 32),
        ["sha384"] = (HashAlgorithmName.SHA384, 48),
        ["sha512"] = (HashAlgorithmName.SHA512, 64),
    };

    /// <param name="header"><c>method=hexadecimal digits</c>.</param>
    /// <returns>Null when it is anything else.</returns>
    public static HubSignature? Parse(string? header)
    {
        if (header?.Split('=', 2) is not [var name, var digits] || !Methods.TryGetValue(name.Trim(), out var method))
        {
            return null;
        }

        var mac = new byte[method.Bytes];
        var status = Convert.FromHexString(digits.AsSpan().Trim(), mac, out var consumed, out var written);
        return status == OperationStatus.Done && written == mac.Length && consumed == digits.AsSpan().Trim().Length ? new HubSignature(method.Algorithm, mac) : null;
    }

    /// <summary>Reads a body to its end, or to the cap, and says whether this is its signature.</summary>
    /// <returns>Null when the body is larger than the cap.</returns>
    public async Task<bool?> IsOfAsync(Stream body, int maxBytes, string secret, CancellationToken cancellationToken)
    {
        using var hmac = IncrementalHash.CreateHMAC(Algorithm, Encoding.UTF8.GetBytes(secret));
        var buffer = new byte[16 * 1024];
        var total = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            total += read;
            if (total > maxBytes)
            {
                return null;
            }

            hmac.AppendData(buffer, 0, read);
        }

        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), Mac.Span);
    }
}
