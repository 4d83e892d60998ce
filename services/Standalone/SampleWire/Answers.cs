using System.Globalization;
using System.Text;

namespace Ingestion.Standalone.SampleWire;

/// <summary>What a web server can say.</summary>
internal static class Answers
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static RequestDelegate Html(string page) => Bytes("text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));

    /// <summary>The header names no charset: the page does.</summary>
    public static RequestDelegate HtmlInWindows1252(string page) => Bytes("text/html", Windows1252.GetBytes(page));

    public static RequestDelegate Bytes(string type, byte[] content) => async context =>
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        }
    };

    public static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"<!DOCTYPE html><title>{status}</title><h1>{status}</h1>", context.RequestAborted);
    };

    public static RequestDelegate Redirect(int status, string to) => context =>
    {
        (context.Response.StatusCode, context.Response.Headers.Location) = (status, to);
        return Task.CompletedTask;
    };

    /// <summary>Waits before the first byte. The wait is the point, so it is real whatever clock the wire has.</summary>
    public static RequestDelegate After(TimeSpan delay, RequestDelegate then) => async context =>
    {
        await Task.Delay(delay, context.RequestAborted);
        await then(context);
    };

    /// <summary>503 with Retry-After the first time, the answer from then on.</summary>
    public static RequestDelegate UnavailableOnce(TimeSpan retryAfter, RequestDelegate then)
    {
        var asked = 0;
        return context =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return then(context);
            }

            context.Response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Status(StatusCodes.Status503ServiceUnavailable)(context);
        };
    }
}
