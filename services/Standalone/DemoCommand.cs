using System.CommandLine;
using Ingestion.Contracts;
using Ingestion.Desk;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Standalone.SampleWire;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Standalone;

/// <summary>
/// The first thing a newcomer starts: (1) a sample wire on loopback, (2) the whole pipeline, (3) everything the wire has goes in,
/// (4) the wire revises one story and kills another, (5) the books.
/// </summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "Stop when the books balance; exit code 0 only if they do." };
        var urls = new Option<string>("--urls") { Description = "Where the Desk listens.", DefaultValueFactory = _ => RunCommand.DefaultUrls };
        var command = new Command("demo", "Ingest a sample wire of invented stories and leave the Desk open.") { exit, urls };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(exit), parsed.GetValue(urls)!, Console.Out, cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(bool exit, string urls, TextWriter output, CancellationToken cancellationToken)
    {
        // (1)
        await using var wire = await SampleWire.SampleWire.StartAsync(cancellationToken);
        return await RunAsync(wire, exit, urls, output, cancellationToken);
    }

    internal static async Task<int> RunAsync(SampleWire.SampleWire wire, bool exit, string urls, TextWriter output, CancellationToken cancellationToken)
    {
        // (2)
        using var folder = new TemporaryFolder();
        await using var app = await RunCommand.StartAsync(() => StandaloneHost.Build(folder.FullName, urls, Settings(wire)), urls, output, cancellationToken);
        if (app is null)
        {
            return 1;
        }

        await app.Services.GetRequiredService<PipelineStartup>().Ready.WaitAsync(cancellationToken);
        await output.WriteLineAsync($"Sample wire: feed {wire.FeedUrl}, sitemap {wire.NewsSitemapUrl}, {wire.ExtraUrls.Count} URLs, {wire.Files.Count} files.");

        // (3)
        var progress = new ProgressLine(output);
        await SubmitFirstRoundAsync(app.Services, wire, cancellationToken);
        var balance = await Books.WaitUntilClosedAsync(app.Services, wire.Expected.Accepted, Patience, progress.Show, cancellationToken);

        // (4)
        wire.BeginSecondRound();
        await app.Services.GetRequiredService<Intake>().AcceptUrlsAsync(wire.SecondRoundUrls, feed: null, cancellationToken);
        balance = await Books.WaitUntilClosedAsync(app.Services, balance.Accepted + wire.SecondRoundUrls.Count, Patience, progress.Show, cancellationToken);
        progress.End();

        // (5) compared with what the other stores hold.
        await app.Services.ReconcileAsync(cancellationToken);
        balance = await Books.ReadAsync(app.Services, cancellationToken);
        await StoryTable.WriteAsync(app.Services, output, cancellationToken);
        if (!exit)
        {
            await output.WriteLineAsync($"The Desk is open on {urls} — Ctrl+C stops it.");
        }

        await output.WriteLineAsync(LedgerLine.Of(balance));
        var complete = Books.Balance(balance) && balance.Accepted == wire.Expected.Accepted + wire.SecondRoundUrls.Count;
        if (!exit)
        {
            await app.WaitForShutdownAsync(cancellationToken);
        }

        await app.StopAsync(CancellationToken.None);
        return complete ? 0 : 1;
    }

    private static async Task SubmitFirstRoundAsync(IServiceProvider services, SampleWire.SampleWire wire, CancellationToken cancellationToken)
    {
        var (intake, bus, archive) = (services.GetRequiredService<Intake>(), services.GetRequiredService<IBus>(), services.GetRequiredService<IRawArchive>());
        foreach (var feed in new[] { wire.FeedUrl, wire.NewsSitemapUrl })
        {
            await bus.SayAsync(new PollFeed { Url = feed }, ContentKey.MessageId(nameof(PollFeed), feed), cancellationToken);
        }

        await intake.AcceptUrlsAsync(wire.ExtraUrls, feed: null, cancellationToken);
        foreach (var file in wire.Files)
        {
            await intake.AcceptDocumentAsync(new HandedDocument { Bytes = file.Content, ContentType = "text/plain", Charset = "utf-8", Url = file.Url }, archive, cancellationToken);
        }
    }

    // The wire is on loopback, which a fetcher refuses unless told; and it is ours, so that it need not be asked as gently as strangers.
    private static Dictionary<string, string?> Settings(SampleWire.SampleWire wire)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Fetcher:UserAgent"] = "IngestionDemo/0.1 (+http://127.0.0.1/)",
            ["Fetcher:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Fetcher:HostGap"] = "00:00:00.05",
            ["Fetcher:LatencyFactor"] = "0",
            ["Fetcher:RetryPause"] = "00:00:01",
            ["Fetcher:ScheduleInterval"] = "00:00:00.1",
        };
        IEnumerable<string> addresses = [wire.FeedUrl, wire.NewsSitemapUrl, .. wire.ExtraUrls, .. wire.Submissions.Select(one => one.Url)];
        var ports = addresses.Where(url => Uri.IsWellFormedUriString(url, UriKind.Absolute)).Select(url => new Uri(url).Port).Where(port => port > 0).Distinct();
        foreach (var (index, port) in ports.Index())
        {
            settings[$"Fetcher:AllowedPorts:{index}"] = $"{port}";
        }

        return settings;
    }
}
