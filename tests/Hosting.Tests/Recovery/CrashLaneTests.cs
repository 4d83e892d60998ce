namespace Ingestion.Hosting.Tests.Recovery;

public sealed class CrashLaneTests
{
    [Fact]
    public async Task One_that_is_to_be_alone_waits_for_those_inside_and_keeps_out_those_who_come_later()
    {
        using var lane = new CrashLane();
        await lane.EnterAsync(alone: false, default);
        await lane.EnterAsync(alone: false, default);

        var alone = lane.EnterAsync(alone: true, default);
        var later = lane.EnterAsync(alone: false, default);
        lane.Leave(alone: false);
        Assert.False(alone.IsCompleted);
        lane.Leave(alone: false);
        await alone.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(later.IsCompleted);
        lane.Leave(alone: true);
        await later.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task One_that_gives_up_waiting_leaves_the_door_open()
    {
        using var lane = new CrashLane();
        using var stop = new CancellationTokenSource();
        await lane.EnterAsync(alone: false, default);
        var alone = lane.EnterAsync(alone: true, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        await lane.EnterAsync(alone: false, default).WaitAsync(TimeSpan.FromSeconds(30));
    }
}
