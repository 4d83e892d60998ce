using System.IO.Compression;
using System.Text;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Standalone.Tests;

public sealed class BackfillTests
{
    private const string Page = """
        <html lang="en"><head><title>Ferry returns to the island</title></head><body><article><h1>Ferry returns to the island</h1>
        <p>The ferry to the island sailed again on Monday after the storm had passed, the harbour master said.</p>
        <p>It carried ninety passengers, two lorries with flour and the post of eleven days, and was met by the school's brass band.</p>
        <p>The shipping company wants to sail twice a day until the shelves of the only shop are full again.</p>
        <p>A second ship, which lost its rudder in the storm, is to be towed to the yard at the end of the week.</p>
        </article></body></html>
        """;

    [Fact]
    public async Task A_page_of_a_web_archive_becomes_an_article_and_nobody_is_asked_for_it()
    {
        var folder = Directory.CreateTempSubdirectory("ingestion-backfill-");
        await using var origin = await Origin.StartAsync();
        var url = origin.Url + "/a";
        var block = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + Page;
        var file = new FileInfo(Path.Combine(folder.FullName, "pages.warc.gz"));
        await using (var gzip = new GZipStream(file.Create(), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-04-03T02:01:00Z\r\nContent-Length: {block.Length}\r\n\r\n{block}\r\n\r\n"));
        }

        var settings = new Dictionary<string, string?> { ["Fetcher:UserAgent"] = "Tests/1.0 (+http://127.0.0.1/)", ["Fetcher:AllowedNetworks:0"] = "127.0.0.0/8", ["Fetcher:AllowedPorts:0"] = $"{origin.Port}" };
        await using var app = StandaloneHost.Build(Path.Combine(folder.FullName, "data"), "http://127.0.0.1:0", settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<Hosting.PipelineStartup>().Ready;
        await using var output = new StringWriter();

        var exitCode = await FileSubmission.WarcAsync(file, new DeskCall(app.Urls.First(), null), output, default);

        Assert.True(exitCode == 0, output.ToString());
        var ledger = app.Services.GetRequiredService<ILedger>();
        LedgerEntry? closed = null;
        await Shell.UntilAsync("the entry is closed", async () => (closed = (await ledger.ListAsync(new LedgerQuery { CanonicalUrl = url }, default)).Single()) is { State: LedgerState.Closed });
        Assert.Equal((Outcome.Indexed, SourceKind.Archive), (closed!.Outcome, closed.Kind));
        var article = await app.Services.GetRequiredService<IArticleStore>().FindAsync(closed.ArticleId!, default);
        Assert.Equal((SourceKind.Archive, "Ferry returns to the island", new DateTimeOffset(2019, 4, 3, 2, 1, 0, TimeSpan.Zero)), (article!.Source.Kind, article.Headline, article.FetchedAt));
        Assert.Empty(origin.Requests);
        Assert.Empty(await ledger.SuspectsAsync());
        await app.StopAsync(default);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
