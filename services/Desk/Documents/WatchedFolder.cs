using Ingestion.Hosting;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Documents;

/// <summary>
/// Takes in the files of a folder: (1) wait until something is there, (2) read a file that is finished, (3) take it in, (4) move it to <c>done</c>, or
/// to <c>refused</c> with a reason beside it. Whoever dies between (3) and (4) finds the file again and its entries in the books.
/// </summary>
internal sealed partial class WatchedFolder(
    Intake intake, IRawArchive archive, PipelineStartup startup, IOptions<DeskOptions> options, TimeProvider time, ILogger<WatchedFolder> logger) : BackgroundService
{
    private readonly SemaphoreSlim wake = new(0);
    private Dictionary<string, Look> seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.WatchedFolder is not { } root)
        {
            return;
        }

        await startup.Ready.WaitAsync(stoppingToken);
        Directory.CreateDirectory(root);
        using var watcher = Watch(root);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeAllAsync(root, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogLater(logger, exception, root);
            }

            // (1) The watcher tells sooner; what it misses (network folders, a full queue) is found by looking.
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(wake.WaitAsync(pause.Token), Task.Delay(options.Value.WatchedFolderInterval, time, pause.Token));
            await pause.CancelAsync();
            while (wake.Wait(0, stoppingToken))
            {
                // However often it was told, one look is enough.
            }
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    private async Task TakeAllAsync(string root, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var looks = FolderFile.In(root).Select(file => (File: file, Look: Look.At(file.Info, seen, now))).ToList();
        seen = looks.ToDictionary(one => one.File.Info.FullName, one => one.Look);
        foreach (var (file, look) in looks)
        {
            // Nobody writes to it any more: it was moved in, is older than a pause in writing is, or has looked the same for so long.
            if (now - look.WrittenAt >= options.Value.WatchedFolderInterval || now - look.Since >= options.Value.WatchedFolderInterval)
            {
                await TakeAsync(file, stop);
            }
        }
    }

    private async Task TakeAsync(FolderFile file, CancellationToken stop)
    {
        try
        {
            // (2)
            if (file.Info.Length is 0 || file.Info.Length > options.Value.MaxDocumentBytes)
            {
                file.MoveToRefused(file.Info.Length == 0 ? "The file is empty." : $"The file is larger than {options.Value.MaxDocumentBytes} bytes (Desk:MaxDocumentBytes).");
                LogRefused(logger, file.Info.Name);
                return;
            }

            var bytes = await File.ReadAllBytesAsync(file.Info.FullName, stop);
            if (bytes.Length != file.Info.Length)
            {
                return; // Still being written.
            }

            // (3)
            await intake.AcceptDocumentAsync(file.Document(bytes), archive, stop);

            // (4)
            file.MoveToDone();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Open elsewhere, gone meanwhile, or not ours to read or move: the others do not wait for it.
            LogLater(logger, exception, file.Info.Name);
        }
    }

    private FileSystemWatcher? Watch(string root)
    {
        try
        {
            var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Created += (_, _) => Wake();
            watcher.Renamed += (_, _) => Wake();
            watcher.Changed += (_, _) => Wake();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException exception)
        {
            // The system has no watches left: looking goes on.
            LogLater(logger, exception, root);
            return null;
        }
    }

    private void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SemaphoreFullException)
        {
            // We are stopping, or are awake.
        }
    }

    /// <summary>How a file looked, and since when it looks so.</summary>
    private sealed record Look(long Length, DateTimeOffset WrittenAt, DateTimeOffset Since)
    {
        public static Look At(FileInfo file, Dictionary<string, Look> seen, DateTimeOffset now)
        {
            var look = new Look(file.Length, new DateTimeOffset(file.LastWriteTimeUtc), now);
            return seen.TryGetValue(file.FullName, out var before) && before with { Since = now } == look ? before : look;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Name} of the watched folder is not taken now; it will be tried again")]
    private static partial void LogLater(ILogger logger, Exception exception, string name);

    [LoggerMessage(LogLevel.Warning, "{Name} of the watched folder was refused; the reason is beside it")]
    private static partial void LogRefused(ILogger logger, string name);
}
