using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// The one way out to strangers: every request the system makes goes through this handler. The address is judged when it is connected to,
/// so neither the spelling of a URL nor a name that changes its answer gets around it.
/// </summary>
internal sealed class GuardedHttp : IDisposable
{
    private readonly IPNetwork[] allowed;

    /// <param name="options">Timeouts and what is allowed beside public addresses.</param>
    /// <param name="trust">Whose certificates are believed; null for the machine's authorities.</param>
    public GuardedHttp(IOptions<FetcherOptions> options, X509ChainPolicy? trust = null)
    {
        allowed = [.. options.Value.AllowedNetworks.Select(IPNetwork.Parse)];
#pragma warning disable RS0030 // The one place that the ban points to.
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.Value.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null, // Publishers are not told our trace ids.
            ConnectCallback = ConnectAsync,
            SslOptions = { CertificateChainPolicy = trust },
        });
#pragma warning restore RS0030
    }

    public HttpMessageInvoker Invoker { get; }

    public void Dispose() => Invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(endpoint.Host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        // One bad address spoils the answer: a name that mixes public and private addresses is not to be trusted with either.
        if (addresses.FirstOrDefault(address => !AddressRules.MayAsk(address, allowed)) is not null)
        {
            throw new UnsafeAddressException($"{endpoint.Host} has an address that is not public.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To the addresses that were judged, not to the name: a second look-up could answer otherwise.
            await socket.ConnectAsync(addresses, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
