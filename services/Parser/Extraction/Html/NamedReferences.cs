using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ingestion.Parser.Extraction.Html;

/// <summary>The 2,231 named character references of the HTML standard, section 13.5 (<c>named-references.txt</c>: a name as written after the ampersand, its code points).</summary>
internal static class NamedReferences
{
    /// <summary>Longest name, with its semicolon.</summary>
    private const int Longest = 32;

    /// <summary>Longest of the 106 names that need no semicolon.</summary>
    private const int LongestBare = 6;

    private static readonly FrozenDictionary<string, string> Table = Load();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The longest name that <paramref name="text"/> (what follows an ampersand) begins with.</summary>
    /// <param name="text">What follows the ampersand.</param>
    /// <param name="length">Characters of the name, with its semicolon if it has one; 0 when there is none.</param>
    /// <returns>What the name stands for; null when there is none.</returns>
    public static string? Match(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        while (length < text.Length && length < Longest && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        if (length < text.Length && text[length] == ';' && BySpan.TryGetValue(text[..(length + 1)], out var value))
        {
            length++;
            return value;
        }

        for (length = Math.Min(length, LongestBare); length > 1; length--)
        {
            if (BySpan.TryGetValue(text[..length], out value))
            {
                return value;
            }
        }

        length = 0;
        return null;
    }

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(NamedReferences).Assembly.GetManifestResourceStream("named-references.txt")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<string, string>(2_231, StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            table.Add(parts[0], string.Concat(parts.Skip(1).Select(code => new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
