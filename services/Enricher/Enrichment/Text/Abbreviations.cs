using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Text;

/// <summary>Words printed with a dot that need not end a sentence, in lower case and without that dot.</summary>
/// <remarks>English and, where they do not collide, German, French, Spanish and Italian.</remarks>
internal static class Abbreviations
{
    /// <summary>The dot is part of the token. The model of names was trained on such tokens.</summary>
    public static FrozenSet<string> WithDot { get; } = Set("""
        mr mrs ms dr prof st sen rep gov gen lt col sgt capt cpl maj adm cmdr rev hon pres smt supt det insp jr sr vs no nos inc ltd corp co bros dept approx est
        jan feb mar apr jun jul aug sep sept oct nov dec mme mlle mm m sra sig dott bzw ca nr str mio mrd
        """);

    /// <summary>The dot is a token of its own and still ends no sentence.</summary>
    public static FrozenSet<string> BeforeDot { get; } = Set("messrs fig vol ave blvd mt ft cf viz mon tue wed thu fri sat sun");

    /// <summary>After one of these a sentence ends if the next word is one that opens sentences: "in the U.S. The", "Acme Inc. said".</summary>
    public static FrozenSet<string> AtEnd { get; } = Set("inc ltd corp co bros jr sr etc a.m p.m ph.d al");

    /// <summary>Nothing ends with one of these.</summary>
    public static FrozenSet<string> Inside { get; } = Set("e.g i.e z.b d.h u.a");

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
