using System.Globalization;
using System.Text;
using Ingestion.Contracts;

namespace Ingestion.Parser.Extraction.Wire;

/// <summary>Values of wire formats as they are kept.</summary>
internal static class WireText
{
    // What is echoed of a stranger's value in a refusal.
    private const int Shown = 60;

    /// <summary>White space folded, what cannot be seen left out; null when nothing is left.</summary>
    public static string? Fold(string? text) =>
        text is null || Folded(text) is not { Length: > 0 } folded ? null : folded;

    /// <summary>Runs of white space made one space, none at the ends; soft hyphens, zero-width and control characters out.</summary>
    public static string Folded(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                space = folded.Length > 0;
            }
            else if (c is not ('\u00AD' or '\u200B' or '\uFEFF' or '\u2060') && !char.IsControl(c))
            {
                folded.Append(space ? " " : "").Append(c);
                space = false;
            }
        }

        return folded.ToString();
    }

    /// <summary>1 to 9, values beyond clamped; null for what is no number.</summary>
    public static int? Urgency(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var urgency) && urgency != 0 ? Math.Clamp(urgency, 1, 9) : null;

    /// <summary>1 or more; null for what is no whole number or less.</summary>
    public static long? Version(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : null;

    /// <summary>Whether a word says that an item may go out.</summary>
    /// <param name="word">Such as <c>usable</c>, <c>stat:canceled</c> or a URI that ends with it.</param>
    /// <returns>One of <see cref="PubStatus"/>; null for a word that says none of them.</returns>
    public static string? Status(string? word) => Local(word)?.ToLowerInvariant() switch
    {
        "usable" => PubStatus.Usable,
        "withheld" or "embargoed" => PubStatus.Withheld,
        "canceled" or "cancelled" or "killed" => PubStatus.Canceled,
        _ => null,
    };

    /// <summary>The last part of a code: behind the last colon, slash or hash.</summary>
    public static string? Local(string? code)
    {
        var text = Fold(code)?.TrimEnd('/', '#', ':');
        return text is not { Length: > 0 } ? null : text[(text.LastIndexOfAny([':', '/', '#']) + 1)..];
    }

    public static string Shorten(string text) => text.Length > Shown ? text[..Shown] + "…" : text;
}
