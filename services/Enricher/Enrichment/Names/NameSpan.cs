namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>A name in the text, tokens [First, End), before names are put together to entities.</summary>
internal sealed record NameSpan
{
    public required int First { get; init; }

    public required int End { get; init; }

    /// <summary>First token of the name itself, where a form of address stands before it.</summary>
    public required int NameFirst { get; init; }

    /// <summary>One of <see cref="Contracts.EntityType"/>, or null for a capitalised word that is a mention only if the text explains it elsewhere.</summary>
    public string? Type { get; init; }

    public required string Name { get; init; }

    public string? CountryCode { get; init; }

    public string? Role { get; init; }

    /// <summary>m, f, or a space when the text does not tell.</summary>
    public char Gender { get; init; } = ' ';

    public double Confidence { get; init; }

    public string By { get; init; } = Rules;

    /// <summary>One word that may be the family name of a person of the text instead: a place or firm that somebody is called after.</summary>
    public bool MayBeSurname { get; init; }

    /// <summary>Which of the places of its name the words beside it tell; null where they tell none. Mentions of two meanings are two entities.</summary>
    public string? Meaning { get; init; }

    public const string Rules = "rules/1";

    public const string FromTable = "rules-gazetteer/1";
}
