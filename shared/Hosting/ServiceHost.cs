using Ingestion.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Ingestion.Hosting;

/// <summary>What every service process has: configuration, store, bus, health and telemetry.</summary>
public static class ServiceHost
{
    /// <summary>Runs a service until it is stopped, or, with <c>--healthcheck</c>, asks a running one whether it is ready.</summary>
    /// <param name="name">Name of the service, lower case; <c>NAME:Urls</c> in the configuration says where it listens.</param>
    /// <param name="port">Its port on 127.0.0.1 where the configuration does not say.</param>
    /// <param name="args">Command line; <c>--Section:Key=value</c> sets an option.</param>
    /// <param name="addServices">Adds what the service needs beside the bus.</param>
    /// <param name="addConsumers">Adds its consumers to the bus.</param>
    /// <param name="mapEndpoints">Adds HTTP endpoints; null for none but health.</param>
    /// <returns>Exit code: 0, or 1 when the one asked is not ready.</returns>
    public static async Task<int> RunAsync(
        string name,
        int port,
        string[] args,
        Action<WebApplicationBuilder> addServices,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<WebApplication>? mapEndpoints = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        var builder = WebApplication.CreateBuilder([.. args.Where(arg => arg != "--healthcheck")]);
        var urls = builder.Configuration[$"{name}:Urls"] ?? $"http://127.0.0.1:{port}";
        if (args.Contains("--healthcheck"))
        {
            return await HealthProbe.AskAsync(urls);
        }

        builder.WebHost.UseUrls(urls);
        await using var app = Build(builder, name, addServices, addConsumers, mapEndpoints);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Puts a service together: also for all of them in one process.</summary>
    /// <param name="builder">A builder with its configuration complete.</param>
    /// <param name="name">Name for telemetry.</param>
    /// <param name="addServices">Adds what the services need beside the bus.</param>
    /// <param name="addConsumers">Adds their consumers.</param>
    /// <param name="mapEndpoints">Adds HTTP endpoints; null for none but health.</param>
    /// <returns>The application, not started.</returns>
    public static WebApplication Build(
        WebApplicationBuilder builder,
        string name,
        Action<WebApplicationBuilder> addServices,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<WebApplication>? mapEndpoints = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(addServices);

        // The transport says at every try that it cannot connect, and the health check at every question; PipelineStartup says it once.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddIngestionStorage();
        builder.AddIngestionBus(addConsumers);
        builder.AddIngestionTelemetry(name);
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<DeadLetterFiling>();
        builder.Services.AddSingleton<PipelineStartup>();
        builder.Services.AddHostedService(services => services.GetRequiredService<PipelineStartup>());
        builder.Services.AddHealthChecks().AddCheck<PipelineStartup>("startup", tags: ["ready"]).AddCheck<StoreHealth>("store", tags: ["ready"]).AddCheck<BrokerHealth>("broker", tags: ["ready"]).AddCheck<EndpointHealth>("endpoints", tags: ["ready"]);
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        addServices(builder);

        var app = builder.Build();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthText.WriteAsync });
        mapEndpoints?.Invoke(app);
        return app;
    }
}
