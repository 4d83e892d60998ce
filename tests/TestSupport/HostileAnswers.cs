using System.Globalization;
using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace Ingestion.TestSupport;

/// <summary>The ways in which origins are broken or mean harm, each as an answer. Sizes are what an attacker would send; nothing is held in memory.</summary>
public static class HostileAnswers
{
    private const long TenGigabytes = 10_000_000_000;
    private const string Html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    private static readonly byte[] Zeros = new byte[64 * 1024];

    /// <summary>404.</summary>
    public static HostileAnswer NotFound { get; } = Raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /// <summary>Exactly this, and the connection is closed.</summary>
    public static HostileAnswer Raw(string answer) => connection => connection.WriteAsync(answer).AsTask();

    /// <summary>A page whose headers are right, with further ones and these bytes as its body.</summary>
    public static HostileAnswer Page(string headers, byte[] body) => async connection =>
    {
        await connection.WriteAsync($"{Html}Content-Length: {body.Length}\r\n{headers}\r\n");
        await connection.Stream.WriteAsync(body, connection.Stop);
    };

    /// <summary>A page packed by each encoding in turn.</summary>
    public static HostileAnswer Packed(string contentEncoding, string html, params string[] codings) =>
        Page($"Content-Encoding: {contentEncoding}\r\n", codings.Aggregate(Encoding.UTF8.GetBytes(html), Pack));

    /// <summary>Ten gigabytes, ended by closing the connection.</summary>
    public static HostileAnswer Endless { get; } = async connection =>
    {
        await connection.WriteAsync(Html + "Connection: close\r\n\r\n");
        await PourAsync(connection.Stream, connection.Stop);
    };

    /// <summary>Ten gigabytes in chunks.</summary>
    public static HostileAnswer EndlessChunks { get; } = async connection =>
    {
        await connection.WriteAsync(Html + "Transfer-Encoding: chunked\r\n\r\n");
        for (long sent = 0; sent < TenGigabytes; sent += Zeros.Length)
        {
            await connection.WriteAsync(Zeros.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            await connection.Stream.WriteAsync(Zeros, connection.Stop);
            await connection.WriteAsync("\r\n");
        }
    };

    /// <summary>Ten gigabytes, where a kilobyte is announced.</summary>
    public static HostileAnswer MoreThanAnnounced { get; } = async connection =>
    {
        await connection.WriteAsync(Html + "Content-Length: 1024\r\n\r\n");
        await PourAsync(connection.Stream, connection.Stop);
    };

    /// <summary>Ten gigabytes of nothing, packed small, once for each encoding named.</summary>
    public static HostileAnswer Bomb(params string[] codings) => async connection =>
    {
        await connection.WriteAsync($"{Html}Content-Encoding: {string.Join(", ", codings)}\r\nConnection: close\r\n\r\n");
        var packing = connection.Stream;
        foreach (var coding in codings.Reverse())
        {
            packing = Packer(packing, coding);
        }

        await PourAsync(packing, connection.Stop);
        await packing.DisposeAsync();
    };

    /// <summary>Noise that does not get smaller, packed for ever: no ratio gives it away, and the decoder keeps all of its window.</summary>
    public static HostileAnswer Noise(string coding) => async connection =>
    {
        await connection.WriteAsync($"{Html}Content-Encoding: {coding}\r\nConnection: close\r\n\r\n");
        await using var packing = Packer(connection.Stream, coding);
        var (random, noise) = (new Random(3), new byte[64 * 1024]);
        for (long sent = 0; sent < TenGigabytes; sent += noise.Length)
        {
            random.NextBytes(noise);
            await packing.WriteAsync(noise, connection.Stop);
        }
    };

    /// <summary>Members of a gzip file that hold nothing, for ever; packed once more where asked for.</summary>
    public static HostileAnswer EmptyMembers(bool twice) => async connection =>
    {
        await connection.WriteAsync($"{Html}Content-Encoding: gzip{(twice ? ", gzip" : "")}\r\nConnection: close\r\n\r\n");
        var members = Enumerable.Repeat(Pack([], "gzip"), 2000).SelectMany(member => member).ToArray();
        await using var stream = twice ? Packer(connection.Stream, "gzip") : connection.Stream;
        for (long sent = 0; sent < TenGigabytes; sent += members.Length)
        {
            await stream.WriteAsync(members, connection.Stop);
        }
    };

    /// <summary>One piece after the other, with a pause before each, until the client hangs up.</summary>
    public static HostileAnswer Drip(string start, string piece, TimeSpan pause) => async connection =>
    {
        using var beat = new PeriodicTimer(pause);
        await connection.WriteAsync(start);
        do
        {
            await connection.Stream.FlushAsync(connection.Stop);
            await beat.WaitForNextTickAsync(connection.Stop);
            await connection.WriteAsync(piece);
        }
        while (!connection.Stop.IsCancellationRequested);
    };

    /// <summary>The same piece as fast as it goes, until the client hangs up.</summary>
    public static HostileAnswer Flood(string start, string piece) => async connection =>
    {
        await connection.WriteAsync(start);
        var pieces = string.Concat(Enumerable.Repeat(piece, 1 + (16_000 / piece.Length)));
        while (true)
        {
            await connection.WriteAsync(pieces);
        }
    };

    /// <summary>A page that begins, and a connection that is reset.</summary>
    public static HostileAnswer Reset(int announced, int sent) => async connection =>
    {
        await connection.WriteAsync($"{Html}Content-Length: {announced}\r\n\r\n{new string('x', sent)}");
        connection.Socket.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        connection.Socket.Close();
    };

    /// <summary>Bytes packed by one encoding. Besides those of HTTP: <c>zlib</c> and <c>raw</c>, the two that are both called deflate.</summary>
    public static byte[] Pack(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (var packing = Packer(packed, coding))
        {
            packing.Write(bytes);
            if (bytes.Length == 0 && coding == "gzip")
            {
                // .NET writes nothing at all for nothing; RFC 1952 has a member of twenty bytes for it.
                return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            }
        }

        return packed.ToArray();
    }

    /// <summary>A frame of Zstandard whose window is larger than a receiver has to bear (RFC 9659).</summary>
    public static byte[] WideZstd(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new CompressionStream(packed, 1))
        {
            packing.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_windowLog, 27);
            packing.Write(bytes);
        }

        return packed.ToArray();
    }

    private static Stream Packer(Stream stream, string coding) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" or "zlib" => new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        "raw" => new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        "br" => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true),
        "zstd" => new CompressionStream(stream, 1, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "Not an encoding of HTTP."),
    };

    private static async Task PourAsync(Stream stream, CancellationToken stop)
    {
        for (long sent = 0; sent < TenGigabytes; sent += Zeros.Length)
        {
            await stream.WriteAsync(Zeros, stop);
        }
    }
}
