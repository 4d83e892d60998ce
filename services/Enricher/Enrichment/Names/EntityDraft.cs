using System.Globalization;
using System.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>One person, organisation or place while its mentions are gathered.</summary>
internal sealed class EntityDraft(NameSpan span)
{
    public string Type { get; } = span.Type!;

    public string Name { get; private set; } = span.Name;

    /// <summary>The token where the name that the entity is called after stands first.</summary>
    public int First { get; } = span.First;

    /// <summary>The words of the name without case, accents and hyphens.</summary>
    public string[] Words { get; private set; } = Fold(span.Name);

    public string? CountryCode { get; } = span.CountryCode;

    public string? Role { get; set; } = span.Role;

    public char Gender { get; private set; } = span.Gender;

    public double Confidence { get; private set; } = span.Confidence;

    public string By { get; } = span.By;

    public List<NameSpan> Mentions { get; } = [];

    public void Add(NameSpan mention)
    {
        Mentions.Add(mention);
        Role ??= mention.Role;
        Confidence = Math.Max(Confidence, mention.Confidence);

        // What a form of address tells is surer than what a first name suggests, and comes first or fills the gap.
        Gender = Gender == ' ' ? mention.Gender : Gender;
        var words = Fold(mention.Name);
        if (words.Length > Words.Length && Type == Contracts.EntityType.Person)
        {
            (Name, Words) = (mention.Name, words);
        }

        // A dateline has its place in capitals: ROTTERDAM.
        if (Type == Contracts.EntityType.Place && IsUpper(Name) && !IsUpper(mention.Name))
        {
            Name = mention.Name;
        }
    }

    private static bool IsUpper(string name) => !name.Any(char.IsLower);

    public bool AgreesWith(char gender) => gender == ' ' || Gender == ' ' || gender == Gender;

    public static string[] Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(c is '-' or '‑' ? ' ' : char.ToLowerInvariant(c));
            }
        }

        return folded.ToString().Split([' ', '\u00A0', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }
}
