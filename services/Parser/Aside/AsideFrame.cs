using System.Buffers.Binary;

namespace Ingestion.Parser.Aside;

/// <summary>What parser and child say to each other: a length of four bytes, then so many bytes.</summary>
internal static class AsideFrame
{
    public static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        await to.WriteAsync(length, cancellationToken);
        await to.WriteAsync(content, cancellationToken);
        await to.FlushAsync(cancellationToken);
    }

    /// <returns>Null at the end of the stream.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        if (await from.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancellationToken) < length.Length)
        {
            return null;
        }

        var content = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        return await from.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken) < content.Length ? null : content;
    }
}
