using Ingestion.Contracts;
using Ingestion.TestSupport;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteLedgerTests() : LedgerContract(null);

public sealed class MongoLedgerTests(MongoServer mongo) : LedgerContract(mongo);

public abstract class LedgerContract(MongoServer? mongo) : StoreTests(mongo)
{
    [Fact]
    public async Task Many_entries_are_found_at_once_and_those_that_are_not_there_are_left_out()
    {
        var entries = Enumerable.Range(0, 5).Select(_ => Entry()).ToList();
        await Ledger.OpenAsync(entries, default);
        await Ledger.CloseAsync(entries[1].Id, Closing(), default);

        var found = await Ledger.FindAsync([entries[0].Id, Guid.NewGuid(), entries[1].Id], default);

        Assert.Equal(new HashSet<(Guid, LedgerState)> { (entries[0].Id, LedgerState.InFlight), (entries[1].Id, LedgerState.Closed) }, found.Select(entry => (entry.Id, entry.State)).ToHashSet());
        Assert.Empty(await Ledger.FindAsync([], default));
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_opened()
    {
        var open = Entry() with { Attempts = 2, Detail = "Waits for its host.", State = LedgerState.Waiting };
        var closed = Entry() with
        {
            State = LedgerState.Closed,
            Outcome = Outcome.DuplicateSubmission,
            Reason = "r",
            ArticleId = "a1_x",
            Revision = 3,
            ClosedAt = Noon.AddHours(1),
        };

        await Ledger.OpenAsync([open, closed], default);

        Assert.Equal(open, await Ledger.FindAsync(open.Id, default));
        Assert.Equal(closed, await Ledger.FindAsync(closed.Id, default));
        Assert.Null(await Ledger.FindAsync(Guid.NewGuid(), default));
    }

    [Fact]
    public async Task Opening_twice_leaves_the_entry_as_it_is_and_opens_the_others()
    {
        var (old, fresh) = (Entry(), Entry(url: "https://wire.example/2"));
        Assert.Equal(1, await Ledger.OpenAsync([old], default));
        await Ledger.CloseAsync(old.Id, Closing(), default);

        Assert.Equal(1, await Ledger.OpenAsync([old, old with { Url = "https://elsewhere.example/" }, fresh, fresh], default));
        Assert.Equal(0, await Ledger.OpenAsync([], default));

        Assert.Equal((LedgerState.Closed, old.Url), ((await Ledger.FindAsync(old.Id, default))!.State, (await Ledger.FindAsync(old.Id, default))!.Url));
        Assert.Equal(fresh, await Ledger.FindAsync(fresh.Id, default));
        Assert.Equal(2, (await Ledger.BalanceAsync(default)).Accepted);
    }

    [Fact]
    public async Task The_oldest_open_entry_of_a_url_is_found()
    {
        var oldest = Entry(openedAt: Noon.AddHours(-3));
        var older = Entry(openedAt: Noon.AddHours(-2), state: LedgerState.Waiting);
        var other = Entry(url: "https://wire.example/2", openedAt: Noon.AddHours(-9));
        await Ledger.OpenAsync([Entry(), older, oldest, other], default);

        Assert.Equal(oldest.Id, (await Ledger.FindOpenAsync("https://wire.example/1", default))!.Id);
        await Ledger.CloseAsync(oldest.Id, Closing(), default);
        Assert.Equal(older.Id, (await Ledger.FindOpenAsync("https://wire.example/1", default))!.Id);
        Assert.Null(await Ledger.FindOpenAsync("https://wire.example/3", default));
    }

    [Fact]
    public async Task An_open_entry_moves_and_a_closed_one_does_not()
    {
        var entry = Entry();
        await Ledger.OpenAsync([entry], default);

        await Ledger.MoveAsync(entry.Id, LedgerState.Waiting, 1, Noon.AddSeconds(5), "Its host asked for a pause.", default);
        Assert.Equal(
            entry with { State = LedgerState.Waiting, Attempts = 1, MovedAt = Noon.AddSeconds(5), Detail = "Its host asked for a pause." },
            await Ledger.FindAsync(entry.Id, default));

        await Ledger.MoveAsync(entry.Id, LedgerState.InFlight, 2, Noon.AddSeconds(9), null, default);
        Assert.Equal(entry with { Attempts = 2, MovedAt = Noon.AddSeconds(9) }, await Ledger.FindAsync(entry.Id, default));

        await Ledger.CloseAsync(entry.Id, Closing(), default);
        var closed = await Ledger.FindAsync(entry.Id, default);
        await Ledger.MoveAsync(entry.Id, LedgerState.Waiting, 3, Noon.AddHours(1), "Too late.", default);
        await Ledger.MoveAsync(Guid.NewGuid(), LedgerState.Waiting, 3, Noon, null, default);
        Assert.Equal(closed, await Ledger.FindAsync(entry.Id, default));
        Assert.Equal(1, (await Ledger.BalanceAsync(default)).Accepted);
    }

    [Fact]
    public Task A_move_cannot_close() =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ledger.MoveAsync(Guid.NewGuid(), LedgerState.Closed, 0, Noon, null, default));

