using System.Globalization;
using Ingestion.Parser.Extraction.Dates;

namespace Ingestion.Parser.Tests.Dates;

public class WrittenDateTests
{
    [Theory]
    [InlineData("en-GB", "Monday, 2 March 2026")]
    [InlineData("en-US", "March 2nd, 2026")]
    [InlineData("en", "Mar. 2, 2026")]
    [InlineData("en", "the 2nd of March 2026")]
    [InlineData("de", "Montag, 2. März 2026")]
    [InlineData("de-AT", "2. Maerz 2026")]
    [InlineData("fr", "lundi 2 mars 2026")]
    [InlineData("es", "2 de marzo de 2026")]
    [InlineData("pt-BR", "2 de março de 2026")]
    [InlineData("it", "lunedì 2 marzo 2026")]
    [InlineData("nl", "2 maart 2026")]
    [InlineData("sv", "den 2 mars 2026")]
    [InlineData("da", "2. marts 2026")]
    [InlineData("nb", "2. mars 2026")]
    [InlineData("fi", "maanantai 2. maaliskuuta 2026")]
    [InlineData("et", "2. märts 2026")]
    [InlineData("lv", "2026. gada 2. marts")]
    [InlineData("lt", "2026 m. kovo 2 d.")]
    [InlineData("pl", "2 marca 2026")]
    [InlineData("cs", "2. března 2026")]
    [InlineData("sk", "2. marca 2026")]
    [InlineData("sl", "2. marec 2026")]
    [InlineData("hr", "2. ožujka 2026.")]
    [InlineData("sr-Latn", "2. mart 2026.")]
    [InlineData("sr", "2. март 2026.")]
    [InlineData("bg", "2 март 2026 г.")]
    [InlineData("mk", "2 март 2026")]
    [InlineData("ru", "2 марта 2026 года")]
    [InlineData("uk", "2 березня 2026 р.")]
    [InlineData("be", "2 сакавіка 2026")]
    [InlineData("ro", "2 martie 2026")]
    [InlineData("hu", "2026. március 2.")]
    [InlineData("el", "2 Μαρτίου 2026")]
    [InlineData("tr", "2 Mart 2026")]
    [InlineData("az", "2 mart 2026")]
    [InlineData("sq", "2 mars 2026")]
    [InlineData("ca", "2 de març de 2026")]
    [InlineData("gl", "2 de marzo de 2026")]
    [InlineData("eu", "2026ko martxoaren 2a")]
    [InlineData("is", "2. mars 2026")]
    [InlineData("cy", "2 Mawrth 2026")]
    [InlineData("ga", "2 Márta 2026")]
    [InlineData("ka", "2 მარტი 2026")]
    [InlineData("hy", "2 մարտի, 2026")]
    [InlineData("kk", "2026 ж. 2 наурыз")]
    [InlineData("ar", "الاثنين 2 مارس 2026")]
    [InlineData("ar", "٢ مارس ٢٠٢٦")]
    [InlineData("ar-LB", "2 آذار 2026")]
    [InlineData("ar-JO", "2 آذار / مارس 2026")]
    [InlineData("fa", "دوشنبه ۱۱ اسفند ۱۴۰۴")]
    [InlineData("fa", "۱۴۰۴/۱۲/۱۱")]
    [InlineData("fa", "2 مارس 2026")]
    [InlineData("ur", "2 مارچ، 2026")]
    [InlineData("he", "2 במרץ 2026")]
    [InlineData("hi", "2 मार्च 2026")]
    [InlineData("hi", "२ मार्च, २०२६")]
    [InlineData("mr", "2 मार्च 2026")]
    [InlineData("bn", "২ মার্চ ২০২৬")]
    [InlineData("ta", "2 மார்ச், 2026")]
    [InlineData("te", "2 మార్చి 2026")]
    [InlineData("th", "2 มีนาคม 2569")]
    [InlineData("th", "2 มี.ค. 2569")]
    [InlineData("th", "๒ มีนาคม ๒๕๖๙")]
    [InlineData("vi", "ngày 2 tháng 3 năm 2026")]
    [InlineData("vi", "2 tháng 3, 2026")]
    [InlineData("id", "Senin, 2 Maret 2026")]
    [InlineData("ms", "2 Mac 2026")]
    [InlineData("fil", "Marso 2, 2026")]
    [InlineData("sw", "2 Machi 2026")]
    [InlineData("zh", "2026年3月2日 星期一")]
    [InlineData("zh-TW", "民國115年3月2日")]
    [InlineData("ja", "2026年03月02日(月)")]
    [InlineData("ja", "令和8年3月2日")]
    [InlineData("ko", "2026년 3월 2일")]
    [InlineData("ko", "2026. 3. 2.")]
    [InlineData("ko", "2026.03.02")]
    public void A_day_is_read_in_the_languages_of_the_news(string language, string text) => Assert.Equal(new DateOnly(2026, 3, 2), Only(text, language).Day);

