namespace Ingestion.Enricher.Tests;

public sealed class TimeTests
{
    [Theory]
    [InlineData("The match was played on Saturday.", "Saturday", "2026-02-28")]
    [InlineData("The court will rule on Friday.", "Friday", "2026-03-06")]
    [InlineData("On Friday, the court will rule.", "Friday", "2026-03-06")]
    [InlineData("The report will be announced on Monday.", "Monday", "2026-03-09")]
    [InlineData("The plan for the bridge was approved on Monday.", "Monday", "2026-03-02")]
    [InlineData("The ship sank on Wednesday evening.", "Wednesday evening", "2026-03-04TEV")]
    [InlineData("She left last Tuesday.", "last Tuesday", "2026-03-03")]
    [InlineData("They meet next Wednesday.", "next Wednesday", "2026-03-11")]
    [InlineData("He died yesterday.", "yesterday", "2026-03-03")]
    [InlineData("Voting starts tomorrow.", "tomorrow", "2026-03-05")]
    [InlineData("Prices rose last month.", "last month", "2026-02")]
    [InlineData("Prices rose last week.", "last week", "2026-W09")]
    [InlineData("It was agreed in November.", "November", "2025-11")]
    [InlineData("It is due to open in November.", "November", "2026-11")]
    [InlineData("It opened on March 2.", "March 2", "2026-03-02")]
    [InlineData("It opened on 20 December.", "20 December", "2025-12-20")]
    [InlineData("It opened on 2 March 2015 in Graz.", "2 March 2015", "2015-03-02")]
    [InlineData("It opened on March 2, 2015, in Graz.", "March 2, 2015", "2015-03-02")]
    [InlineData("It opened in March 2015.", "March 2015", "2015-03")]
    [InlineData("It opened in 1987.", "1987", "1987")]
    [InlineData("He was jailed two years ago.", "two years ago", "2024")]
    [InlineData("It happened three days ago.", "three days ago", "2026-03-01")]
    [InlineData("The file is dated 2014-11-30.", "2014-11-30", "2014-11-30")]
    [InlineData("The file is dated 30.11.2014.", "30.11.2014", "2014-11-30")]
    [InlineData("The file is dated 30/11/2014.", "30/11/2014", "2014-11-30")]
    [InlineData("The file is dated 05/06/2014.", "05/06/2014", null)]
    [InlineData("Profits fell in the fourth quarter of 2014.", "fourth quarter of 2014", "2014-Q4")]
    [InlineData("Profits fell in the first quarter of last year.", "first quarter of last year", "2025-Q1")]
    [InlineData("Profits fell by a tenth in the fourth quarter.", "fourth quarter", "2025-Q4")]
    [InlineData("Sales rose last quarter.", "last quarter", "2025-Q4")]
    [InlineData("Sales rose in Q3 2015.", "Q3 2015", "2015-Q3")]
    [InlineData("The bank failed in the second half of 2008.", "second half of 2008", "2008-H2")]
    [InlineData("The plan covers fiscal 2016.", "fiscal 2016", "FY2016")]
    [InlineData("The quake was felt at 16:08 UTC.", "16:08 UTC", "2026-03-04T16:08Z")]
    [InlineData("The quake was felt at 0800 GMT.", "0800 GMT", "2026-03-04T08:00Z")]
    [InlineData("The doors opened at 5:40 p.m. and nobody came.", "5:40 p.m.", "2026-03-04T17:40")]
    [InlineData("The doors opened at 10am and nobody came.", "10am", "2026-03-04T10:00")]
    [InlineData("The doors opened at 16:00 UTC yesterday.", "16:00 UTC yesterday", "2026-03-03T16:00Z")]
    [InlineData("Licences end after October of next year.", "October of next year", "2027-10")]
    [InlineData("It opened on 12 May last year.", "12 May last year", "2025-05-12")]
    [InlineData("The sale should be completed in October.", "October", "2026-10")]
    [InlineData("The firm wants to close the plant by early June.", "June", "2026-06")]
    [InlineData("It rained over the weekend.", "weekend", "2026-W09-WE")]
    [InlineData("It was built in the summer of 1995.", "summer of 1995", "1995-SU")]
    [InlineData("It was built in mid-2015.", "mid-2015", "2015")]
    [InlineData("They left the day before yesterday.", "the day before yesterday", "2026-03-02")]
    [InlineData("The trial starts in June.", "June", "2026-06")]
    [InlineData("In June the trial starts.", "June", "2026-06")]
    [InlineData("Parliament votes on Thursday.", "Thursday", "2026-03-05")]
    [InlineData("The ceasefire takes effect on Friday.", "Friday", "2026-03-06")]
    [InlineData("The permit expires in January.", "January", "2027-01")]
    [InlineData("The next hearing is on Thursday.", "Thursday", "2026-03-05")]
    [InlineData("Schools reopen on Monday.", "Monday", "2026-03-09")]
    [InlineData("The summit runs until Saturday.", "Saturday", "2026-03-07")]
    [InlineData("The road stays shut until February.", "February", "2027-02")]
    [InlineData("The match was postponed until Saturday.", "Saturday", "2026-03-07")]
    [InlineData("The licence has been withdrawn until the end of January.", "January", "2027-01")]
    [InlineData("He was chairman until February.", "February", "2026-02")]
    [InlineData("The runs on Saturday decided the match.", "Saturday", "2026-02-28")]
    [InlineData("The shops were open on Monday.", "Monday", "2026-03-02")]
    [InlineData("The report says that sales rose in June.", "June", "2025-06")]
    [InlineData("At 10:30 pm a second call came.", "10:30 pm", "2026-03-03T22:30")]
    [InlineData("The second call came at 17:50 UTC.", "17:50 UTC", "2026-03-03T17:50Z")]
    [InlineData("The doors will open at 10:30 pm.", "10:30 pm", "2026-03-04T22:30")]
    [InlineData("It burned down on New Year's Eve.", "New Year's Eve", "2025-12-31")]
    [InlineData("It burned down on Boxing Day 2019.", "Boxing Day 2019", "2019-12-26")]
    [InlineData("The doors opened at 10 pm on Diwali.", "10 pm", null)]
    public void Past_is_meant_unless_the_verb_is_future(string text, string printed, string? value)
    {
        // Published on Wednesday, 4 March 2026.
        var time = Assert.Single(Articles.Enrich("The town council of Graz has news for everybody who lives there. " + text).Times);

        Assert.Equal((printed, value), (time.Text, time.Value));
        Assert.Equal(value is null, time.Confidence == 0);
    }

