using System.Text;

namespace Ingestion.Standalone.SampleWire;

/// <summary>Agency copy that is handed in as bytes.</summary>
/// <param name="Name">File name.</param>
/// <param name="Content">Plain text, UTF-8.</param>
/// <param name="Url">Where the agency says it stands; null when it says nothing.</param>
internal sealed record WireFile(string Name, byte[] Content, string? Url)
{
    private const int TeletypeColumns = 69; // what a teleprinter's line held; old wires break there to this day

    /// <summary>The files in <c>WireCopy</c>, with their dates filled in.</summary>
    /// <param name="startedAt">Day of filing.</param>
    /// <param name="urlOf">Address for a file name, or null.</param>
    public static IReadOnlyList<WireFile> ReadAll(DateTimeOffset startedAt, Func<string, string?> urlOf)
    {
        const string Folder = ".SampleWire.WireCopy.";
        var assembly = typeof(WireFile).Assembly;
        var resources = assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal));
        return [.. resources.Order(StringComparer.Ordinal).Select(resource =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var text = StoryFile.Fill(reader.ReadToEnd().ReplaceLineEndings("\n"), "en", startedAt);
            var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            var copy = name.StartsWith("wrapped", StringComparison.Ordinal) ? Wrap(text) : text;
            return new WireFile(name, Encoding.UTF8.GetBytes(copy), urlOf(name));
        })];
    }

    private static string Wrap(string text) => string.Join('\n', text.Split('\n').Select(line =>
    {
        var (wrapped, column) = (new StringBuilder(), 0);
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var breaks = column > 0 && column + 1 + word.Length > TeletypeColumns;
            wrapped.Append(column == 0 ? "" : breaks ? "\n" : " ").Append(word);
            column = breaks ? word.Length : column + word.Length + (column == 0 ? 0 : 1);
        }

        return wrapped.ToString();
    }));
}
