using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Standalone.Tests;

public sealed class ReprocessTests
{
    private static readonly byte[] Page = """
        <!doctype html><html lang="en"><head><title>Canal locks reopen</title></head><body><article><h1>Canal locks reopen after a week</h1>
        <p>The three locks above Port Ellis reopened on Tuesday after divers cleared a sunken barge from the lower gate, the canal office said.</p>
        <p>Forty-one boats had been waiting since last Monday, some of them loaded with pears that will now be sold for cider.</p>
        </article></body></html>
        """u8.ToArray();

    [Fact]
    public async Task What_was_handed_in_is_parsed_again_and_the_report_is_printed()
    {
        using var folder = new TemporaryFolder();
        await using var app = StandaloneHost.Build(folder.FullName, "http://127.0.0.1:0", new Dictionary<string, string?> { ["Fetcher:UserAgent"] = "Tests/1.0 (+http://127.0.0.1/)" });
        await app.StartAsync(CancellationToken.None);
        await app.Services.GetRequiredService<PipelineStartup>().Ready;
        var desk = new DeskCall(app.Urls.First(), null);
        var document = new HandedDocument { Bytes = Page, ContentType = "text/html", Charset = "utf-8", Url = "https://wire.example/1" };
        var entry = Assert.Single(await app.Services.GetRequiredService<Intake>().AcceptDocumentAsync(document, app.Services.GetRequiredService<IRawArchive>(), default));
        await Shell.UntilAsync("it is filed and noted", async () =>
            await app.Services.GetRequiredService<ILedger>().FindAsync(entry.Id, default) is { Outcome: Outcome.Indexed }
            && await app.Services.GetRequiredService<IDocuments>().CountAsync(new DocumentSlice { Outcome = Outcome.Indexed }, default) == 1);

        var (looked, preview) = await RunAsync("""{"host":"wire.example"}""", dryRun: true, desk);
        var (exitCode, report) = await RunAsync("""{"host":"wire.example"}""", dryRun: false, desk);
        await app.StopAsync(CancellationToken.None);

        Assert.Equal((0, 0), (looked, exitCode));
        Assert.Contains("1 documents", preview, StringComparison.Ordinal);
        Assert.Contains("https://wire.example/1  indexed", preview, StringComparison.Ordinal);
        Assert.Contains("done: 1 of 1", report, StringComparison.Ordinal);
        Assert.Contains("1  article → unchanged  https://wire.example/1", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "400: Name a part of the archive")]
    [InlineData("""{"host":"other.example"}""", "400: No document is in this slice")]
    public async Task What_is_refused_is_said(string slice, string said)
    {
        await using var service = await RunningService.StartAsync(builder => Desk.DeskServices.AddDesk(builder), _ => { }, app => Desk.DeskServices.MapDesk(app));

        var (exitCode, output) = await RunAsync(slice, dryRun: false, new DeskCall(service.Url, null));

        Assert.Equal(1, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_Desk_is_it_says_so()
    {
        await using var origin = await Origin.StartAsync();
        origin.OnPage("/reprocess", "{}");

        var (exitCode, output) = await RunAsync("""{"all":true}""", dryRun: false, new DeskCall(origin.Url, null));

        Assert.Equal((1, $"What answers on {origin.Url} is not a Desk."), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData("--fetched-from 2026-03-02 --parser-below 1.0 --article-id a1_x --host h --kind web --feed f --fetched-to t --parser 1 --enricher 1 --enricher-below 2 --outcome o --reason r --limit 3 --all --dry-run")]
    public void Every_part_of_a_slice_is_an_option(string arguments) => Assert.Empty(ReprocessCommand.Create().Parse(arguments.Split(' ')).Errors);

    private static async Task<(int ExitCode, string Output)> RunAsync(string slice, bool dryRun, DeskCall desk)
    {
        using var output = new StringWriter();
        var exitCode = await ReprocessCommand.RunAsync(JsonNode.Parse(slice)!.AsObject(), dryRun, desk, output, TimeProvider.System, CancellationToken.None);
        return (exitCode, output.ToString());
    }
}
