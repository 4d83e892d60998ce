using System.Text;
using System.Text.RegularExpressions;

namespace Ingestion.News.Encodings;

/// <summary>
/// The encoding that an XML document begins with: the shape of its first bytes, and its own declaration
/// (Extensible Markup Language 1.0, section 4.3.3 and appendix F.1).
/// </summary>
internal static partial class XmlDeclaration
{
    private const int Window = 1024;

    /// <returns>The name of the encoding; null when the document names none that is known.</returns>
    public static string? Find(ReadOnlySpan<byte> bytes)
    {
        // The four bytes of '<?' or '<' as each family writes them; which one of a family is meant, the declaration says.
        switch (bytes)
        {
            case [0, 0, 0, 0x3C, ..]:
                return "utf-32be";
            case [0x3C, 0, 0, 0, ..]:
                return "utf-32le";
            case [0, 0x3C, 0, _, ..]:
                return "utf-16be";
            case [0x3C, 0, _, 0, ..]:
                return "utf-16le";
            case [0x4C, 0x6F, 0xA7, 0x94, ..]:
                return Named(CharacterDecoders.Decode(bytes[..Math.Min(bytes.Length, Window)], "ibm037")) ?? "ibm037";
            default:
                return Named(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Window)])) switch
                {
                    // It could be read byte by byte, so it is not what it says.
                    "utf-16le" or "utf-16be" or "utf-32" or "utf-32be" => "utf-8",
                    var name => name,
                };
        }
    }

    private static string? Named(string start)
    {
        var match = Declaration().Match(start);
        return match.Success ? EncodingLabels.Find(match.Groups["label"].Value) ?? CharacterDecoders.FrameworkName(match.Groups["label"].Value) : null;
    }

    [GeneratedRegex("""^\s*<\?xml\s[^>]*?\bencoding\s*=\s*(?<quote>["'])\s*(?<label>[^"'>]+?)\s*\k<quote>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
