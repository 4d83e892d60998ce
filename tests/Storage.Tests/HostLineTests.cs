namespace Ingestion.Storage.Tests;

public sealed class HostLineTests
{
    private const string Host = "wire.example";

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly HostPace Pace = new(TimeSpan.FromMilliseconds(300), TimeSpan.Zero);

    /// <summary>A host that is open at noon, with a step of 4 seconds.</summary>
    private static readonly HostLine Open = new() { OpenAt = Noon, TailAt = Noon, Step = TimeSpan.FromSeconds(4), Pace = Pace };

    /// <summary>The same, whose turn somebody took at noon.</summary>
    private static readonly HostLine Taken = Open.Enter(Host, Guid.NewGuid(), Noon, Lease, hasPlace: false).Line;

    /// <summary>The same, which is to be left alone for 4 seconds more.</summary>
    private static readonly HostLine Closed = Open with { OpenAt = Noon.AddSeconds(4), TailAt = Noon.AddSeconds(4) };

    public static TheoryData<string, HostLine, double, bool, double?> Comers { get; } = new()
    {
        // who, line, seconds after noon, has a place, told to come at (null: has the turn)
        { "a host that nobody knows gives the turn", new HostLine(), 0, false, null },
        { "an open host gives the turn", Open, 0, false, null },
        { "also to one who has a place", Open, 0, true, null },
        { "a host that is closed for a while gives a place when it opens", Closed, 1, false, 4 },
        { "one with a place who comes half a step early waits for the opening", Closed, 2, true, 4 },
        { "one with a place who comes at the opening has the turn", Closed, 4, true, null },
        { "while it is somebody's turn the next place is a step behind", Taken, 0, false, 4 },
        { "also for one who has a place and comes much too early", Taken, 1, true, 4 },
        { "half a step early is told to wait for the end of the step", Taken, 2, true, 4 },
        { "who finds the turn overdue asks again after a quarter of what it took so far", Taken, 8, true, 10 },
        { "a turn whose lease ended is free", Taken, 60, false, null },
        { "and not a moment before", Taken, 59.999, true, 59.999 + 59.999 / 4 },
        { "those who wait are not overtaken", Closed with { TailAt = Noon.AddSeconds(12) }, 5, false, 12 },
        { "whoever has a place goes before", Closed with { TailAt = Noon.AddSeconds(12) }, 5, true, null },
        { "a line whose last one never came back is over", Closed with { TailAt = Noon.AddSeconds(12) }, 12, false, null },
        { "a host that asked for an hour's peace gives places after it", Open with { OpenAt = Noon.AddHours(1), TailAt = Noon.AddSeconds(30) }, 10, false, 3600 },
        { "and sends those there who had a place before", Open with { OpenAt = Noon.AddHours(1), TailAt = Noon.AddSeconds(30) }, 10, true, 3600 },
    };

    [Theory]
    [MemberData(nameof(Comers), DisableDiscoveryEnumeration = true)]
    public void Who_comes_gets_the_turn_or_a_place(string because, HostLine line, double seconds, bool hasPlace, double? told)
    {
        var token = Guid.NewGuid();
        var now = Noon.AddSeconds(seconds);

        var (after, turn) = line.Enter(Host, token, now, Lease, hasPlace);

        Assert.Equal((Host, line.Pace), (turn.Host, turn.Pace));
        Assert.True(turn.Token == (told is null ? token : null), because);
        Assert.True((turn.At - Noon).TotalSeconds - (told ?? seconds) is < 1e-6 and > -1e-6, $"{because}: told {turn.At:O}");
        if (told is null)
        {
            Assert.Equal((token, now, now + Lease), (after.Token, after.EnteredAt, after.LeaseUntil));
        }
    }

    [Fact]
    public void Places_are_a_step_apart_and_those_behind_come_after()
    {
        var line = Taken;
        var places = new List<DateTimeOffset>();
        for (var i = 0; i < 5; i++)
        {
            (line, var turn) = line.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(i / 10.0), Lease, hasPlace: false);
            places.Add(turn.At);
        }

