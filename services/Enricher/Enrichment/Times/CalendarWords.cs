using System.Collections.Frozen;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>English words of the calendar and of small numbers, in lower case, with what TIMEX3 calls them.</summary>
internal static class CalendarWords
{
    public static FrozenDictionary<string, int> Months { get; } = Index(
        "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.", "july jul jul.", "august aug aug.",
        "september sep sept sep. sept.", "october oct oct.", "november nov nov.", "december dec dec.");

    /// <summary>1 is Sunday.</summary>
    public static FrozenDictionary<string, int> Weekdays { get; } = Index(
        "sunday sun", "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat");

    public static FrozenDictionary<string, string> PartsOfDay { get; } = new Dictionary<string, string>
    {
        ["morning"] = "TMO",
        ["afternoon"] = "TAF",
        ["evening"] = "TEV",
        ["night"] = "TNI",
        ["lunchtime"] = "TAF",
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, string> Seasons { get; } = new Dictionary<string, string>
    {
        ["spring"] = "SP",
        ["summer"] = "SU",
        ["autumn"] = "FA",
        ["fall"] = "FA",
        ["winter"] = "WI",
    }.ToFrozenDictionary();

    public static FrozenDictionary<string, int> Numbers { get; } = Index(
        "a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private static FrozenDictionary<string, int> Index(params string[] rows) =>
        rows.SelectMany((row, index) => row.Split(' ').Select(word => (word, index))).ToFrozenDictionary(entry => entry.word, entry => entry.index + 1);
}
