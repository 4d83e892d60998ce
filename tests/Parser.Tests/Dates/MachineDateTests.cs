using System.Globalization;
using Ingestion.Parser.Extraction.Dates;

namespace Ingestion.Parser.Tests.Dates;

public class MachineDateTests
{
    [Theory]
    [InlineData("2026-03-02T09:05:00+01:00", "2026-03-02T09:05:00+01:00")]
    [InlineData("2026-03-02T09:05:00.123Z", "2026-03-02T09:05:00+00:00")]
    [InlineData("2026-03-02T09:05:00-0330", "2026-03-02T09:05:00-03:30")]
    [InlineData("2026-03-02 09:05", "2026-03-02T09:05:00+00:00")]
    [InlineData("20260302", "2026-03-02T00:00:00+00:00")]
    [InlineData("202603020905", "2026-03-02T09:05:00+00:00")]
    [InlineData("20260302090507", "2026-03-02T09:05:07+00:00")]
    [InlineData("20260302T090507+0100", "2026-03-02T09:05:07+01:00")]
    [InlineData("20260302T0905Z", "2026-03-02T09:05:00+00:00")]
    [InlineData("2026/03/02", "2026-03-02T00:00:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 09:05:00 GMT", "2026-03-02T09:05:00+00:00")]
    [InlineData("March 2, 2026 9:05 AM EST", "2026-03-02T09:05:00-05:00")]
    [InlineData("Published on 2 March 2026 by Ada", "2026-03-02T00:00:00+00:00")]
    [InlineData("2.3.2026", "2026-03-02T00:00:00+00:00")]
    [InlineData("1772442300", "2026-03-02T09:05:00+00:00")]
    [InlineData("1772442300000", "2026-03-02T09:05:00+00:00")]
    [InlineData(" \"2026-03-02\" ", "2026-03-02T00:00:00+00:00")]
    public void A_value_is_read_with_its_offset(string text, string expected) =>
        Assert.Equal(expected, MachineDate.Read(text, default)?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-13-40")]
    [InlineData("20261340")]
    [InlineData("10:30")]
    [InlineData("Monday")]
    [InlineData("2026")]
    [InlineData("2026-03")]
    [InlineData("12345")]
    [InlineData("")]
    [InlineData(null)]
    public void A_value_that_is_no_date_is_none(string? text) => Assert.Null(MachineDate.Read(text, default));

    [Theory]
    [InlineData("2026-03-02T99:99:99Z")]
    [InlineData("2026-03-02T10:00:00+99:00")]
    public void A_time_or_zone_that_cannot_be_is_left_out_and_the_day_kept(string text)
    {
        var date = MachineDate.Read(text, default);

        Assert.Equal(new DateOnly(2026, 3, 2), date?.Day);
        Assert.Null(date?.Offset);
    }

    [Theory]
    [InlineData("https://x.example/2026/03/02/strike", "2026-03-02")]
    [InlineData("https://x.example/news/2026-03-02-strike.html", "2026-03-02")]
    [InlineData("https://x.example/news/strike-20260302.html", "2026-03-02")]
    [InlineData("https://x.example/02-03-2026-strike", "2026-03-02")]
    [InlineData("https://x.example/2026/mar/02/strike", "2026-03-02")]
    [InlineData("https://x.example/2026/march/2/strike", "2026-03-02")]
    [InlineData("https://archive.example/web/20260401000000/http://x.example/2026/03/02/strike", "2026-03-02")]
    [InlineData("https://x.example/2026/3/2/", "2026-03-02")]
    [InlineData("https://x.example/a?date=2026-03-02", null)]
    [InlineData("https://x.example/12345678/strike", null)]
    [InlineData("https://x.example/202603021234/strike", null)]
    [InlineData("https://x.example/2026/13/40/", null)]
    [InlineData("https://x.example/2026/03/strike", null)]
    [InlineData("2026", null)]
    [InlineData("", null)]
    public void The_day_of_an_address_is_that_of_its_path(string url, string? expected) => Assert.Equal(expected, UrlDate.Day(url)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("https://x.example/2026/03/strike.html", "2026-03-01")]
    [InlineData("https://x.example/2026/15/strike.html", null)]
    [InlineData("https://x.example/strike", null)]
    public void An_address_may_name_the_month_alone(string url, string? expected) => Assert.Equal(expected, UrlDate.Month(url)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2 hours ago", "2026-03-02T07:05:00+01:00")]
    [InlineData("vor 5 Minuten", "2026-03-02T09:00:00+01:00")]
    [InlineData("il y a 3 jours", "2026-02-27T00:00:00+00:00")]
    [InlineData("hace 1 semana", "2026-02-23T00:00:00+00:00")]
    [InlineData("2 часа назад", "2026-03-02T07:05:00+01:00")]
    [InlineData("3日前", "2026-02-27T00:00:00+00:00")]
    [InlineData("2시간 전", "2026-03-02T07:05:00+01:00")]
    [InlineData("3 gün önce", "2026-02-27T00:00:00+00:00")]
    [InlineData("Gestern", "2026-03-01T00:00:00+00:00")]
    [InlineData("wczoraj, 12:00", "2026-03-01T00:00:00+00:00")]
    [InlineData("today", "2026-03-02T00:00:00+00:00")]
    [InlineData("2 hours of talk", null)]
    [InlineData("USA Todayish", null)]
    [InlineData("a line that goes on about what was said 2 hours ago", null)]
    [InlineData("", null)]
    public void Ago_counts_from_the_fetch(string text, string? expected)
    {
        var fetched = new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(1));

        Assert.Equal(expected, RelativeDate.Find(text, fetched)?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }
}
