namespace Ingestion.Contracts;

/// <summary>Which other articles have the same text, and which of them it comes from.</summary>
public sealed record ArticleCopies
{
    /// <summary>
    /// The group of all articles that are copies of one another, directly or through others: the smallest of their ids, in ordinal order. Groups grow into one
    /// and never part, so of two values for one article the smaller is the newer; an article that is withdrawn leaves without changing it.
    /// </summary>
    public required string GroupId { get; init; }

    /// <summary>1, 2, 3 … for each change of this article's copies: who keeps one statement of each article keeps the one with the greatest.</summary>
    public required long Version { get; init; }

    /// <summary>One of <see cref="CopyRelation"/>: what it is to <see cref="Of"/>. Null when it comes from no other article that we have.</summary>
    public string? Relation { get; init; }

    /// <summary>Id of the article that it comes from.</summary>
    public string? Of { get; init; }

    /// <summary>0 to 1, estimated: how much of the shorter of the two texts stands in the longer one; null without <see cref="Of"/>.</summary>
    public double? Overlap { get; init; }

    /// <summary>Who had the text first, as far as it can be told.</summary>
    public CopyOrigin? Origin { get; init; }
}

/// <summary>Who had a text first, and how we know.</summary>
public sealed record CopyOrigin
{
    /// <summary>Name of an agency, else the provider's name or host.</summary>
    public required string Provider { get; init; }

    /// <summary>One of <see cref="OriginEvidence"/>.</summary>
    public required string Evidence { get; init; }
}

/// <summary>
/// What is known of an article's copies is no longer what its announcement said: another one came, groups became one, or the one that it came from was withdrawn.
/// Its message id is made of article and <see cref="ArticleCopies.Version"/>.
/// </summary>
public sealed record CopiesChanged
{
    /// <summary>The article.</summary>
    public required string ArticleId { get; init; }

    /// <summary>What is known now, all of it.</summary>
    public required ArticleCopies Copies { get; init; }
}

/// <summary>What an article is to the one that it comes from.</summary>
public static class CopyRelation
{
    /// <summary>The same words, but for datelines, bylines and credits.</summary>
    public const string Identical = "identical";

    /// <summary>The same provider says it again, changed.</summary>
    public const string Revision = "revision";

    /// <summary>Another provider carries it, with small changes.</summary>
    public const string Syndicated = "syndicated";

    /// <summary>A part of it, much shorter.</summary>
    public const string Excerpt = "excerpt";

    /// <summary>Made of it: between half and four fifths of the shorter text stand in the longer one, or it is a part of this one.</summary>
    public const string Derived = "derived";
}

/// <summary>How we know who had a text first.</summary>
public static class OriginEvidence
{
    /// <summary>Dateline, byline, credit or rights name an agency.</summary>
    public const string CreditLine = "credit-line";

    /// <summary>A copy names its page as the canonical one.</summary>
    public const string CanonicalHost = "canonical-host";

    /// <summary>It has the whole text, and the other much less.</summary>
    public const string FullerText = "fuller-text";

    /// <summary>It was published first, of those that we have.</summary>
    public const string Earliest = "earliest";
}
