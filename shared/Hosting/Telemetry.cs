using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Ingestion.Hosting;

/// <summary>Traces and metrics, sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set and to nobody otherwise.</summary>
public static class Telemetry
{
    /// <summary>Name of our activity source and of our meters.</summary>
    public const string SourceName = "Ingestion";

    internal static ActivitySource Source { get; } = new(SourceName);

    internal static void AddIngestionTelemetry(this IHostApplicationBuilder builder, string service)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"ingestion-{service}"))
            .WithTracing(tracing => tracing.AddSource(SourceName))
            .WithMetrics(metrics => metrics.AddMeter(SourceName, "MassTransit", "Polly"))
            .UseOtlpExporter();
    }
}
