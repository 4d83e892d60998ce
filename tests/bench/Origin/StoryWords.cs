using System.Globalization;

namespace Ingestion.Bench.Origin;

/// <summary>Invented English of a news story: the same number always says the same.</summary>
/// <param name="number">Number of the page.</param>
internal sealed class StoryWords(int number)
{
    private static readonly string[] First = ["Lena", "Omar", "Ada", "Piotr", "Grace", "Mateo", "Ingrid", "Samuel", "Yuki", "Farah", "Colin", "Rosa", "Dmitri", "Helen", "Kofi", "Marta"];
    private static readonly string[] Last = ["Brandt", "Haddad", "Moreno", "Kowalski", "Okafor", "Silva", "Lindqvist", "Archer", "Tanaka", "Rahimi", "Fraser", "Delgado", "Volkov", "Whitfield", "Mensah", "Nowak"];
    private static readonly string[] Places = ["Rotterdam", "Hamburg", "Lisbon", "Nairobi", "Toronto", "Osaka", "Gdansk", "Lima", "Dublin", "Seville", "Accra", "Helsinki", "Chennai", "Glasgow", "Marseille", "Denver"];
    private static readonly string[] Roles = ["Transport Minister", "Finance Minister", "Mayor", "Chief Executive", "Professor", "Governor", "Health Minister", "Chairwoman"];
    private static readonly string[] Bodies = ["the port authority", "the central bank", "the city council", "Northern Rail", "the energy regulator", "Atlas Shipping Group", "the university hospital", "the national statistics office"];
    private static readonly string[] Subjects = ["harbour crane", "tram line", "wind farm", "water plant", "grain terminal", "data centre", "bridge", "vaccination campaign", "steel works", "railway tunnel", "market hall", "flood barrier"];
    private static readonly string[] Events = ["reopens", "closes for repairs", "runs over budget", "wins approval", "faces a review", "breaks a record", "is delayed again", "gets new owners"];
    private static readonly string[] Openings = ["Residents had waited for the decision since the winter", "The plan was drawn up after two years of talks", "Engineers checked every part of the installation", "Local businesses expect more visitors in the coming season", "Critics say that the costs were never laid open", "The contract was signed in the presence of both parties", "Workers took turns through the night to finish in time", "Several neighbouring towns have asked to take part"];
    private static readonly string[] Endings = ["and the first results are expected before the end of the quarter", "while the opposition asked for an independent inquiry", "although the insurers have not yet agreed to pay", "which is more than twice what had been planned", "because the suppliers could not deliver what they had promised", "and nobody was hurt", "as demand rose faster than the forecasts had said", "so that the old site can be sold next year"];
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

    private readonly Random random = new(number);

    public string Headline() => $"{Pick(Places)} {Pick(Subjects)} {number} {Pick(Events)}";

    public string Name() => $"{Pick(First)} {Pick(Last)}";

    public string Place() => Pick(Places);

    public string Sentence() => random.Next(4) switch
    {
        0 => $"{Pick(Openings)}, {Pick(Bodies)} said, {Pick(Endings)}.",
        1 => $"{Capital(Pick(Bodies))} put the cost of the {Pick(Subjects)} in {Pick(Places)} at {Amount()} million euros, {Pick(Endings)}.",
        2 => $"{Pick(Roles)} {Name()} travelled from {Pick(Places)} to {Pick(Places)} to see the {Pick(Subjects)}, {Pick(Endings)}.",
        _ => $"{Pick(Openings)}, {Pick(Endings)}, and {Amount()} people in {Pick(Places)} are affected.",
    };

    public string Quote() => $"“{Pick(Openings)}, {Pick(Endings)},” {Pick(Roles)} {Name()} said on {Pick(Days)}.";

    public string Dated() => $"The work began on {random.Next(1, 28)} March {random.Next(2019, 2026)} and was to end by {Pick(Days)}, according to {Pick(Bodies)}, {Pick(Endings)}.";

    private string Amount() => random.Next(2, 90_000).ToString("N0", CultureInfo.InvariantCulture);

    private string Pick(string[] words) => words[random.Next(words.Length)];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