    [Theory]
    [InlineData("hr", "5. listopada 2025.", 10)]
    [InlineData("pl", "5 listopada 2025", 11)]
    [InlineData("cs", "5. listopad 2025", 11)]
    [InlineData("hr", "5. srpnja 2025.", 7)]
    [InlineData("cs", "5. srpna 2025", 8)]
    [InlineData("cs", "5. července 2025", 7)]
    [InlineData("cs", "5. června 2025", 6)]
    [InlineData("mk", "5 јули 2025", 7)]
    [InlineData("fi", "5. syyskuuta 2025", 9)]
    [InlineData("de", "5. Jänner 2025", 1)]
    [InlineData("ar-IQ", "5 كانون الثاني 2025", 1)]
    [InlineData("ar-IQ", "5 كانون الأول 2025", 12)]
    [InlineData("ar-DZ", "5 جانفي 2025", 1)]
    [InlineData("tr", "5 Ağustos 2025", 8)]
    [InlineData("es", "5 de setiembre de 2025", 9)]
    public void A_month_that_two_languages_name_alike_is_that_of_the_page(string language, string text, int month) => Assert.Equal(new DateOnly(2025, month, 5), Only(text, language).Day);

    [Theory]
    [InlineData("03.02.2026", "en-US", "2026-02-03", null)]
    [InlineData("03/02/2026", "en-US", "2026-03-02", null)]
    [InlineData("03/02/2026", "en-GB", "2026-02-03", null)]
    [InlineData("03/02/2026", "de", "2026-02-03", null)]
    [InlineData("03/02/2026", "en", "2026-03-02", "2026-02-03")]
    [InlineData("23/02/2026", "en-US", "2026-02-23", null)]
    [InlineData("2/23/2026", "de", "2026-02-23", null)]
    [InlineData("3/2/26", "fr", null, null)]
    [InlineData("03/12/26", "fr", "2026-12-03", null)]
    [InlineData("3.12.26", "de", "2026-12-03", null)]
    [InlineData("02-03-2026", "nl", "2026-03-02", null)]
    [InlineData("2 | 3 | 2026", "de", "2026-03-02", null)]
    [InlineData("2026/03/02", "ja", "2026-03-02", null)]
    [InlineData("2-Mar-26", "en", "2026-03-02", null)]
    [InlineData("2 Mar '26", "en", "2026-03-02", null)]
    public void Three_numbers_are_read_in_the_order_of_the_page(string text, string language, string? expected, string? other)
    {
        var found = WrittenDates.Find(text, DateLocale.Of(language, null));

        Assert.Equal(expected, found.Count == 0 ? null : Iso(found[0].Day));
        Assert.Equal(other, found.Count == 0 || found[0].Other is null ? null : Iso(found[0].Other!.Value));
    }

    [Theory]
    [InlineData("www.harbour-times.co.uk", "2026-02-03")]
    [InlineData("www.harbour-times.com", "2026-03-02")]
    public void The_country_of_the_host_helps_where_the_markup_says_no_more_than_English(string host, string expected) =>
        Assert.Equal(expected, Iso(WrittenDates.Find("03/02/2026", DateLocale.Of("en", host))[0].Day));

