using System.Text;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Copies;

/// <summary>
/// What of a body is the story, and what is whose: datelines, bylines, credits and pointers elsewhere are what a paper changes when it carries another's copy.
/// </summary>
internal static class CopyText
{
    /// <summary>A dateline ends within so many characters.</summary>
    private const int MaxDateline = 100;

    /// <summary>A longer line is text, whatever it begins with.</summary>
    private const int MaxCredit = 200;

    /// <summary>Only so much of a text is looked at: four times the longest articles.</summary>
    private const int MaxChars = 400_000;

    private static readonly string[] Dashes = [" - ", " – ", " — ", " -- ", "— ", " —", "—", "--"];

    private static readonly string[] CreditStarts =
    [
        "read more", "read also", "read:", "also read", "see also", "related:", "source:", "© ", "(c) ", "copyright", "all rights reserved",
        "this article was originally", "this article originally", "this article first", "this story was originally", "this story originally", "this story first",
        "originally published", "first published", "republished", "published with permission", "follow us", "sign up", "subscribe", "photo:", "image:", "with inputs from",
        "(with inputs", "with agency", "(with agency", "distributed by", "lire aussi", "avec afp", "(avec", "lesen sie auch", "mehr zum thema", "mit material", "quelle:", "lee también",
        "lea también", "con información de", "fuente:", "leggi anche", "fonte:", "leia também", "com informações", "lees ook", "czytaj także", "читайте также",
    ];

    /// <summary>The text without them, in normal form C, and what was taken away.</summary>
    public static (string Text, IReadOnlyList<string> Credits) Part(string body)
    {
        var cut = body.Length > MaxChars ? body[..(char.IsHighSurrogate(body[MaxChars - 1]) ? MaxChars - 1 : MaxChars)] : body;
        var text = Composed(cut);
        var kept = new StringBuilder(text.Length);
        List<string> credits = [];
        var isFirst = true;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (IsCredit(line))
            {
                credits.Add(line.ToString());
                continue;
            }

            var dateline = isFirst ? DatelineEnd(line) : 0;
            if (dateline > 0)
            {
                credits.Add(line[..dateline].ToString());
            }

            kept.Append(line[dateline..]).Append('\n');
            isFirst = false;
        }

        return (kept.ToString(), credits);
    }

    private static string Composed(string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text; // half a surrogate pair has no normal form
        }
    }

    private static bool IsCredit(ReadOnlySpan<char> line)
    {
        if (line.Length > MaxCredit)
        {
            return false;
        }

        foreach (var start in CreditStarts)
        {
            if (line.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return CreditLines.IsCredit(line);
    }

    /// <summary>Where the text begins behind <c>PORT ELLIS, March 2 (Example Wire) — </c>; 0 when there is no dateline.</summary>
    private static int DatelineEnd(ReadOnlySpan<char> line)
    {
        var head = line[..Math.Min(line.Length, MaxDateline)];
        foreach (var dash in Dashes)
        {
            var at = head.IndexOf(dash, StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            var printed = head[..at].TrimEnd();
            var word = printed[..(printed.IndexOfAny(' ', ',', '(') is var end and >= 0 ? end : printed.Length)];
            return printed.EndsWith(')') || IsCapitals(word) ? at + dash.Length : 0;
        }

        return 0;
    }

    private static bool IsCapitals(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c) && c is not ('.' or '-' or '\''))
            {
                return false;
            }
        }

        return word.Length >= 3;
    }
}
