namespace Ingestion.News.Warc;

/// <summary>
/// The bytes of an archive as they come, the last ones kept: a decompressor reads ahead of the end of its data,
/// and only the checksum that stands there tells where that was.
/// </summary>
internal sealed class RawWindow(Stream archive) : Stream
{
    // Handed out at once; as much is kept.
    private const int MaxHanded = 8192;

    private readonly byte[] _buffer = new byte[16 * MaxHanded];
    private int _handed;
    private int _next;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _handed = _next;
        if (!await HasAsync(1, cancellationToken))
        {
            return 0;
        }

        var length = Math.Min(Math.Min(buffer.Length, MaxHanded), _end - _next);
        _buffer.AsSpan(_next, length).CopyTo(buffer.Span);
        _next += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The bytes that come next, at least as many as asked for unless the archive ends.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken stop)
    {
        await HasAsync(count, stop);
        return _buffer.AsMemory(_next, _end - _next);
    }

    public void Advance(int count) => _next += count;

    /// <summary>Goes behind the first place, in what was handed out last and what follows, where these bytes are.</summary>
    /// <returns>False, without moving, when they are not there.</returns>
    public async ValueTask<bool> PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await HasAsync(bytes.Length, stop);
        var at = _buffer.AsSpan(_handed, Math.Min(_end, _next + bytes.Length) - _handed).IndexOf(bytes.Span);
        if (at < 0)
        {
            return false;
        }

        _next = _handed + at + bytes.Length;
        _handed = _next;
        return true;
    }

    /// <summary>Goes to the next place where gzip data may begin, looking also at what was handed out last.</summary>
    /// <returns>False when there is none.</returns>
    public async ValueTask<bool> SeekGzipAsync(CancellationToken stop)
    {
        _next = _handed;
        while (await HasAsync(4, stop))
        {
            var at = _buffer.AsSpan(_next, _end - _next).IndexOf([(byte)0x1F, (byte)0x8B, (byte)8]);
            if (at >= 0)
            {
                _next = _handed = _next + at;
                return true;
            }

            _next = _handed = _end - 2;
        }

        return false;
    }

    /// <summary>Goes one byte on, so that the place is not found again.</summary>
    public void PassOne() => _handed = ++_next;

    private async ValueTask<bool> HasAsync(int count, CancellationToken stop)
    {
        if (_end - _next < count && _handed > 0 && _buffer.Length - _end < MaxHanded)
        {
            _buffer.AsSpan(_handed, _end - _handed).CopyTo(_buffer);
            (_next, _end, _handed) = (_next - _handed, _end - _handed, 0);
        }

        while (_end - _next < count && _end < _buffer.Length)
        {
            var read = await archive.ReadAsync(_buffer.AsMemory(_end), stop);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return _end - _next >= count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
