namespace Ingestion.Chaos.Tests.Mutants;

/// <summary>A unified diff: places in files, each found by its text and not by its line number, so that it still applies when lines were added above.</summary>
internal static class Patch
{
    /// <summary>Files with their changes: what must stand there once, and what is to stand in its place.</summary>
    public static IReadOnlyList<(string File, string Before, string After)> Read(string diff)
    {
        var changes = new List<(string, string, string)>();
        var (file, before, after) = ("", new List<string>(), new List<string>());
        void End()
        {
            if (before.Count > 0)
            {
                changes.Add((file, string.Join('\n', before), string.Join('\n', after)));
            }

            (before, after) = ([], []);
        }

        foreach (var line in diff.Split('\n'))
        {
            switch (line)
            {
                case ['-', '-', '-', ' ', ..]:
                    End();
                    break;
                case ['+', '+', '+', ' ', .. var path]:
                    file = path.Trim();
                    break;
                case ['@', '@', ..]:
                    End();
                    break;
                case ['-', .. var gone]:
                    before.Add(gone);
                    break;
                case ['+', .. var come]:
                    after.Add(come);
                    break;
                case [' ', .. var same]:
                    before.Add(same);
                    after.Add(same);
                    break;
            }
        }

        End();
        return changes;
    }

    /// <summary>Applies a diff to the files below a folder.</summary>
    /// <exception cref="InvalidOperationException">A place is not there, or more than once.</exception>
    public static void Apply(string diff, string folder)
    {
        foreach (var (file, before, after) in Read(diff))
        {
            var path = Path.Combine(folder, file);
            File.WriteAllText(path, Applied(File.ReadAllText(path), before, after, file));
        }
    }

    /// <returns>A text with its one place changed.</returns>
    /// <exception cref="InvalidOperationException">The place is not there, or more than once.</exception>
    public static string Applied(string text, string before, string after, string file)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(before, at + 1, StringComparison.Ordinal) < 0
            ? string.Concat(text.AsSpan(0, at), after, text.AsSpan(at + before.Length))
            : throw new InvalidOperationException($"{file} {(at < 0 ? "no longer has" : "has more than once")}:\n{before}");
    }
}
