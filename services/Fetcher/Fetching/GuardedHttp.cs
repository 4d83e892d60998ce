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
    // A QUIC connection would not come through ConnectCallback. The switch is read when the first handler is made.
    static GuardedHttp() => AppContext.SetSwitch("System.Net.SocketsHttpHandler.Http3Support", isEnabled: false);

    /// <param name="options">Timeouts and what is allowed beside public addresses.</param>
    /// <param name="resolve">Looks names up; null for the machine's resolver.</param>
    /// <param name="trust">Whose certificates are believed; null for the machine's authorities.</param>
    public GuardedHttp(IOptions<FetcherOptions> options, Resolver? resolve = null, X509ChainPolicy? trust = null)
    {
        Destinations = new Destinations(options.Value, resolve);
#pragma warning disable RS0030 // The one place that the ban points to.
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false, // A proxy would connect for us, to addresses that nobody judged.
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

    /// <summary>What may be asked; whoever follows a redirect asks it first.</summary>
    public Destinations Destinations { get; }

    public void Dispose() => Invoker.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Destinations.AddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To the addresses that were judged, not to the name: a second look-up could answer otherwise.
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
