using System.Text;
using System.Text.Unicode;

namespace Ingestion.News.Encodings;

/// <summary>What a document is written in, which says where it may name its own encoding.</summary>
public enum MarkupKind
{
    /// <summary>Nowhere.</summary>
    Text,

    /// <summary>In a <c>meta</c> tag, or in an XML declaration.</summary>
    Html,

    /// <summary>In its XML declaration.</summary>
    Xml,
}

/// <summary>A document as characters.</summary>
/// <param name="Text">The characters, without byte order mark.</param>
/// <param name="Encoding">Lower-case name of the encoding they were read as, from the Encoding Standard; for XML it may be another that .NET knows, by .NET's name.</param>
/// <param name="ReplacedShare">How many of the characters are U+FFFD, bytes that mean nothing in this encoding: 0 to 1. More than a few in a hundred mean a wrong encoding.</param>
public sealed record DecodedText(string Text, string Encoding, double ReplacedShare);

/// <summary>
/// Bytes to characters by the best word there is: byte order mark, transport, the document's own; where these are silent or cannot be true,
/// by the bytes (HTML standard, section 13.2.3, "the input byte stream"; Extensible Markup Language 1.0, appendix F).
/// </summary>
public static class TextDecoder
{
    // The HTML standard's window, and as far as a parser would meet a tag that it changes its mind for.
    private const int MetaWindow = 1024;
    private const int LateMetaWindow = 64 * 1024;

    // So many bytes in a row do not look like UTF-8 by chance, even in encodings that use two bytes as well.
    private const int ProofOfUtf8 = 12;

    /// <param name="bytes">The document.</param>
    /// <param name="transportCharset">What the transport claims; null when it did not say.</param>
    /// <param name="kind">What the document is.</param>
    /// <returns>
    /// The characters. Never an error: a claim that is unknown or cannot be true is passed over, and what cannot be read is U+FFFD.
    /// </returns>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? transportCharset, MarkupKind kind)
    {
        if (ByteOrderMark(bytes, kind) is { } mark)
        {
            return Read(bytes[mark.Length..], mark.Name);
        }

        return Claimed(bytes, Find(transportCharset?.Trim('"', '\'', ' ', '\t'), kind))
            ?? Claimed(bytes, OwnWord(bytes, kind))
            ?? Guessed(bytes, kind);
    }

    private static (int Length, string Name)? ByteOrderMark(ReadOnlySpan<byte> bytes, MarkupKind kind) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (3, "utf-8"),
        [0xFF, 0xFE, 0, 0, ..] when kind == MarkupKind.Xml => (4, "utf-32le"),
        [0, 0, 0xFE, 0xFF, ..] when kind == MarkupKind.Xml => (4, "utf-32be"),
        [0xFE, 0xFF, ..] => (2, "utf-16be"),
        [0xFF, 0xFE, ..] => (2, "utf-16le"),
        _ => null,
    };

    private static string? Find(string? label, MarkupKind kind) =>
        EncodingLabels.Find(label) ?? (kind == MarkupKind.Xml && !string.IsNullOrEmpty(label) ? CharacterDecoders.FrameworkName(label) : null);

    private static string? OwnWord(ReadOnlySpan<byte> bytes, MarkupKind kind) => kind switch
    {
        MarkupKind.Html => MetaPrescan.Find(bytes[..Math.Min(bytes.Length, MetaWindow)])
            ?? XmlDeclaration.Find(bytes)
            ?? MetaPrescan.Find(bytes[..Math.Min(bytes.Length, LateMetaWindow)]),
        MarkupKind.Xml => XmlDeclaration.Find(bytes),
        _ => null,
    };

    private static DecodedText? Claimed(ReadOnlySpan<byte> bytes, string? name)
    {
        switch (name)
        {
            case null:
                return null;
            case "utf-8":
                return Utf8.IsValid(bytes) || IsDamagedUtf8(bytes) ? Read(bytes, name) : null;
            case "utf-16le" or "utf-16be" when !bytes[..Math.Min(bytes.Length, MetaWindow)].Contains((byte)0):
                // Markup in UTF-16 has a zero beside each of its signs.
                return null;
            case "replacement":
                return Read(bytes, name);
        }

        // Pages labelled with an old encoding that are really UTF-8 are common, and text in such an encoding is hardly ever valid UTF-8.
        var wide = bytes.Length - CountAscii(bytes);
        return wide >= (CharacterDecoders.IsSingleByte(name) ? 1 : ProofOfUtf8) && Utf8.IsValid(bytes) ? Read(bytes, "utf-8") : Read(bytes, name);
    }

    private static DecodedText Guessed(ReadOnlySpan<byte> bytes, MarkupKind kind)
    {
        if (Ascii.IsValid(bytes))
        {
            var escaped = bytes.IndexOf("\e$B"u8) >= 0 || bytes.IndexOf("\e$@"u8) >= 0;
            return Read(bytes, escaped ? "iso-2022-jp" : kind == MarkupKind.Xml ? "utf-8" : "windows-1252");
        }

        return Read(bytes, Utf8.IsValid(bytes) || IsDamagedUtf8(bytes) ? "utf-8" : LegacyGuess.Of(bytes));
    }

    /// <summary>Where more sequences beyond ASCII are sound than broken, the document is damaged UTF-8 and not another encoding.</summary>
    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        var (sound, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            broken += status == System.Buffers.OperationStatus.Done ? 0 : 1;
            sound += status == System.Buffers.OperationStatus.Done && !rune.IsAscii ? 1 : 0;
            bytes = bytes[length..];
        }

        return sound > broken;
    }

    private static DecodedText Read(ReadOnlySpan<byte> bytes, string name)
    {
        var text = CharacterDecoders.Decode(bytes, name);
        return new DecodedText(text, name, text.Length == 0 ? 0 : (double)text.AsSpan().Count('\uFFFD') / text.Length);
    }

    private static int CountAscii(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += b < 0x80 ? 1 : 0;
        }

        return count;
    }
}
