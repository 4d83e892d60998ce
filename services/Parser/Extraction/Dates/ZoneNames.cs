using System.Collections.Frozen;

namespace Ingestion.Parser.Extraction.Dates;

/// <summary>Offsets of the zone abbreviations that pages print. Those that mean several zones are left out (CST, IST, BST in Asia).</summary>
internal static class ZoneNames
{
    // IANA time zone database, files "northamerica", "europe", "asia", "australasia", "africa".
    private static readonly FrozenDictionary<string, double> Hours = new (string Name, double Hours)[]
    {
        ("Z", 0), ("UTC", 0), ("GMT", 0), ("UT", 0), ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1), ("CEST", 2), ("MEZ", 1), ("MESZ", 2), ("SAST", 2),
        ("EET", 2), ("EEST", 3), ("MSK", 3), ("МСК", 3), ("TRT", 3), ("EAT", 3), ("PKT", 5), ("NPT", 5.75), ("WIB", 7), ("WITA", 8), ("WIT", 9), ("HKT", 8),
        ("SGT", 8), ("MYT", 8), ("AWST", 8), ("JST", 9), ("KST", 9), ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("EST", -5), ("EDT", -4),
        ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("AKST", -9), ("AKDT", -8), ("HST", -10), ("ART", -3), ("BRT", -3),
    }.ToFrozenDictionary(zone => zone.Name, zone => zone.Hours, StringComparer.OrdinalIgnoreCase);

    // American papers print these the year round; the season decides.
    private static readonly FrozenDictionary<string, string> Seasonal = new (string Name, string Id)[]
    {
        ("ET", "America/New_York"), ("CT", "America/Chicago"), ("MT", "America/Denver"), ("PT", "America/Los_Angeles"),
    }.ToFrozenDictionary(zone => zone.Name, zone => zone.Id, StringComparer.OrdinalIgnoreCase);

    public static TimeSpan? Offset(ReadOnlySpan<char> name, DateTime local)
    {
        if (name.Length > 4)
        {
            return null;
        }

        if (Hours.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var hours))
        {
            return TimeSpan.FromHours(hours);
        }

        return Seasonal.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone.GetUtcOffset(local) : null;
    }
}
