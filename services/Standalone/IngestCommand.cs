using System.CommandLine;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;

namespace Ingestion.Standalone;

/// <summary>Runs local files through the pipeline: (1) a pipeline of its own, (2) the files in, (3) what came of each.</summary>
internal static class IngestCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly JsonSerializerOptions Readable = new(ContractJson.Options) { WriteIndented = true };

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "HTML pages, or wire copy: plain text, NITF, NewsML-G2, ninjs, feeds with full text; a message of several items gives several stories.", Arity = ArgumentArity.OneOrMore };
        var url = new Option<string?>("--url") { Description = "Where the file was published; with one file only." };
        var published = new Option<string?>("--published") { Description = "When it was published: 2026-03-02 or 2026-03-02T09:05:00+01:00." };
        var provider = new Option<string?>("--provider") { Description = "Who supplied the files, where they do not say." };
        var json = new Option<bool>("--json") { Description = "Write the enriched stories as JSON, one document after another." };
        var data = new Option<string?>("--data") { Description = "Keep store and archive in this folder; otherwise nothing is kept." };
        var command = new Command("ingest", "Ingest local files and show the enriched stories.") { files, url, published, provider, json, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(files)!, parsed.GetValue(url), parsed.GetValue(published), parsed.GetValue(json), parsed.GetValue(data), Console.Out, Console.Error, cancellationToken, parsed.GetValue(provider)));
        return command;
    }

    internal static async Task<int> RunAsync(
        FileInfo[] files, string? url, string? published, bool json, string? data, TextWriter output, TextWriter errors, CancellationToken cancellationToken, string? provider = null)
    {
        if (Check(files, url, published, out var publishedAt) is { } wrong)
        {
            await errors.WriteLineAsync(wrong);
            return 2;
        }

        // (1) Port 0 is any free one on loopback: nobody is told of it.
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?> { ["Fetcher:UserAgent"] = "IngestionFiles/0.1 (+http://127.0.0.1/)" };
        await using var app = await RunCommand.StartAsync(() => StandaloneHost.Build(data ?? folder.FullName, "http://127.0.0.1:0", settings), "http://127.0.0.1:0", errors, cancellationToken);
        if (app is null)
        {
            return 1;
        }

        await app.Services.GetRequiredService<PipelineStartup>().Ready.WaitAsync(cancellationToken);

        // (2)
        var (intake, archive, ledger) = (app.Services.GetRequiredService<Intake>(), app.Services.GetRequiredService<IRawArchive>(), app.Services.GetRequiredService<ILedger>());
        List<(FileInfo File, Guid EntryId)> accepted = [];
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
            var document = new HandedDocument { Bytes = bytes, ContentType = MediaType(file), Url = url, PublishedAt = publishedAt, Provider = provider is null ? null : new Provider { Name = provider } };
            accepted.AddRange((await intake.AcceptDocumentAsync(document, archive, cancellationToken)).Select(entry => (file, entry.Id)));
        }

        await Books.WaitUntilDoneAsync(app.Services, [.. accepted.Select(one => one.EntryId)], Patience, cancellationToken);

        // (3)
        var complete = true;
        foreach (var (file, entryId) in accepted)
        {
            var entry = (await ledger.FindAsync(entryId, cancellationToken))!;
            var article = entry.ArticleId is null || entry.State != LedgerState.Closed ? null : await app.Services.GetRequiredService<IArticleStore>().FindAsync(entry.ArticleId, cancellationToken);
            complete &= article is not null;
            await ShowAsync(file, entry, article, json, output, errors);
        }

        await app.StopAsync(CancellationToken.None);
        return complete ? 0 : 1;
    }

    private static async Task ShowAsync(FileInfo file, LedgerEntry entry, ArticleEnriched? article, bool json, TextWriter output, TextWriter errors)
    {
        if (article is null)
        {
            await errors.WriteLineAsync($"{file.Name}: {entry.Outcome ?? "not finished"}{(entry.Reason is null ? "" : $" ({entry.Reason})")}: {entry.Detail}");
        }
        else if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(article, Readable));
        }
        else
        {
            await output.WriteLineAsync(StoryTable.Row(article));
        }
    }

    private static string? Check(FileInfo[] files, string? url, string? published, out DateTimeOffset? publishedAt)
    {
        var isDate = PublicationDate.TryParse(published, out publishedAt);
        return (files.FirstOrDefault(file => !file.Exists), files.FirstOrDefault(file => file is { Exists: true, Length: 0 })) switch
        {
            ({ } missing, _) => $"There is no file {missing.FullName}.",
            (_, { } empty) => $"{empty.FullName} is empty.",
            _ when url is not null && files.Length > 1 => "--url names one document; give one file with it.",
            _ when url is not null && !CanonicalUrl.TryParse(url, out _) => "--url must be an absolute http or https URL.",
            _ when !isDate => "--published must be a date such as 2026-03-02 or 2026-03-02T09:05:00+01:00.",
            _ => null,
        };
    }

    private static string? MediaType(FileInfo file) => file.Extension.ToLowerInvariant() switch
    {
        ".html" or ".htm" => "text/html",
        ".xhtml" => "application/xhtml+xml",
        ".txt" => "text/plain",
        ".xml" => "application/xml",
        ".json" => "application/json",
        _ => null, // the parser looks at the bytes
    };
}
