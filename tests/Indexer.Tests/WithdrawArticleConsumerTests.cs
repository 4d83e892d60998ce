using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Indexer.Tests;

/// <summary>The consumer as it runs in production, on a real store.</summary>
public sealed class WithdrawArticleConsumerTests : IAsyncLifetime
{
    private static readonly WithdrawArticle Order = new() { ArticleId = Samples.Article.ArticleId, Reason = "Court order 7/26", RequestedBy = "Legal desk" };
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await Versions.IndexerAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_takedown_deletes_text_and_bytes_of_all_revisions_and_leaves_who_why_and_when()
    {
        var archive = service.Get<IRawArchive>();
        List<string> keys = [];
        foreach (var number in new[] { 1, 2, 3 })
        {
            keys.Add(await archive.PutAsync(new[] { (byte)number }, default));
            await service.GiveAsync(Versions.Of(number) with { Provenance = Samples.Article.Provenance with { ArchiveKey = keys[^1] } }, Guid.NewGuid());
        }

        await service.HandledAsync(Order, () => service.Get<IBus>().Publish(Order)); // as a foreign client's, without any id

        var left = Assert.Single(await service.Get<IArticleStore>().RevisionsAsync(Order.ArticleId, default));
        Assert.Equal((PubStatus.Canceled, WithdrawReason.Takedown, Order.Reason, Order.RequestedBy), (left.PubStatus, left.Withdrawal!.Reason, left.Withdrawal.Detail, left.Withdrawal.RequestedBy));
        Assert.All(keys, key => Assert.Null(archive.GetAsync(key, default).GetAwaiter().GetResult()));
        Assert.Equal(new ArticleWithdrawn { ArticleId = Order.ArticleId, Revision = History.TombstoneRevision, Reason = WithdrawReason.Takedown }, Assert.Single(service.Messages.PublishedOf<ArticleWithdrawn>()).Message);
    }

    [Fact]
    public async Task Ordered_again_by_whomever_it_leaves_the_first_tombstone_and_says_the_same()
    {
        await service.GiveAsync(Versions.Of(1), Guid.NewGuid());
        var other = Order with { Reason = "Second thoughts", RequestedBy = "Somebody else" };

        foreach (var order in new[] { Order, Order, other })
        {
            Assert.Null((await service.HandledAsync(order, () => service.Get<IBus>().Publish(order))).Error);
        }

        Assert.Equal("Legal desk", (await service.StandingAsync())!.Withdrawal!.RequestedBy);
        Assert.Single(service.Messages.PublishedOf<ArticleWithdrawn>().Select(message => (message.Message, message.MessageId)).Distinct());
    }

    [Fact]
    public async Task A_takedown_of_what_was_killed_leaves_the_kill()
    {
        await service.GiveAsync(Versions.Kill, Guid.NewGuid(), isHeld: true);

        await service.HandledAsync(Order, () => service.Get<IBus>().Publish(Order));

        Assert.Equal(WithdrawReason.Kill, (await service.StandingAsync())!.Withdrawal!.Reason);
        Assert.Single(service.Messages.PublishedOf<ArticleWithdrawn>().Select(message => message.MessageId).Distinct());
    }

    [Fact]
    public async Task What_was_never_filed_cannot_be_taken_down_and_nobody_is_told_that_it_was()
    {
        var consumed = await service.HandledAsync(Order, () => service.Get<IBus>().Publish(Order));

        Assert.Contains("was ever filed", Assert.IsType<InvalidOperationException>(consumed.Error).Message, StringComparison.Ordinal);
        Assert.Empty(service.Messages.PublishedOf<ArticleWithdrawn>());
    }
}