        Assert.Equal([4, 8, 12, 16, 20], places.Select(place => (place - Noon).TotalSeconds));
    }

    [Fact]
    public void Being_told_to_wait_changes_nothing_while_the_tail_is_far_and_keeps_newcomers_off_when_it_is_near()
    {
        var queue = Taken with { TailAt = Noon.AddSeconds(40) };
        Assert.Same(queue, queue.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(3), Lease, hasPlace: true).Line);

        // The turn lasts for 20 seconds instead of 4; one with a place looked in at 17 and comes back at 21.25, a newcomer comes at 21.
        var (waiting, told) = Taken.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(17), Lease, hasPlace: true);
        var open = waiting.Leave(TurnOf(Taken, Noon), Noon.AddSeconds(20), Pace);
        var (line, newcomer) = open.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(21), Lease, hasPlace: false);
        Assert.Null(newcomer.Token);
        Assert.True(newcomer.At > told.At);
        Assert.NotNull(line.Enter(Host, Guid.NewGuid(), told.At, Lease, hasPlace: true).Turn.Token);
    }

    [Fact]
    public void Whoever_gives_the_turn_back_says_when_the_next_may_start_and_what_is_known()
    {
        var pace = new HostPace(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));

        var line = Taken.Leave(TurnOf(Taken, Noon), Noon.AddSeconds(6), pace);

        Assert.Equal((Noon.AddSeconds(6), null, pace, TimeSpan.FromSeconds(6)), (line.OpenAt, line.Token, line.Pace, line.Step));
        Assert.Null(line.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(5.999), Lease, hasPlace: true).Turn.Token);
        Assert.NotNull(line.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(6), Lease, hasPlace: true).Turn.Token);
    }

    [Theory]
    [InlineData("a step is learned", 6, 6)]
    [InlineData("a shorter one too", 2, 2)]
    [InlineData("Retry-After of an hour is not the step", 3600, 16)]
    [InlineData("a turn in which nothing was asked teaches nothing", 0, 4)]
    [InlineData("nor does one given back for a moment that is past", -5, 4)]
    public void The_step_follows_the_host(string because, double openAfter, double step)
    {
        var line = Taken.Leave(TurnOf(Taken, Noon), Noon.AddSeconds(openAfter), Pace);

        Assert.True(line.Step == TimeSpan.FromSeconds(step), $"{because}: {line.Step}");
        Assert.Equal(Noon.AddSeconds(Math.Max(0, openAfter)), line.OpenAt);
    }

    [Fact]
    public void A_step_never_vanishes()
    {
        var line = Open;
        for (var i = 0; i < 20; i++)
        {
            (line, var turn) = line.Enter(Host, Guid.NewGuid(), Noon.AddHours(i), Lease, hasPlace: true);
            line = line.Leave(turn, turn.At.AddTicks(1), Pace);
        }

        Assert.Equal(TimeSpan.FromMilliseconds(1), line.Step);
    }

    [Theory]
    [InlineData(30, 50)]
    [InlineData(50, 50)]
    [InlineData(90, 90)]
    public void A_turn_that_was_lost_never_opens_the_host_earlier(double openAfter, double expected)
    {
        var lost = TurnOf(Taken, Noon);
        var (line, other) = Taken.Enter(Host, Guid.NewGuid(), Noon.AddSeconds(60), Lease, hasPlace: true);
        line = line with { OpenAt = Noon.AddSeconds(50) };

        var after = line.Leave(lost, Noon.AddSeconds(openAfter), new HostPace(TimeSpan.FromHours(1), TimeSpan.FromHours(1)));

        Assert.Equal(line with { OpenAt = Noon.AddSeconds(expected) }, after);
        Assert.Equal(Noon.AddSeconds(Math.Max(70, expected)), after.Leave(other, Noon.AddSeconds(70), Pace).OpenAt);
        Assert.Equal(Open with { OpenAt = Noon.AddSeconds(90) }, Open.Leave(lost with { Token = null }, Noon.AddSeconds(90), Pace)); // a place is no turn
    }

    private static HostTurn TurnOf(HostLine line, DateTimeOffset at) => new(Host, line.Token, at, line.Pace);
}
