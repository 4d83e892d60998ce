using System.Collections.Frozen;
using System.Globalization;
using Ingestion.Enricher.Enrichment.Names;

namespace Ingestion.Enricher.Enrichment.Places;

internal enum PlaceKind
{
    Country,
    Area,
    City,
}

/// <summary>One place that a name may mean.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Usual English name.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2; null where none or several hold it.</param>
/// <param name="State">Two letters of the state, of the United States only.</param>
/// <param name="Latitude">Degrees north; null where not known.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Population">In thousands; 0 for what is no city.</param>
/// <param name="IsSeat">Capital or other seat of government: its name may stand for those who govern.</param>
internal sealed record KnownPlace(
    PlaceKind Kind, string Name, string? CountryCode, string? State, double? Latitude, double? Longitude, int Population, bool IsSeat);

/// <summary>Places by name: countries, areas, cities. Loaded once, read only.</summary>
internal static class PlaceTable
{
    private const string StateRows = """
        AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa
        KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire
        NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota
        TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,DC District of Columbia
        TX Tex.,CA Calif.,FL Fla.,IL Ill.,MA Mass.,PA Pa.,GA Ga.,MI Mich.,VA Va.,AZ Ariz.,CO Colo.,CT Conn.,MN Minn.,MO Mo.,TN Tenn.,WA Wash.,WI Wis.,OK Okla.,OR Ore.,KY Ky.,LA La.,MD Md.,AL Ala.,NC N.C.,SC S.C.,NJ N.J.,NM N.M.,NH N.H.,NY N.Y.,DC D.C.
        """;

    private static readonly FrozenDictionary<string, string> StateCodes = Words(StateRows).Select(row => (Code: row[..2], Name: row[3..]))
        .Concat(Words(StateRows).Select(row => (Code: row[..2], Name: row[..2]))).DistinctBy(row => row.Name).ToFrozenDictionary(row => row.Name, row => row.Code);

    /// <summary>Country codes by demonym: Russian, Danes.</summary>
    public static FrozenDictionary<string, string> Demonyms { get; } = Rows(Countries.Table).Where(row => row.Length > 3)
        .SelectMany(row => row[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => (Name: name, Code: row[0])))
        .DistinctBy(row => row.Name).ToFrozenDictionary(row => row.Name, row => row.Code);

    private static readonly FrozenSet<string> DisputedNames = Words(CountryFacts.Disputed).ToFrozenSet();

    // The states that are called like a city or a country: degrees north and east of the middle.
    private const string Namesakes = "Georgia 32.7 -83.4,New York 43 -75,Washington 47.4 -120.5";

    // Last: the tables above are read while they are made.
    private static readonly FrozenDictionary<string, KnownPlace[]> Places = Load();
    private static readonly FrozenDictionary<string, KnownPlace> States = LoadStates();

    /// <summary>What a name may mean, as printed; empty when it is not known.</summary>
    public static KnownPlace[] Find(string name) => Places.TryGetValue(name.Replace('’', '\''), out var found) ? found : [];

    /// <summary>The state of the United States that a name or the abbreviation behind a city means; null where there is none.</summary>
    public static KnownPlace? State(string name) => StateCodes.TryGetValue(name, out var code) ? States[code] : null;

    public static bool IsDisputed(string printed, string name) => DisputedNames.Contains(name) || DisputedNames.Contains(printed);

    private static FrozenDictionary<string, KnownPlace[]> Load()
    {
        var byName = new Dictionary<string, List<KnownPlace>>();
        var middles = Middles(CountryFacts.Middles);
        var areas = Middles(CountryFacts.AreaMiddles);
        var seats = Words(CountryFacts.Seats).ToHashSet();
        var capitals = new HashSet<(string Code, string Name)>();
        foreach (var row in Rows(Countries.Table))
        {
            var names = row[1].Split(',');
            (double, double)? middle = middles.TryGetValue(row[0], out var found) ? found : null;
            foreach (var name in names.Concat(row.Length > 4 ? row[4].Split(',') : []))
            {
                // England, Scotland: named for themselves, filed under the state.
                var part = areas.TryGetValue(name, out var own);
                Add(name, new KnownPlace(PlaceKind.Country, part ? name : names[0], row[0], null, part ? own.North : middle?.Item1, part ? own.East : middle?.Item2, 0, false));
            }

            capitals.UnionWith((row.Length > 2 ? row[2].Split(',') : []).Select(name => (row[0], name)));
        }

        foreach (var row in Rows(Regions.Table))
        {
            foreach (var name in row[1].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                (double, double)? middle = areas.TryGetValue(name, out var found) ? found : null;
                StateCodes.TryGetValue(name, out var state);
                Add(name, new KnownPlace(PlaceKind.Area, name, row[0].Length == 0 ? null : row[0], state, middle?.Item1, middle?.Item2, 0, false));
            }
        }

        // Without a word beside it "Washington" is the city; "Georgia" may be either.
        Add("Georgia", State("Georgia", "GA", StateMiddles()));
        foreach (var city in CityTable.Read())
        {
            var seat = Array.Exists(city.Names, name => seats.Contains(name) || capitals.Contains((city.CountryCode, name)));
            var place = new KnownPlace(PlaceKind.City, city.Names[0], city.CountryCode, city.State, city.Latitude, city.Longitude, city.Population, seat);
            foreach (var name in city.Names)
            {
                Add(name, place);
            }
        }

        return byName.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray());

        void Add(string name, KnownPlace place)
        {
            if (!byName.TryGetValue(name, out var list))
            {
                byName.Add(name, list = []);
            }

            list.Add(place);
        }
    }

    private static FrozenDictionary<string, KnownPlace> LoadStates()
    {
        var middles = StateMiddles();
        return Words(StateRows).Select(row => (Code: row[..2], Name: row[3..])).DistinctBy(row => row.Code).ToFrozenDictionary(row => row.Code, row => State(row.Name, row.Code, middles));
    }

    private static Dictionary<string, (double North, double East)> StateMiddles() => Middles(CountryFacts.AreaMiddles + "," + Namesakes);

    private static KnownPlace State(string name, string code, Dictionary<string, (double North, double East)> middles)
    {
        var known = middles.TryGetValue(name, out var middle);
        return new KnownPlace(PlaceKind.Area, name, "US", code, known ? middle.North : null, known ? middle.East : null, 0, false);
    }

    private static Dictionary<string, (double North, double East)> Middles(string table) => Words(table)
        .Select(row => (Row: row, East: row.LastIndexOf(' ')))
        .Select(row => (row.Row, row.East, North: row.Row.LastIndexOf(' ', row.East - 1)))
        .ToDictionary(row => row.Row[..row.North], row => (Number(row.Row[(row.North + 1)..row.East]), Number(row.Row[(row.East + 1)..])));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Words(string table) => table.Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(';'));
}
