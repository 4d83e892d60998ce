using System.IO.Compression;
using System.Text;

namespace Ingestion.News.Warc;

/// <summary>
/// The plain bytes of an archive, gzip undone. One gzip member is one part, normally one record, so that damage in one is parted from the next;
/// .NET's own reader of many members stops silently at bytes that are none, which would lose the rest unsaid. A plain archive is one part.
/// </summary>
internal sealed class WarcSource(Stream archive) : IAsyncDisposable
{
    // Longest header line; Internet Archive's own reader allows as much.
    private const int MaxLine = 65_536;

    private readonly RawWindow _raw = new(archive);
    private readonly byte[] _buffer = new byte[MaxLine];
    private DeflateStream? _member;
    private GzipChecksum _checksum = new();
    private bool _plain;
    private int _start;
    private int _end;

    /// <summary>Bytes taken so far, gzip undone.</summary>
    public long Position { get; private set; }

    private ReadOnlySpan<byte> Held => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Goes to the next part.</summary>
    /// <returns>False at the end of the archive.</returns>
    /// <exception cref="InvalidDataException">There are bytes, and they are neither.</exception>
    public async ValueTask<bool> OpenAsync(CancellationToken stop)
    {
        var next = await _raw.PeekAsync(5, stop);
        if (next.IsEmpty)
        {
            return false;
        }

        if (next.Span is [0x1F, 0x8B, 8, ..])
        {
            await PassHeaderAsync(stop);
            await CloseAsync();
            (_member, _checksum, _plain) = (new DeflateStream(_raw, CompressionMode.Decompress, leaveOpen: true), new GzipChecksum(), false);
            return true;
        }

        _plain = Position == 0 && (next.Span.StartsWith("WARC/"u8) || next.Span[0] is (byte)'\r' or (byte)'\n');
        return _plain ? true : throw new InvalidDataException("There are bytes that are no gzip data and no record.");
    }

    /// <summary>Leaves a damaged part and goes to the next place where gzip data may begin.</summary>
    /// <returns>False when there is none, or when the archive is plain.</returns>
    public async ValueTask<bool> SkipDamageAsync(CancellationToken stop)
    {
        (_start, _end) = (0, 0);
        await CloseAsync();
        return !_plain && await _raw.SeekGzipAsync(stop);
    }

    /// <summary>Reads on within the part, behind what is held.</summary>
    /// <returns>False at its end.</returns>
    /// <exception cref="InvalidDataException">Its data are damaged.</exception>
    /// <exception cref="EndOfStreamException">Its checksum is wrong or missing.</exception>
    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        if (_start > 0)
        {
            Held.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var room = _buffer.AsMemory(_end);
        if (room.IsEmpty || (!_plain && _member is null))
        {
            return false;
        }

        var read = await (_plain ? _raw.ReadAsync(room, stop) : _member!.ReadAsync(room, stop));
        if (read > 0)
        {
            _checksum.Add(_plain ? [] : room.Span[..read]);
            _end += read;
            return true;
        }

        if (!_plain)
        {
            await CloseAsync();
            if (!await _raw.PassAsync(_checksum.ToBytes(), stop))
            {
                throw new EndOfStreamException("Gzip data end without their checksum, or it is wrong.");
            }
        }

        return false;
    }

    /// <summary>A line of the part without its end, cut where it is longer than allowed; null at the end of the part.</summary>
    public async ValueTask<string?> ReadLineAsync(CancellationToken stop)
    {
        for (var looked = 0; ;)
        {
            var end = Held[looked..].IndexOf((byte)'\n');
            looked = end < 0 ? Held.Length : looked + end + 1;
            if (end >= 0 || !await FillAsync(stop))
            {
                var line = looked == 0 ? null : Encoding.UTF8.GetString(Held[..looked]).TrimEnd('\r', '\n');
                Take(looked);
                return line;
            }
        }
    }

    /// <summary>Passes over line ends; stays in the part.</summary>
    /// <returns>False at its end.</returns>
    public async ValueTask<bool> PassBlankAsync(CancellationToken stop)
    {
        do
        {
            var blank = Held.IndexOfAnyExcept((byte)'\r', (byte)'\n');
            Take(blank < 0 ? Held.Length : blank);
            if (blank >= 0)
            {
                return true;
            }
        }
        while (await FillAsync(stop));
        return false;
    }

    /// <summary>Reads a block of exactly so many bytes, over the ends of parts unless a record begins there.</summary>
    /// <returns>Bytes read: fewer at the end of the archive, or of the record. Into null: they are passed over.</returns>
    public async ValueTask<long> ReadBlockAsync(byte[]? into, long length, CancellationToken stop)
    {
        var done = 0L;
        while (done < length)
        {
            var take = (int)Math.Min(length - done, Held.Length);
            if (take > 0)
            {
                if (into is not null)
                {
                    Held[..take].CopyTo(into.AsSpan((int)done));
                }

                Take(take);
                done += take;
            }
            else if (!await FillAsync(stop) && (!await OpenAsync(stop) || await BeginsRecordAsync(stop)))
            {
                break;
            }
        }

        return done;
    }

    private async ValueTask<bool> BeginsRecordAsync(CancellationToken stop)
    {
        while (Held.Length < 5 && await FillAsync(stop))
        {
        }

        return Held.StartsWith("WARC/"u8);
    }

    /// <summary>RFC 1952 section 2.3.</summary>
    private async ValueTask PassHeaderAsync(CancellationToken stop)
    {
        // Names and comments are short; the window holds far more.
        const int Longest = 4096;
        var header = (await _raw.PeekAsync(Longest, stop)).Span;
        if (header.Length < 10)
        {
            _raw.PassOne();
            throw new EndOfStreamException("The archive ends within gzip data.");
        }

        var flags = header[3];
        var length = 10;
        length += (flags & 4) != 0 && header.Length > 12 ? 2 + header[10] + (header[11] << 8) : 0;
        for (var zeroEnded = ((flags & 8) != 0 ? 1 : 0) + ((flags & 16) != 0 ? 1 : 0); zeroEnded > 0; zeroEnded--)
        {
            var end = length < header.Length ? header[length..].IndexOf((byte)0) : -1;
            length = end < 0 ? header.Length + 1 : length + end + 1;
        }

        length += (flags & 2) != 0 ? 2 : 0;
        if (length > header.Length || (flags & 0xE0) != 0)
        {
            _raw.PassOne();
            throw new InvalidDataException("A gzip header is damaged.");
        }

        _raw.Advance(length);
    }

    private void Take(int count) => (_start, Position) = (_start + count, Position + count);

    private async ValueTask CloseAsync()
    {
        if (_member is not null)
        {
            await _member.DisposeAsync();
            _member = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _raw.DisposeAsync();
    }
}
