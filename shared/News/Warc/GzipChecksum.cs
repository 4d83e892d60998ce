using System.Buffers.Binary;

namespace Ingestion.News.Warc;

/// <summary>The eight bytes behind gzip data: CRC-32 and length of what they hold (RFC 1952 sections 2.3.1 and 8).</summary>
internal sealed class GzipChecksum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    })];

    private uint _crc = uint.MaxValue;
    private uint _length;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        _crc = crc;
        unchecked
        {
            _length += (uint)bytes.Length;
        }
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ~_crc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), _length);
        return bytes;
    }
}
