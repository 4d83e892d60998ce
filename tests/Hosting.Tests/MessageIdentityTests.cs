using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Hosting.Tests;

public class MessageIdentityTests
{
    private static readonly Guid EntryId = new("0195b3f0-0000-7000-8000-000000000001");
    private static readonly Guid OtherEntry = new("0195b3f0-0000-7000-8000-000000000002");

    public static TheoryData<string> Contracts => [.. Samples.Messages.Keys];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_contract_has_an_id_that_saying_it_again_gives_again(string contract)
    {
        var id = MessageIdentity.Of(Samples.Messages[contract], EntryId);

        Assert.Equal(id, MessageIdentity.Of(Samples.Messages[contract], EntryId));
        Assert.NotEqual(Guid.Empty, id);
    }

    [Fact]
    public void No_two_contracts_share_an_id() =>
        Assert.Equal(Samples.Messages.Count, Samples.Messages.Values.Select(message => MessageIdentity.Of(message, EntryId)).Distinct().Count());

    [Theory]
    [InlineData(nameof(ArticleEnriched))]
    [InlineData(nameof(ArticleIndexed))]
    [InlineData(nameof(ArticleRevised))]
    [InlineData(nameof(ArticleWithdrawn))]
    [InlineData(nameof(CopiesChanged))]
    [InlineData(nameof(StoryChanged))]
    public void What_subscribers_hear_of_an_article_has_one_id_whoever_submitted_it(string contract)
    {
        var message = contract == nameof(ArticleEnriched) ? Samples.Article : Samples.Messages[contract];

        Assert.Equal(MessageIdentity.Of(message, EntryId), MessageIdentity.Of(message, OtherEntry));
    }

    [Fact]
    public void What_is_enriched_again_is_announced_under_an_id_of_its_own_and_again_under_the_same()
    {
        var again = (ArticleEnriched)Samples.Messages[nameof(ArticleEnriched)];

        Assert.NotNull(again.Reenriched);
        Assert.NotEqual(MessageIdentity.Of(Samples.Article, EntryId), MessageIdentity.Of(again, EntryId));
        Assert.NotEqual(MessageIdentity.Of(again, OtherEntry), MessageIdentity.Of(again, EntryId));
        Assert.Equal(MessageIdentity.Of(again with { }, EntryId), MessageIdentity.Of(again, EntryId));
    }

    [Theory]
    [InlineData(nameof(FetchArticle))]
    [InlineData(nameof(PollFeed))]
    [InlineData(nameof(DocumentFetched))]
    [InlineData(nameof(FetchAbandoned))]
    [InlineData(nameof(DocumentRejected))]
    [InlineData(nameof(ArticleParsed))]
    [InlineData(nameof(ArticleUnchanged))]
    [InlineData(nameof(ArticleHeld))]
    [InlineData(nameof(ReleaseArticle))]
    public void What_is_about_a_submission_has_an_id_for_each_submission(string contract) =>
        Assert.NotEqual(MessageIdentity.Of(Samples.Messages[contract], EntryId), MessageIdentity.Of(Samples.Messages[contract], OtherEntry));

    public static TheoryData<string, object, object> Different => new()
    {
        { "a headline", Samples.Article, Samples.Article with { Headline = "Harbour strike ends" } },
        { "a body", Samples.Article, Samples.Article with { Body = Samples.Article.Body with { Fingerprint = "sha256:other" } } },
        { "a kill", Samples.Article, Samples.Article with { PubStatus = PubStatus.Canceled } },
        { "another article", Samples.Article, Samples.Article with { ArticleId = "a1_other" } },
        { "a better enricher", Samples.Article, Samples.Article with { Provenance = Samples.Article.Provenance with { Enricher = "0.2.0" } } },
        { "a byline", Samples.Article, Samples.Article with { Byline = "By Ben Okoro" } },
        { "the provider's next version", Samples.Article, Samples.Article with { Provider = Samples.Article.Provider with { Version = 3 } } },
        { "a version", Of<ArticleRevised>(), Of<ArticleRevised>() with { Version = "v1_other" } },
        { "a version withheld", Of<ArticleWithdrawn>(), Of<ArticleWithdrawn>() with { Version = "v1_other" } },
        { "the whole article", Of<ArticleWithdrawn>(), Of<ArticleWithdrawn>() with { Version = null } },
        { "a further try", Of<FetchArticle>(), Of<FetchArticle>() with { Attempts = 2 } },
        { "a further slot", Of<FetchArticle>(), Of<FetchArticle>() with { SlotAt = Samples.At.AddSeconds(1) } },
        { "other bytes", Of<DocumentFetched>(), Of<DocumentFetched>() with { ArchiveKey = "sha256:other" } },
        { "more copies", Of<CopiesChanged>(), Of<CopiesChanged>() with { Copies = Of<CopiesChanged>().Copies with { Version = 3 } } },
        { "a story that grew", Of<StoryChanged>(), Of<StoryChanged>() with { Version = 8 } },
        { "another reason", Of<FetchAbandoned>(), Of<FetchAbandoned>() with { Reason = AbandonReason.Gone } },
        { "another reason", Of<DocumentRejected>(), Of<DocumentRejected>() with { Reason = RejectReason.TooShort } },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void What_says_something_else_has_another_id(string because, object one, object other) =>
        Assert.True(MessageIdentity.Of(one, EntryId) != MessageIdentity.Of(other, EntryId), because);

    [Fact]
    public void When_and_where_it_was_said_changes_no_id() =>
        Assert.Equal(
            MessageIdentity.Of(Samples.Article, EntryId),
            MessageIdentity.Of(Samples.Article with { FetchedAt = Samples.At.AddDays(1), Revision = 9, IndexedAt = null, Copies = null, Provenance = Samples.Article.Provenance with { TraceId = null } }, EntryId));

    [Fact]
    public void What_became_of_a_version_has_one_id_whatever_came_before_it()
    {
        var first = Of<ArticleIndexed>();
        var further = Of<ArticleRevised>() with { Version = first.Version, Revision = 5, LatestRevision = 7, Changes = [] };
        var late = Of<ArticleWithdrawn>() with { Version = first.Version, Reason = WithdrawReason.WithdrawnBefore };

        Assert.Single(new object[] { first, further, late }.Select(message => MessageIdentity.Of(message, EntryId)).Distinct());
    }

    [Fact]
    public void A_withdrawal_is_one_statement_whoever_asked_for_it() =>
        Assert.Equal(
            MessageIdentity.Of(Of<ArticleWithdrawn>() with { Version = null, Reason = WithdrawReason.Kill }, EntryId),
            MessageIdentity.Of(Of<ArticleWithdrawn>() with { Version = null, Reason = WithdrawReason.Takedown }, OtherEntry));

    [Fact]
    public void A_type_without_a_row_is_refused_by_name() =>
        Assert.Contains("Version", Assert.Throws<ArgumentException>(() => MessageIdentity.Of(new Version(1, 0), EntryId)).Message, StringComparison.Ordinal);

    private static T Of<T>() => (T)Samples.Messages[typeof(T).Name];
}
