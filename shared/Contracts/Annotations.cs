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

/// <summary>Somebody's words in the body, [<see cref="Start"/>, <see cref="End"/>), a direct quote's with the marks.</summary>
public sealed record Quote
{
    /// <summary>First code unit: the opening mark, where there is one.</summary>
    public required int Start { get; init; }

    /// <summary>One past the last code unit. A quote over several paragraphs is one quote.</summary>
    public required int End { get; init; }

    /// <summary>Id of the entity that speaks; null when it is nobody named.</summary>
    public string? Speaker { get; init; }

    /// <summary>The words that name the speaker, as printed (<c>she</c>, <c>A State Department official</c>); null when none were found.</summary>
    public string? SpeakerText { get; init; }

    /// <summary>First code unit of <see cref="SpeakerText"/> in the body; null when no words name the speaker.</summary>
    public int? SpeakerStart { get; init; }

    /// <summary>One past its last code unit.</summary>
    public int? SpeakerEnd { get; init; }

    /// <summary>The verb that introduces the words.</summary>
    public string? Verb { get; init; }

    /// <summary>One of <see cref="QuoteKind"/>; null in articles that were enriched before it was told, which are all direct.</summary>
    public string? Kind { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What found it, with its version; null in articles that were enriched before it was told.</summary>
    public string? By { get; init; }
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

    /// <summary>What found it, with its version; null in articles that were enriched before it was told.</summary>
    public string? By { get; init; }
}

/// <summary>A word or name that the text is about.</summary>
public sealed record Keyphrase
{
    /// <summary>As printed.</summary>
    public required string Text { get; init; }

    /// <summary>0 to 1, the most telling one is 1.</summary>
    public required double Score { get; init; }
}

/// <summary>A place that the text names, where it lies and what it is to the story; its mentions are those of its entity.</summary>
public sealed record Place
{
    /// <summary>Usual English name, such as <c>Sochi</c>; as printed where the place is not in the table.</summary>
    public required string Name { get; init; }

    /// <summary>Id of its entity; null for a place that only the dateline names.</summary>
    public string? Entity { get; init; }

    /// <summary>ISO 3166-1 alpha-2 (<c>XK</c> for Kosovo); null for seas, continents and where it is not known.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Degrees north, WGS 84, to about a kilometre for cities, the middle for areas; null where not known.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84; null where <see cref="Latitude"/> is.</summary>
    public double? Longitude { get; init; }

    /// <summary>One of <see cref="PlaceRole"/>.</summary>
    public required string Role { get; init; }

    /// <summary>States do not agree whose it is; <see cref="CountryCode"/> is what ISO 3166 files it under.</summary>
    public bool Disputed { get; init; }

    /// <summary>0 to 1: how sure it is that this place of that name is meant, and in this role.</summary>
    public required double Confidence { get; init; }

    /// <summary>What found it, with its version.</summary>
    public required string By { get; init; }
}

/// <summary>What an article is about, as an IPTC Media Topic.</summary>
public sealed record Topic
{
    /// <summary>QCode such as <c>medtop:20000639</c>.</summary>
    public required string Code { get; init; }

    /// <summary>English name in the vocabulary; as the provider gives it, or null, for a code that is not in our table.</summary>
    public string? Name { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary><c>provider</c> for a code of <see cref="NewsItem.Subjects"/>; else what found it, with its version.</summary>
    public required string By { get; init; }
}

/// <summary>One whole sentence of the body, [<see cref="Start"/>, <see cref="End"/>), that sums the article up.</summary>
public sealed record SummarySentence
{
    /// <summary>First code unit.</summary>
    public required int Start { get; init; }

    /// <summary>One past the last code unit.</summary>
    public required int End { get; init; }

    /// <summary>The words there.</summary>
    public required string Text { get; init; }
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
