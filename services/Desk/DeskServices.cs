using Ingestion.Desk.Api;
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
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1_000_000_000); // The endpoints have limits of their own, with a reason in the answer.
    }

    /// <summary>Adds the API and the front page.</summary>
    public static void MapDesk(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var urls = (app.Configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        Access.RequireKeyBeyondLoopback(urls, app.Services.GetRequiredService<IOptions<DeskOptions>>().Value);
        app.UseExceptionHandler();
        app.Use(Access.CheckAsync);
        app.MapOpenApi();
        app.MapSubmissions();
        app.MapReading();
        app.MapFrontPage();
    }
}
