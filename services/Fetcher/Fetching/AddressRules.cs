using System.Net;
using System.Net.Sockets;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Which addresses may be asked: public unicast ones, and those that the operator allows.</summary>
internal static class AddressRules
{
    // IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), multicast and reserved space, deprecated site-local (RFC 3879),
    // and 168.63.129.16, the platform service of Azure's virtual networks. NAT64, 6to4 and Teredo lead to IPv4 addresses that we would
    // not see, so they are refused whole.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32",
            "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address may be asked. An IPv4 address in IPv6 clothes (<c>::ffff:127.0.0.1</c>) is judged as the IPv4 address.</summary>
    public static bool MayAsk(IPAddress address, IEnumerable<IPNetwork> allowed)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && plain.ScopeId != 0)
        {
            return false;
        }

        return allowed.Any(network => network.Contains(plain)) || !Special.Any(network => network.Contains(plain));
    }
}
