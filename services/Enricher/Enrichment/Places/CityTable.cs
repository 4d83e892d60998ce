using System.Globalization;

namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>A city of the table.</summary>
/// <param name="CountryCode">ISO 3166-1 alpha-2.</param>
/// <param name="Names">The usual English one first.</param>
/// <param name="Telling">Those of them that are this city's in a text that says nothing else of it.</param>
/// <param name="State">Two letters of the state, of the United States only.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Population">In thousands.</param>
internal sealed record City(string CountryCode, string[] Names, string[] Telling, string? State, double Latitude, double Longitude, int Population);

/// <summary>
/// Cities by country, from <c>cities.txt</c>, one a line: country code; names, parted by bars, those that tell a place by themselves with a star; state of the
/// United States; degrees north; degrees east; thousands of inhabitants.
/// </summary>
/// <remarks>Cities of at least 75,000 inhabitants, capitals, cities often in the news and smaller namesakes of these: facts from GeoNames (CC-BY 4.0).</remarks>
internal static class CityTable
{
    public static IEnumerable<City> Read()
    {
        using var stream = typeof(CityTable).Assembly.GetManifestResourceStream("cities.txt") ?? throw new InvalidOperationException("cities.txt is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var row = line.Split(';');
            var names = row[1].Split('|');
            yield return new City(
                row[0],
                Array.ConvertAll(names, name => name.TrimStart('*')),
                [.. names.Where(name => name[0] == '*').Select(name => name[1..])],
                row[2].Length == 0 ? null : row[2],
                double.Parse(row[3], CultureInfo.InvariantCulture),
                double.Parse(row[4], CultureInfo.InvariantCulture),
                int.Parse(row[5], CultureInfo.InvariantCulture));
        }
    }
}
