using Ingestion.Contracts;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Reads the answer to a request that went well: type, size, encoding, bytes, and what the headers allow.</summary>
internal sealed class ResponseReader(IOptions<FetcherOptions> options)
{
    public async Task<FetchResult> ReadAsync(HttpResponseMessage response, Uri url, string[] types, CancellationToken cancellationToken)
    {
        var headers = response.Content.Headers;
        var type = headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is not null && !types.Contains(type))
        {
            return new FetchResult.Refused(AbandonReason.UnsupportedType, $"{type} is not taken: {string.Join(", ", types)} are.");
        }

        if (headers.ContentLength > options.Value.MaxWireBytes)
        {
            return new FetchResult.Refused(AbandonReason.TooLarge, $"{headers.ContentLength} bytes announced, {options.Value.MaxWireBytes} taken.");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[]? bytes;
        try
        {
            bytes = await CappedBody.ReadAsync(stream, string.Join(", ", headers.ContentEncoding), options.Value.MaxWireBytes, options.Value.MaxDecodedBytes, cancellationToken);
        }
        catch (NotSupportedException exception)
        {
            return new FetchResult.Refused(AbandonReason.UnsupportedType, exception.Message);
        }

        if (bytes is null)
        {
            return new FetchResult.Refused(AbandonReason.TooLarge, $"More than {options.Value.MaxWireBytes} bytes sent, or {options.Value.MaxDecodedBytes} unpacked.");
        }

        if (bytes.Length == 0)
        {
            return new FetchResult.Refused(AbandonReason.EmptyBody, $"{(int)response.StatusCode} with no bytes.");
        }

        var directives = response.Headers.TryGetValues("X-Robots-Tag", out var tags) ? tags : [];
        return new FetchResult.Fetched(
            bytes,
            url,
            type,
            headers.ContentType?.CharSet?.Trim('"', '\'', ' '),
            [.. directives.SelectMany(tag => tag.Split(',')).Select(tag => tag.Trim().ToLowerInvariant()).Where(tag => tag.Length > 0)])
        {
            ETag = Header(response.Headers, "ETag"),
            LastModified = Header(headers, "Last-Modified"),
            MaxAge = response.Headers.CacheControl?.MaxAge,
            Links = response.Headers.TryGetValues("Link", out var links) ? [.. links] : [],
        };
    }

    // As the origin wrote it, since it is to be sent back so; a server that sends two knows itself which it means by the first.
    private static string? Header(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 and <= 1024 } value ? value : null;
}
