using Ingestion.Chaos.Tests.Faults;

namespace Ingestion.Chaos.Tests;

/// <summary>The schedule of faults is a function of the seed.</summary>
public sealed class FaultScheduleTests
{
    private static readonly string[] Services = ["Desk-1", "Fetcher-1", "Parser-1"];
    private static readonly HashSet<FaultKind> All = [.. Enum.GetValues<FaultKind>().Except([FaultKind.NodeKill, FaultKind.Partition])];
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_seed_gives_the_same_faults_and_another_gives_others(int seed)
    {
        var faults = FaultSchedule.Of(seed, Length, Services, All);

        Assert.Equal(faults, FaultSchedule.Of(seed, Length, Services, All));
        Assert.NotEqual(faults, FaultSchedule.Of(seed + 1, Length, Services, All));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void All_faults_are_over_in_time_and_never_two_at_once_on_one_target(int seed)
    {
        var faults = FaultSchedule.Of(seed, Length, Services, All);

        Assert.All(faults, fault => Assert.True(fault.End < Length, $"{fault}"));
        Assert.All(
            faults.GroupBy(fault => fault.Target).SelectMany(group => group.Zip(group.Skip(1))),
            pair => Assert.True(pair.First.End < pair.Second.At, $"{pair.First}; {pair.Second}"));
    }

    [Fact]
    public void Every_kind_of_fault_comes_up()
    {
        var kinds = Enumerable.Range(1, 20).SelectMany(seed => FaultSchedule.Of(seed, Length, Services, All)).Select(fault => fault.Kind);

        Assert.Equal(All.Order(), kinds.Distinct().Order());
    }

    [Fact]
    public void What_this_machine_cannot_do_does_not_come_up() =>
        Assert.Equal([FaultKind.Kill], FaultSchedule.Of(1, Length, Services, new HashSet<FaultKind> { FaultKind.Kill }).Select(fault => fault.Kind).Distinct());

    [Fact]
    public void Ten_minutes_have_more_than_forty_faults() =>
        Assert.All(Enumerable.Range(1, 20), seed => Assert.True(FaultSchedule.Of(seed, Length, Services, All).Count > 40));
}
