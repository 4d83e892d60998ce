namespace Ingestion.Parser.Extraction;

/// <summary>Questions about a run of text that hold in any script.</summary>
internal static class Prose
{
    /// <summary>Length in characters, where a letter of a script written without spaces counts twice: it says about as much as two others.</summary>
    public static int Weight(ReadOnlySpan<char> text)
    {
        var weight = text.Length;
        foreach (var c in text)
        {
            weight += IsDense(c) ? 1 : 0;
        }

        return weight;
    }

    /// <summary>Kana, Han, Hangul, Thai.</summary>
    public static bool IsDense(char c) => c >= '\u0E00' && c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\u0E00' and <= '\u0E7F');

    /// <returns>Whether it ends as a sentence does, closing marks left aside.</returns>
    public static bool EndsAsSentence(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd("\"'”’»)]」』 ");
        return text.Length > 0 && text[^1] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '؟' or '۔' or '։';
    }

    /// <summary>Letters and digits only, lower case: two prints of one line are the same text whatever their marks.</summary>
    public static string Letters(ReadOnlySpan<char> text)
    {
        var buffer = new char[text.Length];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                buffer[count++] = char.ToLowerInvariant(c);
            }
        }

        return new string(buffer, 0, count);
    }
}
