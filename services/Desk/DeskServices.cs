using Ingestion.Desk.Api;
using Ingestion.Desk.Bulk;
using Ingestion.Desk.DeadLetters;
using Ingestion.Desk.Documents;
using Ingestion.Desk.Feeds;
using Ingestion.Desk.Journeys;
using Ingestion.Desk.Reconciling;
using Ingestion.Desk.Reprocess;
using Ingestion.Desk.WebSub;
using Ingestion.Hosting;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk;

/// <summary>The Desk, for its own process and for all services in one.</summary>
public static class DeskServices
{
    /// <summary>Name, and prefix of its configuration.</summary>
    public const string Name = "Desk";

    /// <summary>Adds what the Desk needs.</summary>
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<DeskOptions>().BindConfiguration(DeskOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.ConfigureHttpJsonOptions(json => DeskJson.Apply(json.SerializerOptions));
        // What the framework refuses before an endpoint sees it is said as clearly as what the endpoints refuse.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.Configure<ExceptionHandlerOptions>(handler => handler.StatusCodeSelector = exception => (exception as BadHttpRequestException)?.StatusCode ?? 500);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => context.ProblemDetails.Detail ??= (context.Exception as BadHttpRequestException)?.Message ?? WhatToSend(context.HttpContext));
        builder.Services.AddOpenApi();
        builder.Services.AddSingleton<Backlog>();
        builder.Services.AddSingleton<ListUpload>();
        builder.Services.AddSingleton<WarcUpload>();
        builder.Services.AddSingleton<ReprocessRunner>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReprocessRunner>());
        builder.Services.AddSingleton<OtherStage>();
        builder.Services.AddSingleton<IReplayTransport>(services => services.GetRequiredService<IOptions<BusOptions>>().Value.IsDurable
            ? ActivatorUtilities.CreateInstance<BrokerReplay>(services)
            : ActivatorUtilities.CreateInstance<MemoryReplay>(services));
        builder.Services.AddSingleton<DeadLetterWork>();
        builder.Services.AddSingleton<DeadLetterRunner>();
        builder.Services.AddSingleton<DeadLetterActionEndpoints.Starting>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DeadLetterRunner>());
        builder.Services.AddHostedService<DeadLetterDrain>();
        builder.Services.AddHostedService<DeadLetterRetention>();
        builder.Services.AddSingleton<JourneySearch>();
        builder.Services.AddSingleton<QueueWatch>();
        builder.Services.AddSingleton<Redriver>();
        builder.Services.AddSingleton<Reconciler>();
        builder.Services.AddSingleton<ReconcilerRunner>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ReconcilerRunner>());
        builder.Services.AddSingleton<Subscriptions>();
        builder.Services.AddSingleton<Callbacks>();
        builder.Services.AddSingleton<HubCounts>();
        builder.Services.AddHostedService<WatchedFolder>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1_000_000_000); // The endpoints have limits of their own, with a reason in the answer.
    }

    private static string? WhatToSend(HttpContext context) => context.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType
        ? $"{context.Request.Path} takes no {context.Request.ContentType ?? "body without a Content-Type"}: set Content-Type to one of those that /openapi/v1.json names."
        : null;

    /// <summary>Adds the Desk's consumer.</summary>
    public static void AddDeskConsumers(this IBusRegistrationConfigurator bus) => bus.AddConsumer<SubmitDocumentConsumer>();

    /// <summary>Compares all of the books with the other stores now.</summary>
    /// <param name="services">The running application's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is done; at once where another Desk does it.</returns>
    public static Task ReconcileAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<ReconcilerRunner>().PassNowAsync(cancellationToken);

    /// <summary>Adds the API and the front page.</summary>
    public static void MapDesk(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var urls = (app.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var endpoints = app.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>(); // they win over urls
        Access.RequireKeyBeyondLoopback(urls.Concat(endpoints), app.Services.GetRequiredService<IOptions<DeskOptions>>().Value);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(Access.CheckAsync);
        app.MapOpenApi();
        app.MapSubmissions();
        app.MapDocuments();
        app.MapFeeds();
        app.MapReprocessing();
        app.MapDeadLetters();
        app.MapDeadLetterActions();
        app.MapDeadLetterJobs();
        app.MapReconciling();
        app.MapJourneys();
        app.MapWebSub();
        app.MapReading();
        app.MapWithdrawals();
        app.MapFrontPage();
    }
}
