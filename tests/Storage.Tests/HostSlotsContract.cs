using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ingestion.Storage.Tests;

public sealed class SqliteHostSlotsTests() : HostSlotsContract(null);

public sealed class MongoHostSlotsTests(MongoServer mongo) : HostSlotsContract(mongo);

public abstract class HostSlotsContract(MongoServer? mongo) : StoreTests(mongo)
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Slots_of_a_host_are_a_gap_apart_and_hosts_do_not_wait_for_each_other()
    {
        Assert.Equal(Noon, await Slots.ReserveAsync("one.example", Noon, Gap, default));
        Assert.Equal(Noon + Gap, await Slots.ReserveAsync("one.example", Noon, Gap, default));
        Assert.Equal(Noon + 2 * Gap, await Slots.ReserveAsync("one.example", Noon.AddSeconds(1), TimeSpan.FromSeconds(9), default));
        Assert.Equal(Noon, await Slots.ReserveAsync("two.example", Noon, Gap, default));
        Assert.Equal(Noon.AddSeconds(13), await Slots.ReserveAsync("one.example", Noon.AddSeconds(13), Gap, default));
        Assert.Equal(Noon.AddHours(1), await Slots.ReserveAsync("one.example", Noon.AddHours(1), Gap, default));
    }

    [Fact]
    public async Task Slots_reserved_side_by_side_are_all_a_gap_apart()
    {
        using var other = Another();
        var both = new[] { Slots, other.GetRequiredService<IHostSlots>() };

        var slots = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => both[i % 2].ReserveAsync("one.example", Noon, Gap, default))));

        Assert.Equal(Enumerable.Range(0, 60).Select(i => Noon + i * Gap), slots.Order());
    }

    [Fact]
    public async Task A_gap_between_milliseconds_is_never_shortened()
    {
        var gap = TimeSpan.FromTicks(12_345_678);
        var slots = new List<DateTimeOffset>();
        for (var i = 0; i < 4; i++)
        {
            slots.Add(await Slots.ReserveAsync("one.example", Noon.AddTicks(1), gap, default));
        }

        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, gap, gap + TimeSpan.FromMilliseconds(1)));
        Assert.InRange(slots[0], Noon.AddTicks(1), Noon.AddMilliseconds(1));
    }

    [Fact]
    public async Task A_deferred_host_has_no_slot_before_that_moment()
    {
        await Slots.DeferAsync("one.example", Noon.AddMinutes(1), default);
        await Slots.DeferAsync("one.example", Noon.AddSeconds(5), default);

        Assert.Equal(Noon.AddMinutes(1), await Slots.ReserveAsync("one.example", Noon, Gap, default));
        await Slots.DeferAsync("one.example", Noon.AddMinutes(1), default);
        Assert.Equal(Noon.AddMinutes(1) + Gap, await Slots.ReserveAsync("one.example", Noon, Gap, default));
        await Slots.DeferAsync("one.example", Noon.AddHours(1), default);
        Assert.Equal(Noon.AddHours(1), await Slots.ReserveAsync("one.example", Noon, Gap, default));
    }
}
