using System.Globalization;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>TIMEX3 values of days, months and weeks (ISO 8601).</summary>
internal static class TimexValue
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Week(DateOnly day)
    {
        var at = day.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(at):D4}-W{ISOWeek.GetWeekOfYear(at):D2}";
    }

    public static bool IsDay(int year, int month, int day) =>
        year is > 0 and < 9999 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month);
}
