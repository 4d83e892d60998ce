namespace Ingestion.Contracts;

/// <summary>The language of a text.</summary>
public sealed record Language
{
    /// <summary>BCP 47, <c>und</c> when unsure.</summary>
    public required string Tag { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What found it, with its version.</summary>
    public required string By { get; init; }
}

/// <summary>A person, an organisation or a place that the text names.</summary>
public sealed record Entity
{
    /// <summary><c>e1</c>, <c>e2</c> …, unique in the article; quotes refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="EntityType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The fullest form in the text.</summary>
    public required string Name { get; init; }

    /// <summary>What the text calls a person, such as <c>Transport Minister</c>.</summary>
    public string? Role { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of a place, or of the country that an organisation belongs to, where known.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Where the body names it, in order; may be empty for one that only the headline names.</summary>
    public required IReadOnlyList<Mention> Mentions { get; init; }

    /// <summary>0 to 1: how much the article is about it.</summary>
    public required double Salience { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What found it, with its version.</summary>
    public required string By { get; init; }
}

/// <summary>One place in the body, [<see cref="Start"/>, <see cref="End"/>).</summary>
public sealed record Mention
{
    /// <summary>First code unit.</summary>
    public required int Start { get; init; }

    /// <summary>One past the last code unit.</summary>
    public required int End { get; init; }

    /// <summary>The words there.</summary>
    public required string Text { get; init; }
}

/// <summary>Somebody's words in the body, [<see cref="Start"/>, <see cref="End"/>) with the marks.</summary>
public sealed record Quote
{
    /// <summary>First code unit: the opening mark.</summary>
    public required int Start { get; init; }

    /// <summary>One past the last code unit. A quote over several paragraphs is one quote.</summary>
    public required int End { get; init; }

    /// <summary>Id of the entity that speaks; null when it is nobody named.</summary>
    public string? Speaker { get; init; }

    /// <summary>The words that name the speaker, as printed (<c>she</c>, <c>A State Department official</c>); null when none were found.</summary>
    public string? SpeakerText { get; init; }

    /// <summary>The verb that introduces the words.</summary>
    public string? Verb { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }
}

/// <summary>A time expression in the body, [<see cref="Start"/>, <see cref="End"/>).</summary>
public sealed record TimeExpression
{
    /// <summary>First code unit.</summary>
    public required int Start { get; init; }

    /// <summary>One past the last code unit.</summary>
    public required int End { get; init; }

    /// <summary>The words there.</summary>
    public required string Text { get; init; }

    /// <summary>TIMEX3 value such as <c>2015-05-12</c>, <c>2015-02</c>, <c>2014</c>, <c>2015-05-12TMO</c>; null when it cannot be resolved.</summary>
    public string? Value { get; init; }

    /// <summary>0 to 1; 0 when not resolved.</summary>
    public required double Confidence { get; init; }
}

/// <summary>A word or name that the text is about.</summary>
public sealed record Keyphrase
{
    /// <summary>As printed.</summary>
    public required string Text { get; init; }

    /// <summary>0 to 1, the most telling one is 1.</summary>
    public required double Score { get; init; }
}

/// <summary>One field that a revision changed.</summary>
public sealed record FieldChange
{
    /// <summary>Name on the wire, such as <c>headline</c>.</summary>
    public required string Field { get; init; }

    /// <summary>Before; null when the field was not there. Of the body the fingerprint; of a list its words, parted by semicolons; cut where very long.</summary>
    public string? From { get; init; }

    /// <summary>After; null when the field is gone.</summary>
    public string? To { get; init; }

    /// <summary>Of the body: which paragraphs changed, in the order of the text, 20 at most. Null for other fields.</summary>
    public IReadOnlyList<ParagraphChange>? Paragraphs { get; init; }

    /// <summary>How many more paragraphs changed; null when all are given.</summary>
    public int? MoreParagraphs { get; init; }
}

/// <summary>One paragraph that was added (no <see cref="From"/>), removed (no <see cref="To"/>) or changed.</summary>
public sealed record ParagraphChange
{
    /// <summary>Before; cut where very long.</summary>
    public string? From { get; init; }

    /// <summary>After; cut where very long.</summary>
    public string? To { get; init; }
}
