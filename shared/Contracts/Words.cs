namespace Ingestion.Contracts;

// Closed lists of words that travel as text, so that an older reader meets a newer word as a word and not as an error.

/// <summary>May an item be distributed (ninjs <c>pubstatus</c>).</summary>
public static class PubStatus
{
    /// <summary>Yes.</summary>
    public const string Usable = "usable";

    /// <summary>Not until further notice.</summary>
    public const string Withheld = "withheld";

    /// <summary>Killed: erroneous, must not be distributed, earlier copies are recalled.</summary>
    public const string Canceled = "canceled";
}

/// <summary>What an item is.</summary>
public static class ItemKind
{
    /// <summary>An article.</summary>
    public const string Article = "article";

    /// <summary>Plain-text copy of an agency.</summary>
    public const string Wire = "wire";
}

/// <summary>How an item came to us.</summary>
public static class SourceKind
{
    /// <summary>A URL that somebody submitted.</summary>
    public const string Web = "web";

    /// <summary>A URL that a feed or a sitemap named.</summary>
    public const string Feed = "feed";

    /// <summary>Bytes that somebody handed in.</summary>
    public const string File = "file";

    /// <summary>Another look at a page that became an article.</summary>
    public const string Recheck = "recheck";

    /// <summary>A page out of a web archive (WARC): fetched by somebody else, at an earlier time.</summary>
    public const string Archive = "archive";
}

/// <summary>What a block of a body is.</summary>
public static class BlockKind
{
    /// <summary>Running text.</summary>
    public const string Paragraph = "paragraph";

    /// <summary>A cross-heading.</summary>
    public const string Heading = "heading";

    /// <summary>One item of a list.</summary>
    public const string ListItem = "list-item";

    /// <summary>Words set apart as a quotation.</summary>
    public const string Quote = "quote";
}

/// <summary>What an entity is.</summary>
public static class EntityType
{
    /// <summary>A human being.</summary>
    public const string Person = "person";

    /// <summary>A company, party, ministry, team …</summary>
    public const string Organisation = "organisation";

    /// <summary>A country, city, region, sea …</summary>
    public const string Place = "place";
}
