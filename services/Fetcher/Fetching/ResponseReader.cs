using System.Globalization;
using Ingestion.Contracts;
using Ingestion.News;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Reads the answer to a request that went well: type, size, encodings, bytes, and what the publisher reserves.</summary>
internal sealed class ResponseReader(IOptions<FetcherOptions> options, TimeProvider time)
{
    private readonly string product = RobotsTxt.ProductToken(options.Value.UserAgent);

    /// <param name="response">Whose headers have come.</param>
    /// <param name="url">Where it came from.</param>
    /// <param name="wanted">What is taken.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FetchResult> ReadAsync(HttpResponseMessage response, Uri url, Wanted wanted, CancellationToken cancellationToken)
    {
        var (types, limits) = wanted;
        var headers = response.Content.Headers;
        var type = headers.ContentType?.MediaType?.ToLowerInvariant();
        if (type is not null && !types.Contains(type))
        {
            return new FetchResult.Refused(AbandonReason.UnsupportedType, $"{type} is not taken: {string.Join(", ", types)} are.");
        }

        if (IsAmbiguous(response))
        {
            return new FetchResult.NotNow(AbandonReason.BadResponse, "Content-Length is not one number, or stands beside Transfer-Encoding: where the body ends is anybody's guess.");
        }

        if (headers.ContentLength > limits.WireBytes)
        {
            return new FetchResult.Refused(AbandonReason.TooLarge, $"{headers.ContentLength} bytes announced, {limits.WireBytes} taken.");
        }

        if (ContentCoding.Read(headers.ContentEncoding) is not { } layers)
        {
            return new FetchResult.Refused(
                AbandonReason.UnsupportedType, $"Content-Encoding '{string.Join(", ", headers.ContentEncoding)}' was not asked for: at most {ContentCoding.MaxLayers} of {ContentCoding.Accepted} are undone.");
        }

        await using var body = await Body.ReadAsync(response.Content, layers, limits, time, cancellationToken);
        return body.Ending switch
        {
            BodyEnding.Whole when body.Length == 0 => new FetchResult.Refused(AbandonReason.EmptyBody, $"{(int)response.StatusCode} with no bytes."),
            BodyEnding.Whole => await FetchedAsync(response, url, body, isPartial: false, cancellationToken),
            BodyEnding.TooLarge => new FetchResult.Refused(AbandonReason.TooLarge, body.Detail),
            BodyEnding.TooSlow => new FetchResult.NotNow(AbandonReason.TooSlow, body.Detail),
            BodyEnding.BadEncoding => new FetchResult.NotNow(AbandonReason.BadEncoding, body.Detail),

            // More than half of what was announced is worth having when nothing better can be had.
            _ when body.Length > 0 && body.WireBytes > headers.ContentLength / 2.0 => new FetchResult.NotNow(
                AbandonReason.Truncated, body.Detail, Partial: await FetchedAsync(response, url, body, isPartial: true, cancellationToken)),
            _ => new FetchResult.NotNow(AbandonReason.Truncated, body.Detail),
        };
    }

    private async Task<FetchResult.Fetched> FetchedAsync(HttpResponseMessage response, Uri url, Body body, bool isPartial, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType;
        return new FetchResult.Fetched(
            await body.ToArrayAsync(cancellationToken),
            url,
            type?.MediaType?.ToLowerInvariant(),
            type?.CharSet?.Trim('"', '\'', ' '),
            RobotsTag.Read(Values(response, "X-Robots-Tag"), product))
        {
            TdmReservation = Values(response, "tdm-reservation").FirstOrDefault()?.Trim() switch { "1" => true, "0" => false, _ => null },
            TdmPolicy = Values(response, "tdm-policy").FirstOrDefault()?.Trim() is { Length: > 0 } policy ? policy : null,
            IsPartial = isPartial,
            ETag = Header(response.Headers, "ETag"),
            LastModified = Header(response.Content.Headers, "Last-Modified"),
            MaxAge = response.Headers.CacheControl?.MaxAge,
            Links = [.. Values(response, "Link")],
        };
    }

    // RFC 9112 section 6.3: what two readers could cut in two ways is an error, not a choice.
    private static bool IsAmbiguous(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths)
        && (response.Headers.TransferEncoding.Count > 0
            || !long.TryParse(lengths.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static IEnumerable<string> Values(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values : [];

    // As the origin wrote it, since it is to be sent back so, if it can be; a server that sends two knows itself which it means by the first.
    private static string? Header(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 and <= 1024 } value
        && value.All(c => c is >= ' ' and <= '~') ? value : null;
}