    [Theory]
    [InlineData("They march on parliament and may win.")]
    [InlineData("The tower is 2000 metres high and cost $1995.")]
    [InlineData("It sat on the wall for a second.")]
    [InlineData("The shop was full on Black Friday.")]
    [InlineData("He told the Sunday Times that he was tired.")]
    [InlineData("The guard scored twice in the fourth quarter.")]
    [InlineData("The first half was even and the score 3:15 at best.")]
    public void Words_that_look_like_dates_are_none(string text) =>
        Assert.Empty(Articles.Enrich("The town council of Graz has news for everybody who lives there. " + text).Times);

    [Theory]
    [InlineData("The strike began on Monday. The same day, ships were turned away.", "2026-03-02")]
    [InlineData("The strike began on Monday. The next day, ships were turned away.", "2026-03-03")]
    [InlineData("Shares rose on Monday but ended the day down by a tenth.", "2026-03-02")]
    [InlineData("Sales fell in January 2025 from the previous year.", "2024")]
    [InlineData("The doors opened on Monday at 10 a.m. and nobody came.", "2026-03-02T10:00")]
    public void Another_time_of_the_text_is_told_from(string text, string value) =>
        Assert.Equal(value, Articles.Enrich(text).Times[^1].Value);

    [Theory]
    [InlineData("Police closed the bridge at 10:30 pm on New Year's Eve.", "2025-12-31T22:30")]
    [InlineData("Police closed the bridge at 10:30 pm on 12 February.", "2026-02-12T22:30")]
    [InlineData("On Monday it rained. Police closed the bridge at 10:30 pm on Sunday, 22 February.", "2026-02-22T22:30")]
    public void Time_of_day_is_that_of_the_day_named_behind_it(string text, string value) =>
        Assert.Equal(value, Assert.Single(Articles.Enrich(text).Times, time => time.Text == "10:30 pm").Value);

    [Fact]
    public void Where_only_the_day_of_publication_is_known_a_time_of_day_is_on_it()
    {
        var midnight = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal("2026-03-04T10:30", Assert.Single(Articles.Enrich("The town council of Graz has news. The doors opened at 10:30 a.m. and nobody came.", published: midnight).Times).Value);
    }

    [Fact]
    public void Day_is_the_publishers_own()
    {
        var late = new DateTimeOffset(2026, 3, 4, 23, 30, 0, TimeSpan.FromHours(-8));

        var time = Assert.Single(Articles.Enrich("The harbour was closed today because of the storm.", published: late).Times);

        Assert.Equal("2026-03-04", time.Value);
    }
}
