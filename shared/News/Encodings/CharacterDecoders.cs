using System.Text;

namespace Ingestion.News.Encodings;

/// <summary>Bytes to characters by the name of an encoding; what cannot be read becomes U+FFFD, never an error.</summary>
internal static class CharacterDecoders
{
    // .NET's code pages for the multi-byte encodings of the standard. GBK is read as GB 18030, which holds it (Encoding Standard, section 10.1);
    // EUC-KR as its extension, code page 949 (section 14). Big5 is without the Hong Kong supplement, which .NET lacks.
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.Ordinal)
    {
        ["utf-8"] = 65001,
        ["utf-16le"] = 1200,
        ["utf-16be"] = 1201,
        ["gbk"] = 54936,
        ["gb18030"] = 54936,
        ["big5"] = 950,
        ["euc-jp"] = 51932,
        ["iso-2022-jp"] = 50220,
        ["shift_jis"] = 932,
        ["euc-kr"] = 949,
        // Not of the standard: an XML file may come in them.
        ["utf-32le"] = 12000,
        ["utf-32be"] = 12001,
    };

    // Encoding Standard, section 14.5: 80 to FF are private-use characters.
    private static readonly char[] UserDefined = [.. Enumerable.Range(0xF780, 0x80).Select(code => (char)code)];

    /// <summary>Whether each byte is one character.</summary>
    public static bool IsSingleByte(string name) => TableOf(name) is not null;

    /// <param name="bytes">Without byte order mark.</param>
    /// <param name="name">As <see cref="EncodingLabels"/> gives it, or a name of .NET's.</param>
    /// <exception cref="ArgumentException">No such encoding.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string name) =>
        name == "replacement" ? (bytes.IsEmpty ? "" : "\uFFFD")
        : TableOf(name) is { } table ? Map(bytes, table)
        : Framework(name).GetString(bytes);

    /// <summary>An encoding that .NET knows and the standard does not, such as EBCDIC: an XML file may come in any.</summary>
    /// <returns>.NET's name for it, lower case; null when .NET does not know it either.</returns>
    public static string? FrameworkName(string label)
    {
        try
        {
            var found = CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label);
            return found.CodePage == 65000 ? null : found.WebName.ToLowerInvariant(); // UTF-7 hides markup from every check
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Framework(string name)
    {
        var found = CodePages.TryGetValue(name, out var page)
            ? CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page)
            : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var decoding = (Encoding)found.Clone();
        decoding.DecoderFallback = DecoderFallback.ReplacementFallback;
        return decoding;
    }

    private static char[]? TableOf(string name) => name == "x-user-defined" ? UserDefined : SingleByteTables.For(name);

    private static string Map(ReadOnlySpan<byte> bytes, char[] table)
    {
        var text = new char[bytes.Length];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = bytes[i] < 0x80 ? (char)bytes[i] : table[bytes[i] - 0x80];
        }

        return new string(text);
    }
}
