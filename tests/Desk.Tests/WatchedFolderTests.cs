using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

/// <summary>Real files in a real folder.</summary>
public sealed class WatchedFolderTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("ingestion-folder-").FullName;

    private string Folder => Path.Combine(home, "in");

    public void Dispose() => Directory.Delete(home, recursive: true);

    private Task<RunningService> StartAsync(params (string Name, string Value)[] settings) => RunningService.StartAsync(
        builder => builder.AddDesk(),
        bus => bus.AddDeskConsumers(),
        app => app.MapDesk(),
        new Dictionary<string, string?>
        {
            ["Desk:WatchedFolder"] = Folder,
            ["Desk:WatchedFolderInterval"] = "00:00:00.2",
            ["Storage:Folder"] = Path.Combine(home, "data"),
        }.Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).GroupBy(setting => setting.Key).ToDictionary(group => group.Key, group => group.Last().Value));

    /// <summary>As a sender does that moves finished files in.</summary>
    private void Drop(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(Path.Combine(home, "sent"), content);
        File.Move(Path.Combine(home, "sent"), path);
    }

    private static async Task<int> AcceptedAsync(RunningService desk) => (int)(await desk.Get<ILedger>().BalanceAsync(default)).Accepted;

    [Fact]
    public async Task Files_are_taken_in_and_moved_and_a_folder_below_names_the_provider()
    {
        Drop("early.txt", "Harbour strike");
        await using var desk = await StartAsync();
        Drop("Harbour Wire/late.json", """[{"uri": "a"}, {"uri": "b"}]""");

        await Shell.UntilAsync("both are moved", () => Task.FromResult(File.Exists(Path.Combine(Folder, "done", "early.txt")) && File.Exists(Path.Combine(Folder, "done", "Harbour Wire", "late.json"))));

        var said = desk.Messages.PublishedOf<DocumentFetched>().Select(message => (DocumentFetched)message.Message).ToList();
        Assert.Equal(["text/plain", "application/json", "application/json"], said.Select(document => document.ContentType).OrderDescending());
        Assert.Equal([null, "Harbour Wire", "Harbour Wire"], said.Select(document => document.Provider?.Name).Order());
        Assert.Equal(3, await AcceptedAsync(desk));
    }

    [Fact]
    public async Task A_path_may_end_with_a_slash_and_a_link_leads_nowhere()
    {
        Directory.CreateDirectory(Path.Combine(home, "elsewhere"));
        await File.WriteAllTextAsync(Path.Combine(home, "elsewhere", "private.txt"), "Not for the wire");
        Directory.CreateDirectory(Folder);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "link"), Path.Combine(home, "elsewhere"));
        Drop("a.txt", "Harbour strike");
        await using var desk = await StartAsync(("Desk:WatchedFolder", Folder + Path.DirectorySeparatorChar));

        await Shell.UntilAsync("it is moved", () => Task.FromResult(File.Exists(Path.Combine(Folder, "done", "a.txt"))));

        Assert.Null(((DocumentFetched)Assert.Single(desk.Messages.PublishedOf<DocumentFetched>()).Message).Provider);
        Assert.Equal(1, await AcceptedAsync(desk));
        Assert.True(File.Exists(Path.Combine(home, "elsewhere", "private.txt")));
    }

    [Fact]
    public async Task The_same_bytes_again_are_no_second_submission_and_no_file_is_written_over()
    {
        await using var desk = await StartAsync();
        foreach (var (i, content) in new[] { "Harbour strike", "Harbour strike", "Another story" }.Index())
        {
            Drop("a.txt", content);
            await Shell.UntilAsync($"file {i} is moved", () => Task.FromResult(Directory.Exists(Path.Combine(Folder, "done")) && Directory.GetFiles(Path.Combine(Folder, "done")).Length == i + 1));
        }

        Assert.Equal(2, await AcceptedAsync(desk));
        Assert.Equal(["Another story", "Harbour strike", "Harbour strike"], Directory.GetFiles(Path.Combine(Folder, "done")).Select(File.ReadAllText).Order());
    }

    [Theory]
    [InlineData("empty.txt", 0, "empty")]
    [InlineData("large.txt", 2000, "1000 bytes")]
    public async Task A_file_that_cannot_be_taken_in_is_put_aside_with_the_reason(string name, int length, string reason)
    {
        Drop(name, new string('x', length));

        await using var desk = await StartAsync(("Desk:MaxDocumentBytes", "1000"));

        var note = Path.Combine(Folder, "refused", name + ".reason.txt");
        await Shell.UntilAsync("the reason is there", () => Task.FromResult(File.Exists(note) && File.ReadAllText(note).Contains(reason, StringComparison.Ordinal)));
        Assert.True(File.Exists(Path.Combine(Folder, "refused", name)));
        Assert.Equal(0, await AcceptedAsync(desk));
    }

    [Fact]
    public async Task A_file_that_was_taken_in_but_not_moved_before_the_process_ended_is_in_the_books_once()
    {
        Drop("a.txt", "Harbour strike");
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "done"), "A file stands where the folder should be, so that nothing can be moved.");
        await using (var first = await StartAsync())
        {
            await Shell.UntilAsync("it is in the books", async () => await AcceptedAsync(first) == 2);
        }

        File.Delete(Path.Combine(Folder, "done"));
        await using var second = await StartAsync();

        await Shell.UntilAsync("it is moved", () => Task.FromResult(File.Exists(Path.Combine(Folder, "done", "a.txt"))));
        Assert.Equal(2, await AcceptedAsync(second));
    }

    [Fact]
    public async Task Files_that_are_being_written_and_links_are_left_alone()
    {
        Drop("a.txt.part", "Harb");
        Drop(".hidden", "Harbour strike");
        File.CreateSymbolicLink(Path.Combine(Folder, "link.txt"), "/etc/hostname");
        var growing = Path.Combine(Folder, "growing.txt");
        await File.WriteAllTextAsync(growing, "Harbour ");
        File.SetLastWriteTimeUtc(growing, new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var desk = await StartAsync();
        Drop("b.txt", "Another story");

        await Shell.UntilAsync("the finished one and the one whose clock is ahead are moved", () => Task.FromResult(File.Exists(Path.Combine(Folder, "done", "b.txt")) && File.Exists(Path.Combine(Folder, "done", "growing.txt"))));

        Assert.True(File.Exists(Path.Combine(Folder, "a.txt.part")) && File.Exists(Path.Combine(Folder, ".hidden")) && File.Exists(Path.Combine(Folder, "link.txt")));
        Assert.Equal(2, await AcceptedAsync(desk));
        File.Move(Path.Combine(Folder, "a.txt.part"), Path.Combine(Folder, "a.txt"));
        await Shell.UntilAsync("it is taken once it has its name", () => Task.FromResult(File.Exists(Path.Combine(Folder, "done", "a.txt"))));
    }

    [Fact]
    public async Task An_outage_is_waited_for_with_the_file_where_it_was()
    {
        await using var desk = await StartAsync();
        desk.Messages.Refuse = _ => new MassTransit.MassTransitException("The broker is away.");

        Drop("a.txt", "Harbour strike");

        await Shell.UntilAsync("it is kept by the schedule", async () => await desk.Get<ISchedule>().CountAsync(default) == 1);
        await Shell.UntilAsync("it is moved", () => Task.FromResult(File.Exists(Path.Combine(Folder, "done", "a.txt"))));
        Assert.Equal(1, await AcceptedAsync(desk));
    }
}
