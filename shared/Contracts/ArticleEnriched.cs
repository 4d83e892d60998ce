using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ingestion.Contracts;

/// <summary>
/// The public event, and the shape that the store and the API give: a news item with what the page does not say.
/// It is announced before it is filed, so <see cref="Revision"/>, <see cref="IndexedAt"/> and <see cref="Changes"/> are null in the event
/// and set in the store. Its message id is the same whenever the same content of the same article is announced again, so that a
/// subscriber can drop repeats. On the wire the item's own fields come first. Exchange <c>ArticleEnriched</c> (topic), routing key: <see cref="RoutingKeys.For"/>.
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

    /// <summary>1, 2, 3 … once filed.</summary>
    [JsonPropertyOrder(1)]
    public int? Revision { get; init; }

    /// <summary>When this revision was filed, UTC.</summary>
    [JsonPropertyOrder(1)]
    public DateTimeOffset? IndexedAt { get; init; }

    /// <summary>What this revision changed against the one before; null in revision 1.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<FieldChange>? Changes { get; init; }

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
}
