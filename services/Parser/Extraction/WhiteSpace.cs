using System.Text;

namespace Ingestion.Parser.Extraction;

/// <summary>White space as a browser shows it.</summary>
internal static class WhiteSpace
{
    /// <summary>Runs folded to one space, none at the ends; soft hyphens, zero-width and control characters out.</summary>
    public static string Fold(StringBuilder raw)
    {
        var folded = new StringBuilder(raw.Length);
        var space = false;
        foreach (var chunk in raw.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (char.IsWhiteSpace(c))
                {
                    space = folded.Length > 0;
                }
                else if (c is not ('\u00AD' or '\u200B' or '\uFEFF' or '\u2060') && !char.IsControl(c))
                {
                    if (space)
                    {
                        folded.Append(' ');
                        space = false;
                    }

                    folded.Append(c);
                }
            }
        }

        return folded.ToString();
    }
}
