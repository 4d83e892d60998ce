using Ingestion.Contracts;
using Ingestion.News;
using Ingestion.News.Versions;

namespace Ingestion.TestSupport;

/// <summary>One invented article with every field filled, and one of every message about it.</summary>
public static class Samples
{
    /// <summary>A moment that all samples share.</summary>
    public static DateTimeOffset At { get; } = new(2026, 3, 2, 9, 41, 12, TimeSpan.Zero);

    /// <summary>The enriched article, as it is filed.</summary>
    public static ArticleEnriched Article { get; } = Enriched();

    /// <summary>Every message, by the name of its contract.</summary>
    public static IReadOnlyDictionary<string, object> Messages { get; } = new object[]
    {
        new FetchArticle
        {
            Url = "https://wire.example/s/1?utm_source=x",
            Feed = "https://wire.example/rss",
            DiscoveredAt = At,
            Attempts = 1,
            SlotAt = At,
            Location = "https://www.wire.example/s/1",
            Via = ["https://wire.example/s/1"],
            Recheck = new Recheck
            {
                Number = 1,
                ArticleId = Article.ArticleId,
                Revision = 1,
                ArchiveKey = Article.Provenance.ArchiveKey,
                ETag = "\"5f2b\"",
                LastModified = "Mon, 02 Mar 2026 08:05:00 GMT",
            },
        },
        new PollFeed
        {
            Url = "https://wire.example/rss",
            Index = "https://wire.example/sitemaps.xml",
            SlotAt = At,
            Location = "https://feeds.wire.example/rss",
            Via = ["https://wire.example/rss"],
        },
        new SubmitDocument
        {
            Text = "Harbour strike enters second day",
            Base64 = "SGFyYm91cg==",
            ContentType = "text/plain",
            Provider = "Example Wire",
            Id = "EW-1",
            Version = 2,
            Url = "https://wire.example/s/1",
            PublishedAt = At,
        },
        new DocumentFetched
        {
            RequestedUrl = "https://wire.example/s/1?utm_source=x",
            FinalUrl = "https://wire.example/s/1",
            ArchiveKey = Article.Provenance.ArchiveKey,
            ByteCount = 20_480,
            ContentType = "text/html",
            Charset = "utf-8",
            FetchedAt = At,
            Source = Article.Source,
            Robots = ["noarchive"],
            TdmReservation = true,
            TdmPolicy = "https://wire.example/terms.json",
            Partial = true,
            PublishedAt = At,
            Provider = Article.Provider,
            Fetcher = "0.1.0",
        },
        new FetchAbandoned { RequestedUrl = "https://wire.example/s/2", Reason = AbandonReason.NotFound, Detail = "404: the publisher has no such page.", Attempts = 1, AbandonedAt = At },
        new DocumentRejected
        {
            RequestedUrl = "https://wire.example/",
            FinalUrl = "https://wire.example/",
            ArchiveKey = Article.Provenance.ArchiveKey,
            Reason = RejectReason.HomePage,
            Detail = "A front page.",
            Parser = "0.1.0",
        },
        new ArticleParsed(Article),
        Article with { Reenriched = new Reenrichment { Before = "0.0.9", Parts = ["entities", "quotes"] } },
        new ArticleHeld { Article = Article, IsFiled = true },
        new ReleaseArticle { ArticleId = Article.ArticleId, Version = "v1_0f3c" },
        new WithdrawArticle { ArticleId = Article.ArticleId, Reason = "Court order 7/26", RequestedBy = "Legal desk" },
        new ArticleIndexed { ArticleId = Article.ArticleId, Revision = 1, CanonicalUrl = Article.CanonicalUrl, Headline = Article.Headline, LanguageTag = "en", IndexedAt = At, Version = "v1_0f3b" },
        new ArticleRevised { ArticleId = Article.ArticleId, Revision = 2, CanonicalUrl = Article.CanonicalUrl, Headline = Article.Headline, Changes = Article.Changes!, IndexedAt = At, Version = "v1_0f3c", LatestRevision = 3, Kind = RevisionKind.Correction },
        new CopiesChanged { ArticleId = Article.ArticleId, Copies = Article.Copies! },
        new StoryChanged
        {
            StoryId = "s_7q2m", Version = 7, LanguageTag = "en", Headline = Article.Headline, HeadlineOf = Article.ArticleId, Joined = Article.ArticleId, Left = "a1_other",
            Articles = 9, Votes = 4, Providers = 3, Names = ["Port Ellis", "Lena Brandt"], StartedAt = At.AddDays(-1), UpdatedAt = At,
        },
        new ArticleUnchanged { ArticleId = Article.ArticleId, Revision = 2, Annotations = ["entities", "quotes"] },
        new ArticleWithdrawn { ArticleId = Article.ArticleId, Revision = 3, Reason = WithdrawReason.Withheld, Version = "v1_0f3d" },
    }.ToDictionary(message => message.GetType().Name);

