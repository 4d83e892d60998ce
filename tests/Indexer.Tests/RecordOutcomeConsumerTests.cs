using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Indexer.Tests;

/// <summary>The consumer as it runs in production, on a real store.</summary>
public sealed class RecordOutcomeConsumerTests : IAsyncLifetime
{
    private readonly Guid entryId = Guid.NewGuid();
    private RunningService service = null!;

    public static TheoryData<string, string, string?> Terminal => new()
    {
        { nameof(FetchAbandoned), Outcome.Abandoned, AbandonReason.NotFound },
        { nameof(DocumentRejected), Outcome.Rejected, RejectReason.HomePage },
        { nameof(ArticleIndexed), Outcome.Indexed, null },
        { nameof(ArticleRevised), Outcome.Revised, null },
        { nameof(ArticleUnchanged), Outcome.Unchanged, UnchangedReason.Annotated },
        { nameof(ArticleWithdrawn), Outcome.Withdrawn, WithdrawReason.Withheld },
    };

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync(_ => { }, bus => bus.AddConsumer<RecordOutcomeConsumer>());
        await service.Get<ILedger>().OpenAsync([Intake.Entry(entryId, "https://wire.example/s/1", SourceKind.Web, Samples.At)], default);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Terminal))]
    public async Task A_terminal_event_closes_the_entry_and_the_first_one_stands(string contract, string outcome, string? reason)
    {
        await HandleAsync(Samples.Messages[contract]);
        await HandleAsync(Samples.Messages[contract]);
        await HandleAsync(new FetchAbandoned { RequestedUrl = "", Reason = "other", Detail = "Too late.", Attempts = 1, AbandonedAt = Samples.At });

        var entry = await service.ClosedAsync(entryId);
        var (articleId, revision) = Samples.Messages[contract] switch
        {
            ArticleIndexed m => (m.ArticleId, m.Revision),
            ArticleRevised m => (m.ArticleId, m.Revision),
            ArticleUnchanged m => (m.ArticleId, m.Revision),
            ArticleWithdrawn m => (m.ArticleId, m.Revision),
            _ => ((string?)null, (int?)null),
        };
        Assert.Equal((outcome, reason, articleId, revision), (entry.Outcome, entry.Reason, entry.ArticleId, entry.Revision));
        Assert.Equal(reason is not null && outcome != Outcome.Withdrawn, entry.Detail is { Length: > 0 });
        Assert.Equal(1, (await service.Get<ILedger>().BalanceAsync(default)).Terminal.Values.Sum());
    }

    [Fact]
    public async Task What_came_again_and_says_nothing_else_is_unchanged_for_no_reason()
    {
        await HandleAsync(new ArticleUnchanged { ArticleId = "a1_x", Revision = 2 });

        var entry = await service.ClosedAsync(entryId);
        Assert.Equal((Outcome.Unchanged, null, null), (entry.Outcome, entry.Reason, entry.Detail));
    }

    [Fact]
    public async Task An_outcome_of_an_unknown_entry_changes_nothing()
    {
        var consumed = await service.HandleAsync((ArticleIndexed)Samples.Messages[nameof(ArticleIndexed)], Guid.NewGuid());

        Assert.Null(consumed.Error);
        Assert.Equal(1, (await service.Get<ILedger>().BalanceAsync(default)).InFlight);
    }

    // Published as what it is, not as an object.
    private Task<ConsumedMessage> HandleAsync(object message) => (Task<ConsumedMessage>)typeof(RunningService).GetMethod(nameof(RunningService.HandleAsync))!
        .MakeGenericMethod(message.GetType()).Invoke(service, [message, entryId])!;
}
