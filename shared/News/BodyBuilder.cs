using System.Text;
using Ingestion.Contracts;

namespace Ingestion.News;

/// <summary>Puts the blocks of a body together, with their offsets.</summary>
public sealed class BodyBuilder
{
    private readonly StringBuilder text = new();
    private readonly List<Block> blocks = [];

    /// <summary>Blocks so far.</summary>
    public int Count => blocks.Count;

    /// <summary>Adds a block; white space in it is folded to single spaces, and an empty one is passed over.</summary>
    /// <param name="kind">One of <see cref="BlockKind"/>.</param>
    /// <param name="block">Its text.</param>
    /// <returns>This builder.</returns>
    public BodyBuilder Add(string kind, string block)
    {
        ArgumentNullException.ThrowIfNull(block);
        var folded = string.Join(' ', block.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (folded.Length == 0)
        {
            return this;
        }

        if (text.Length > 0)
        {
            text.Append("\n\n");
        }

        blocks.Add(new Block { Kind = kind, Start = text.Length, End = text.Length + folded.Length });
        text.Append(folded);
        return this;
    }

    /// <summary>The body. May be empty.</summary>
    /// <returns>Text, blocks, counts and fingerprint.</returns>
    public Body Build()
    {
        var whole = text.ToString();
        return new Body
        {
            Text = whole,
            Blocks = [.. blocks],
            WordCount = CountWords(whole),
            CharCount = whole.Length,
            Fingerprint = ContentKey.OfText(whole),
        };
    }

    /// <summary>Words of a text: runs of letters and digits; each letter of a script written without spaces counts as one.</summary>
    private static int CountWords(string whole)
    {
        var (words, inWord) = (0, false);
        foreach (var rune in whole.EnumerateRunes())
        {
            var unspaced = rune.Value is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0x0E00 and <= 0x0E7F) or (>= 0x20000 and <= 0x3FFFF);
            var letter = Rune.IsLetterOrDigit(rune);
            words += unspaced || (letter && !inWord) ? 1 : 0;
            inWord = letter && !unspaced || (inWord && rune.Value is '\'' or '’' or '-');
        }

        return words;
    }
}
