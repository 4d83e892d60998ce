using System.Net;
using Ingestion.Fetcher.Fetching;
using Ingestion.TestSupport;

namespace Ingestion.Fetcher.Tests;

/// <summary>The networks that are refused are written down three times; this is what keeps them the same.</summary>
public class EgressFilesTests
{
    private const string Denied = "IPAddressDeny=";
    private static readonly string[] Networks = [.. AddressRules.Refused.Select(row => row.Network).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_firewall_holds_the_networks_that_the_process_refuses()
    {
        var file = Read("nftables/fetcher-egress.nft");

        var (four, six) = (Elements(file, "refused4"), Elements(file, "refused6"));

        Assert.Equal(Networks, four.Concat(six).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(four, network => network.Contains(':', StringComparison.Ordinal));
        Assert.All(six, network => Assert.Contains(":", network, StringComparison.Ordinal));
    }

    [Fact]
    public void The_unit_holds_the_networks_that_the_process_refuses() =>
        Assert.Equal(
            Networks,
            Read("systemd/ingestion-fetcher.service.d/guard.conf").Split('\n').Where(line => line.StartsWith(Denied, StringComparison.Ordinal)).Select(line => line[Denied.Length..]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_refused_network_is_refused_from_its_first_address_on()
    {
        Assert.All(AddressRules.Refused, row =>
        {
            Assert.False(AddressRules.MayAsk(IPNetwork.Parse(row.Network).BaseAddress, []));
            Assert.False(string.IsNullOrWhiteSpace(row.Source));
        });
        Assert.Equal(Networks.Length, Networks.Distinct().Count());
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "deploy", file));

    private static string[] Elements(string file, string set)
    {
        var elements = file[file.IndexOf($"set {set} {{", StringComparison.Ordinal)..];
        elements = elements[(elements.IndexOf("elements = {", StringComparison.Ordinal) + 12)..];
        return elements[..elements.IndexOf('}', StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries);
    }
}
