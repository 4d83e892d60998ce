using System.Globalization;

namespace Ingestion.Bench.Soak;

/// <summary>Invented German of a news story: the same number always says the same.</summary>
/// <param name="number">Number of the story.</param>
internal sealed class GermanWords(int number)
{
    public static readonly string[] Sections = ["Welt", "Politik", "Wirtschaft", "Börse", "Wissen", "Gesundheit", "Sport", "Kultur"];

    private static readonly string[] First = ["Anke", "Jörg", "Meike", "Tomasz", "Ulrike", "Selma", "Günther", "Ines", "Karim", "Frauke", "Björn", "Petra"];
    private static readonly string[] Last = ["Ahlers", "Böhme", "Grünwald", "Özdemir", "Krüger", "Seidel", "Weiß", "Fährmann", "Petersen", "Lohmann", "Nowak", "Thiele"];
    private static readonly string[] Places = ["Kassel", "Lübeck", "Görlitz", "Graz", "Münster", "Würzburg", "Rostock", "Basel", "Gießen", "Freiburg", "Kiel", "Jena"];
    private static readonly string[] Roles = ["Verkehrsministerin", "Oberbürgermeister", "Landrätin", "Werksleiter", "Professorin", "Sprecher"];
    private static readonly string[] Bodies = ["die Stadtverwaltung", "das Statistische Landesamt", "die Hafenbehörde", "der Netzbetreiber", "das Universitätsklinikum", "die Handelskammer"];
    private static readonly string[] Things = ["Straßenbahn", "Schleuse", "Markthalle", "Klärgrube", "Windanlage", "Eisenbahnbrücke", "Bibliothek", "Messehalle"];
    private static readonly string[] Events = ["wird teurer als geplant", "öffnet nach drei Jahren wieder", "geht an neue Eigentümer", "bleibt vorerst geschlossen", "erhält die Genehmigung", "verzögert sich erneut"];
    private static readonly string[] Openings = ["Die Anwohner hatten seit dem Winter auf die Entscheidung gewartet", "Der Plan war nach zwei Jahren der Verhandlungen entstanden", "Fachleute prüften jedes Teil der Anlage", "Die Händler hoffen auf mehr Gäste in der nächsten Saison", "Kritiker bemängeln, dass die Kosten nie offengelegt wurden", "Den Vertrag unterschrieben beide Seiten am frühen Abend"];
    private static readonly string[] Endings = ["und mit ersten Ergebnissen wird noch vor dem Herbst gerechnet", "während die Opposition eine unabhängige Untersuchung verlangt", "obwohl die Versicherer noch nicht zugesagt haben", "weil die Zulieferer nicht einhalten konnten, was sie versprochen hatten", "und verletzt wurde niemand", "sodass das alte Gelände im nächsten Jahr verkauft werden kann"];

    private readonly Random random = new(number);

    /// <param name="edition">1 for the first headline of the story, more for later ones.</param>
    public string Headline(int edition)
    {
        var fixedWords = new Random(number);
        return $"{Places[fixedWords.Next(Places.Length)]}: {Things[fixedWords.Next(Things.Length)]} {number} {Events[fixedWords.Next(Events.Length)]}{(edition == 1 ? "" : $", heißt es im Bericht {edition}")}";
    }

    public string Sentence() => random.Next(3) switch
    {
        0 => $"{Pick(Openings)}, {Pick(Endings)}.",
        1 => $"Für die {Pick(Things)} in {Pick(Places)} veranschlagt {Pick(Bodies)} nun {Amount()} Millionen Euro, {Pick(Endings)}.",
        _ => $"{Pick(Openings)}, {Pick(Endings)}, und {Amount()} Menschen in {Pick(Places)} sind betroffen.",
    };

    public string Quote() => $"„{Pick(Openings)}, {Pick(Endings)}“, sagte {Pick(Roles)} {Pick(First)} {Pick(Last)} am Dienstag.";

    private string Amount() => random.Next(2, 90_000).ToString("N0", CultureInfo.InvariantCulture).Replace(',', '.');

    private string Pick(string[] words) => words[random.Next(words.Length)];
}
