using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Ingestion.Contracts;
using Ingestion.News.Urls;

namespace Ingestion.News;

/// <summary>One spelling for a URL, so that one page has one name.</summary>
public static class CanonicalUrl
{
    private static readonly SearchValues<char> PlainRest = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&*+,=:@/");

    private const string NotAbsolute = "Not an absolute http or https URL: it must begin with http:// or https://.";

    /// <summary>Longest URL taken, in characters, as given and in its canonical spelling.</summary>
    public const int MaxLength = 8192;

    /// <summary>Longest host name, in characters (RFC 1035 section 3.1: 255 bytes with the lengths of its labels).</summary>
    public const int MaxHostLength = 253;

    /// <summary>The canonical spelling of a URL.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="canonical">
    /// Read as browsers read it (<see cref="UrlParser"/>); lower-case scheme and host (IDNA) without a dot at the end, no default port, no dot segments,
    /// no fragment, percent-encoding in one spelling, nothing of <see cref="CanonicalRules"/>, the other parameters in their order; a page in an AMP cache
    /// is the publisher's. Its <see cref="Uri.IdnHost"/> is the host that was read.
    /// </param>
    /// <returns>False when it is not an absolute http or https URL of at most <see cref="MaxLength"/> characters with a host and without user info.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? canonical) => Read(text, out canonical) is null;

    /// <summary>The canonical spelling, or the text as it is where it is not a URL that can be fetched (<c>urn:sha256:…</c>).</summary>
    /// <param name="text">A URL or a URN.</param>
    /// <returns>One spelling for it.</returns>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsCanonical(text) ? text : TryParse(text, out var canonical) ? canonical.AbsoluteUri : text;
    }

    /// <summary>Why a URL is not taken.</summary>
    /// <param name="text">Anything.</param>
    /// <returns>Null when <see cref="TryParse"/> takes it.</returns>
    public static UrlRefusal? Refuse(string? text) => Read(text, out _);

    private static UrlRefusal? Read(string? text, out Uri? canonical)
    {
        canonical = null;
        if (text is null || text.Length > MaxLength)
        {
            return Invalid(text is null ? NotAbsolute : $"Longer than {MaxLength} characters.");
        }

        if (IsCanonical(text))
        {
            canonical = new Uri(text);
            return null;
        }

        if (UrlParser.Parse(text, baseUrl: null, out var fault) is not { } url)
        {
            return Explain(fault, text);
        }

        if (UrlParser.IsAmbiguous(text))
        {
            return Invalid("A backslash before an @: readers disagree about the host.");
        }

        // A cache's copy of a cache's copy is not unwrapped for ever.
        for (var wrappers = 0; wrappers < 3 && AmpWrapper.Unwrap(url) is { } inner && UrlParser.Parse(inner, baseUrl: null, out _) is { } publishers; wrappers++)
        {
            url = publishers;
        }

        if (url.HasUserInfo)
        {
            return Invalid("A user name or password is in the URL: remove what stands before the @.");
        }

        var host = url.Host.EndsWith('.') ? url.Host[..^1] : url.Host;
        if (host.Length > MaxHostLength || host is "" or ['.', ..] or [.., '.'] || host.Contains("..", StringComparison.Ordinal))
        {
            return Invalid($"A host has at most {MaxHostLength} characters, and something between its dots.");
        }

        url = url with { Host = host };
        var query = url.Query is null ? "" : CanonicalQuery.Clean(host, CanonicalPath.Normalise(url.Query));
        var path = CanonicalPath.WithoutSession(CanonicalPath.Normalise(url.Path));
        var spelling = $"{url.Scheme}://{host}{url.PortText}{path}{(query.Length > 0 ? "?" : "")}{query}";
        canonical = spelling.Length <= MaxLength ? url.ToUri(spelling) : null;
        return canonical is not null ? null
            : Invalid(spelling.Length > MaxLength ? $"Longer than {MaxLength} characters when percent-encoded." : $"{host} is no host that can be asked.");
    }

    /// <summary>
    /// Whether a URL is its own canonical spelling, for the URLs of which that is plain to see; most are. Everything that could be spelled otherwise
    /// (percent signs, other ports, addresses, sessions, caches) is left to <see cref="Read"/>.
    /// </summary>
    private static bool IsCanonical(ReadOnlySpan<char> text)
    {
        var from = text.StartsWith("https://", StringComparison.Ordinal) ? 8 : text.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        var length = from == 0 ? -1 : text[from..].IndexOf('/');
        if (length < 1 || text.Length > MaxLength)
        {
            return false;
        }

        var host = text.Slice(from, length);
        var rest = text[(from + length)..];
        var question = rest.IndexOf('?');
        var path = question < 0 ? rest : rest[..question];
        var query = question < 0 ? [] : rest[(question + 1)..];
        return IsPlainHost(host) && !path.ContainsAnyExcept(PlainRest) && !path.Contains("/.", StringComparison.Ordinal) && !AmpWrapper.MayBe(path)
            && (question < 0 || (!query.IsEmpty && !query.ContainsAnyExcept(PlainRest) && CanonicalQuery.IsClean(host, query)));
    }

    // Two labels or more of small letters, digits and single hyphens within; the last begins with a letter, and so is an address in no spelling.
    private static bool IsPlainHost(ReadOnlySpan<char> host)
    {
        var (before, label) = ('.', 0);
        for (var index = 0; index < host.Length; index++)
        {
            var isMark = host[index] is '.' or '-';
            if (!isMark && !char.IsAsciiLetterLower(host[index]) && !char.IsAsciiDigit(host[index]))
            {
                return false;
            }

            if (isMark && before is ('.' or '-'))
            {
                return false;
            }

            label = before == '.' ? index : label;
            if (index - label >= 63 && host[index] != '.')
            {
                return false;
            }

            before = host[index];
        }

        return host.Length <= MaxHostLength && label > 0 && before is not ('.' or '-') && char.IsAsciiLetter(host[label]);
    }

    private static UrlRefusal Explain(UrlFault fault, string text) => fault switch
    {
        UrlFault.OtherScheme => new UrlRefusal(AbandonReason.UnsupportedScheme, $"'{Scheme(text)}' cannot be fetched; send an http or https URL."),
        UrlFault.NotAbsolute => Invalid(NotAbsolute),
        UrlFault.NoHost => Invalid("Not an absolute http or https URL: it has no host."),
        UrlFault.BadPort => Invalid("The port is not a number from 0 to 65535."),
        _ => Invalid("The host is none that can be: it holds a character that hosts do not have, or is no IP address."),
    };

    private static string Scheme(string text)
    {
        var scheme = text.Trim().Split(':')[0];
        return scheme.Length > 40 ? scheme[..40] + "…" : scheme;
    }

    private static UrlRefusal Invalid(string detail) => new(AbandonReason.InvalidUrl, detail);
}
