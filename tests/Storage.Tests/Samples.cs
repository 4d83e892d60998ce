using Ingestion.Contracts;
using Ingestion.News;

namespace Ingestion.Storage.Tests;

/// <summary>Articles, entries and messages to store. The texts are ours.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static ArticleEnriched Article(
        string id = "a1_harbour", long? version = null, string headline = "Harbour strike enters second day", string text = "Cranes stood still.",
        string language = "en", string? host = "wire.example", DateTimeOffset? indexedAt = null, string pubStatus = PubStatus.Usable, string archiveKey = "sha256:00") => new()
        {
            ArticleId = id,
            IndexedAt = indexedAt ?? Noon,
            PubStatus = pubStatus,
            RequestedUrl = "https://wire.example/" + id,
            FinalUrl = "https://wire.example/" + id,
            CanonicalUrl = "https://wire.example/" + id,
            Provider = new Provider { Host = host, Version = version },
            Source = new Source { Kind = SourceKind.Web, DiscoveredAt = Noon },
            Headline = headline,
            FetchedAt = Noon,
            Body = new BodyBuilder().Add(BlockKind.Paragraph, text).Build(),
            Provenance = new Provenance { ArchiveKey = archiveKey, Parser = "1.0" },
            Language = new Language { Tag = language, Confidence = 1, By = "test" },
        };

    public static ArticleEnriched Tombstone(string detail, string id = "a1_harbour") => Article(id, headline: "", text: "", pubStatus: PubStatus.Canceled) with
    {
        Withdrawal = new Withdrawal { Reason = WithdrawReason.Takedown, Detail = detail, RequestedBy = "Legal desk", At = Noon },
    };

    /// <summary>Every field filled, with values that a careless store would bend: offsets, ticks, astral characters, whole and tiny doubles.</summary>
    public static ArticleEnriched Full() => Article() with
    {
        Changes = [new FieldChange { Field = "headline", From = "Harbour strike", To = null }],
        Provider = new Provider { Name = "Example Wire", Host = "wire.example", ItemId = "urn:x:1" },
        Source = new Source { Kind = SourceKind.Feed, Feed = "https://wire.example/rss", DiscoveredAt = Noon.AddTicks(1) },
        AlternativeHeadline = "“Nobody” moved 🚢 — $set: {\"a\": 1}",
        Slugline = "PORT-STRIKE",
        Urgency = 3,
        Kind = ItemKind.Wire,
        Byline = "By Ada Moreno in Port Ellis",
        Authors = ["Ada Moreno", "Нина Орлова"],
        Dateline = new Dateline { Text = "PORT ELLIS, March 2", Place = "Port Ellis" },
        Published = new EditorialDate { At = new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(5.5)).AddTicks(1_234_567), Evidence = "json-ld:datePublished", Confidence = 0.99 },
        Modified = new EditorialDate { At = new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.FromHours(-3)), Evidence = "meta", Confidence = 1 },
        FetchedAt = Noon.AddTicks(7),
        IndexedAt = Noon.AddTicks(9),
        Abstract = "Cranes, still.",
        Image = new Image { Url = "https://wire.example/1.jpg", Caption = "Cranes", Credit = "A. Moreno" },
        Keywords = ["ports", "港"],
        Section = "Business",
        Rights = new Rights { CopyrightHolder = "Example Wire", UsageTerms = "none", IsAccessibleForFree = false, Robots = ["noarchive"] },
        EmbargoedUntil = new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(1)),
        EdNote = "Corrects name in paragraph 2.",
        MarkupLanguage = "en-GB",
        Provenance = new Provenance { ArchiveKey = "sha256:00", Fetcher = "1.4.0", Parser = "1.6.2", Enricher = "1.2.0", Warnings = ["date-from-url"] },
        Entities =
        [
            new Entity
            {
                Id = "e1", Type = EntityType.Person, Name = "Lena Brandt", Role = "Transport Minister", CountryCode = "DE", Salience = 1, Confidence = 1e-9,
                By = "test", Mentions = [new Mention { Start = 0, End = 6, Text = "Cranes" }],
            },
        ],
        Quotes = [new Quote { Start = 1, End = 2, Speaker = "e1", SpeakerText = "she", Verb = "said", Confidence = 0.1 + 0.2 }],
        Times = [new TimeExpression { Start = 1, End = 2, Text = "Tuesday", Value = "2026-03-03", Confidence = 0 }],
        Keyphrases = [new Keyphrase { Text = "harbour strike", Score = 1 }],
        Places =
        [
            new Place { Name = "Port Ellis", Entity = "e2", CountryCode = "GB", Latitude = 53, Longitude = -2.98, Role = PlaceRole.Event, Disputed = true, Confidence = 1, By = "test" },
            new Place { Name = "North Sea", Role = PlaceRole.Mentioned, Confidence = 0.1 + 0.2, By = "test" },
        ],
        Topics = [new Topic { Code = "medtop:20000523", Name = "labour market", Confidence = 1, By = "provider" }, new Topic { Code = "medtop:99999999", Confidence = 0.5, By = "test" }],
        Summary = [new SummarySentence { Start = 0, End = 19, Text = "Cranes stood still." }],
        Copies = new ArticleCopies
        {
            GroupId = "a1_0",
            Version = 3,
            Relation = CopyRelation.Excerpt,
            Of = "a1_0",
            Overlap = 0.87,
            Origin = new CopyOrigin { Provider = "Example Wire", Evidence = OriginEvidence.FullerText },
        },
    };

    public static LedgerEntry Entry(Guid? id = null, string url = "https://wire.example/1", DateTimeOffset? openedAt = null, LedgerState state = LedgerState.InFlight) => new()
    {
        Id = id ?? Guid.NewGuid(),
        Url = url + "?utm_source=x",
        CanonicalUrl = url,
        Kind = SourceKind.Web,
        OpenedAt = openedAt ?? Noon,
        MovedAt = openedAt ?? Noon,
        State = state,
    };

    public static LedgerClosing Closing(string outcome = Outcome.Indexed, string? articleId = "a1_harbour", string? reason = null) =>
        new() { Outcome = outcome, ArticleId = articleId, Revision = articleId is null ? null : 1, Reason = reason, Detail = "Said so.", At = Noon.AddMinutes(1) };

    public static ScheduledMessage Message(Guid? entry = null, DateTimeOffset? dueAt = null, string body = "{}") =>
        new() { EntryId = entry ?? Guid.NewGuid(), DueAt = dueAt ?? Noon, Type = nameof(FetchArticle), Body = body };

    public static Feed Feed(string url = "https://wire.example/rss", bool subscribed = true, DateTimeOffset? nextPollAt = null) =>
        new() { Url = url, Subscribed = subscribed, AddedAt = Noon, NextPollAt = nextPollAt };
}
