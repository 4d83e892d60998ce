using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ingestion.TestSupport;

/// <summary>
/// A server on loopback that answers with raw bytes, so that it can break every rule of HTTP. It reads one request of each connection, and
/// robots.txt is 404 unless a test says otherwise. What each fault looks like is in <see cref="HostileAnswers"/>.
/// </summary>
public sealed class HostileOrigin : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, HostileAnswer?> answers;
    private readonly SslServerAuthenticationOptions? tls;
    private readonly Task accepting;

    private HostileOrigin(Func<string, HostileAnswer?> answers, SslServerAuthenticationOptions? tls)
    {
        (this.answers, this.tls) = (answers, tls);
        listener.Start(512);
        accepting = AcceptAsync();
    }

    /// <summary>Scheme, address and port.</summary>
    public string Url => $"{(tls is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Starts a server.</summary>
    /// <param name="answers">The answer to a path and query; null for 404.</param>
    public static HostileOrigin Start(Func<string, HostileAnswer?> answers) => new(answers, null);

    /// <summary>Starts a server that speaks TLS.</summary>
    /// <param name="answers">The answer to a path and query; null for 404.</param>
    /// <param name="certificate">What it shows.</param>
    /// <param name="protocols">What it speaks.</param>
    public static HostileOrigin StartTls(Func<string, HostileAnswer?> answers, X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None) =>
        new(answers, new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocols });

    /// <summary>Stops the server and hangs up on everyone.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
                serving.RemoveAll(task => task.IsCompleted);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        try
        {
            await using Stream plain = new NetworkStream(socket);
            await using var stream = tls is null ? plain : new SslStream(plain);
            if (stream is SslStream secure)
            {
                await secure.AuthenticateAsServerAsync(tls!, stop.Token);
            }

            var path = await ReadRequestAsync(stream);
            if (path is null)
            {
                return;
            }

            var answer = answers(path) ?? HostileAnswers.NotFound;
            await answer(new HostileConnection(path, stream, socket, stop.Token));

            // Hung up politely, so that what was sent arrives: closing with unread bytes would reset the connection.
            if (socket.Connected)
            {
                socket.Shutdown(SocketShutdown.Send);
                var rest = new byte[1024];
                while (await plain.ReadAsync(rest, stop.Token) > 0)
                {
                }
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // The client had enough, which is what most of these answers are for.
        }
    }

    private async Task<string?> ReadRequestAsync(Stream stream)
    {
        var (bytes, length) = (new byte[16 * 1024], 0);
        while (bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), stop.Token);
            if (read == 0)
            {
                return null;
            }

            length += read;
        }

        return Encoding.ASCII.GetString(bytes, 0, length).Split(' ')[1];
    }
}

/// <summary>Says something to a client, or does worse.</summary>
public delegate Task HostileAnswer(HostileConnection connection);

/// <summary>One client that has asked.</summary>
/// <param name="Path">What it asked for, with its query.</param>
/// <param name="Stream">To it.</param>
/// <param name="Socket">Beneath.</param>
/// <param name="Stop">The server is shutting down.</param>
public sealed record HostileConnection(string Path, Stream Stream, Socket Socket, CancellationToken Stop)
{
    /// <summary>Sends characters as bytes of the same number.</summary>
    public ValueTask WriteAsync(string text) => Stream.WriteAsync(Encoding.Latin1.GetBytes(text), Stop);
}