    [Fact]
    public async Task An_entry_that_ended_as_dead_is_opened_again_once_and_only_by_its_own_dead_letter()
    {
        var (entry, indexed, letter) = (Entry(), Entry(), Guid.NewGuid());
        await Ledger.OpenAsync([entry, indexed], default);
        var dead = Closing(Outcome.Dead, null, "oops") with { DeadLetterId = letter };
        await Ledger.CloseAsync(entry.Id, dead, default);
        await Ledger.CloseAsync(indexed.Id, Closing(), default);
        Assert.Equal(letter, (await Ledger.FindAsync(entry.Id, default))!.DeadLetterId);

        Assert.False(await Ledger.ReopenAsync(entry.Id, Guid.NewGuid(), Noon, default));
        Assert.False(await Ledger.ReopenAsync(indexed.Id, letter, Noon, default));
        Assert.False(await Ledger.ReopenAsync(Guid.NewGuid(), letter, Noon, default));
        Assert.True(await Ledger.ReopenAsync(entry.Id, letter, Noon.AddHours(2), default));
        Assert.False(await Ledger.ReopenAsync(entry.Id, letter, Noon.AddHours(3), default));

        var open = await Ledger.FindAsync(entry.Id, default);
        Assert.Equal(entry with { MovedAt = Noon.AddHours(2), ArticleId = open!.ArticleId, Revision = open.Revision }, open);
        var balance = await Ledger.BalanceAsync(default);
        Assert.Equal((2, 1, 1), (balance.Accepted, balance.InFlight, balance.Terminal.Values.Sum()));
        Assert.True(await Ledger.CloseAsync(entry.Id, Closing(), default));
    }

    [Fact]
    public async Task The_first_outcome_stands()
    {
        var entry = Entry();
        await Ledger.OpenAsync([entry], default);

        Assert.True(await Ledger.CloseAsync(entry.Id, Closing(), default));
        Assert.False(await Ledger.CloseAsync(entry.Id, Closing(), default));
        Assert.False(await Ledger.CloseAsync(entry.Id, Closing(Outcome.Dead, null, "oops"), default));
        Assert.False(await Ledger.CloseAsync(Guid.NewGuid(), Closing(), default));

        Assert.Equal(
            entry with
            {
                State = LedgerState.Closed,
                Outcome = Outcome.Indexed,
                ArticleId = "a1_harbour",
                Revision = 1,
                Detail = "Said so.",
                MovedAt = Noon.AddMinutes(1),
                ClosedAt = Noon.AddMinutes(1),
            },
            await Ledger.FindAsync(entry.Id, default));
    }

