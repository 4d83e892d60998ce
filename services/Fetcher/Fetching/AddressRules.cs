using System.Net;
using System.Net.Sockets;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Which addresses may be asked: public unicast ones, and those that the operator allows.</summary>
internal static class AddressRules
{
    /// <param name="Network">In CIDR notation.</param>
    /// <param name="Class">What refusals are counted by.</param>
    /// <param name="Source">Who says that it is not public. "IANA" are the IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).</param>
    internal sealed record Row(string Network, string Class, string Source);

    /// <summary>
    /// Every network that is refused. The egress firewall in <c>deploy/</c> holds the same ones, and a test compares them. 6to4, Teredo and NAT64 lead to
    /// IPv4 addresses that the network chooses, so they are refused whole.
    /// </summary>
    public static readonly Row[] Refused =
    [
        new("0.0.0.0/8", "this-network", "IANA; RFC 791"),
        new("10.0.0.0/8", "private", "IANA; RFC 1918"),
        new("100.64.0.0/10", "private", "IANA; RFC 6598; holds 100.100.100.200, Alibaba Cloud's metadata"),
        new("127.0.0.0/8", "loopback", "IANA; RFC 1122"),
        new("168.63.129.16/32", "metadata", "Microsoft Learn, 'What is IP address 168.63.129.16?'"),
        new("169.254.0.0/16", "link-local", "IANA; RFC 3927; holds 169.254.169.254, the metadata of most clouds"),
        new("172.16.0.0/12", "private", "IANA; RFC 1918"),
        new("192.0.0.0/24", "reserved", "IANA; RFC 6890; holds 192.0.0.192, Oracle Cloud's metadata"),
        new("192.0.2.0/24", "documentation", "IANA; RFC 5737"),
        new("192.31.196.0/24", "reserved", "IANA; RFC 7535"),
        new("192.52.193.0/24", "reserved", "IANA; RFC 7450"),
        new("192.88.99.0/24", "transition", "IANA; RFC 7526: 6to4 relays"),
        new("192.168.0.0/16", "private", "IANA; RFC 1918"),
        new("192.175.48.0/24", "reserved", "IANA; RFC 7534"),
        new("198.18.0.0/15", "reserved", "IANA; RFC 2544: benchmarks"),
        new("198.51.100.0/24", "documentation", "IANA; RFC 5737"),
        new("203.0.113.0/24", "documentation", "IANA; RFC 5737"),
        new("224.0.0.0/4", "multicast", "RFC 5771"),
        new("240.0.0.0/4", "reserved", "IANA; RFC 1112"),
        new("::/96", "loopback", "IANA; RFC 4291: ::1, :: and IPv4-compatible addresses"),
        new("::ffff:0:0:0/96", "transition", "RFC 2765: IPv4-translated addresses"),
        new("64:ff9b::/96", "transition", "IANA; RFC 6052: NAT64"),
        new("64:ff9b:1::/48", "transition", "IANA; RFC 8215: NAT64"),
        new("100::/64", "reserved", "IANA; RFC 6666"),
        new("100:0:0:1::/64", "reserved", "IANA; RFC 9780"),
        new("2001::/23", "transition", "IANA; RFC 2928; holds Teredo, 2001::/32, RFC 4380"),
        new("2001:db8::/32", "documentation", "IANA; RFC 3849"),
        new("2002::/16", "transition", "IANA; RFC 3056: 6to4"),
        new("2620:4f:8000::/48", "reserved", "IANA; RFC 7534"),
        new("3fff::/20", "documentation", "IANA; RFC 9637"),
        new("5f00::/16", "reserved", "IANA; RFC 9602"),
        new("fc00::/7", "private", "IANA; RFC 4193; holds fd00:ec2::254, Amazon's metadata"),
        new("fe80::/10", "link-local", "IANA; RFC 4291"),
        new("fec0::/10", "private", "RFC 3879: site-local, deprecated"),
        new("ff00::/8", "multicast", "RFC 4291"),

        // All that is not 2000::/3, the only space that is given out (IANA, "Internet Protocol Version 6 Address Space").
        new("::/3", "unallocated", "RFC 4291"),
        new("4000::/2", "unallocated", "RFC 4291"),
        new("8000::/1", "unallocated", "RFC 4291"),
    ];

    private static readonly (IPNetwork Network, string Class)[] Special = [.. Refused.Select(row => (IPNetwork.Parse(row.Network), row.Class))];

    /// <summary>Whether an address may be asked. An IPv4 address in IPv6 clothes (<c>::ffff:127.0.0.1</c>) is judged as the IPv4 address.</summary>
    public static bool MayAsk(IPAddress address, IEnumerable<IPNetwork> allowed) => Refuse(address, allowed) is null;

    /// <returns>Null when an address may be asked, else the class that it is refused by.</returns>
    public static string? Refuse(IPAddress address, IEnumerable<IPNetwork> allowed)
    {
        var plain = Plain(address);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && plain.ScopeId != 0)
        {
            return "link-local";
        }

        if (IsIn(plain, allowed))
        {
            return null;
        }

        foreach (var (network, name) in Special)
        {
            if (network.Contains(plain))
            {
                return name;
            }
        }

        return Tunnelled(plain) is { } inner ? Refuse(inner, allowed) : null;
    }

    /// <summary>Whether one of the networks holds an address.</summary>
    public static bool IsIn(IPAddress address, IEnumerable<IPNetwork> networks)
    {
        var plain = Plain(address);
        return networks.Any(network => network.Contains(plain));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <returns>The IPv4 address at the end of an ISATAP address (RFC 5214 section 6.1: interface identifier 0:5efe or 200:5efe), else null.</returns>
    private static IPAddress? Tunnelled(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.TryWriteBytes(bytes, out _) && bytes[8..12] is [0 or 2, 0, 0x5e, 0xfe]
            ? new IPAddress(bytes[12..])
            : null;
    }
}
