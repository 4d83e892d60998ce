using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingestion.TestSupport;

/// <summary>
/// Services put together as in production by <see cref="ServiceHost.Build"/>, with messages in memory, SQLite in a folder that is gone
/// afterwards unless the settings say otherwise, and a free port on loopback. Everything published and consumed is written down.
/// </summary>
public sealed class RunningService : IAsyncDisposable
{
#pragma warning disable RS0030 // Asks loopback only.
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
#pragma warning restore RS0030
    private readonly WebApplication app;
    private bool started;

    private RunningService(WebApplication app, string folder, LogLines logs) => (this.app, Folder, Logs) = (app, folder, logs);

    /// <summary>Where it keeps what it has.</summary>
    public string Folder { get; }

    /// <summary>What it logged.</summary>
    public LogLines Logs { get; }

    /// <summary>What went over its bus.</summary>
    public MessageLog Messages { get; } = new();

    /// <summary>Where it listens.</summary>
    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Its container.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>A service of the container.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Starts services and waits until they are ready.</summary>
    /// <param name="addServices">As for <see cref="ServiceHost.Build"/>.</param>
    /// <param name="addConsumers">As for <see cref="ServiceHost.Build"/>.</param>
    /// <param name="mapEndpoints">As for <see cref="ServiceHost.Build"/>.</param>
    /// <param name="settings">Options; they win.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="waitUntilReady">Whether to wait.</param>
    public static async Task<RunningService> StartAsync(
        Action<WebApplicationBuilder> addServices,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<WebApplication>? mapEndpoints = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        TimeProvider? time = null,
        bool waitUntilReady = true)
    {
        var folder = Directory.CreateTempSubdirectory("ingestion-service-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "memory",
            ["Storage:Folder"] = Path.Combine(folder, "data"),
            ["Fetcher:UserAgent"] = "IngestionTests/1.0 (+http://127.0.0.1/)",
            ["Fetcher:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Fetcher:ScheduleInterval"] = "00:00:00.1",
            ["Fetcher:HostGap"] = "00:00:00",
            ["Fetcher:LatencyFactor"] = "0",
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.WebHost.UseUrls(builder.Configuration["urls"]!);
        var logs = new LogLines();
        builder.Logging.ClearProviders().AddProvider(logs);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        var service = new RunningService(ServiceHost.Build(builder, "test", addServices, addConsumers, mapEndpoints), folder, logs);
        try
        {
            await service.app.StartAsync();
            service.started = true;
            service.Get<IBus>().ConnectPublishObserver(service.Messages);
            service.Get<IBus>().ConnectConsumeObserver(service.Messages);
            if (waitUntilReady)
            {
                await service.Get<PipelineStartup>().Ready.WaitAsync(TimeSpan.FromSeconds(60));
            }
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }

        return service;
    }

    /// <summary>Publishes a message as our own services do, and waits until its consumer is done with it.</summary>
    /// <returns>What came of it.</returns>
    public Task<ConsumedMessage> HandleAsync<T>(T message, Guid entryId)
        where T : class =>
        HandledAsync(message, () => Get<IBus>().SayAsync(message, entryId, CancellationToken.None));

    /// <summary>Does something that publishes a message, and waits until its consumer is done with it.</summary>
    /// <returns>What came of it.</returns>
    public async Task<ConsumedMessage> HandledAsync<T>(T message, Func<Task> publish)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(publish);
        var before = Messages.Consumed.Count;
        await publish();
        ConsumedMessage? consumed = null;
        await Shell.UntilAsync($"{typeof(T).Name} is consumed", () =>
        {
            consumed = Messages.Consumed.Skip(before).FirstOrDefault(one => one.Message is T);
            return Task.FromResult(consumed is not null);
        });
        return consumed!;
    }

    /// <summary>The one open or closed entry of a URL.</summary>
    public async Task<LedgerEntry> EntryAsync(string url) =>
        (await Get<ILedger>().ListAsync(new LedgerQuery { CanonicalUrl = News.CanonicalUrl.Of(url) }, CancellationToken.None)).Single();

    /// <summary>Waits until an entry is closed.</summary>
    public async Task<LedgerEntry> ClosedAsync(Guid entryId, int seconds = 60)
    {
        LedgerEntry? entry = null;
        await Shell.UntilAsync($"entry {entryId} is closed", async () =>
        {
            entry = await Get<ILedger>().FindAsync(entryId, CancellationToken.None);
            return entry is { State: LedgerState.Closed };
        }, seconds);
        return entry!;
    }

    /// <summary>Sends a request; the answer's body is read.</summary>
    public async Task<(int Status, string Body, HttpResponseMessage Response)> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Url + path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await http.SendAsync(request, CancellationToken.None);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>Gets JSON.</summary>
    public async Task<(int Status, JsonNode Json)> GetAsync(string path)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Get, path);
        return (status, JsonNode.Parse(body)!);
    }

    /// <summary>Posts JSON.</summary>
    public async Task<(int Status, JsonNode? Json)> PostAsync<T>(string path, T value)
    {
        using var content = JsonContent.Create(value, options: ContractJson.Options);
        var (status, body, _) = await SendAsync(HttpMethod.Post, path, content);
        return (status, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>Stops everything and forgets it.</summary>
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (started)
        {
            await app.StopAsync();
        }

        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
