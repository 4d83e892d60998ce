using System.IO.Compression;
using System.Text;
using Ingestion.News;

namespace Ingestion.Storage.Archive;

/// <summary>
/// The raw archive in a folder: <c>ab/cd/abcd….br</c>, so that no folder grows large before some ten million files.
/// A file appears under its name whole or not at all: it is written in <c>drafts</c> and renamed. What somebody who died left there is deleted a day later,
/// by whoever writes for the first time then.
/// </summary>
internal sealed class FolderArchive(string folder, TimeProvider time) : IRawArchive
{
    private static readonly TimeSpan KeepDrafts = TimeSpan.FromDays(1);

    private int hasSwept;

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var key = ContentKey.Of(bytes.Span);
        var path = PathOf(key);
        if (await HoldsAsync(path, key, cancellationToken))
        {
            return key;
        }

        await WriteAsync(path, Pack(bytes.Span), cancellationToken);
        File.Delete(NoteOf(key));
        return key;
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        byte[] packed;
        try
        {
            packed = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return ArchiveKey.Checked(key, Unpack(key, packed));
    }

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(key)));

    public async Task DeleteAsync(string key, string note, CancellationToken cancellationToken)
    {
        // The note first: bytes that are gone without one are an accident.
        await WriteAsync(NoteOf(key), Encoding.UTF8.GetBytes(note), cancellationToken);
        File.Delete(PathOf(key));
    }

    public async Task<string?> WhyDeletedAsync(string key, CancellationToken cancellationToken)
    {
        var path = NoteOf(key);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
    }

    private async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        var drafts = Directory.CreateDirectory(Path.Combine(Folder, "drafts"));
        if (Interlocked.Exchange(ref hasSwept, 1) == 0)
        {
            var before = (time.GetUtcNow() - KeepDrafts).UtcDateTime;
            foreach (var left in drafts.EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
            {
                left.Delete();
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = Path.Combine(drafts.FullName, $"{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllBytesAsync(draft, content, cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Brotli at its fastest level; the figures are in the README.</summary>
    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(string key, byte[] packed)
    {
        using var bytes = new MemoryStream();
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            brotli.CopyTo(bytes);
        }
        catch (InvalidOperationException exception)
        {
            // What the stream says of bytes that are not Brotli.
            throw new InvalidDataException($"What is stored under {key} cannot be unpacked.", exception);
        }

        return bytes.ToArray();
    }

    /// <summary>A file that a power cut left damaged is written anew by the next one who has the bytes.</summary>
    private async Task<bool> HoldsAsync(string path, string key, CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(path) && await GetAsync(key, cancellationToken) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private string NoteOf(string key) => Path.ChangeExtension(PathOf(key), ".deleted");

    private string PathOf(string key)
    {
        var hash = ArchiveKey.Hash(key);
        return Path.Combine(Folder, hash[..2], hash[2..4], hash + ".br");
    }
}
