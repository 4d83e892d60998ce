using Ingestion.Parser.Extraction.Wire;

namespace Ingestion.Parser.Extraction;

/// <summary>What a document is, by its first bytes and what the origin called it.</summary>
internal static class DocumentType
{
    private const int Window = 2048;

    internal enum Kind
    {
        Empty,
        Html,
        Text,
        Xml,
        Json,
        Other,
    }

    private static readonly HashSet<string> Roots = new(StringComparer.OrdinalIgnoreCase)
    {
        "rss", "feed", "RDF", "urlset", "sitemapindex", "nitf", "newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem",
    };

    // First bytes of formats that servers mislabel as text: WHATWG MIME Sniffing, section 6.
    private static readonly byte[][] Signatures =
    [
        [.. "%PDF-"u8], [0x89, .. "PNG"u8], [0xFF, 0xD8, 0xFF], [.. "GIF8"u8], [.. "PK"u8, 3, 4], [0x1F, 0x8B], [.. "RIFF"u8], [.. "Rar!"u8], [0, 0, 1, 0], [.. "OggS"u8], [.. "ID3"u8],
    ];

    /// <param name="bytes">The document.</param>
    /// <param name="contentType">Media type without parameters; null when the origin did not say.</param>
    public static Kind Of(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var (wide, start) = Start(bytes);
        if (start.Length == 0)
        {
            return Kind.Empty;
        }

        foreach (var signature in Signatures)
        {
            if (bytes.StartsWith(signature))
            {
                return Kind.Other;
            }
        }

        var type = contentType?.Trim().ToLowerInvariant() ?? "";
        var isText = wide || !IsBinary(bytes[..Math.Min(bytes.Length, Window)]);
        return type switch
        {
            _ when !isText => Kind.Other,
            "text/html" or "application/xhtml+xml" => IsXml(start) ? Kind.Xml : Kind.Html,
            "text/plain" => LooksLikeHtml(start) ? Kind.Html : IsXml(start) ? Kind.Xml : Kind.Text,
            "" or "application/octet-stream" or "unknown/unknown" => Sniff(start),
            "text/xml" or "application/xml" => start[0] == '<' && !LooksLikeHtml(start) ? Kind.Xml : Sniff(start),
            _ when type.EndsWith("/json", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal) => Kind.Json,
            _ when type.EndsWith("+xml", StringComparison.Ordinal) => start[0] == '<' && XmlItem.RootName(start) is "html" ? Kind.Html : Kind.Xml,
            _ => Kind.Other,
        };
    }

    private static Kind Sniff(string start)
    {
        if (LooksLikeHtml(start))
        {
            return Kind.Html;
        }

        return start[0] switch
        {
            '<' => start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || IsXml(start) ? Kind.Xml : Kind.Html,
            '{' => Kind.Json,
            '[' when start.Length > 1 && start[1..].TrimStart() is ['{' or '"' or '[', ..] => Kind.Json,
            _ => Kind.Text,
        };
    }

    private static bool LooksLikeHtml(string start) =>
        start[0] == '<' && (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || XmlItem.RootName(start) is "html" or "HTML" || IsLooseHtml(start));

    // NITF has a head and a body too.
    private static bool IsLooseHtml(string start) =>
        !start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !IsXml(start)
        && (start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<head", StringComparison.OrdinalIgnoreCase) || start.Contains("<body", StringComparison.OrdinalIgnoreCase));

    // The roots that senders label as HTML or text although they are neither.
    private static bool IsXml(string start) => start[0] == '<' && Roots.Contains(XmlItem.RootName(start));

    /// <summary>The first characters that are not white space, byte order mark left aside.</summary>
    private static (bool Wide, string Start) Start(ReadOnlySpan<byte> bytes)
    {
        var window = bytes[..Math.Min(bytes.Length, Window)];
        var wide = window.Length >= 2 && window[0] + window[1] == 0xFF + 0xFE;
        var text = wide
            ? (window[0] == 0xFF ? System.Text.Encoding.Unicode : System.Text.Encoding.BigEndianUnicode).GetString(window[2..])
            : System.Text.Encoding.Latin1.GetString(window);
        return (wide, text.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n', '\f'));
    }

    /// <summary>A byte that no text has: a control other than white space and escape (WHATWG MIME Sniffing, section 3, "binary data byte").</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b < 0x09 || b == 0x0B || b is >= 0x0E and <= 0x1A or >= 0x1C and <= 0x1F)
            {
                return true;
            }
        }

        return false;
    }
}
