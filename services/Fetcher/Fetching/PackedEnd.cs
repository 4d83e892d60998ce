namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// Notices packed bytes that end early, which .NET's decoders take for the end of the data. Those of zlib, deflate and Brotli do not ask for more once
/// they are done, so asking at the end is the sign. That of gzip asks for a further member: it is shown bytes that begin none, and is done if it
/// leaves it at that.
/// </summary>
internal sealed class PackedEnd(Stream packed, bool mayHaveMembers) : ReadOnlyStream
{
    // No header of gzip (RFC 1952 section 2.3.1), no checksum that would match, and an invalid block where deflate begins one.
    private static readonly byte[] NoMember = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    private bool began;
    private bool shown;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = shown ? 0 : await packed.ReadAsync(buffer, cancellationToken);
        if (read > 0 || !began)
        {
            began = true;
            return read;
        }

        if (shown || !mayHaveMembers || buffer.Length < NoMember.Length)
        {
            throw new BodyStoppedException(BodyEnding.Truncated, "The body ended before its encoding does.");
        }

        shown = true;
        NoMember.CopyTo(buffer);
        return NoMember.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