    [Theory]
    [InlineData("version 10.12.2019.1 of the engine")]
    [InlineData("192.168.10.12")]
    [InlineData("31.02.2026")]
    [InlineData("32 March 2026")]
    [InlineData("2026-13-01")]
    [InlineData("In March 2026 the port")]
    [InlineData("at 10:30 on Monday")]
    [InlineData("+49 30 12 34 56")]
    [InlineData("1,200,000")]
    [InlineData("")]
    public void What_is_no_day_is_none(string text) => Assert.Empty(WrittenDates.Find(text, DateLocale.Of("en", null)));

    [Theory]
    [InlineData("en", "March 2, 2026 9:05 AM EST", "2026-03-02T09:05:00-05:00")]
    [InlineData("en", "9:05 p.m. ET, March 2, 2026", "2026-03-02T21:05:00-05:00")]
    [InlineData("en", "July 2, 2026 at 9:05 pm PT", "2026-07-02T21:05:00-07:00")]
    [InlineData("en", "Mon Mar 02 2026 09:05:00 GMT+0100 (CET)", "2026-03-02T09:05:00+01:00")]
    [InlineData("en", "Mon Mar 02 09:05:00 CET 2026", "2026-03-02T09:05:00+01:00")]
    [InlineData("en", "2026-03-02T09:05:30.123+05:30", "2026-03-02T09:05:30+05:30")]
    [InlineData("de", "02.03.2026, 09:05 Uhr MEZ", "2026-03-02T09:05:00+01:00")]
    [InlineData("de", "2. März 2026 um 9.05 Uhr", "2026-03-02T09:05:00")]
    [InlineData("fr", "le 2 mars 2026 à 9h05", "2026-03-02T09:05:00")]
    [InlineData("es", "2 de marzo de 2026, 9:05 p. m.", "2026-03-02T21:05:00")]
    [InlineData("ru", "2 марта 2026, 09:05 МСК", "2026-03-02T09:05:00+03:00")]
    [InlineData("ja", "2026年3月2日 午後9時5分", "2026-03-02T21:00:00")]
    [InlineData("ja", "2026年3月2日(月) 9:05", "2026-03-02T09:05:00")]
    [InlineData("ko", "2026.03.02 오후 9:05", "2026-03-02T21:05:00")]
    [InlineData("en", "12:05 am, 2 March 2026", "2026-03-02T00:05:00")]
    [InlineData("en", "2 March 2026", "2026-03-02")]
    public void The_time_beside_a_day_is_read_with_its_zone(string language, string text, string expected)
    {
        var date = Only(text, language);

        var read = Iso(date.Day) + (date.Time is { } time ? time.ToString("'T'HH:mm:ss", CultureInfo.InvariantCulture) : "") + (date.Offset is null ? "" : date.At.ToString("zzz", CultureInfo.InvariantCulture));
        Assert.Equal(expected, read);
    }

    [Fact]
    public void A_long_line_of_numbers_is_read_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("1.2.3.4.5.6.7.8.9. ", 200_000));

        Assert.Empty(WrittenDates.Find(text, DateLocale.Of("en", null)));
    }

    [Theory]
    [InlineData("\0\uD800\uDFFF\uD83D")]
    [InlineData("00.00.0000")]
    [InlineData("0-0-0000")]
    [InlineData("99999999999999999999-99-99")]
    [InlineData("March 99999999999999, 2026")]
    [InlineData("٠٠٠٠/٠٠/٠٠")]
    [InlineData("年月日年月日10")]
    [InlineData("令和99年12月31日")]
    [InlineData("9:05 9:05 9:05 +99 +99")]
    [InlineData("2026-03-02T25:61:61+99:99")]
    public void Odd_text_never_throws(string text)
    {
        foreach (var language in (string?[])[null, "fa", "th", "ja", "en-US", "", "x-", "-"])
        {
            Assert.All(WrittenDates.Find(text, DateLocale.Of(language, null)), date => Assert.InRange(date.At.Year, 1900, 2100));
            Assert.True(MachineDate.Read(text, DateLocale.Of(language, null)) is not { } read || read.At.Year >= 1900);
        }
    }

    private static WrittenDate Only(string text, string language) => Assert.Single(WrittenDates.Find(text, DateLocale.Of(language, null)));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
