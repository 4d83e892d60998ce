using System.IO.Compression;
using System.Text;
using Ingestion.Desk;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Standalone.Tests;

/// <summary>Files of any length, and feeds, from the command line to a running Desk.</summary>
public sealed class FileSubmissionTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ingestion-submit-");
    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningService.StartAsync(builder => builder.AddDesk(), _ => { }, app => app.MapDesk());

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("urls.txt", false)]
    [InlineData("urls.txt.gz", false)]
    [InlineData("urls.ndjson", true)]
    [InlineData("urls.JSONL.GZ", true)]
    public async Task A_list_is_sent_as_its_name_says_and_sending_it_again_changes_nothing(string name, bool json)
    {
        var file = Write(name, json ? "\"https://wire.example/1\"\n{\"url\": \"https://wire.example/2\"}\n" : "# two\nhttps://wire.example/1\nhttps://wire.example/2\n");

        var first = await RunAsync((call, output) => FileSubmission.ListAsync(file, again: false, call, output, default));
        var second = await RunAsync((call, output) => FileSubmission.ListAsync(file, again: false, call, output, default));
        var again = await RunAsync((call, output) => FileSubmission.ListAsync(file, again: true, call, output, default));

        Assert.Equal([(0, "accepted 2, known 0"), (0, "accepted 0, known 2"), (0, "accepted 2, known 0")], new[] { first, second, again });
        Assert.Equal(4, await desk.Get<ISchedule>().CountAsync(default));
    }

    [Fact]
    public async Task Refused_lines_are_counted_and_shown()
    {
        var (exitCode, said) = await RunAsync((call, output) => FileSubmission.ListAsync(Write("urls.txt", "https://wire.example/1\nnonsense\n"), again: false, call, output, default));

        Assert.Equal(1, exitCode);
        Assert.Equal(["accepted 1, known 0", "refused 1: invalid-url", "refused line 2: nonsense: Not an absolute http or https URL: it must begin with http:// or https://."], said.Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_web_archive_is_handed_in()
    {
        const string Block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>one</p>";
        var file = Write("pages.warc.gz", $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/1\r\nWARC-Date: 2019-04-03T02:01:00Z\r\nContent-Length: {Block.Length}\r\n\r\n{Block}\r\n\r\nWARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2019-04-03T02:01:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n");

        var (exitCode, said) = await RunAsync((call, output) => FileSubmission.WarcAsync(file, call, output, default));

        Assert.Equal((0, "accepted 1, known 0" + Environment.NewLine + "skipped 1: not-a-response"), (exitCode, said));
    }

    [Fact]
    public async Task Feeds_are_subscribed_and_shown()
    {
        var opml = Write("feeds.opml", "<opml version=\"2.0\"><body><outline text=\"Wire\" xmlUrl=\"https://wire.example/rss\"/><outline text=\"Old\" xmlUrl=\"https://old.example/" + new string('a', 9000) + "\"/></body></opml>");

        var imported = await RunAsync((call, output) => FileSubmission.OpmlAsync(opml, call, output, default));
        var added = await RunAsync((call, output) => FeedsCommand.AddAsync("https://other.example/rss", call, output, default));
        var twice = await RunAsync((call, output) => FeedsCommand.AddAsync("https://other.example/rss", call, output, default));
        var refused = await RunAsync((call, output) => FeedsCommand.AddAsync("nonsense", call, output, default));
        var (exitCode, list) = await RunAsync((call, output) => FeedsCommand.ListAsync(call, output, default));

        Assert.Equal((1, "added 1, known 0"), (imported.ExitCode, imported.Said.Split(Environment.NewLine)[0]));
        Assert.Contains("refused https://old.example/aaa", imported.Said, StringComparison.Ordinal);
        Assert.Equal([(0, "added 1, known 0"), (0, "added 0, known 1")], new[] { added, twice });
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Not an absolute http or https URL", refused.Said, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Equal(3, list.Split(Environment.NewLine).Length);
        Assert.StartsWith("https://other.example/rss  0 accepted, next poll 2", list, StringComparison.Ordinal);
        Assert.EndsWith("2 feeds", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_said()
    {
        var missing = await RunAsync((call, output) => FileSubmission.ListAsync(new FileInfo(Path.Combine(folder.FullName, "nowhere.txt")), again: false, call, output, default));
        var empty = await RunAsync((call, output) => FileSubmission.ListAsync(Write("empty.txt", ""), again: false, call, output, default));

        Assert.Equal(2, missing.ExitCode);
        Assert.StartsWith("There is no file", missing.Said, StringComparison.Ordinal);
        Assert.Equal((1, "400: The list is empty; send one URL a line."), empty);
    }

    private FileInfo Write(string name, string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, name));
        using Stream to = name.EndsWith("gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file.Create(), CompressionLevel.Fastest) : file.Create();
        to.Write(Encoding.UTF8.GetBytes(text));
        return file;
    }

    private async Task<(int ExitCode, string Said)> RunAsync(Func<DeskCall, TextWriter, Task<int>> command)
    {
        await using var output = new StringWriter();
        var exitCode = await command(new DeskCall(desk.Url, null), output);
        return (exitCode, output.ToString().Trim());
    }
}
