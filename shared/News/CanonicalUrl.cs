using System.Diagnostics.CodeAnalysis;

namespace Ingestion.News;

/// <summary>One spelling for a URL, so that one page has one name.</summary>
public static class CanonicalUrl
{
    // What senders add to count clicks. Each names the document that tells of it.
    private static readonly string[] TrackingPrefixes =
    [
        "utm_", // Google Analytics, "Campaign URL Builder"
        "mc_", // Mailchimp, "About e-commerce and campaign tracking"
        "at_", // Piano Analytics, "Campaign tracking"
    ];

    private static readonly HashSet<string> TrackingNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "gclid", "dclid", "gbraid", "wbraid", // Google Ads, "Auto-tagging"
        "fbclid", // Meta Business Help, "fbclid"
        "msclkid", // Microsoft Advertising, "Auto-tagging"
        "igshid", // Instagram share links
        "yclid", // Yandex Direct
        "twclid", // X Ads, "Click ID"
        "ttclid", // TikTok Ads, "Click ID"
    };

    /// <summary>Longest URL taken, in characters.</summary>
    public const int MaxLength = 8192;

    /// <summary>The canonical spelling of a URL.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="canonical">
    /// Lower-case scheme and host (IDNA), no default port, no fragment, no user info, no tracking parameters, the other parameters in their order.
    /// </param>
    /// <returns>False when it is not an absolute http or https URL of at most <see cref="MaxLength"/> characters with a host.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? canonical)
    {
        canonical = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength
            || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.IdnHost.Length == 0)
        {
            return false;
        }

        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        return Uri.TryCreate($"{uri.Scheme}://{host}{port}{uri.AbsolutePath}{WithoutTracking(uri.Query)}", UriKind.Absolute, out canonical);
    }

    /// <summary>The canonical spelling, or the text as it is where it is not a URL that can be fetched (<c>urn:sha256:…</c>).</summary>
    /// <param name="text">A URL or a URN.</param>
    /// <returns>One spelling for it.</returns>
    public static string Of(string text) => TryParse(text, out var canonical) ? canonical.AbsoluteUri : text;

    private static string WithoutTracking(string query)
    {
        if (query.Length < 2)
        {
            return "";
        }

        var kept = query[1..].Split('&').Where(pair => pair.Length > 0 && !IsTracking(pair.Split('=', 2)[0]));
        return string.Join('&', kept) is { Length: > 0 } rest ? "?" + rest : "";
    }

    private static bool IsTracking(string name) =>
        TrackingNames.Contains(name) || TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
