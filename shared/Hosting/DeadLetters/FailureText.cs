using Ingestion.News;

namespace Ingestion.Hosting;

/// <summary>What is kept of a failure's texts. Pure.</summary>
public static class FailureText
{
    /// <summary>Longest message kept, in characters.</summary>
    public const int MaxMessage = 4096;

    /// <summary>Longest stack kept, in characters: with message and headers less than 32 KiB, and the frames that matter are the first.</summary>
    public const int MaxStack = 12 * 1024;

    /// <summary>Headers kept, in characters of all names and values.</summary>
    public const int MaxHeaders = 8 * 1024;

    private const string Own = "Ingestion.";

    /// <summary>Cuts a text, with a mark that says so.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="max">Characters to keep.</param>
    /// <returns>The text; null for null.</returns>
    public static string? Trim(string? text, int max)
    {
        if (text is null || text.Length <= max)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return $"{text[..end]}… ({text.Length - end} more characters)";
    }

    /// <summary>The method that a group of failures is named for.</summary>
    /// <param name="stack">A stack as .NET writes it.</param>
    /// <returns>The first method of ours, else the first; null where there is none.</returns>
    public static string? Frame(string? stack)
    {
        string? first = null;
        foreach (var line in (stack ?? "").AsSpan(0, Math.Min(stack?.Length ?? 0, 256 * 1024)).EnumerateLines())
        {
            var frame = line.Trim();
            if (!frame.StartsWith("at ", StringComparison.Ordinal))
            {
                continue;
            }

            var method = Method(frame[3..]);
            if (method.StartsWith(Own, StringComparison.Ordinal))
            {
                return Trim(method, 500);
            }

            first ??= method;
        }

        return Trim(first, 500);
    }

    /// <summary>Name of a group.</summary>
    /// <param name="stage">Where it failed.</param>
    /// <param name="exceptionType">Full name of the exception's type.</param>
    /// <param name="frame">As <see cref="Frame"/> gives it.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string Fingerprint(string stage, string exceptionType, string? frame) => ContentKey.MessageId("fingerprint", stage, exceptionType, frame).ToString("N")[..16];

    // Asynchronous methods and lambdas are called Type.<Method>d__3.MoveNext and Type.<>c.<Method>b__4_0: the numbers change with every edit.
    private static string Method(ReadOnlySpan<char> frame)
    {
        var end = frame.IndexOf('(');
        var name = (end < 0 ? frame : frame[..end]).ToString();
        for (var open = name.IndexOf('<', StringComparison.Ordinal); open >= 0; open = name.IndexOf('<', open + 1))
        {
            var close = name.IndexOf('>', open);
            if (close > open + 1)
            {
                return name[..open].Replace("<>c.", "", StringComparison.Ordinal) + name[(open + 1)..close];
            }
        }

        return name;
    }
}
