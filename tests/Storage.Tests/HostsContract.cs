using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Storage.Tests;

public sealed class SqliteHostsTests() : HostsContract(null);

public sealed class MongoHostsTests(MongoServer mongo) : HostsContract(mongo);

public abstract class HostsContract(MongoServer? mongo) : StoreTests(mongo)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_first_has_the_turn_the_next_a_place_behind_and_other_hosts_do_not_wait()
    {
        var first = await EnterAsync(Noon);
        var second = await EnterAsync(Noon);
        var third = await EnterAsync(Noon);
        var elsewhere = await EnterAsync(Noon, host: "two.example:8080");

        Assert.Equal(("one.example", Noon, HostPace.Unknown), (first.Host, first.At, first.Pace));
        Assert.NotNull(first.Token);
        Assert.Equal((null, Noon.AddSeconds(1)), (second.Token, second.At));
        Assert.Equal((null, Noon.AddSeconds(2)), (third.Token, third.At));
        Assert.NotNull(elsewhere.Token);
        Assert.NotEqual(first.Token, elsewhere.Token);
    }

    [Fact]
    public async Task What_is_known_of_a_host_comes_back_with_the_next_turn_in_another_process()
    {
        var pace = new HostPace(TimeSpan.FromMilliseconds(250), TimeSpan.FromMinutes(90));
        var turn = await EnterAsync(Noon);
        await Hosts.LeaveAsync(turn, Noon.AddSeconds(3), pace, default);
        using var other = Another();
        var hosts = other.GetRequiredService<IHosts>();

        var early = await hosts.EnterAsync("one.example", Noon.AddSeconds(1), Lease, hasPlace: false, default);
        var next = await hosts.EnterAsync("one.example", early.At, Lease, hasPlace: true, default);
        var behind = await hosts.EnterAsync("one.example", early.At, Lease, hasPlace: false, default);

        Assert.Equal((null, Noon.AddSeconds(3), pace), (early.Token, early.At, early.Pace));
        Assert.NotNull(next.Token);
        Assert.Equal(Noon.AddSeconds(6), behind.At); // the step that was learned
    }

    [Fact]
    public async Task Of_many_who_come_side_by_side_one_has_the_turn_and_the_others_places_a_step_apart()
    {
        using var other = Another();
        var both = new[] { Hosts, other.GetRequiredService<IHosts>() };

        var turns = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => both[i % 2].EnterAsync("one.example", Noon, Lease, hasPlace: false, default))));

        Assert.Single(turns, turn => turn.Token is not null);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => Noon.AddSeconds(i)), turns.Select(turn => turn.At).Order());
    }

    [Fact]
    public async Task Side_by_side_over_and_over_every_turn_is_alone()
    {
        using var other = Another();
        var both = new[] { Hosts, other.GetRequiredService<IHosts>() };
        var (inside, turns) = (0, 0);

        // A time of its own for each: what they agree on is in the store only. All come with a place, so whoever finds the host free has it.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var now = Noon; Volatile.Read(ref turns) < 40; now = now.AddMilliseconds(1))
            {
                var turn = await both[i % 2].EnterAsync("one.example", now, TimeSpan.FromDays(1), hasPlace: true, default);
                if (turn.Token is not null)
                {
                    Assert.Equal(1, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref turns);
                    Interlocked.Decrement(ref inside);
                    await both[i % 2].LeaveAsync(turn, Noon, HostPace.Unknown, default);
                }
            }
        })));

        Assert.True(turns >= 40);
    }

    [Fact]
    public async Task A_turn_that_nobody_gives_back_ends_with_its_lease_and_then_changes_little()
    {
        var lost = await EnterAsync(Noon);
        var waits = await EnterAsync(Noon.AddSeconds(59), hasPlace: true);
        var next = await EnterAsync(Noon.AddSeconds(60), hasPlace: true);
        await Hosts.LeaveAsync(lost, Noon.AddSeconds(61), new HostPace(TimeSpan.FromHours(1), TimeSpan.FromHours(1)), default);

        Assert.Null(waits.Token);
        Assert.NotNull(next.Token);
        Assert.Null((await EnterAsync(Noon.AddSeconds(62), hasPlace: true)).Token); // still the other's turn
        await Hosts.LeaveAsync(next, Noon.AddSeconds(60.5), HostPace.Unknown, default);
        Assert.Equal((null, Noon.AddSeconds(61), HostPace.Unknown), Said(await EnterAsync(Noon.AddSeconds(60.9), hasPlace: true)));
        Assert.NotNull((await EnterAsync(Noon.AddSeconds(61), hasPlace: true)).Token);
    }

    [Fact]
    public async Task A_moment_between_milliseconds_never_opens_the_host_early()
    {
        var turn = await EnterAsync(Noon.AddTicks(1));
        var openAt = Noon.AddSeconds(1).AddTicks(1);
        await Hosts.LeaveAsync(turn, openAt, new HostPace(TimeSpan.FromTicks(1), TimeSpan.FromTicks(10_001)), default);

        var early = await EnterAsync(openAt, hasPlace: true);
        var next = await EnterAsync(early.At, hasPlace: true);

        Assert.Equal((null, Noon.AddMilliseconds(1001)), (early.Token, early.At));
        Assert.NotNull(next.Token);
        Assert.Equal(new HostPace(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)), next.Pace);
    }

    [Fact]
    public async Task A_turn_of_a_host_that_the_store_never_saw_can_be_given_back()
    {
        await Hosts.LeaveAsync(new HostTurn("new.example", Guid.NewGuid(), Noon, HostPace.Unknown), Noon.AddSeconds(9), HostPace.Unknown, default);

        Assert.Equal(Noon.AddSeconds(9), (await EnterAsync(Noon, host: "new.example")).At);
    }

    [Fact]
    public async Task A_robots_file_comes_back_until_another_takes_its_place()
    {
        var large = new RobotsFile("https://one.example", string.Concat(Enumerable.Repeat("User-agent: *\nDisallow: /ü\n", 20_000)), Noon.AddHours(1));
        Assert.Null(await Hosts.FindRobotsAsync(large.Origin, default));

        foreach (var robots in new[] { large, large with { Text = "" }, large with { Text = null, ExpiresAt = Noon.AddDays(-1), Next = "https://www.one.example/robots.txt", Hops = 2 }, large })
        {
            await Hosts.SaveRobotsAsync(robots, default);
            Assert.Equal(robots, await Hosts.FindRobotsAsync(large.Origin, default));
        }

        Assert.Null(await Hosts.FindRobotsAsync("http://one.example", default));
        await Hosts.SaveRobotsAsync(large with { ExpiresAt = Noon.AddTicks(1) }, default);
        Assert.Equal(Noon.AddMilliseconds(1), (await Hosts.FindRobotsAsync(large.Origin, default))!.ExpiresAt);
    }

    private static (Guid? Token, DateTimeOffset At, HostPace Pace) Said(HostTurn turn) => (turn.Token, turn.At, turn.Pace);

    private Task<HostTurn> EnterAsync(DateTimeOffset now, string host = "one.example", bool hasPlace = false) => Hosts.EnterAsync(host, now, Lease, hasPlace, default);
}
