using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Times;

/// <summary>
/// Time expressions of a body and the day, month or year they mean, as TIMEX3 values (ISO 8601 with the additions of TimeML).
/// They are read from the publisher's own day. News tells what was: the past is meant unless a verb of the future governs.
/// </summary>
internal static class TimeFinder
{
    public static TimeExpression[] Find(string text, Token[] tokens, DateTimeOffset? publishedAt, string language)
    {
        var scan = new TimeScan(text, tokens, publishedAt);
        for (var token = 0; token < tokens.Length;)
        {
            var count = NumericDates.Read(scan, token, language);
            count = count == 0 && language is "en" or "und" ? ReadWords(scan, token) : count;
            token += Math.Max(1, count);
        }

        return [.. scan.Found];
    }

    // Words, in English.
    private static int ReadWords(TimeScan scan, int at) => scan.Tokens[at].Kind switch
    {
        TokenKind.Number => CalendarDates.ReadDayMonth(scan, at) is > 0 and var count ? count : ClockTimes.Read(scan, at) is > 0 and var time ? time : RelativeTimes.ReadAgo(scan, at) is > 0 and var ago ? ago : Years.Read(scan, at),
        TokenKind.Word when scan.IsMonth(at) => CalendarDates.ReadMonth(scan, at),
        TokenKind.Word when RelativeTimes.IsWeekday(scan, at) => RelativeTimes.ReadWeekday(scan, at, at, shift: 0),
        TokenKind.Word => FeastDays.Read(scan, at) is > 0 and var feast ? feast : Quarters.Read(scan, at) is > 0 and var quarter ? quarter : NamedBefore.Read(scan, at) is > 0 and var named ? named
            : Years.ReadWord(scan, at) is > 0 and var year ? year : RelativeTimes.Read(scan, at),
        _ => 0,
    };
}
