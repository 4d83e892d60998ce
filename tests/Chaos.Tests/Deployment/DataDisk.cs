using System.Globalization;
using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>The disk of store and raw archive: a tmpfs of its own where we may mount one, so that it can be full.</summary>
internal sealed class DataDisk(string folder) : IAsyncDisposable
{
    private const string Size = "4g";

    public string Folder => folder;

    /// <summary>Whether it can be made full.</summary>
    public bool IsOwn { get; private set; }

    public async Task MountAsync()
    {
        Directory.CreateDirectory(folder);
        try
        {
            await Shell.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder]);
            IsOwn = true;
        }
        catch (InvalidOperationException)
        {
            // Not root, or in a container that may not: then it is a folder like any other.
        }
    }

    /// <summary>Leaves room for so many more bytes.</summary>
    public async Task FillAsync(int room)
    {
        for (var tries = 1; ; tries++)
        {
            var used = long.Parse((await Shell.RunAsync("df", ["--output=used", "-B1", folder])).Split('\n')[1].Trim(), CultureInfo.InvariantCulture);
            try
            {
                await ResizeAsync((used + room).ToString(CultureInfo.InvariantCulture));
                return;
            }
            catch (InvalidOperationException) when (tries < 10)
            {
                // More was written meanwhile than there was to be room for.
            }
        }
    }

    public Task EmptyAsync() => ResizeAsync(Size);

    public async ValueTask DisposeAsync()
    {
        if (IsOwn)
        {
            await Shell.RunAsync("umount", ["-l", folder]);
        }
    }

    private Task<string> ResizeAsync(string size) => Shell.RunAsync("mount", ["-o", $"remount,size={size}", folder]);
}
