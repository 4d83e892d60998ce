using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Standalone.Tests;

public sealed class RestartTests
{
    [Fact]
    public async Task What_was_accepted_before_a_crash_is_ingested_after_it()
    {
        var folder = Directory.CreateTempSubdirectory("ingestion-restart-");
        await using var origin = await Origin.StartAsync();
        origin.OnPage("/a", """
            <html lang="en"><head><title>Ferry returns to the island</title></head><body><article><h1>Ferry returns to the island</h1>
            <p>The ferry to the island sailed again on Monday after the storm had passed, the harbour master said.</p>
            <p>It carried ninety passengers, two lorries with flour and the post of eleven days, and was met by the school's brass band.</p>
            <p>The shipping company wants to sail twice a day until the shelves of the only shop are full again.</p>
            <p>A second ship, which lost its rudder in the storm, is to be towed to the yard at the end of the week.</p>
            </article></body></html>
            """);
        var settings = new Dictionary<string, string?>
        {
            ["Fetcher:UserAgent"] = "Tests/1.0 (+http://127.0.0.1/)",
            ["Fetcher:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Fetcher:AllowedPorts:0"] = $"{origin.Port}",
            ["Bus:RepublishAfter"] = "00:00:01",
            ["Fetcher:RecheckUntil"] = "00:00:00",
        };
        var entry = Intake.Entry(Guid.NewGuid(), origin.Url + "/a", SourceKind.Web, TimeProvider.System.GetUtcNow());

        // What a process that was killed after accepting leaves: the books and the schedule, and nothing on the bus.
        await using (var killed = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder.FullName }).Build())
            .AddIngestionStorage()
            .BuildServiceProvider())
        {
            await killed.GetRequiredService<StoreReadiness>().PrepareAsync(default);
            await killed.GetRequiredService<ISchedule>().PutAsync([Intake.Scheduled(entry.Id, new FetchArticle { Url = entry.Url }, entry.OpenedAt.AddSeconds(1))], default);
            await killed.GetRequiredService<ILedger>().OpenAsync([entry], default);
        }

        await using var restarted = StandaloneHost.Build(folder.FullName, "http://127.0.0.1:0", settings);
        await restarted.StartAsync(TestContext.Current.CancellationToken);

        LedgerEntry? closed = null;
        await Shell.UntilAsync("the entry is closed", async () => (closed = await restarted.Services.GetRequiredService<ILedger>().FindAsync(entry.Id, default)) is { State: LedgerState.Closed });
        Assert.Equal(Outcome.Indexed, closed!.Outcome);
        await Shell.UntilAsync("the schedule lets go of it", async () => await restarted.Services.GetRequiredService<ISchedule>().CountAsync(default) == 0);
        await restarted.StopAsync(default);
    }
}
