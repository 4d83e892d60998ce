using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Indexer.Filing;
using Ingestion.News.Versions;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Indexer;

/// <summary>
/// ArticleEnriched, ArticleHeld → ArticleIndexed, ArticleRevised, ArticleUnchanged or ArticleWithdrawn, or the schedule while an embargo holds; ReleaseArticle,
/// when it may be over, is the same once more; what was filed before and is enriched again comes as ArticleHeld and is announced where something else was found.
/// (1) a kill withdraws the article, (2) everything else is filed, (3) what came of it is noted with the document and said.
/// What is filed is a set, so a redelivery files nothing and says the same thing again, in whatever order versions come.
/// </summary>
internal sealed class IndexArticleConsumer(IArticleStore articles, Withdrawals withdrawals, IDocuments documents, ISchedule schedule, ILedger ledger, TimeProvider time) :
    IConsumer<ArticleEnriched>, IConsumer<ArticleHeld>, IConsumer<ReleaseArticle>
{
    public Task Consume(ConsumeContext<ArticleEnriched> context) => IndexAsync(context, context.Message, isAnnounced: true);

    public Task Consume(ConsumeContext<ArticleHeld> context) => IndexAsync(context, context.Message.Article, isAnnounced: false, context.Message.IsFiled is true);

    public async Task Consume(ConsumeContext<ReleaseArticle> context)
    {
        var (articleId, version) = (context.Message.ArticleId, context.Message.Version);
        var revisions = await articles.RevisionsAsync(articleId, context.CancellationToken);
        if (revisions.FirstOrDefault(one => Content.NameOf(one) == version) is { } held)
        {
            await IndexAsync(context, held, isAnnounced: false);
        }
        else
        {
            await SayAsync(context, articleId, new Decision.StaysWithdrawn(version));
        }
    }

    private async Task IndexAsync(ConsumeContext context, ArticleEnriched incoming, bool isAnnounced, bool isRead = false)
    {
        var (entryId, now, stop) = (context.EntryId(), time.GetUtcNow(), context.CancellationToken);

        // (1)
        if (incoming.PubStatus == PubStatus.Canceled)
        {
            var kill = new Withdrawal { Reason = WithdrawReason.Kill, Detail = incoming.EdNote, At = now };
            var standing = await withdrawals.WithdrawAsync(Tombstone.Of(incoming, kill), stop);
            await withdrawals.DeleteBytesAsync(incoming, entryId, stop);
            await documents.NoteOutcomeAsync(DocumentOutcomes.OfKill(incoming, entryId), stop);
            await context.SayAsync(new ArticleWithdrawn { ArticleId = incoming.ArticleId, Revision = History.TombstoneRevision, Reason = standing.Withdrawal?.Reason ?? WithdrawReason.Kill });
            return;
        }

        // (2)
        var indexedAt = incoming.EmbargoedUntil is { } end && end > now ? end.ToUniversalTime() : now;
        var filing = await articles.FileAsync(incoming with { IndexedAt = incoming.IndexedAt ?? indexedAt }, entryId, now, stop);
        var decision = Revisions.Decide(filing, incoming, entryId, now, isRead);
        if (isAnnounced && filing.Readings.Any(one => !one.IsSaid))
        {
            await articles.NoteSaidAsync(incoming, stop);
        }

        // (3)
        switch (decision)
        {
            case Decision.StaysWithdrawn:
                await withdrawals.CleanAsync(incoming.ArticleId, stop);
                await withdrawals.DeleteBytesAsync(incoming, entryId, stop);
                await documents.NoteOutcomeAsync(DocumentOutcomes.Of(decision, incoming, entryId), stop);
                await SayAsync(context, incoming.ArticleId, decision);
                break;
            case Decision.Embargoed embargoed:
                // The message first: an entry never waits for something that is not there.
                var release = new ReleaseArticle { ArticleId = incoming.ArticleId, Version = Content.NameOf(incoming) };
                await schedule.PutAsync([Intake.Scheduled(entryId, release, embargoed.Until)], stop);
                await ledger.HoldAsync(entryId, incoming.ArticleId, now, $"Under embargo until {embargoed.Until:O}.", stop);
                break;
            case Decision.Indexed or Decision.Revised { Latest: null } when !isAnnounced:
                // The embargo is over, or ended on the way here: announced, it comes back to be filed like every other.
                await context.SayAsync(incoming with { Revision = null, IndexedAt = null, Changes = null });
                break;
            case Decision.Annotated { Announcement: { } announcement } when !isAnnounced:
                // Noted here: what comes back is what is filed, and does not know by which parser and of which document it was read again.
                await documents.NoteOutcomeAsync(DocumentOutcomes.Of(decision, incoming, entryId), stop);
                await context.SayAsync(announcement);
                break;
            case Decision.Annotated { Announcement: null }:
                await SayAsync(context, incoming.ArticleId, decision);
                break;
            default:
                await documents.NoteOutcomeAsync(DocumentOutcomes.Of(decision, incoming, entryId), stop);
                await SayAsync(context, incoming.ArticleId, decision);
                break;
        }
    }

    private static Task SayAsync(ConsumeContext context, string articleId, Decision decision) => decision switch
    {
        Decision.Indexed { Revision: var filed, Version: var version } => context.SayAsync(new ArticleIndexed
        {
            ArticleId = articleId,
            Revision = filed.Revision!.Value,
            CanonicalUrl = filed.CanonicalUrl,
            Headline = filed.Headline,
            LanguageTag = filed.Language.Tag,
            IndexedAt = filed.IndexedAt!.Value,
            Version = version,
        }),
        Decision.Revised { Revision: var filed, Latest: var latest, Version: var version } => context.SayAsync(new ArticleRevised
        {
            ArticleId = articleId,
            Revision = filed.Revision!.Value,
            CanonicalUrl = filed.CanonicalUrl,
            Headline = filed.Headline,
            Changes = filed.Changes ?? [],
            IndexedAt = filed.IndexedAt!.Value,
            Version = version,
            LatestRevision = latest,
            Kind = RevisionKinds.Of(filed),
        }),
        Decision.Withheld withheld => context.SayAsync(new ArticleWithdrawn { ArticleId = articleId, Revision = withheld.Revision, Reason = WithdrawReason.Withheld, Version = withheld.Version }),
        Decision.StaysWithdrawn stays => context.SayAsync(
            new ArticleWithdrawn { ArticleId = articleId, Revision = History.TombstoneRevision, Reason = WithdrawReason.WithdrawnBefore, Version = stays.Version }),
        Decision.Unchanged unchanged => context.SayAsync(new ArticleUnchanged { ArticleId = articleId, Revision = unchanged.Revision }),
        Decision.Annotated annotated => context.SayAsync(new ArticleUnchanged { ArticleId = articleId, Revision = annotated.Revision, Annotations = annotated.Change.Parts }),
        _ => throw new InvalidOperationException($"{decision.GetType().Name} is not said."),
    };
}
