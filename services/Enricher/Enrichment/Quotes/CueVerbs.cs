using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Quotes;

/// <summary>Verbs that introduce somebody's words, as they are printed.</summary>
/// <remarks>Common knowledge of news language; English, then German, French, Spanish, Italian, Portuguese, Dutch.</remarks>
internal static class CueVerbs
{
    private static readonly FrozenSet<string> All = """
        said says say told tells added adds asked asks replied replies answered explained explains argued argues claimed claims insisted insists stated states declared declares announced
        wrote writes tweeted posted noted notes warned warns admitted admits acknowledged conceded recalled recalls remarked commented observed continued continues concluded
        suggested predicted promised vowed urged called calls described responded joked quipped shouted cried whispered testified complained denied stressed emphasised emphasized
        pointed reiterated maintained confirmed revealed reported repeated quoted believes thinks hopes saying adding telling arguing writing calling warning insisting describing
        boasted lamented mused countered conceded retorted pleaded ruled accused praised condemned
        sagte sagt erklärte erklärt betonte betont meinte meint schrieb schreibt teilte mahnte warnte kritisierte forderte ergänzte versicherte
        dit déclaré déclare affirmé affirme expliqué explique ajouté ajoute précisé précise indiqué indique estimé estime souligné souligne assuré assure lancé confié
        dijo dice afirmó afirma declaró explicó explica señaló señala aseguró asegura añadió añade manifestó subrayó advirtió comentó
        detto dichiarato dichiara spiegato spiega affermato afferma aggiunto aggiunge sottolineato ribadito
        disse diz afirmou afirma declarou explicou acrescentou destacou
        zei zegt verklaarde aldus vertelde
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string> AccordingTo = new[] { "laut", "selon", "según", "secondo", "segundo", "volgens" }.ToFrozenSet();

    public static bool Contains(string lower) => All.Contains(lower);

    /// <summary>One word that means "according to".</summary>
    public static bool IsAccordingTo(string lower) => AccordingTo.Contains(lower);
}
