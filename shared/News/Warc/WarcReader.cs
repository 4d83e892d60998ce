using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ingestion.News.Warc;

/// <summary>
/// Reads web archives: WARC 1.0 and 1.1 (iipc.github.io/warc-specifications), gzip'd record by record or plain, as CC-NEWS ships them.
/// Every record gives exactly one value, a damaged one its reason. Holds one record at a time.
/// </summary>
public static class WarcReader
{
    // Header lines of one record; real ones have about fifteen.
    private const int MaxHeaderLines = 1000;

    /// <summary>Reads records until the archive ends.</summary>
    /// <param name="archive">The archive, read forward only; not disposed of.</param>
    /// <param name="maxRecordBytes">Longest record block, and longest payload after decoding, in bytes; longer ones are passed over as <see cref="WarcReason.TooLarge"/>.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The records in order. An archive that ends too early ends with one that says so. Errors of the stream itself are thrown.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxRecordBytes"/> is below 1.</exception>
    public static IAsyncEnumerable<WarcRecord> ReadAsync(Stream archive, int maxRecordBytes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRecordBytes, 1);
        return Records(archive, maxRecordBytes, stop);
    }

    private static async IAsyncEnumerable<WarcRecord> Records(Stream archive, int maxRecordBytes, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var source = new WarcSource(archive);
        var cursor = new Cursor(source, maxRecordBytes);
        while (!cursor.Ended)
        {
            WarcRecord? record;
            try
            {
                record = await cursor.NextAsync(stop);
            }
            catch (EndOfStreamException exception)
            {
                cursor.Ended = !await source.SkipDamageAsync(stop);
                record = cursor.Unread(cursor.Ended ? WarcReason.TruncatedFile : WarcReason.BadGzip, exception.Message);
            }
            catch (InvalidDataException exception)
            {
                record = cursor.Unread(WarcReason.BadGzip, exception.Message);
                cursor.Ended = !await source.SkipDamageAsync(stop);
            }

            if (record is not null)
            {
                yield return record;
            }
        }
    }

    /// <summary>Where the reading stands.</summary>
    private sealed class Cursor(WarcSource source, int maxRecordBytes)
    {
        private long _offset;
        private string? _url;
        private string? _found;

        public bool Ended { get; set; }

        public WarcRecord.Unread Unread(string reason, string detail) => new(reason, detail, _url) { Offset = _offset };

        /// <returns>Null between records and at the end.</returns>
        public async ValueTask<WarcRecord?> NextAsync(CancellationToken stop)
        {
            (_offset, _url) = (source.Position, null);
            if (_found is null && !await source.PassBlankAsync(stop))
            {
                Ended = !await source.OpenAsync(stop);
                return null;
            }

            _offset = source.Position;
            var version = _found ?? await source.ReadLineAsync(stop);
            _found = null;
            if (version?.StartsWith("WARC/", StringComparison.Ordinal) != true)
            {
                return await PassJunkAsync("no WARC header where a record should begin", stop);
            }

            var fields = await FieldsAsync(stop);
            if (fields is null)
            {
                return await PassJunkAsync("the header of the record does not end", stop);
            }

            _url = fields.GetValueOrDefault("WARC-Target-URI")?.Trim('<', '>', ' ');
            if (!long.TryParse(fields.GetValueOrDefault("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            {
                return await PassJunkAsync("the record does not say its length", stop);
            }

            return await BlockAsync(fields, length, stop);
        }

        private async ValueTask<WarcRecord> BlockAsync(Dictionary<string, string> fields, long length, CancellationToken stop)
        {
            var type = fields.GetValueOrDefault("WARC-Type", "").Trim().ToLowerInvariant();
            var isDocument = type is "response" or "resource";
            var block = isDocument && length <= maxRecordBytes ? new byte[length] : null;
            var read = await source.ReadBlockAsync(block, length, stop);
            if (read < length)
            {
                Ended = !await source.PassBlankAsync(stop) && !await source.OpenAsync(stop);
                return Unread(Ended ? WarcReason.TruncatedFile : WarcReason.TruncatedRecord, $"{read} of {length} bytes are there");
            }

            // The end of the gzip data is behind it: only their checksum says that the record is right.
            await source.PassBlankAsync(stop);
            return !isDocument ? new WarcRecord.Skipped(type) { Offset = _offset }
                : block is null ? Unread(WarcReason.TooLarge, $"its block has {length} bytes, {maxRecordBytes} are allowed")
                : WarcPayload.Read(fields, block, maxRecordBytes, _offset);
        }

        private async ValueTask<Dictionary<string, string>?> FieldsAsync(CancellationToken stop)
        {
            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            string? last = null;
            for (var lines = 0; lines < MaxHeaderLines; lines++)
            {
                switch (await source.ReadLineAsync(stop))
                {
                    case null:
                        return null;
                    case "":
                        return fields;
                    case [' ' or '\t', .. var more] when last is not null:
                        fields[last] += " " + more.Trim();
                        break;
                    case var line when line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon:
                        last = fields.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()) ? line[..colon].Trim() : null;
                        break;
                }
            }

            return null;
        }

        /// <summary>Passes over lines until one begins a record, or the part ends.</summary>
        private async ValueTask<WarcRecord> PassJunkAsync(string detail, CancellationToken stop)
        {
            var damage = Unread(WarcReason.BadHeader, detail);
            while (await source.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("WARC/", StringComparison.Ordinal))
                {
                    _found = line;
                    break;
                }
            }

            return damage;
        }
    }
}
