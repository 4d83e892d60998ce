using System.Net.Sockets;
using System.Text;

namespace Ingestion.Hosting;

/// <summary>Asks a service of this machine whether it is ready: for container health checks, so that the image needs no other program.</summary>
internal static class HealthProbe
{
    public static async Task<int> AskAsync(string urls)
    {
        var url = new Uri(urls.Split(';')[0].Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://[::1]", StringComparison.Ordinal));
        try
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var client = new TcpClient();
            await client.ConnectAsync(url.Host, url.Port, timeout.Token);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /health/ready HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\n\r\n"), timeout.Token);
            using var reader = new StreamReader(stream);
            var status = await reader.ReadLineAsync(timeout.Token);
            return status?.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) == true ? 0 : 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return 1;
        }
    }
}
