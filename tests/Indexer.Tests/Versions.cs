using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.News.Versions;
using Ingestion.Storage;
using Ingestion.TestSupport;
using MassTransit;

namespace Ingestion.Indexer.Tests;

/// <summary>Versions of one invented story, and the indexer that they are given to.</summary>
internal static class Versions
{
    public static ArticleEnriched Of(long? number, string headline = "Harbour strike enters second day", string? text = null, DateTimeOffset? fetchedAt = null)
    {
        var said = text ?? $"Version {number}: cranes stood still.";
        var article = Samples.Article with
        {
            Revision = null,
            IndexedAt = null,
            Changes = null,
            Withdrawal = null,
            EmbargoedUntil = null,
            EdNote = null,
            Slugline = null,
            Headline = headline,
            Provider = Samples.Article.Provider with { Version = number },
            FetchedAt = fetchedAt ?? Samples.At,
            Body = new BodyBuilder().Add(BlockKind.Paragraph, said).Build(),
            Provenance = Samples.Article.Provenance with { ArchiveKey = ContentKey.OfText(said) },
        };
        return article with { VersionOrder = VersionOrder.Of(article) };
    }

    public static ArticleEnriched Kill => Of(9, text: "Kill: the story is wrong.") with { PubStatus = PubStatus.Canceled, EdNote = "The story is wrong." };

    public static Task<RunningService> IndexerAsync(TimeProvider? time = null, IReadOnlyDictionary<string, string?>? settings = null) => RunningService.StartAsync(
        builder => builder.AddIndexer(),
        bus =>
        {
            bus.AddConsumer<IndexArticleConsumer, IndexArticleConsumerDefinition>();
            bus.AddConsumer<WithdrawArticleConsumer>();
        },
        settings: settings,
        time: time);

    /// <summary>Gives a version to the indexer as the enricher does, announced or held, and waits until all that came of it is said.</summary>
    /// <returns>What was said.</returns>
    public static Task<IReadOnlyList<PublishedMessage>> GiveAsync(this RunningService indexer, ArticleEnriched article, Guid entryId, bool isHeld = false, bool? isFiled = null) =>
        isHeld ? indexer.SaidOfAsync(new ArticleHeld { Article = article, IsFiled = isFiled }, entryId) : indexer.SaidOfAsync(article, entryId);

    /// <summary>Gives a message to the indexer, and waits until all that came of it is said.</summary>
    /// <returns>What was said.</returns>
    public static async Task<IReadOnlyList<PublishedMessage>> SaidOfAsync<T>(this RunningService indexer, T message, Guid entryId)
        where T : class
    {
        var before = indexer.Messages.Published.Count;
        var consumed = await indexer.HandleAsync(message, entryId);
        Assert.Null(consumed.Error);

        // What is given is noted as published too, and perhaps only after what came of it.
        await Shell.UntilAsync("what was given is noted", () => Task.FromResult(Said().Any(IsGiven)));
        return [.. Said().Where(one => !IsGiven(one))];

        IEnumerable<PublishedMessage> Said() => indexer.Messages.Published.Skip(before);

        bool IsGiven(PublishedMessage one) => one.MessageId == consumed.MessageId;
    }

    public static async Task<ArticleEnriched?> StandingAsync(this RunningService indexer) => await indexer.Get<IArticleStore>().FindAsync(Samples.Article.ArticleId, default);
}