    [Fact]
    public async Task Of_many_that_close_at_once_one_is_told_that_it_did()
    {
        var entry = Entry();
        await Ledger.OpenAsync([entry], default);

        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Ledger.CloseAsync(entry.Id, Closing(reason: $"{i}"), default))));

        var winner = Assert.Single(told.Index(), each => each.Item).Index;
        Assert.Equal($"{winner}", (await Ledger.FindAsync(entry.Id, default))!.Reason);
    }

    [Fact]
    public async Task Lists_hold_what_every_part_of_the_query_allows_last_opened_first()
    {
        var entries = Enumerable.Range(0, 6).Select(i => Entry(url: $"https://wire.example/{i % 2}", openedAt: Noon.AddSeconds(i))).ToList();
        await Ledger.OpenAsync(entries, default);
        await Ledger.MoveAsync(entries[1].Id, LedgerState.Waiting, 1, Noon, null, default);
        await Ledger.CloseAsync(entries[2].Id, Closing(), default);
        await Ledger.CloseAsync(entries[3].Id, Closing(Outcome.Dead), default);

        Assert.Equal([5, 4, 3, 2, 1, 0], await NumbersAsync(new LedgerQuery()));
        Assert.Equal([5, 4], await NumbersAsync(new LedgerQuery { Limit = 2 }));
        Assert.Equal([5, 4, 0], await NumbersAsync(new LedgerQuery { State = LedgerState.InFlight }));
        Assert.Equal([3, 2], await NumbersAsync(new LedgerQuery { State = LedgerState.Closed }));
        Assert.Equal([3], await NumbersAsync(new LedgerQuery { Outcome = Outcome.Dead }));
        Assert.Empty(await NumbersAsync(new LedgerQuery { Outcome = Outcome.Dead, State = LedgerState.Waiting }));
        Assert.Equal([5, 3, 1], await NumbersAsync(new LedgerQuery { CanonicalUrl = "https://wire.example/1" }));
        Assert.Equal([5], await NumbersAsync(new LedgerQuery { CanonicalUrl = "https://wire.example/1", State = LedgerState.InFlight }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ledger.ListAsync(new LedgerQuery { Limit = 0 }, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Ledger.ListAsync(new LedgerQuery { Limit = 1001 }, default));

        async Task<IEnumerable<int>> NumbersAsync(LedgerQuery query) =>
            (await Ledger.ListAsync(query, default)).Select(entry => entries.FindIndex(each => each.Id == entry.Id));
    }

    [Fact]
    public async Task An_entry_held_by_an_embargo_waits_balances_and_stands_in_no_ones_way()
    {
        var (held, closed) = (Entry(), Entry());
        await Ledger.OpenAsync([held, closed], default);
        await Ledger.CloseAsync(closed.Id, Closing(Outcome.Unchanged), default);
        await Articles.FileAsync(Article(), held.Id, Noon, default);
        await Schedule.PutAsync([Message(held.Id)], default);

        await Ledger.HoldAsync(held.Id, "a1_harbour", Noon.AddMinutes(2), "Under embargo until noon.", default);
        await Ledger.HoldAsync(closed.Id, "a1_other", Noon.AddMinutes(2), "Too late.", default);

        var found = (await Ledger.FindAsync(held.Id, default))!;
        Assert.Equal((LedgerState.Waiting, "a1_harbour", "Under embargo until noon.", Noon.AddMinutes(2)), (found.State, found.ArticleId, found.Detail, found.MovedAt));
        Assert.Equal((LedgerState.Closed, "a1_harbour"), ((await Ledger.FindAsync(closed.Id, default))! is var other ? (other.State, other.ArticleId) : default));
        Assert.Null(await Ledger.FindOpenAsync(held.CanonicalUrl, default));
        Assert.Equal((1, 0), ((await Ledger.BalanceAsync(default)).Waiting, (await Ledger.SuspectsAsync()).Count));
        Assert.True(await Ledger.CloseAsync(held.Id, Closing(), default));
    }

    [Fact]
    public async Task Empty_books_balance()
    {
        var balance = await Ledger.BalanceAsync(default);

        Assert.Equal((0, 0, 0, null, null, null), (balance.Accepted, balance.Waiting, balance.InFlight, balance.Unexplained, balance.AsOf, balance.OldestOpenAt));
        Assert.Empty(balance.Terminal);
    }

    [Fact]
    public async Task The_books_balance_and_name_the_oldest_open_entry()
    {
        var entries = Enumerable.Range(0, 8).Select(i => Entry(openedAt: Noon.AddSeconds(i))).ToList();
        await Ledger.OpenAsync(entries, default);
        await Articles.FileAsync(Article(), Guid.NewGuid(), Noon, default);
        await Ledger.CloseAsync(entries[0].Id, Closing(Outcome.Indexed), default);
        await Ledger.CloseAsync(entries[1].Id, Closing(Outcome.Unchanged), default);
        await Ledger.CloseAsync(entries[2].Id, Closing(Outcome.Unchanged), default);
        await Ledger.CloseAsync(entries[3].Id, Closing(Outcome.Abandoned, null, AbandonReason.Gone), default);
        await Ledger.MoveAsync(entries[4].Id, LedgerState.Waiting, 1, Noon, "Waits.", default);
        await Schedule.PutAsync([Message(entries[4].Id)], default);

        var balance = await Ledger.BalanceAsync(default);

        Assert.Equal((8, 1, 3, null, Noon.AddSeconds(4)), (balance.Accepted, balance.Waiting, balance.InFlight, balance.Unexplained, balance.OldestOpenAt));
        Assert.Equal(
            new Dictionary<string, long> { [Outcome.Indexed] = 1, [Outcome.Unchanged] = 2, [Outcome.Abandoned] = 1 },
            balance.Terminal.OrderByDescending(pair => pair.Key).ToDictionary());
    }
}
