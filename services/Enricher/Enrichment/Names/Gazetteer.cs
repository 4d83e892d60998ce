using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Places;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>A name that is known.</summary>
/// <param name="Type">One of <see cref="EntityType"/>; null for what is no such thing though it has capitals.</param>
/// <param name="Name">The name to show.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2, or null.</param>
internal sealed record KnownName(string? Type, string Name, string? CountryCode);

/// <summary>The tables of names, to be looked up by tokens. Loaded once, read only.</summary>
internal static class Gazetteer
{
    private static readonly (FrozenDictionary<string, KnownName> English, FrozenDictionary<string, KnownName> Foreign, FrozenSet<string> Demonyms) Tables = Load();

    // How many tokens the longest name has that begins with a word.
    private static readonly FrozenDictionary<string, int> Longest = Tables.English.Keys.Concat(Tables.Foreign.Keys)
        .Select(name => name.Split(' '))
        .GroupBy(words => words[0])
        .ToFrozenDictionary(group => group.Key, group => group.Max(words => words.Length));

    public static FrozenSet<string> Male { get; } = Set(FirstNames.Male);

    public static FrozenSet<string> Female { get; } = Set(FirstNames.Female);

    public static FrozenSet<string> FamilyFirst { get; } = Set(FirstNames.FamilyFirst);

    public static FrozenSet<string> OrganisationSuffixes { get; } = Set(Organisations.Suffixes);

    public static FrozenSet<string> OrganisationHeads { get; } = Set(Organisations.Heads);

    public static FrozenSet<string> HeadsWithAnd { get; } = Set(Organisations.WithAnd);

    public static FrozenSet<string> RoleHeads { get; } = Set(Titles.Heads);

    public static FrozenSet<string> RoleModifiers { get; } = Set(Titles.Modifiers);

    public static FrozenSet<string> LowerRoleHeads { get; } = Split(Titles.Heads).Select(head => head.ToLowerInvariant()).Concat(
        Split("official,officials,spokesman,spokeswoman,spokesperson,girlfriend,boyfriend,wife,husband,son,daughter,brother,sister,mother,father,colleague,counterpart,rival,successor,predecessor")).ToFrozenSet();

    public static FrozenSet<string> LowerRoleModifiers { get; } = Split(Titles.Modifiers).Select(word => word.ToLowerInvariant()).ToFrozenSet();

    public static FrozenSet<string> ForeignRoles { get; } = Set(Titles.OtherLanguages);

    public static FrozenSet<string> Offices { get; } = Set(Titles.Offices);

    /// <summary>Forms of address with the gender they tell: m, f or a space.</summary>
    public static FrozenDictionary<string, char> Courtesy { get; } = Split(Titles.Courtesy)
        .Select(row => row.Split('=')).ToFrozenDictionary(row => row[0], row => row[1].Length == 0 ? ' ' : row[1][0]);

    public static bool IsDemonym(string word) => Tables.Demonyms.Contains(word);

    public static bool IsFirstName(string word) =>
        Male.Contains(word) || Female.Contains(word) || (word.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash && Male.Contains(word[..dash]));

    public static char GenderOf(string firstName) =>
        (Male.Contains(firstName), Female.Contains(firstName)) switch { (true, false) => 'm', (false, true) => 'f', _ => ' ' };

    public static KnownName? Find(string name, bool english = true) =>
        Tables.English.TryGetValue(name, out var known) ? known
        : !english && Tables.Foreign.TryGetValue(name, out known) ? known
        : null;

    /// <summary>The longest known name that begins at a token and ends before <paramref name="limit"/>; 0 tokens when none.</summary>
    public static (int Tokens, KnownName? Name) LongestAt(Token[] tokens, int at, int limit, string text, bool english = true)
    {
        if (!Longest.TryGetValue(tokens[at].Text, out var longest))
        {
            return (0, null);
        }

        for (var count = Math.Min(longest, limit - at); count > 0; count--)
        {
            var last = tokens[at + count - 1];
            if (last.Sentence != tokens[at].Sentence)
            {
                continue;
            }

            var name = count == 1 ? tokens[at].Text : text[tokens[at].Start..last.End].Replace('’', '\'');
            if (Find(name, english) is { } known)
            {
                return (count, known);
            }
        }

        return (0, null);
    }

    private static string[] Split(string table) =>
        table.Split([',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FrozenSet<string> Set(string table) => Split(table).ToFrozenSet();

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(';'));

    // The first table that has a name wins: countries before organisations before regions before cities before capitals.
    private static (FrozenDictionary<string, KnownName>, FrozenDictionary<string, KnownName>, FrozenSet<string>) Load()
    {
        var (english, foreign, demonyms) = (new Dictionary<string, KnownName>(), new Dictionary<string, KnownName>(), new HashSet<string>());
        foreach (var row in Rows(Countries.Table))
        {
            var names = row[1].Split(',');
            foreach (var name in names)
            {
                var ownName = name is "England" or "Scotland" or "Wales" or "Northern Ireland";
                english.TryAdd(name, new KnownName(EntityType.Place, ownName ? name : names[0], row[0]));
            }

            foreach (var name in row.Length > 4 ? row[4].Split(',') : [])
            {
                foreign.TryAdd(name, new KnownName(EntityType.Place, name, row[0]));
            }

            demonyms.UnionWith(row.Length > 3 ? row[3].Split(',') : []);
        }

        var ofMany = Set(Organisations.OfManyCountries);
        foreach (var row in Rows(Organisations.Known))
        {
            foreach (var name in row[1].Split(','))
            {
                english.TryAdd(name, new KnownName(EntityType.Organisation, name, row[0].Length == 0 || ofMany.Contains(name) ? null : row[0]));
            }
        }

        foreach (var row in Rows(Regions.Table))
        {
            foreach (var name in row[1].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                english.TryAdd(name, new KnownName(EntityType.Place, name, row[0].Length == 0 ? null : row[0]));
            }
        }

        // As printed: "Bogotá" is no Bogota, and whoever writes "Köln" is not made to say Cologne.
        var cities = CityTable.Read().ToList();
        var capitals = Rows(Countries.Table).SelectMany(row => (row.Length > 2 ? row[2] : "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => (Code: row[0], Name: name))).ToList();
        foreach (var (code, name) in cities.SelectMany(city => city.Telling.Select(name => (city.CountryCode, name))).Concat(capitals))
        {
            english.TryAdd(name, new KnownName(EntityType.Place, name, code));
        }

        var told = capitals.ToHashSet();
        foreach (var city in cities.Where(city => city.Telling.Length > 0 || Array.Exists(city.Names, name => told.Contains((city.CountryCode, name)))))
        {
            Array.ForEach(city.Names, name => foreign.TryAdd(name, new KnownName(EntityType.Place, name, city.CountryCode)));
        }

        foreach (var name in Split(Organisations.NotNames).Concat(demonyms).Where(name => name.Length > 0))
        {
            english.TryAdd(name, new KnownName(null, name, null));
        }

        demonyms.Remove("");
        return (english.ToFrozenDictionary(), foreign.ToFrozenDictionary(), demonyms.ToFrozenSet());
    }
}
