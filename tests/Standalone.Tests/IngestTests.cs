using System.Text.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Standalone.Tests;

public sealed class IngestTests : IDisposable
{
    private const string Copy = """
        Canal locks reopen after a week

        PORT ELLIS, March 4 (Harbour Wire) - The three locks above Port Ellis reopened on Tuesday after divers cleared a sunken barge.

        Forty-one boats had been waiting since last Monday, some of them loaded with pears that will now be sold for cider.

        "We shall look at every hinge before winter," said lock keeper Orla Finch.
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-ingest-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_text_file_gives_its_story_as_JSON()
    {
        var (exitCode, output, errors) = await IngestAsync([await WriteAsync("a.txt", Copy)], url: "https://wire.example/1", published: "2026-03-04", json: true);

        Assert.True(exitCode == 0, errors);
        var story = JsonNode.Parse(output)!;
        Assert.Equal(("Canal locks reopen after a week", "https://wire.example/1", "en"), ((string?)story["headline"], (string?)story["canonicalUrl"], (string?)story["language"]!["tag"]));
        Assert.Equal(1, (int)story["revision"]!);
        Assert.Contains(story["times"]!.AsArray(), time => (string?)time!["value"] == "2026-03-03");
    }

    [Fact]
    public async Task Several_files_give_a_line_each()
    {
        var (exitCode, output, errors) = await IngestAsync([await WriteAsync("a.txt", Copy), await WriteAsync("b.txt", Copy.Replace("locks", "bridges", StringComparison.Ordinal))]);

        Assert.True(exitCode == 0, errors);
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("Canal locks reopen after a week", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Canal bridges reopen after a week", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_news_message_gives_a_story_for_each_of_its_items_and_says_what_is_none()
    {
        static string Item(string id, string headline) => $"""
            <newsItem guid="urn:newsml:harbour-wire.example:{id}" version="1" standard="NewsML-G2" standardversion="2.34" xml:lang="en">
            <itemMeta><itemClass qcode="ninat:text"/><provider literal="hw"><name>Harbour Wire</name></provider><versionCreated>2026-03-04T09:00:00Z</versionCreated></itemMeta>
            <contentMeta><headline>{headline}</headline></contentMeta>
            <contentSet><inlineData contenttype="text/plain">Forty-one boats had been waiting since last Monday, some of them loaded with pears that will now be sold for cider.</inlineData></contentSet></newsItem>
            """;
        var message = $"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{Item("1", "Canal locks reopen")}{Item("2", "Bridges reopen too")}<packageItem guid="p"/></itemSet></newsMessage>""";

        var (exitCode, output, errors) = await IngestAsync([await WriteAsync("m.xml", message)]);

        Assert.Equal(1, exitCode);
        Assert.Equal(2, output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("m.xml: rejected (unsupported-type): The document is a package", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_is_unchanged()
    {
        var (file, data) = (await WriteAsync("a.txt", Copy), Path.Combine(folder, "data"));

        var (_, first, _) = await IngestAsync([file], data: data);
        var (exitCode, second, _) = await IngestAsync([file], data: data);

        Assert.Equal((0, first), (exitCode, second));
        await using var stores = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Storage:Folder", (string?)data)]).Build())
            .AddIngestionStorage()
            .BuildServiceProvider();
        var balance = await stores.GetRequiredService<ILedger>().BalanceAsync(default);
        Assert.Equal("accepted 2 = indexed 1 + unchanged 1; unexplained 0", LedgerLine.Of(balance));
    }

    [Theory]
    [InlineData("missing.txt", null, null, "There is no file ")]
    [InlineData("empty.txt", null, null, " is empty.")]
    [InlineData(".", null, null, "There is no file ")]
    [InlineData("a.txt", "wire.example/1", null, "--url must be an absolute http or https URL.")]
    [InlineData("a.txt", "ftp://wire.example/1", null, "--url must be an absolute http or https URL.")]
    [InlineData("a.txt b.txt", "https://wire.example/1", null, "--url names one document")]
    [InlineData("a.txt", null, "yesterday", "--published must be a date such as 2026-03-02")]
    [InlineData("a.txt", null, "", "--published must be a date such as 2026-03-02")]
    public async Task A_command_that_cannot_be_carried_out_says_why_and_does_nothing(string names, string? url, string? published, string expected)
    {
        await WriteAsync("a.txt", Copy);
        await WriteAsync("b.txt", Copy);
        await WriteAsync("empty.txt", "");

        var (exitCode, output, errors) = await IngestAsync([.. names.Split(' ').Select(name => new FileInfo(Path.Combine(folder, name)))], url, published, data: Path.Combine(folder, "data"));

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "data")));
    }

    [Fact]
    public async Task A_file_that_holds_no_story_is_named_with_its_reason_and_the_others_are_shown()
    {
        var huge = await WriteAsync("huge.txt", string.Concat(Enumerable.Range(0, 300_000).Select(i => $"Crane {i} of Port Ellis stands still and nobody knows for how long it will.\n\n")));
        var binary = new FileInfo(Path.Combine(folder, "picture.jpg"));
        await File.WriteAllBytesAsync(binary.FullName, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);

        var (exitCode, output, errors) = await IngestAsync([huge, binary, await WriteAsync("a.txt", Copy)]);

        Assert.True(huge.Length > 20_000_000);
        Assert.Equal(1, exitCode);
        Assert.Contains($"huge.txt: rejected ({RejectReason.TooLong}): ", errors, StringComparison.Ordinal);
        Assert.Contains($"picture.jpg: rejected ({RejectReason.UnsupportedType}): ", errors, StringComparison.Ordinal);
        Assert.EndsWith("Canal locks reopen after a week", output.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Kind", "Evaluation")]
    [InlineData("2015-05-12", "2015-05-12")]
    [InlineData(null, null)]
    public async Task The_seed_file_becomes_the_story_that_it_is(string? published, string? tuesday)
    {
        var path = EvaluationSets.Shared("data/seed/000_db695302f4ed2f97.txt");

        var (exitCode, output, errors) = await IngestAsync([new FileInfo(path)], published: published, json: true);

        Assert.True(exitCode == 0, errors);
        var story = JsonSerializer.Deserialize<ArticleEnriched>(output, ContractJson.Options)!;
        Assert.Equal("John Kerry Holds Talks With Putin In Russia", story.Headline);
        Assert.DoesNotContain(story.Headline, story.Body.Text, StringComparison.OrdinalIgnoreCase);
        Assert.True(story.Body.Blocks.Count >= 15, $"{story.Body.Blocks.Count} blocks");
        Assert.Equal(("en", null, null, 0), (story.Language.Tag, story.Byline, story.Dateline, story.Authors.Count));
        Assert.Equal(
            ["Bashar al Assad", "Dmitry Peskov", "John Kerry", "Sergei Lavrov", "Viktor Yanukovych", "Vladimir Putin"],
            story.Entities.Where(entity => entity.Type == EntityType.Person).Select(entity => entity.Name).Order());
        var time = Assert.Single(story.Times, time => time.Text == "Tuesday");
        Assert.Equal(tuesday, time.Value);
    }

    private async Task<FileInfo> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return new FileInfo(path);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> IngestAsync(FileInfo[] files, string? url = null, string? published = null, bool json = false, string? data = null)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exitCode = await IngestCommand.RunAsync(files, url, published, json, data, output, errors, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
