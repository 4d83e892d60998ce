using Ingestion.Fetcher.Fetching;
using MassTransit;

namespace Ingestion.Fetcher;

/// <summary>The fetcher, for its own process and for all services in one.</summary>
public static class FetcherServices
{
    /// <summary>Name, and prefix of its configuration.</summary>
    public const string Name = "Fetcher";

    /// <summary>Adds what the fetcher needs.</summary>
    public static void AddFetcher(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<FetcherOptions>().BindConfiguration(FetcherOptions.Section).ValidateDataAnnotations()
            .Validate(o => o.AllowedNetworks.All(network => System.Net.IPNetwork.TryParse(network, out _)), "Fetcher:AllowedNetworks must hold networks in CIDR notation, such as 10.1.0.0/16.")
            .Validate(o => o.MinPollInterval <= o.MaxPollInterval, "Fetcher:MinPollInterval must not be longer than Fetcher:MaxPollInterval.")
            .Validate(o => o.WebSubCallback is null || (Uri.TryCreate(o.WebSubCallback, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"), "Fetcher:WebSubCallback must be an absolute http or https URL, such as https://news.example.org.")
            .ValidateOnStart();
        builder.Services.AddFetching();
        builder.Services.AddSingleton<Rechecks>();
        builder.Services.AddSingleton<OrderEntries>();
        builder.Services.AddSingleton<FeedIntake>();
        builder.Services.AddSingleton<Sitemaps>();
        builder.Services.AddSingleton<HubSubscriptions>();
        builder.Services.AddHostedService<FeedUpkeep>();
        builder.Services.AddHostedService<AllowListNotice>();
        builder.Services.AddHostedService<DueMessages>();
    }

    /// <summary>Adds what asks for one document.</summary>
    internal static IServiceCollection AddFetching(this IServiceCollection services) => services
        .AddSingleton<GuardedHttp>()
        .AddSingleton<HostTurns>()
        .AddSingleton<RobotsRequest>()
        .AddSingleton<RobotsCache>()
        .AddSingleton<ResponseReader>()
        .AddSingleton<OneRequest>()
        .AddSingleton<DocumentFetcher>();

    /// <summary>Adds the fetcher's consumers.</summary>
    public static void AddFetcherConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<FetchArticleConsumer, FetchArticleConsumerDefinition>();
        bus.AddConsumer<PlanRecheckConsumer>();
        bus.AddConsumer<PollFeedConsumer, PollFeedConsumerDefinition>();
    }
}
