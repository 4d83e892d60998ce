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
    public void Words_that_look_like_dates_are_none(string text) =>
        Assert.Empty(Articles.Enrich("The town council of Graz has news for everybody who lives there. " + text).Times);

    [Fact]
    public void Day_is_the_publishers_own()
    {
        var late = new DateTimeOffset(2026, 3, 4, 23, 30, 0, TimeSpan.FromHours(-8));

        var time = Assert.Single(Articles.Enrich("The harbour was closed today because of the storm.", published: late).Times);

        Assert.Equal("2026-03-04", time.Value);
    }
}
