namespace Ingestion.News.Urls;

/// <summary>A parsed http or https URL, in the parts that the WHATWG URL Standard names. Every part is in its serialised, ASCII form.</summary>
public sealed record WebUrl
{
    /// <summary><c>http</c> or <c>https</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>User name, percent-encoded; empty when there is none.</summary>
    public string User { get; init; } = "";

    /// <summary>Password, percent-encoded; empty when there is none.</summary>
    public string Password { get; init; } = "";

    /// <summary>A name in ASCII (IDNA), an IPv4 address in dotted decimals, or an IPv6 address in brackets. A dot at the end is kept.</summary>
    public required string Host { get; init; }

    /// <summary>0 to 65535; null when it is the scheme's own.</summary>
    public int? Port { get; init; }

    /// <summary>Begins with a slash; no dot segments.</summary>
    public required string Path { get; init; }

    /// <summary>Without the question mark; null when there is none, empty when there is only the mark.</summary>
    public string? Query { get; init; }

    /// <summary>Without the hash; null when there is none.</summary>
    public string? Fragment { get; init; }

    /// <summary>Whether a user name or a password is there.</summary>
    public bool HasUserInfo => User.Length > 0 || Password.Length > 0;

    /// <summary>The port that is asked.</summary>
    public int EffectivePort => Port ?? DefaultPort(Scheme);

    /// <summary>The URL in one text.</summary>
    public string Href
    {
        get
        {
            var userInfo = HasUserInfo ? $"{User}{(Password.Length > 0 ? ":" : "")}{Password}@" : "";
            return $"{Scheme}://{userInfo}{Host}{PortText}{Path}{(Query is null ? "" : "?")}{Query}{(Fragment is null ? "" : "#")}{Fragment}";
        }
    }

    internal string PortText => Port is { } port ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $":{port}") : "";

    internal static int DefaultPort(string scheme) => scheme == "http" ? 80 : 443;

    /// <summary>
    /// The same URL for .NET's HTTP client. <see cref="Uri"/> reads some URLs otherwise than browsers do, so what it made of the host and the port is
    /// compared with ours: what was judged is what will be asked.
    /// </summary>
    /// <returns>Null when <see cref="Uri"/> does not take it, or would ask another host or port.</returns>
    public Uri? ToUri() => ToUri(Href);

    internal Uri? ToUri(string href) =>
        Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme == Scheme && uri.Port == EffectivePort && IsOurHost(uri) ? uri : null;

    private bool IsOurHost(Uri uri) =>
        Host[0] == '['
            ? System.Net.IPAddress.TryParse(uri.IdnHost, out var theirs) && System.Net.IPAddress.TryParse(Host, out var ours) && theirs.Equals(ours)
            : string.Equals(uri.IdnHost, Host, StringComparison.Ordinal);
}
