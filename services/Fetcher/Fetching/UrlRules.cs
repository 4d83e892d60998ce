using System.Net;
using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Urls;

namespace Ingestion.Fetcher.Fetching;

/// <summary>What the text of a URL tells before anything is asked: scheme, port, and names that are nobody's in public.</summary>
internal static class UrlRules
{
    /// <summary>Names below which no public host is.</summary>
    private static readonly string[] InternalNames =
    [
        "localhost", // RFC 6761
        "local", // RFC 6762
        "internal", // ICANN board resolution of 29 July 2024; Google's and Amazon's metadata names
        "home.arpa", // RFC 8375
        "onion", // RFC 7686
        "alt", // RFC 9476
        "intranet", "private", "corp", "home", "lan", // RFC 6762, appendix G
        "mail", // ICANN, "Name collision": never to be given out, as corp and home
        "localdomain", "intra", "priv", "domain", "workgroup", // customary in offices
        "svc", // Kubernetes, "DNS for services and pods"
        "consul", // Consul, "DNS interface"
        "i2p",
    ];

    /// <param name="url">An absolute URL.</param>
    /// <param name="ports">Ports that may be asked beside 80 and 443.</param>
    /// <param name="allowed">Networks that the operator allows.</param>
    /// <param name="maxPathDepth">Most segments in the path.</param>
    /// <returns>Null when the URL may be asked as far as its text tells. Its host may still resolve to an address that may not.</returns>
    public static Denial? Refuse(Uri url, ICollection<int> ports, IReadOnlyCollection<IPNetwork> allowed, int maxPathDepth)
    {
        if (url.Scheme is not ("http" or "https"))
        {
            return new Denial("scheme", AbandonReason.UnsupportedScheme, $"{url.Scheme} is not asked: only http and https are.");
        }

        if (url.UserInfo.Length > 0)
        {
            return new Denial("user-info", AbandonReason.InvalidUrl, "A user name or password is in the URL: remove what stands before the @.");
        }

        // The path begins with the slash of its first segment; one at its end opens none.
        if (url.AbsolutePath.AsSpan().TrimEnd('/').Count('/') > maxPathDepth)
        {
            return new Denial("path-depth", AbandonReason.InvalidUrl, $"Its path has more than {maxPathDepth} segments (Fetcher:MaxPathDepth): a site that links to itself ever deeper.");
        }

        if (url.Port is not (80 or 443) && !ports.Contains(url.Port))
        {
            return new Denial("port", AbandonReason.UnsupportedScheme, $"{url.Scheme} on port {url.Port} is not asked: only 80, 443 and Fetcher:AllowedPorts are.");
        }

        var host = url.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var literal))
        {
            return AddressRules.Refuse(literal, allowed) is { } kind ? NotPublic(host, kind) : null;
        }

        if (host.Length is 0 or > CanonicalUrl.MaxHostLength || host.Split('.').Any(label => label.Length is 0 or > 63))
        {
            return new Denial("host", AbandonReason.InvalidUrl, "The host's name is longer than names can be, or has nothing between two dots.");
        }

        return IsInternal(host) && allowed.Count == 0 ? Internal(host) : null;
    }

    /// <summary>Whether a name is an internal one by its form: it is then asked only if all its addresses are allowed by the operator.</summary>
    public static bool IsInternal(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || InternalNames.Any(name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (host.Length == name.Length || host[^(name.Length + 1)] == '.'));

    public static Denial NotPublic(string host, string kind) =>
        new(kind, AbandonReason.UnsafeAddress, $"{host} has an address that is not public.");

    public static Denial Internal(string host) =>
        new("internal-name", AbandonReason.UnsafeAddress, $"{host} is the name of an internal host.");

    /// <summary>Where a redirect leads.</summary>
    /// <param name="from">Who redirects.</param>
    /// <param name="location">The header as sent.</param>
    /// <param name="next">The place, without fragment; null when it is refused.</param>
    /// <returns>Null when the redirect can be read. Whether its place may be asked is for <see cref="Refuse"/>.</returns>
    public static Denial? Follow(Uri from, string? location, out Uri? next)
    {
        next = null;
        var text = location?.Trim(' ', '\t') ?? "";
        if (text.Length == 0)
        {
            return Bad("A redirect without a place to go to.");
        }

        if (text.Length > CanonicalUrl.MaxLength || text.Any(char.IsControl) || UrlParser.IsAmbiguous(text))
        {
            return Bad($"A redirect to a text that holds control characters, a backslash before an @, or more than {CanonicalUrl.MaxLength} characters.");
        }

        if (UrlParser.Parse(text, UrlParser.Parse(from.AbsoluteUri, baseUrl: null, out _), out var fault) is not { } url)
        {
            return fault == UrlFault.OtherScheme
                ? new Denial("scheme", AbandonReason.UnsupportedScheme, "A redirect to another scheme is not followed: only http and https are.")
                : Bad("A redirect to what is no URL.");
        }

        if (url.HasUserInfo)
        {
            return new Denial("user-info", AbandonReason.BadRedirect, "A redirect to a URL with a user name or password is not followed.");
        }

        url = url with { Fragment = null, Host = url.Host is [_, .., '.'] ? url.Host[..^1] : url.Host };
        next = url.Href.Length <= CanonicalUrl.MaxLength ? url.ToUri() : null;
        return next is null ? Bad($"A redirect to a URL that cannot be asked, or is longer than {CanonicalUrl.MaxLength} characters.") : null;
    }

    private static Denial Bad(string detail) => new("redirect", AbandonReason.BadRedirect, detail);
}
