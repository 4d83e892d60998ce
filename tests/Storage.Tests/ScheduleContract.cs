using Ingestion.TestSupport;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteScheduleTests() : ScheduleContract(null);

public sealed class MongoScheduleTests(MongoServer mongo) : ScheduleContract(mongo);

public abstract class ScheduleContract(MongoServer? mongo) : StoreTests(mongo)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_due_is_claimed_earliest_first_and_as_it_was_put()
    {
        var messages = new[] { 3, 1, 2, 9 }.Select(second => Message(dueAt: Noon.AddSeconds(second), body: $"{{\"url\":\"{second}\"}}")).ToList();
        await Schedule.PutAsync(messages, default);
        await Schedule.PutAsync([], default);

        Assert.Empty(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));
        Assert.Equal([messages[1], messages[2]], Messages(await Schedule.ClaimDueAsync(Noon.AddSeconds(3), Lease, 2, default)));
        Assert.Equal([messages[0]], Messages(await Schedule.ClaimDueAsync(Noon.AddSeconds(3), Lease, 2, default)));
        Assert.Empty(await Schedule.ClaimDueAsync(Noon.AddSeconds(3), Lease, 2, default));
        Assert.Equal(4, await Schedule.CountAsync(default));
    }

    [Fact]
    public async Task A_message_is_never_due_before_its_moment()
    {
        await Schedule.PutAsync([Message(dueAt: Noon.AddTicks(1))], default);

        Assert.Empty(await Schedule.ClaimDueAsync(Noon, Lease, 1, default));
        Assert.Single(await Schedule.ClaimDueAsync(Noon.AddMilliseconds(1), Lease, 1, default));
    }

    [Fact]
    public async Task A_message_put_again_takes_the_place_of_the_one_before()
    {
        var first = Message(body: "1");
        await Schedule.PutAsync([first, first with { Body = "2" }], default);
        await Schedule.PutAsync([first with { Body = "3", DueAt = Noon.AddSeconds(1), Type = "PollFeed" }], default);

        Assert.Equal(1, await Schedule.CountAsync(default));
        Assert.Empty(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));
        Assert.Equal([first with { Body = "3", DueAt = Noon.AddSeconds(1), Type = "PollFeed" }], Messages(await Schedule.ClaimDueAsync(Noon.AddSeconds(1), Lease, 10, default)));
    }

    [Fact]
    public async Task Of_two_with_one_key_in_one_write_the_later_stands()
    {
        var first = Message(body: "1");

        await Schedule.PutAsync([first, first with { Body = "2" }], default);

        Assert.Equal("2", Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default)).Message.Body);
    }

    [Fact]
    public async Task A_claim_completed_is_gone()
    {
        await Schedule.PutAsync([Message()], default);
        var claim = Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));

        Assert.True(await Schedule.CompleteAsync(claim, default));
        Assert.False(await Schedule.CompleteAsync(claim, default));

        Assert.Equal(0, await Schedule.CountAsync(default));
    }

    [Fact]
    public async Task A_lease_that_ended_is_taken_over_and_the_first_holder_changes_nothing()
    {
        await Schedule.PutAsync([Message()], default);
        var first = Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));

        Assert.Empty(await Schedule.ClaimDueAsync(Noon + Lease - TimeSpan.FromMilliseconds(1), Lease, 10, default));
        var second = Assert.Single(await Schedule.ClaimDueAsync(Noon + Lease, Lease, 10, default));

        Assert.NotEqual(first.Token, second.Token);
        Assert.False(await Schedule.CompleteAsync(first, default));
        Assert.Equal(1, await Schedule.CountAsync(default));
        Assert.True(await Schedule.CompleteAsync(second, default));
    }

    [Fact]
    public async Task A_lease_that_ended_untaken_can_still_be_completed()
    {
        await Schedule.PutAsync([Message()], default);
        var claim = Assert.Single(await Schedule.ClaimDueAsync(Noon, TimeSpan.FromMilliseconds(1), 10, default));

        Assert.True(await Schedule.CompleteAsync(claim, default));
    }

    [Fact]
    public async Task A_claim_postponed_comes_again_later_and_to_anybody()
    {
        var message = Message();
        await Schedule.PutAsync([message], default);
        var claim = Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));

        Assert.True(await Schedule.PostponeAsync(claim, Noon.AddSeconds(5), default));

        Assert.False(await Schedule.CompleteAsync(claim, default));
        Assert.Empty(await Schedule.ClaimDueAsync(Noon.AddSeconds(4.999), Lease, 10, default));
        Assert.Equal([message with { DueAt = Noon.AddSeconds(5) }], Messages(await Schedule.ClaimDueAsync(Noon.AddSeconds(5), Lease, 10, default)));
    }

    [Fact]
    public async Task Who_slept_through_the_lease_postpones_nothing()
    {
        var (taken, anew) = (Message(), Message());
        await Schedule.PutAsync([taken, anew], default);
        var slept = (await Schedule.ClaimDueAsync(Noon, Lease, 10, default)).ToDictionary(claim => claim.Message.EntryId);
        await Schedule.PutAsync([anew with { DueAt = Noon.AddMinutes(5) }], default);
        var other = Assert.Single(await Schedule.ClaimDueAsync(Noon + Lease, Lease, 10, default));

        Assert.False(await Schedule.PostponeAsync(slept[taken.EntryId], Noon.AddHours(1), default));
        Assert.False(await Schedule.PostponeAsync(slept[anew.EntryId], Noon.AddHours(1), default));

        Assert.True(await Schedule.CompleteAsync(other, default));
        Assert.Equal([anew with { DueAt = Noon.AddMinutes(5) }], Messages(await Schedule.ClaimDueAsync(Noon.AddMinutes(5), Lease, 10, default)));
    }

    [Theory]
    [InlineData("an hour ahead", 1)]
    [InlineData("an hour back", -1)]
    public async Task Clock_skew__a_scheduler_whose_clock_jumps_loses_nothing_and_takes_nothing_off_that_another_has(string because, int hours)
    {
        await Schedule.PutAsync([Message()], default);
        var first = Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));

        var wrong = await Schedule.ClaimDueAsync(Noon.AddHours(hours), Lease, 10, default);
        var right = await Schedule.ClaimDueAsync(Noon + Lease, Lease, 10, default);

        // Ahead it takes the claim over, and what is right waits for the lease of the wrong clock: late, and once. Back it sees nothing due.
        Assert.True((wrong.Count, right.Count) == (hours > 0 ? (1, 0) : (0, 1)), because);
        Assert.False(await Schedule.CompleteAsync(first, default));
        Assert.True(await Schedule.CompleteAsync(Assert.Single(wrong.Concat(right)), default));
    }

    [Fact]
    public async Task A_message_put_anew_while_it_was_held_stays_and_is_free()
    {
        var message = Message();
        await Schedule.PutAsync([message], default);
        var claim = Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default));

        await Schedule.PutAsync([message with { Body = "new" }], default);

        Assert.False(await Schedule.CompleteAsync(claim, default));
        Assert.Equal("new", Assert.Single(await Schedule.ClaimDueAsync(Noon, Lease, 10, default)).Message.Body);
    }

    [Fact]
    public async Task Only_a_message_as_it_was_put_is_removed()
    {
        var (free, held, moved) = (Message(), Message(), Message());
        await Schedule.PutAsync([held], default);
        await Schedule.ClaimDueAsync(Noon, TimeSpan.FromMilliseconds(1), 10, default); // though its lease ends, it was claimed
        await Schedule.PutAsync([free, moved], default);
        await Schedule.PutAsync([moved with { DueAt = Noon.AddSeconds(1) }], default);

        await Schedule.RemoveAsync([free, held, moved, Message()], default);
        await Schedule.RemoveAsync([], default);

        Assert.Equal(
            new[] { held.EntryId, moved.EntryId }.Order(),
            (await Schedule.ClaimDueAsync(Noon.AddSeconds(2), Lease, 10, default)).Select(claim => claim.Message.EntryId).Order());
    }

    [Fact]
    public async Task A_moment_between_milliseconds_can_be_removed_too()
    {
        var message = Message(dueAt: Noon.AddTicks(3));
        await Schedule.PutAsync([message], default);

        await Schedule.RemoveAsync([message], default);

        Assert.Equal(0, await Schedule.CountAsync(default));
    }

    [Fact]
    public async Task Schedulers_side_by_side_never_hold_the_same_message()
    {
        await Schedule.PutAsync([.. Enumerable.Range(0, 200).Select(i => Message(dueAt: Noon.AddMilliseconds(i)))], default);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<ScheduledClaim>();
            while (await Schedule.CountAsync(default) > mine.Count && await Schedule.ClaimDueAsync(Noon.AddSeconds(1), Lease, 7, default) is { Count: > 0 } more)
            {
                mine.AddRange(more);
            }

            return mine;
        })));
        var rest = await Schedule.ClaimDueAsync(Noon.AddSeconds(1), Lease, 1000, default); // what one found taken before it could mark it

        var held = claims.SelectMany(each => each).Concat(rest).Select(claim => claim.Message.EntryId).ToList();
        Assert.Equal(200, held.Count);
        Assert.Equal(200, held.Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public Task A_limit_out_of_range_is_refused(int limit) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Schedule.ClaimDueAsync(Noon, Lease, limit, default));

    private static IEnumerable<ScheduledMessage> Messages(IEnumerable<ScheduledClaim> claims) => claims.Select(claim => claim.Message);
}
