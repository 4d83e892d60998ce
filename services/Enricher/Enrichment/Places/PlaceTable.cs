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

/// <summary>
/// Places by name. Loaded once, read only. Cities: <c>cities.txt</c>, one a line: country code; names, parted by bars, the usual one first; state of the
/// United States; degrees north; degrees east; thousands of inhabitants.
/// </summary>
/// <remarks>Cities of at least 75,000 inhabitants, capitals, cities often in the news and smaller namesakes of these: facts from GeoNames (CC-BY 4.0).</remarks>
internal static class PlaceTable
{
    private const string StateRows = """
        AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa
        KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire
        NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota
        TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,DC District of Columbia
        TX Tex.,CA Calif.,FL Fla.,IL Ill.,MA Mass.,PA Pa.,GA Ga.,MI Mich.,VA Va.,AZ Ariz.,CO Colo.,CT Conn.,MN Minn.,MO Mo.,TN Tenn.,WA Wash.,WI Wis.,OK Okla.,OR Ore.,KY Ky.,LA La.,MD Md.,AL Ala.,NC N.C.,SC S.C.,NJ N.J.,NM N.M.,NH N.H.,NY N.Y.,DC D.C.
        """;

    /// <summary>States of the United States by name and by the abbreviation that follows a city.</summary>
    public static FrozenDictionary<string, string> States { get; } = Words(StateRows).Select(row => (Code: row[..2], Name: row[3..]))
        .Concat(Words(StateRows).Select(row => (Code: row[..2], Name: row[..2]))).DistinctBy(row => row.Name).ToFrozenDictionary(row => row.Name, row => row.Code);

    /// <summary>Country codes by demonym: Russian, Danes.</summary>
    public static FrozenDictionary<string, string> Demonyms { get; } = Rows(Countries.Table).Where(row => row.Length > 3)
        .SelectMany(row => row[3].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => (Name: name, Code: row[0])))
        .DistinctBy(row => row.Name).ToFrozenDictionary(row => row.Name, row => row.Code);

    private static readonly FrozenSet<string> DisputedNames = Words(CountryFacts.Disputed).ToFrozenSet();

    // Last: the tables above are read while it is made.
    private static readonly FrozenDictionary<string, KnownPlace[]> Places = Load();

    /// <summary>What a name may mean, as printed; empty when it is not known.</summary>
    public static KnownPlace[] Find(string name) => Places.TryGetValue(name.Replace('’', '\''), out var found) ? found : [];

    /// <summary>The code of a country by one of its names; null where the name is another's.</summary>
    public static string? CountryNamed(string name) => Array.Find(Find(name), place => place.Kind == PlaceKind.Country)?.CountryCode;

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
                States.TryGetValue(name, out var state);
                Add(name, new KnownPlace(PlaceKind.Area, name, row[0].Length == 0 ? null : row[0], state, middle?.Item1, middle?.Item2, 0, false));
            }
        }

        Add("Georgia", new KnownPlace(PlaceKind.Area, "Georgia", "US", "GA", 32.7, -83.4, 0, false));
        foreach (var row in Rows(Cities()))
        {
            var names = row[1].Split('|');
            var seat = Array.Exists(names, name => seats.Contains(name) || capitals.Contains((row[0], name)));
            var place = new KnownPlace(PlaceKind.City, names[0], row[0], row[2].Length == 0 ? null : row[2], Number(row[3]), Number(row[4]), int.Parse(row[5], CultureInfo.InvariantCulture), seat);
            foreach (var name in names)
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

    private static string Cities()
    {
        using var stream = typeof(PlaceTable).Assembly.GetManifestResourceStream("cities.txt") ?? throw new InvalidOperationException("cities.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
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