    private static ArticleEnriched Enriched()
    {
        const string Url = "https://wire.example/s/1";
        var key = ContentKey.OfText("the page");
        var body = new BodyBuilder()
            .Add(BlockKind.Paragraph, "Dockers in Port Ellis stayed out on Tuesday, Transport Minister Lena Brandt said.")
            .Add(BlockKind.Heading, "No talks yet")
            .Add(BlockKind.Quote, "“We will talk when the cranes stand still,” Ms Brandt said.")
            .Build();
        var parsed = new ArticleParsed
        {
            ArticleId = ArticleId.FromUrl(Url),
            RequestedUrl = Url + "?utm_source=x",
            FinalUrl = Url,
            CanonicalUrl = Url,
            Provider = new Provider { Name = "Example Wire", Host = "wire.example", ItemId = "EW-1", Version = 2 },
            Source = new Source { Kind = SourceKind.Feed, Feed = "https://wire.example/rss", DiscoveredAt = At.AddMinutes(-30) },
            Headline = "Harbour strike enters second day",
            AlternativeHeadline = "Cranes stand still",
            Slugline = "PORT-STRIKE",
            Urgency = 3,
            Byline = "By Ada Moreno in Port Ellis",
            Authors = ["Ada Moreno"],
            Dateline = new Dateline { Text = "PORT ELLIS, March 2", Place = "Port Ellis" },
            Published = new EditorialDate { At = new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(1)), Evidence = "json-ld:datePublished", Confidence = 0.99 },
            Modified = new EditorialDate { At = new DateTimeOffset(2026, 3, 2, 10, 40, 0, TimeSpan.FromHours(1)), Evidence = "meta:article:modified_time", Confidence = 0.95 },
            FetchedAt = At,
            Body = body,
            Abstract = "Dockers stay out for a second day.",
            Image = new Image { Url = "https://wire.example/i/1.jpg", Caption = "Cranes", Credit = "A. Photographer" },
            Captions = ["Cranes at dawn"],
            Keywords = ["ports"],
            Section = "Business",
            Subjects =
            [
                new Subject { Kind = SubjectKind.Topic, Code = "medtop:20000523", Name = "labour market" },
                new Subject { Kind = SubjectKind.Place, Name = "Port Ellis" },
            ],
            Rights = new Rights { CopyrightHolder = "Example Wire", CopyrightNotice = "© 2026 Example Wire", UsageTerms = "Editorial use", IsAccessibleForFree = true, Robots = ["noarchive"], TdmReservation = true, TdmPolicy = "https://wire.example/terms.json" },
            EmbargoedUntil = At,
            EdNote = "Adds minister",
            MarkupLanguage = "en-GB",
            Provenance = new Provenance { ArchiveKey = key, Fetcher = "0.1.0", Parser = "0.1.0", Enricher = "0.1.0", EnrichedAt = At.AddSeconds(1), TraceId = "0af7651916cd43dd8448eb211c80319c", Warnings = ["date-from-url"] },
        };
        var minister = body.Text.IndexOf("Lena Brandt", StringComparison.Ordinal);
        var quote = body.Text.IndexOf('“', StringComparison.Ordinal);
        var speaker = body.Text.IndexOf("Ms Brandt", StringComparison.Ordinal);
        var tuesday = body.Text.IndexOf("Tuesday", StringComparison.Ordinal);
        return new ArticleEnriched(parsed)
        {
            Revision = 2,
            IndexedAt = At.AddSeconds(2),
            VersionOrder = VersionOrder.Of(parsed),
            Changes =
            [
                new FieldChange { Field = "headline", From = "Harbour strike begins", To = "Harbour strike enters second day" },
                new FieldChange { Field = "body", From = "sha256:0a", To = "sha256:0b", Paragraphs = [new ParagraphChange { From = "Talks went on.", To = "No talks yet" }], MoreParagraphs = 1 },
            ],
            Withdrawal = new Withdrawal { Reason = WithdrawReason.Takedown, Detail = "Court order 7/26", RequestedBy = "Legal desk", At = At },
            Language = new Language { Tag = "en", Confidence = 0.98, By = "lingua/2.0" },
            Entities =
            [
                new Entity
                {
                    Id = "e1", Type = EntityType.Person, Name = "Lena Brandt", Role = "Transport Minister", CountryCode = "GB",
                    Mentions = [new Mention { Start = minister, End = minister + 11, Text = "Lena Brandt" }], Salience = 0.8, Confidence = 0.9, By = "rules/1",
                },
            ],
            Quotes = [new Quote { Start = quote, End = body.Text.IndexOf('”', StringComparison.Ordinal) + 1, Speaker = "e1", SpeakerText = "Ms Brandt", SpeakerStart = speaker, SpeakerEnd = speaker + 9, Verb = "said", Kind = QuoteKind.Direct, Confidence = 0.9, By = "quotes/2" }],
            Times = [new TimeExpression { Start = tuesday, End = tuesday + 7, Text = "Tuesday", Value = "2026-03-03", Confidence = 0.8, By = "times/2" }],
            Keyphrases = [new Keyphrase { Text = "Port Ellis", Score = 1 }],
            Places = [new Place { Name = "Port Ellis", Entity = "e2", CountryCode = "GB", Latitude = 53.41, Longitude = -2.98, Role = PlaceRole.Event, Disputed = true, Confidence = 0.7, By = "places/1" }],
            Topics = [new Topic { Code = "medtop:20000523", Name = "labour market", Confidence = 1, By = "provider" }],
            Summary = [new SummarySentence { Start = 0, End = 81, Text = body.Text[..81] }],
            Copies = new ArticleCopies
            {
                GroupId = "a1_0000",
                Version = 2,
                Relation = CopyRelation.Syndicated,
                Of = "a1_0000",
                Overlap = 0.94,
                Origin = new CopyOrigin { Provider = "Example Wire", Evidence = OriginEvidence.CreditLine },
            },
        };
    }
}
