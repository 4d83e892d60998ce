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

    /// <summary>Copy of an agency: plain text, NITF, NewsML-G2 or ninjs.</summary>
    public const string Wire = "wire";

    /// <summary>Dated posts under one headline, added to while something goes on.</summary>
    public const string LiveBlog = "live-blog";

    /// <summary>A film with some words to it.</summary>
    public const string Video = "video";

    /// <summary>Pictures with some words to them.</summary>
    public const string Gallery = "gallery";
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

    /// <summary>Bytes of the raw archive that are parsed again.</summary>
    public const string Reprocess = "reprocess";
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

    /// <summary>Words set apart as a quotation, or an embedded post.</summary>
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

/// <summary>How somebody's words are given.</summary>
public static class QuoteKind
{
    /// <summary>To the letter, between marks.</summary>
    public const string Direct = "direct";

    /// <summary>In the reporter's words: the clause that tells what was said.</summary>
    public const string Indirect = "indirect";
}

/// <summary>What a place is to a story.</summary>
public static class PlaceRole
{
    /// <summary>What is told happened there.</summary>
    public const string Event = "event";

    /// <summary>Stands for those who govern there: <c>Moscow has accused</c>.</summary>
    public const string Metonym = "metonym";

    /// <summary>Only named.</summary>
    public const string Mentioned = "mentioned";
}

/// <summary>What a subject of an item is (the arrays of ninjs, the types of NewsML-G2).</summary>
public static class SubjectKind
{
    /// <summary>What it is about, such as an IPTC Media Topic.</summary>
    public const string Topic = "topic";

    /// <summary>A place.</summary>
    public const string Place = "place";

    /// <summary>A human being.</summary>
    public const string Person = "person";

    /// <summary>A company, party, ministry, team …</summary>
    public const string Organisation = "organisation";

    /// <summary>Something that happens.</summary>
    public const string Event = "event";

    /// <summary>What form it has: analysis, obituary … (IPTC genre).</summary>
    public const string Genre = "genre";
}

/// <summary>What the editors call a further version.</summary>
public static class RevisionKind
{
    /// <summary>It puts right what was wrong.</summary>
    public const string Correction = "correction";

    /// <summary>It brings the story up to date: an update, an addition, a writethru.</summary>
    public const string Update = "update";
}

/// <summary>Why an article is withdrawn.</summary>
public static class WithdrawReason
{
    /// <summary>The provider killed it.</summary>
    public const string Kill = "kill";

    /// <summary>Somebody had it taken down here.</summary>
    public const string Takedown = "takedown";

    /// <summary>The provider withholds it until further notice.</summary>
    public const string Withheld = "withheld";

    /// <summary>It came after it had been withdrawn.</summary>
    public const string WithdrawnBefore = "withdrawn-before";
}
