using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingestion.Hosting;

/// <summary>An answer of a health check as text: the whole first, then what is not well and why.</summary>
internal static class HealthText
{
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var parts = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => $"{entry.Key}: {entry.Value.Status}. {entry.Value.Description}");
        return http.Response.WriteAsync(string.Join('\n', [$"{report.Status}", .. parts]), http.RequestAborted);
    }
}
