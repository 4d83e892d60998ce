using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Hosting;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk;

/// <summary>Who may talk to the Desk.</summary>
internal static class Access
{
    /// <summary>An open Desk beyond loopback is refused at start: better no Desk than anybody's.</summary>
    /// <exception cref="OptionsValidationException">It listens beyond loopback, without a key.</exception>
    public static void RequireKeyBeyondLoopback(IEnumerable<string> urls, DeskOptions options)
    {
        if (options.ApiKey is null && !options.TrustNetwork && urls.FirstOrDefault(url => !IsLoopback(url)) is { } open)
        {
            throw new OptionsValidationException(DeskOptions.Section, typeof(DeskOptions),
                [$"The Desk would listen on {open} without a key. Set Desk:ApiKey, or Desk:TrustNetwork=true if something in front of it guards it, or listen on 127.0.0.1."]);
        }
    }

    /// <summary>
    /// Not ready → 503. Wrong key → 401. A page of another origin that makes a browser post → 403, and so is one whose name was pointed at this
    /// machine (DNS rebinding), where no key keeps it out.
    /// </summary>
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<DeskOptions>>().Value;
        var request = context.Request;
        // Hubs have no key: their callbacks take nothing on trust but what the feed's secret signs.
        var isHub = request.Path.StartsWithSegments(News.WebSub.Path, StringComparison.Ordinal);
        if (request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context);
        }
        else if (!isHub && options.ApiKey is { } key && !IsKey(request.Headers.Authorization.ToString(), key))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Results.Problem("Send the key as 'Authorization: Bearer KEY'.", statusCode: 401).ExecuteAsync(context);
        }
        else if (!isHub && options is { ApiKey: null, TrustNetwork: false } && !IsLoopback($"http://{request.Host}"))
        {
            await Results.Problem($"Without a key the Desk answers to localhost and loopback addresses only, not to {request.Host}.", statusCode: 403).ExecuteAsync(context);
        }
        else if (!isHub && !HttpMethods.IsGet(request.Method) && request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, request))
        {
            await Results.Problem($"Pages of {origin} may not write here.", statusCode: 403).ExecuteAsync(context);
        }
        else if (!context.RequestServices.GetRequiredService<PipelineStartup>().Ready.IsCompletedSuccessfully)
        {
            context.Response.Headers.RetryAfter = "5";
            await Results.Problem("The Desk waits for the store or the broker; see /health/ready.", statusCode: 503).ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private static bool IsKey(string header, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header)), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + key)));

    private static bool IsOwn(string origin, HttpRequest request) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value;
}
