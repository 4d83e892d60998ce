using System.Collections.Frozen;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>What the shape of a word tells.</summary>
internal static class NameShapes
{
    private static readonly FrozenSet<string> Particles = new[]
    {
        "al", "el", "ul", "ur", "bin", "ibn", "bint", "abu", "ben", "van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "dos", "das", "do",
        "la", "le", "ten", "ter", "zu",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> PlaceSuffixes = new[]
    {
        "River", "Lake", "Mountains", "Mountain", "Hills", "Island", "Islands", "Street", "Road", "Avenue", "Province", "County", "Valley", "Bay", "Sea", "Ocean",
        "Airport", "Peninsula", "Desert", "Park", "Square", "Bridge", "Station", "Beach", "Harbour", "Harbor", "Canyon", "Forest", "District", "Coast", "Falls",
        "Region", "Strait", "Canal", "Stadium", "Arena", "Cathedral", "Palace", "Castle", "Tower", "Heights", "Village", "Boulevard", "Lane", "Creek", "Plateau",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> PlacePrefixes = new[] { "Mount", "Lake", "Cape", "Port", "Fort", "Isle", "Gulf", "Bay", "River" }.ToFrozenSet();

    private static readonly FrozenSet<string> Directions = new[]
    {
        "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower", "Greater", "Mainland",
        "North-East", "North-West", "South-East", "South-West", "Northeast", "Northwest", "Southeast", "Southwest",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Calendar = new[]
    {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December", "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr",
        "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
    }.ToFrozenSet();

    // Endings of abstract nouns: no family name.
    private static readonly string[] AbstractEndings = ["tion", "sion", "ment", "ness", "ship", "ism", "ity", "ics", "ance", "ence", "ing", "ology", "ware"];

    // Known places and firms that are words too: a capital at the beginning of a sentence proves nothing.
    private static readonly FrozenSet<string> AlsoWords = new[]
    {
        "Nice", "Reading", "Split", "Hull", "Derby", "Perm", "Hue", "Orange", "Total", "Shell", "Time", "Visa", "Guardian", "Treasury", "Commons", "Mobile", "Gap",
        "Target", "Essen", "Bath", "Channel", "Gulf", "Providence", "Apple", "Oracle", "Ford", "Labour", "Conservatives", "Spiegel", "Rom", "Port", "Sol",
    }.ToFrozenSet();

    public static bool IsParticle(string lower) => Particles.Contains(lower);

    /// <summary>First of the particles directly before a family name; the name itself when there are none. Those that are also words of English do not count.</summary>
    public static int FirstParticle(Token[] tokens, int name)
    {
        var first = name;
        while (first > 0 && name - first < 3 && tokens[first - 1].Sentence == tokens[name].Sentence && tokens[first - 1].End + 1 == tokens[first].Start
            && IsParticle(tokens[first - 1].Text) && tokens[first - 1].Text is not ("do" or "das" or "den" or "la" or "le"))
        {
            first--;
        }

        return first;
    }

    public static bool IsPlaceSuffix(string word) => PlaceSuffixes.Contains(word);

    public static bool IsPlacePrefix(string word) => PlacePrefixes.Contains(word);

    public static bool IsDirection(string word) => Directions.Contains(word);

    public static bool IsCalendar(string word) => Calendar.Contains(word);

    public static bool IsAlsoWord(string word) => AlsoWords.Contains(word);

    /// <summary>al-Assad, el-Sisi, d'Estaing: a particle and a capitalised name in one token.</summary>
    public static bool IsJoinedParticle(Token token)
    {
        var at = token.Text.AsSpan().IndexOfAny('-', '\'', '’');
        return token.IsWord && at is > 0 and < 4 && char.IsLower(token.Text[0]) && at + 1 < token.Text.Length && char.IsUpper(token.Text[at + 1]);
    }

    /// <summary>A capital and then lower-case letters, as names have; not an ordinary word of the language.</summary>
    public static bool LooksLikeName(Token token) =>
        token.IsCapital && token.Text.Length > 1 && !token.IsAcronym && !IsCalendar(token.Text)
        && !StopWords.English.Contains(token.Lower) && !StopWords.Openers.Contains(token.Lower)
        && !Gazetteer.RoleHeads.Contains(token.Text) && !IsPlaceSuffix(token.Text) && !IsDirection(token.Text)
        && !Array.Exists(AbstractEndings, ending => token.Lower.Length > ending.Length + 2 && token.Lower.EndsWith(ending, StringComparison.Ordinal));
}
