using System.Buffers;
using Ingestion.Storage;

namespace Ingestion.Fetcher.Fetching;

/// <summary>
/// Bytes of a body as they arrive: the first megabyte in memory, all of a longer one in a temporary file, so that many large ones at once cost
/// little memory. The file has no name once it is open: nothing is left of it, however the process ends.
/// </summary>
/// <param name="spillFolder">Where that file is.</param>
internal sealed class BodyBuffer(string spillFolder) : IAsyncDisposable
{
    private const int MaxInMemory = 1 << 20;

    private byte[] memory = ArrayPool<byte>.Shared.Rent(32 * 1024);
    private FileStream? file;

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <exception cref="SpillException">The file could not be made or written.</exception>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (file is not null || Length + bytes.Length > MaxInMemory)
        {
            await SpillAsync(bytes, cancellationToken);
        }
        else
        {
            Reserve(Length + bytes.Length);
            bytes.CopyTo(memory.AsMemory(Length));
        }

        Length += bytes.Length;
    }

    /// <summary>All bytes, in an array of their own.</summary>
    /// <exception cref="SpillException">The file could not be read.</exception>
    public async ValueTask<byte[]> ToArrayAsync(CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return memory.AsSpan(0, Length).ToArray();
        }

        var bytes = new byte[Length];
        try
        {
            file.Position = 0;
            await file.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (IOException exception)
        {
            throw new SpillException(spillFolder, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        if (file is not null)
        {
            await file.DisposeAsync();
        }
    }

    // The origin has no part in what goes wrong here.
    private async ValueTask SpillAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (file is null)
            {
                file = Open(spillFolder);
                await file.WriteAsync(memory.AsMemory(0, Length), cancellationToken);
                Release();
            }

            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpillException(spillFolder, exception);
        }
    }

    private static FileStream Open(string folder)
    {
        var path = Path.Combine(folder, $"ingestion-body-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var opened = new FileStream(path, options);
        File.Delete(path);
        return opened;
    }

    private void Reserve(int length)
    {
        if (length <= memory.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, memory.Length * 2));
        memory.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(memory);
        memory = larger;
    }

    private void Release()
    {
        if (memory.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(memory);
            memory = [];
        }
    }
}
