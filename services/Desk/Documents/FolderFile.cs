using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;

namespace Ingestion.Desk.Documents;

/// <summary>One file of the watched folder.</summary>
/// <param name="Root">The watched folder.</param>
/// <param name="Info">The file, in the root or in a folder below it that is named for a provider.</param>
internal sealed record FolderFile(string Root, FileInfo Info)
{
    public const string Done = "done";
    public const string Refused = "refused";

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    // Senders write under such names and rename when they are through.
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload", "~"];

    /// <summary>Name of the folder it is in; null for the root.</summary>
    private string? Below => Info.Directory!.FullName == Path.TrimEndingDirectorySeparator(Path.GetFullPath(Root)) ? null : Info.Directory.Name;

    /// <summary>The files that may be taken: those of the root, and of each folder below it that is not ours.</summary>
    public static IEnumerable<FolderFile> In(string root)
    {
        var top = new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));

        // A link leads out of what we were told to watch. A folder that cannot be read does not hold up the others.
        var folders = top.EnumerateDirectories("*", Readable).Where(folder => folder.LinkTarget is null && folder.Name is not (Done or Refused) and not ['.', ..]).Prepend(top);
        return folders.SelectMany(folder => folder.EnumerateFiles("*", Readable)).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.FullName, StringComparer.Ordinal)
            .Where(file => file.Exists && file.LinkTarget is null && file.Name[0] != '.' && !Unfinished.Any(end => file.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            .Select(file => new FolderFile(root, file));
    }

    /// <summary>The same bytes from the same provider are one submission, under whatever name and however often.</summary>
    public HandedDocument Document(ReadOnlyMemory<byte> bytes) => new()
    {
        Bytes = bytes,
        ContentType = Info.Extension.ToLowerInvariant() switch
        {
            ".html" or ".htm" => "text/html",
            ".txt" => "text/plain",
            ".xml" or ".nitf" or ".newsml" => "application/xml",
            ".json" => "application/json",
            _ => null, // the parser looks at the bytes
        },
        Provider = Below is null ? null : new Provider { Name = Below },
        Key = $"folder\n{Below}\n{ContentKey.Of(bytes.Span)}",
    };

    public void MoveToDone() => MoveTo(Done);

    public void MoveToRefused(string reason)
    {
        var moved = MoveTo(Refused);
        File.WriteAllText(moved + ".reason.txt", reason + Environment.NewLine);
    }

    // Another file of that name may be there from yesterday: none is written over.
    private string MoveTo(string folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(Root, folder, Below ?? "")).FullName;
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? Info.Name : $"{Path.GetFileNameWithoutExtension(Info.Name)}-{i}{Info.Extension}";
            var path = Path.Combine(target, name);
            try
            {
                File.Move(Info.FullName, path);
                return path;
            }
            catch (IOException) when (File.Exists(path))
            {
                // The next number.
            }
        }
    }
}
