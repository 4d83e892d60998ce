using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace Ingestion.Desk.Api;

/// <summary>Reads what a client sends: small bodies whole and under a cap, large ones as a stream.</summary>
internal static class RequestBody
{
    /// <summary>Text in the encoding that its byte order mark says; UTF-8 without one.</summary>
    public static string Text(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes, writable: false));
        return reader.ReadToEnd();
    }

    /// <returns>Null when it is larger than the cap.</returns>
    public static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// Opens a body of any size as a stream, gzip undone. The server's least rate (240 bytes/s after 5 s) stays; it does not count while we are
    /// the ones who are slow.
    /// </summary>
    /// <returns>Null when its content encoding is neither gzip nor none.</returns>
    public static Stream? Open(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
        {
            "" or "identity" => request.Body,
            "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            _ => null,
        };
    }

    /// <summary>What to answer where <see cref="Open"/> gives null.</summary>
    public static IResult UnknownEncoding(HttpRequest request) =>
        Results.Problem($"Content-Encoding '{request.Headers.ContentEncoding}' is not known; send it as it is or with gzip.", statusCode: 415, title: "The body was not read");
}
