using System.Globalization;

namespace Ingestion.Parser.Extraction.Fields;

/// <summary>The name in one piece of a byline.</summary>
internal static class PersonName
{
    private const int MostWords = 6;

    // Where a name ends and something about it begins.
    private static readonly string[] Ends = [" in ", " for ", " - ", " – ", " — ", " at ", " @", " aus ", " à ", " on behalf ", " as told to ", " with ", " via ", " : "];

    /// <param name="piece">One name, perhaps with a role, a date, a place or an address.</param>
    /// <returns>The name, of a person or of a body; null when there is none.</returns>
    public static string? Of(string piece)
    {
        piece = WithoutBrackets(WithoutLead(piece));
        if (piece.Contains("http", StringComparison.OrdinalIgnoreCase) || piece.Contains("www.", StringComparison.OrdinalIgnoreCase) || piece.Contains('@', StringComparison.Ordinal) || piece.Contains('©', StringComparison.Ordinal) || piece.Contains('_', StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var end in Ends)
        {
            var at = piece.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            piece = at > 0 ? piece[..at] : piece;
        }

        var words = Words(WithoutDate(piece.Trim(' ', ',', '.', ':', '-', '–', '—', '"', '“', '”', '*', '(', ')', '•', '·', '|', '\'')));
        var name = string.Join(' ', words);
        if (name.Length is < 2 or > 60 || words.Length > MostWords || NameWords.NotNames.Contains(name) || Array.Exists(NameWords.Leads, lead => string.Equals(lead, name, StringComparison.OrdinalIgnoreCase)) || !name.Any(char.IsLetter) || IsSentence(words))
        {
            return null;
        }

        // Printed in capitals: ADA MORENO is Ada Moreno, but a single word may be initials.
        return words.Length > 1 && name.All(c => !char.IsLower(c)) && name.Any(char.IsUpper)
            ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant())
            : name;
    }

    /// <summary>Whether a name is that of a body and not of a person.</summary>
    public static bool IsBody(string name)
    {
        var words = name.Split(' ');
        return NameWords.Agencies.Contains(name) || name.StartsWith("The ", StringComparison.Ordinal) || name.StartsWith("Team ", StringComparison.OrdinalIgnoreCase)
            || NameWords.Bodies.Contains(words[^1]) || (words.Length > 2 && words.Any(NameWords.Bodies.Contains))
            || words[^1].EndsWith("redaktion", StringComparison.OrdinalIgnoreCase) || name.Any(char.IsDigit)
            || (words.Length == 1 && name.Contains('.', StringComparison.Ordinal));
    }

    public static string WithoutLead(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimStart('-', '–', '—', '•', '·', '|', '/', ' ');
        for (var i = 0; i < 3; i++)
        {
            var lead = Array.Find(NameWords.Leads, lead => text.Length > lead.Length && text.StartsWith(lead, StringComparison.OrdinalIgnoreCase) && text[lead.Length] is ' ' or ':' or '／' or '/');
            if (lead is null)
            {
                break;
            }

            // "Di Maio" is a name, "Di Carlo Rossi" a name after a lead.
            if (lead is "da" or "di" or "from" && char.IsUpper(text[0]) && text.AsSpan(lead.Length + 1).IndexOf(' ') < 0)
            {
                break;
            }

            text = text[lead.Length..].TrimStart(':', ' ', '／', '/', '-', '—');
        }

        return text;
    }

    private static string WithoutBrackets(string text)
    {
        for (var open = text.IndexOfAny(['(', '[']); open >= 0; open = text.IndexOfAny(['(', '[']))
        {
            var close = text.IndexOfAny([')', ']'], open);
            text = close < 0 ? text[..open] : string.Concat(text.AsSpan(0, open), " ", text.AsSpan(close + 1));
        }

        return text;
    }

    /// <summary>A name ends before the first digit, and before the month or the day of the week that leads up to it.</summary>
    private static string WithoutDate(string text)
    {
        var digit = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit < 0)
        {
            return text;
        }

        // Digits inside the first word are part of it: BR24.
        if (text.IndexOf(' ', StringComparison.Ordinal) is var space && (space < 0 || digit < space))
        {
            return text;
        }

        var words = text[..digit].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var count = text[digit - 1] == ' ' ? words.Length : words.Length - 1;
        while (count > 0 && NameWords.DateWords.Contains(words[count - 1].TrimEnd('.', ',')))
        {
            count--;
        }

        return string.Join(' ', words[..count]).TrimEnd(' ', '•', '·', '|', ',', '-', '–', ':');
    }

    private static string[] Words(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).ToArray();
        var role = Array.FindIndex(words, word => NameWords.Roles.Contains(word.Trim(',', '.', ':', ';')));
        if (role < 0)
        {
            return words;
        }

        // "Harbour Times Staff" names a body; a role before which no name stands is the whole piece.
        var rest = words[..role];
        return role >= 2 || (role == 1 && Prose.IsDense(rest[0][0])) ? rest : [];
    }

    /// <summary>Names are written with capitals, where there are any, but for their small words.</summary>
    private static bool IsSentence(string[] words) =>
        words.Length > 1 && words.Count(word => IsSmall(word) && !NameWords.Particles.Contains(word)) is > 0 and var small && small < words.Length && (small > 1 || IsSmall(words[^1]));

    private static bool IsSmall(string word) => char.IsLower(word[0]) && !word.Any(char.IsUpper);
}
