namespace Ingestion.News.Tests;

public class VersionRankTests
{
    [Theory]
    [InlineData("0.9.12", "0.10.0")]
    [InlineData("1.9", "1.10")]
    [InlineData("0.1.0", "1")]
    [InlineData("1.0.0-rc.1", "1.0.0")]
    [InlineData("0.9.9", "1.0.0-rc.1")]
    [InlineData(null, "0.0.0-a")]
    [InlineData("unknown", "0.0.1")]
    [InlineData("1.2.3.4", "0.0.1")]
    [InlineData("9999999.0.0", "0.0.1")]
    [InlineData("-1.0", "0.0.1")]
    [InlineData("1048575.1048575.1048574", "1048575.1048575.1048575")]
    public void A_later_version_ranks_above(string? earlier, string later) =>
        Assert.True(VersionRank.Of(earlier) < VersionRank.Of(later), $"{VersionRank.Of(earlier)} < {VersionRank.Of(later)}");

    [Theory]
    [InlineData("1.6", "1.6.0")]
    [InlineData("1.6.2+5a3", "1.6.2")]
    [InlineData("nonsense", "")]
    public void What_is_one_version_ranks_alike(string one, string other) => Assert.Equal(VersionRank.Of(one), VersionRank.Of(other));
}
