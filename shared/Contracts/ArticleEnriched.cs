using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ingestion.Contracts;

/// <summary>
/// The public event, and the shape that the store and the API give: a news item with what the page does not say.
/// It is announced before it is filed, so <see cref="Revision"/>, <see cref="IndexedAt"/> and <see cref="Changes"/> are null in the event
/// and set in the store. Its message id is the same whenever the same content of the same article is announced again, so that a
/// subscriber can drop repeats; enriched again (<see cref="Reenriched"/>) it has another. On the wire the item's own fields come first. Exchange <c>ArticleEnriched</c> (topic), routing key: <see cref="RoutingKeys.For"/>.
/// </summary>
public sealed record ArticleEnriched : NewsItem
{
    /// <summary>For deserialization.</summary>
    public ArticleEnriched()
    {
    }

    /// <summary>Takes every field of <paramref name="item"/>; <see cref="Language"/> is to be set beside it.</summary>
    /// <param name="item">The item.</param>
    [SetsRequiredMembers]
    public ArticleEnriched(NewsItem item)
        : base(item) => Language = new Language { Tag = "und", Confidence = 0, By = "none" };

    /// <summary>
    /// Sorts the versions of one article: compared as text by code units, the greater is the newer. Events may come in another order than versions were
    /// made: who keeps one version of an article keeps the one with the greatest. Null in events of before it was known.
    /// </summary>
    [JsonPropertyOrder(1)]
    public string? VersionOrder { get; init; }

    /// <summary>
    /// 1, 2, 3 … once filed: its place among the versions that are filed, oldest first, so that one that comes late moves the newer ones up.
    /// Of a tombstone 2147483647, above every other.
    /// </summary>
    [JsonPropertyOrder(1)]
    public int? Revision { get; init; }

    /// <summary>When this revision was filed, or the end of the embargo that it was filed under, UTC.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? IndexedAt { get; init; }

    /// <summary>What this revision changed against the one before; null in the first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<FieldChange>? Changes { get; init; }

    /// <summary>Why a tombstone stands in place of the article; null where none does.</summary>
    [JsonPropertyOrder(1)]
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>Language of headline and body.</summary>
    [JsonPropertyOrder(1)]
    public required Language Language { get; init; }

    /// <summary>People, organisations and places, each once with all its mentions in the body. Empty when none.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Entity> Entities { get; init; } = [];

    /// <summary>What is said, and by whom.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Quote> Quotes { get; init; } = [];

    /// <summary>Time expressions of the body, resolved against the publication date where there is one.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<TimeExpression> Times { get; init; } = [];

    /// <summary>Words and names that the text is about, most telling first; <see cref="NewsItem.Keywords"/> are the publisher's own.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Keyphrase> Keyphrases { get; init; } = [];

    /// <summary>Where the story takes place and what other places it names, the likeliest event place first. Null in articles of before they were looked for.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Place>? Places { get; init; }

    /// <summary>
    /// IPTC Media Topics, surest first: the provider's (of <see cref="NewsItem.Subjects"/>, which stay as they came) and what the text tells.
    /// A narrow topic comes with its top-level one. Empty where neither says enough; null in articles of before.
    /// </summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Topic>? Topics { get; init; }

    /// <summary>At most three sentences of the body, in its order; <see cref="NewsItem.Abstract"/> is the publisher's own. Empty where none will do; null in articles of before.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<SummarySentence>? Summary { get; init; }

    /// <summary>Other articles with the same text, as far as they came before this was announced; <see cref="CopiesChanged"/> tells of later ones. Null when none.</summary>
    [JsonPropertyOrder(1)]
    public ArticleCopies? Copies { get; init; }

    /// <summary>
    /// The archive was enriched again, and what was found of this article changed; null in every other announcement, and in the store. The event takes the place
    /// of the one of the same content: whoever keeps one version of an article takes it, unless what is kept has a greater <see cref="VersionOrder"/>.
    /// </summary>
    [JsonPropertyOrder(1)]
    public Reenrichment? Reenriched { get; init; }
}

/// <summary>What changed when an article was enriched again; its content is what it was.</summary>
public sealed record Reenrichment
{
    /// <summary>Version of the enricher that found what was announced before; null when not known. It may be the same one, with other options or another model.</summary>
    public string? Before { get; init; }

    /// <summary>Names of the fields whose statements changed, such as <c>entities</c>, in the order of the record; that it is more or less sure is no change.</summary>
    public required IReadOnlyList<string> Parts { get; init; }
}

/// <summary>Who had an article withdrawn, why and when.</summary>
public sealed record Withdrawal
{
    /// <summary>One of <see cref="WithdrawReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, in the words of whoever asked for it; null when nothing was said.</summary>
    public string? Detail { get; init; }

    /// <summary>Who asked for it; null for a kill, which is the provider's.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
