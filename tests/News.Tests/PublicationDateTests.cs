using System.Globalization;
using Ingestion.News;

namespace Ingestion.News.Tests;

public class PublicationDateTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-02T00:00:00+00:00")]
    [InlineData("2026-03-02T09:05", "2026-03-02T09:05:00+00:00")]
    [InlineData("2026-03-02T09:05:00+01:00", "2026-03-02T09:05:00+01:00")]
    [InlineData("2026-03-02T09:05:00.5Z", "2026-03-02T09:05:00.5+00:00")]
    public void An_iso_date_is_read_with_its_offset(string text, string expected)
    {
        Assert.True(PublicationDate.TryParse(text, out var date));

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), date);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset, date!.Value.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10:00")]
    [InlineData("yesterday")]
    [InlineData("03/02/2026")]
    [InlineData("2026-13-02")]
    public void Anything_else_is_refused(string text) => Assert.False(PublicationDate.TryParse(text, out _));

    [Fact]
    public void No_text_is_no_date() => Assert.True(PublicationDate.TryParse(null, out var date) && date is null);
}
