using Ingestion.Storage.Sqlite;

namespace Ingestion.Storage.Tests;

public sealed class KeyFilterTests
{
    [Fact]
    public void Every_key_that_was_added_is_held_and_of_others_at_most_one_in_two_hundred()
    {
        var random = new Random(5);
        var filter = new KeyFilter(100_000);
        var added = Enumerable.Range(0, 100_000).Select(_ => random.NextInt64(1L << 48)).ToHashSet();
        foreach (var key in added)
        {
            filter.Add(key);
        }

        var kept = new KeyFilter([.. filter.Bytes]);

        Assert.All(added, key => Assert.True(kept.MayHold(key)));
        var others = Enumerable.Range(0, 100_000).Select(_ => random.NextInt64(1L << 48)).Where(key => !added.Contains(key)).ToList();
        Assert.InRange(others.Count(kept.MayHold), 0, others.Count / 200);
    }

    [Fact]
    public void An_empty_one_holds_nothing() => Assert.DoesNotContain(Enumerable.Range(0, 1000), key => new KeyFilter(1).MayHold(key));

    [Fact]
    public void Keys_that_follow_one_another_are_told_apart()
    {
        var filter = new KeyFilter(10_000);
        for (var key = 0; key < 20_000; key += 2)
        {
            filter.Add(key);
        }

        Assert.InRange(Enumerable.Range(0, 10_000).Count(i => filter.MayHold((2 * i) + 1)), 0, 100);
    }
}
