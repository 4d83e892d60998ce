namespace Ingestion.Parser.Extraction.Dates;

/// <summary>"2 hours ago", "gestern", "3日前": a date that counts from the moment of the fetch. An old copy of a page makes it wrong, so it is believed last.</summary>
internal static class RelativeDate
{
    /// <summary>Longer lines talk of other things.</summary>
    private const int LongestLine = 40;

    private static readonly string[] Ago =
    [
        "ago", "vor", "il y a", "hace", "há", "atrás", "fa", "geleden", "sedan", "siden", "sitten", "temu", "před", "pred", "prije", "пре", "назад", "тому", "преди", "önce", "前", "전", "منذ", "قبل", "پیش", "पहले", "আগে", "trước", "lalu",
        "πριν", "לפני", "ezelőtt", "în urmă", "acum", "prieš", "pirms", "tagasi", "ที่แล้ว",
    ];

    // First letters of the words for minute, hour, day and week; longer ones first where one begins another.
    private static readonly (string Stem, int Minutes)[] Units =
    [
        ("semaine", 10080), ("semana", 10080), ("settiman", 10080), ("săptăm", 10080), ("week", 10080), ("woche", 10080), ("недел", 10080), ("тижд", 10080), ("тижн", 10080), ("tydz", 10080), ("tygod", 10080), ("hafta", 10080), ("uge", 10080),
        ("uke", 10080), ("veck", 10080), ("viikko", 10080), ("週間", 10080), ("周", 10080), ("주", 10080), ("أسبوع", 10080), ("هفته", 10080), ("सप्ताह", 10080), ("tuần", 10080), ("minggu", 10080), ("minut", 1), ("minút", 1), ("min", 1), ("мин", 1),
        ("хвилин", 1), ("dakika", 1), ("分", 1), ("분", 1), ("دقيق", 1), ("دقائق", 1), ("دقیق", 1), ("मिनट", 1), ("মিনিট", 1), ("phút", 1), ("menit", 1), ("λεπτ", 1), ("דקות", 1), ("perc", 1), ("นาที", 1), ("giorn", 1440), ("gün", 1440), ("jour", 1440),
        ("stund", 60), ("stdn", 60), ("std", 60), ("hour", 60), ("hora", 60), ("hrs", 60), ("hr", 60), ("heure", 60), ("ore", 60), ("ora", 60), ("oră", 60), ("uur", 60), ("timm", 60), ("time", 60), ("tunti", 60), ("tund", 60), ("godz", 60), ("hodin", 60),
        ("час", 60), ("годин", 60), ("saat", 60), ("時間", 60), ("小时", 60), ("小時", 60), ("시간", 60), ("ساع", 60), ("घंट", 60), ("ঘন্টা", 60), ("giờ", 60), ("jam", 60), ("ώρ", 60), ("שעות", 60), ("óráv", 60), ("valand", 60), ("ชั่วโมง", 60), ("h", 60),
        ("day", 1440), ("tag", 1440), ("día", 1440), ("dia", 1440), ("dag", 1440), ("døgn", 1440), ("päivä", 1440), ("dni", 1440), ("dzie", 1440), ("dana", 1440), ("дн", 1440), ("ден", 1440), ("日", 1440), ("天", 1440), ("일", 1440), ("يوم", 1440),
        ("أيام", 1440), ("روز", 1440), ("दिन", 1440), ("দিন", 1440), ("ngày", 1440), ("hari", 1440), ("ημέρ", 1440), ("μέρ", 1440), ("ימים", 1440), ("napp", 1440), ("zile", 1440), ("zi", 1440), ("dien", 1440), ("päev", 1440), ("วัน", 1440),
    ];

    private static readonly (string Word, int Days)[] Names =
    [
        ("yesterday", 1), ("gestern", 1), ("hier", 1), ("ayer", 1), ("ontem", 1), ("ieri", 1), ("gisteren", 1), ("igår", 1), ("i går", 1), ("eilen", 1), ("wczoraj", 1), ("včera", 1), ("вчера", 1), ("вчора", 1), ("jučer", 1), ("dün", 1), ("昨日", 1), ("昨天", 1),
        ("어제", 1), ("أمس", 1), ("دیروز", 1), ("hôm qua", 1), ("kemarin", 1), ("χθες", 1), ("אתמול", 1), ("tegnap", 1), ("today", 0), ("heute", 0), ("aujourd'hui", 0), ("aujourd’hui", 0), ("hoy", 0), ("hoje", 0), ("oggi", 0), ("vandaag", 0), ("idag", 0),
        ("i dag", 0), ("tänään", 0), ("dzisiaj", 0), ("dnes", 0), ("сегодня", 0), ("сьогодні", 0), ("danas", 0), ("bugün", 0), ("今日", 0), ("今天", 0), ("오늘", 0), ("اليوم", 0), ("امروز", 0), ("hôm nay", 0), ("hari ini", 0), ("σήμερα", 0), ("היום", 0),
    ];

    /// <param name="text">A short line.</param>
    /// <param name="now">When the page was fetched.</param>
    /// <returns>The moment for minutes and hours, else the day; null when the line says nothing of the kind.</returns>
    public static WrittenDate? Find(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        if (text.Length is 0 or > LongestLine)
        {
            return null;
        }

        foreach (var (word, days) in Names)
        {
            if (Begins(text, word) >= 0)
            {
                return new WrittenDate(DateOnly.FromDateTime(now.DateTime).AddDays(-days), null, null, null, 0, text.Length);
            }
        }

        Span<DateToken> buffer = stackalloc DateToken[LongestLine];
        foreach (var token in buffer[..DateToken.Read(text, buffer)])
        {
            if (token is not { IsNumber: true, Value: > 0 and < 60 } || !Array.Exists(Ago, HasIn(text)))
            {
                continue;
            }

            var rest = text[token.End..].TrimStart();
            foreach (var (stem, minutes) in Units)
            {
                if (rest.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
                {
                    var at = now.AddMinutes(-token.Value * minutes);
                    return new WrittenDate(DateOnly.FromDateTime(at.DateTime), null, minutes < 1440 ? TimeOnly.FromDateTime(at.DateTime) : null, minutes < 1440 ? at.Offset : null, 0, text.Length);
                }
            }
        }

        return null;
    }

    private static Predicate<string> HasIn(ReadOnlySpan<char> text)
    {
        var line = text.ToString();
        return word => Begins(line, word) >= 0;
    }

    /// <returns>Where the word begins, not inside another; ideographs and the like stand without spaces.</returns>
    private static int Begins(ReadOnlySpan<char> text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at < 0 || word[0] > '\u0900' || ((at == 0 || !char.IsLetter(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetter(text[at + word.Length]))) ? at : -1;
    }
}
