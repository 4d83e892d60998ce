using System.Globalization;
using System.Text;
using Ingestion.News.Feeds;

namespace Ingestion.News.Warc;

/// <summary>From the block of a record to the document that was fetched.</summary>
internal static class WarcPayload
{
    public static WarcRecord Read(Dictionary<string, string> fields, byte[] block, int maxBytes, long offset)
    {
        var url = fields.GetValueOrDefault("WARC-Target-URI")?.Trim('<', '>', ' ') ?? "";
        var type = fields.GetValueOrDefault("Content-Type", "");
        var isResponse = fields["WARC-Type"].Trim().Equals("response", StringComparison.OrdinalIgnoreCase);
        if (isResponse && type.Length > 0 && !type.StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
        {
            return new WarcRecord.Skipped("response") { Offset = offset };
        }

        var (status, headers, body) = (default(int?), new List<KeyValuePair<string, string>>(), (ReadOnlyMemory<byte>)block);
        if (isResponse)
        {
            if (!TryHead(block, out var code, headers, out var length))
            {
                return new WarcRecord.Unread(WarcReason.BadHttp, "the block does not begin with an HTTP status line and headers", url) { Offset = offset };
            }

            (status, body) = (code, block.AsMemory(length));
        }
        else if (type.Length > 0)
        {
            headers.Add(new("Content-Type", type));
        }

        var truncated = fields.GetValueOrDefault("WARC-Truncated");
        if (Value(headers, "Transfer-Encoding", "X-Crawler-Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            body = ChunkedBody.Undo(body);
        }

        var coding = Value(headers, "Content-Encoding", "X-Crawler-Content-Encoding");
        var decoded = ContentCoding.Undo(body, coding, maxBytes, isCut: truncated is not null);
        return decoded.Problem is { } problem
            ? new WarcRecord.Unread(problem, $"its content coding is {coding}", url) { Offset = offset }
            : new WarcRecord.Document
            {
                Offset = offset,
                Url = url,
                FetchedAt = FeedDate.Parse(fields.GetValueOrDefault("WARC-Date")),
                RecordId = fields.GetValueOrDefault("WARC-Record-ID")?.Trim('<', '>', ' '),
                PayloadDigest = fields.GetValueOrDefault("WARC-Payload-Digest"),
                Status = status,
                Headers = headers,
                Body = decoded.Body,
                ContentEncoding = decoded.Left,
                Truncated = truncated,
            };
    }

    private static string? Value(List<KeyValuePair<string, string>> headers, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var (key, value) in headers)
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }
        }

        return null;
    }

    /// <summary>Status line and headers (RFC 9112); line ends may lack the carriage return.</summary>
    private static bool TryHead(ReadOnlySpan<byte> block, out int status, List<KeyValuePair<string, string>> headers, out int length)
    {
        (status, length) = (0, 0);
        for (var first = true; length < block.Length; first = false)
        {
            var end = block[length..].IndexOf((byte)'\n');
            var line = Encoding.Latin1.GetString(block.Slice(length, end < 0 ? block.Length - length : end)).TrimEnd('\r');
            length = end < 0 ? block.Length : length + end + 1;
            if (first)
            {
                var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length < 2 || !parts[0].StartsWith("HTTP", StringComparison.OrdinalIgnoreCase)
                    || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out status))
                {
                    return false;
                }
            }
            else if (line.Length == 0)
            {
                return true;
            }
            else if (line[0] is ' ' or '\t' && headers.Count > 0)
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + " " + line.Trim());
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                headers.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
            }
        }

        // Headers without a body.
        return status > 0;
    }
}
