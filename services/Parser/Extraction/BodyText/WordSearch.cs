using System.Buffers;
using System.Text;

namespace Ingestion.Parser.Extraction.BodyText;

/// <summary>
/// Whether any of many words stands in a text, in any case. Words of ASCII letters are looked for several at a time; the others, for which the text has to
/// be walked letter by letter, only where it has one of their letters.
/// </summary>
internal sealed class WordSearch
{
    /// <summary>More in one search would be walked too.</summary>
    private const int Together = 64;

    private readonly SearchValues<string>[] plain;
    private readonly SearchValues<string> other;
    private readonly SearchValues<char> letters;

    public WordSearch(params string[] words)
    {
        plain = [.. words.Where(word => Ascii.IsValid(word)).Chunk(Together).Select(some => SearchValues.Create(some, StringComparison.OrdinalIgnoreCase))];
        string[] beyond = [.. words.Where(word => !Ascii.IsValid(word))];
        other = SearchValues.Create(beyond, StringComparison.OrdinalIgnoreCase);
        letters = SearchValues.Create([.. beyond.SelectMany(word => word.ToUpperInvariant() + word.ToLowerInvariant()).Where(letter => !char.IsAscii(letter))]);
    }

    public bool AnyIn(ReadOnlySpan<char> text)
    {
        foreach (var some in plain)
        {
            if (text.ContainsAny(some))
            {
                return true;
            }
        }

        return text.ContainsAny(letters) && text.ContainsAny(other);
    }
}
