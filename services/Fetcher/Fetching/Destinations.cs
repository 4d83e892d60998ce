using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Ingestion.Hosting;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Looks a name up. An answer without addresses means that there is no such name.</summary>
internal delegate Task<IPAddress[]> Resolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Where requests may go: the whole judgement, from a URL over its redirects to the addresses that are connected to. It opens no socket, so that it can be
/// tried with a scripted resolver. Refusals are counted by class.
/// </summary>
internal sealed class Destinations
{
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("ingestion.fetch.refusals", "{request}", "Requests that were not made, or not to there, by class.");
    private static readonly Counter<long> Downgrades = Meter.CreateCounter<long>("ingestion.fetch.downgrades", "{redirect}", "Redirects from https to http that were followed.");

    private readonly IPNetwork[] allowed;
    private readonly ICollection<int> ports;
    private readonly int maxPathDepth;
    private readonly Resolver resolve;

    public Destinations(FetcherOptions options, Resolver? resolve = null)
    {
        allowed = [.. options.AllowedNetworks.Select(IPNetwork.Parse)];
        ports = options.AllowedPorts;
        maxPathDepth = options.MaxPathDepth;
        this.resolve = resolve ?? Dns.GetHostAddressesAsync;
    }

    /// <returns>Null when a URL may be asked as far as its text tells.</returns>
    public Denial? Refuse(Uri url) => Counted(UrlRules.Refuse(url, ports, allowed, maxPathDepth));

    /// <summary>Where to send what nobody may read on its way: by https, but for an address in the operator's own networks.</summary>
    public Uri Confidential(Uri url) =>
        url.Scheme != Uri.UriSchemeHttp || (IPAddress.TryParse(url.IdnHost, out var address) && AddressRules.IsIn(address, allowed)) ? url
        : new UriBuilder(url) { Scheme = Uri.UriSchemeHttps, Port = url.IsDefaultPort ? -1 : url.Port }.Uri;

    /// <summary>Where a redirect leads; whether that may be asked is for <see cref="Refuse"/>.</summary>
    /// <returns>Null when it can be followed to <paramref name="next"/>.</returns>
    public static Denial? Follow(Uri from, string? location, out Uri? next)
    {
        var denial = Counted(UrlRules.Follow(from, location, out next));
        if (from.Scheme == Uri.UriSchemeHttps && next?.Scheme == Uri.UriSchemeHttp)
        {
            Downgrades.Add(1);
        }

        return denial;
    }

    /// <summary>The addresses of a host, looked up once and all judged.</summary>
    /// <exception cref="UnsafeAddressException">One of them must not be asked. One bad address spoils the answer: a name that mixes public and private addresses is not to be trusted with either.</exception>
    /// <exception cref="SocketException">There is no such name.</exception>
    public async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var isLiteral = IPAddress.TryParse(host, out var literal);
        var addresses = isLiteral ? [literal!] : await resolve(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var kind = addresses.Select(address => AddressRules.Refuse(address, allowed)).FirstOrDefault(kind => kind is not null);
        var denial = kind is not null ? UrlRules.NotPublic(host, kind)
            : !isLiteral && UrlRules.IsInternal(host) && !addresses.All(address => AddressRules.IsIn(address, allowed)) ? UrlRules.Internal(host)
            : null;
        return Counted(denial) is null ? addresses : throw new UnsafeAddressException(denial!.Detail);
    }

    private static Denial? Counted(Denial? denial)
    {
        if (denial is not null)
        {
            Refusals.Add(1, new KeyValuePair<string, object?>("class", denial.Class));
        }

        return denial;
    }
}
