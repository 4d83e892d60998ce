using System.Globalization;
using Ingestion.News.Feeds;

namespace Ingestion.News.Tests;

public class FeedsDateTests
{
    [Theory]
    [InlineData("2026-03-02T09:05:07Z", "2026-03-02T09:05:07+00:00")]
    [InlineData("2026-03-02T09:05:07.25+01:00", "2026-03-02T09:05:07.25+01:00")]
    [InlineData("2026-03-02t09:05:07z", "2026-03-02T09:05:07+00:00")]
    [InlineData("2026-03-02 09:05:07 +0100", "2026-03-02T09:05:07+01:00")]
    [InlineData("2026-03-02T09:05-05:00", "2026-03-02T09:05:00-05:00")]
    [InlineData("2026-03-02T24:00:00Z", "2026-03-03T00:00:00+00:00")]
    [InlineData("2026-12-31T23:59:60Z", "2027-01-01T00:00:00+00:00")]
    [InlineData("2026-03-02 23:56:58.0", "2026-03-02T23:56:58+00:00")]
    [InlineData("20260302T090507Z", "2026-03-02T09:05:07+00:00")]
    [InlineData("20260302090507", "2026-03-02T09:05:07+00:00")]
    [InlineData("20260302", "2026-03-02T00:00:00+00:00")]
    [InlineData("2026-03-02", "2026-03-02T00:00:00+00:00")]
    [InlineData("2026-03", "2026-03-01T00:00:00+00:00")]
    [InlineData("2026-061", "2026-03-02T00:00:00+00:00")]
    [InlineData("2026", "2026-01-01T00:00:00+00:00")]
    [InlineData("1862-07-04", "1862-07-04T00:00:00+00:00")]
    public void Iso_8601_is_read_in_whole_and_in_part(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData("Mon, 02 Mar 2026 09:05:07 GMT", "2026-03-02T09:05:07+00:00")]
    [InlineData("Mon, 2 Mar 2026 09:05 +0100", "2026-03-02T09:05:00+01:00")]
    [InlineData("02 Mar 26 09:05:07 EST", "2026-03-02T09:05:07-05:00")]
    [InlineData("2 Mar 99 09:05:07 UT", "1999-03-02T09:05:07+00:00")]
    [InlineData("Mon,  02 March 2026 9:05:07 PDT", "2026-03-02T09:05:07-07:00")]
    [InlineData("Mon, 02-Mar-26 09:05:07 GMT", "2026-03-02T09:05:07+00:00")]
    [InlineData("Mon, Mar 02 2026 09:05:07 CEST", "2026-03-02T09:05:07+02:00")]
    [InlineData("March 2nd, 2026 9:05 pm", "2026-03-02T21:05:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 12:05 a.m. EST", "2026-03-02T00:05:00-05:00")]
    [InlineData("Mon Mar  2 09:05:07 2026", "2026-03-02T09:05:07+00:00")]
    [InlineData("Mon Mar  2 09:05:07 PST 2026", "2026-03-02T09:05:07-08:00")]
    [InlineData("Mon, 02 Mar 2026 09:05:07 Etc/GMT", "2026-03-02T09:05:07+00:00")]
    [InlineData("Mon, 02 Mar 2026 09:05:07 GMT+0200", "2026-03-02T09:05:07+02:00")]
    [InlineData("Mon, 02 Mar 2026 09:05:07 +05:30", "2026-03-02T09:05:07+05:30")]
    [InlineData("Mon, 02 Mar 2026 09:05:07 (PST)", "2026-03-02T09:05:07-08:00")]
    [InlineData("Wednesday, 02 Mar 2026", "2026-03-02T00:00:00+00:00")]
    [InlineData("2026 Mar 02", "2026-03-02T00:00:00+00:00")]
    [InlineData("Mon, 2026/03/02 08:19:53 EDT", "2026-03-02T08:19:53-04:00")]
    [InlineData("02.03.2026 09:05", "2026-03-02T09:05:00+00:00")]
    [InlineData("22/03/2026 09:05", "2026-03-22T09:05:00+00:00")]
    [InlineData("3/22/2026", "2026-03-22T00:00:00+00:00")]
    public void Mail_dates_are_read_with_all_that_became_of_them(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData("2026년 3월 2일  01:31:15", "2026-03-02T01:31:15+00:00")]
    [InlineData("2026-03-02 오후 11:23:17", "2026-03-02T23:23:17+00:00")]
    [InlineData("2026年3月2日 9時05分", "2026-03-02T09:05:00+00:00")]
    [InlineData("Δευ, 02 Μάρ 2026 12:00:00 EST", "2026-03-02T12:00:00-05:00")]
    [InlineData("Πέμ, 09 Ιούλ 2026 12:00:00 GMT", "2026-07-09T12:00:00+00:00")]
    [InlineData("2026-július-13T9:15-05:00", "2026-07-13T09:15:00-05:00")]
    [InlineData("mar., 03 mars 2026 09:05:07 +0100", "2026-03-03T09:05:07+01:00")]
    [InlineData("So., 02 Aoû 2026 09:05:07 MESZ", "2026-08-02T09:05:07+02:00")]
    [InlineData("Di, 3 Mär 2026 09:05:07 +0100", "2026-03-03T09:05:07+01:00")]
    [InlineData("пн, 02 мар 2026 09:05:07 MSK", "2026-03-02T09:05:07+03:00")]
    [InlineData("sáb., 02 mai. 2026 09:05", "2026-05-02T09:05:00+00:00")]
    [InlineData("pon, 05 paź 2026 09:05", "2026-10-05T09:05:00+00:00")]
    public void Dates_in_other_languages_are_read(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("09:05")]
    [InlineData("03/04/2026")]
    [InlineData("2026-13-02")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-02T25:00:00Z")]
    [InlineData("2026-03-02T09:75:00Z")]
    [InlineData("Mon, 32 Mar 2026 09:05:07 GMT")]
    [InlineData("2026-03-02T09:05:07+99:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("March")]
    [InlineData("1772442307")]
    public void What_is_no_date_or_may_be_two_is_not_read(string? text) => Assert.Null(FeedDate.Parse(text));

    [Fact]
    public void Half_a_surrogate_pair_is_no_date() => Assert.Null(FeedDate.Parse("\uD800 2026-03-02"));

    [Fact]
    public void No_text_throws()
    {
        var random = new Random(7);
        const string Signs = "0123456789-+:./ TZapm,JanMär년月٣";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Create(random.Next(1, 40), random, (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = Signs[source.Next(Signs.Length)];
                }
            });
            Assert.Null(Record.Exception(() => FeedDate.Parse(text)));
        }
    }

    private static void Reads(string text, string expected)
    {
        var date = FeedDate.Parse(text);

        Assert.Equal(expected, date?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
    }
}
