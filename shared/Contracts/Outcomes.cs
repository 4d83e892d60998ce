namespace Ingestion.Contracts;

/// <summary>The terminal outcomes: every accepted URL or file reaches exactly one.</summary>
public static class Outcome
{
    /// <summary>Filed, as the first version of its article.</summary>
    public const string Indexed = "indexed";

    /// <summary>Filed, as a further version of its article.</summary>
    public const string Revised = "revised";

    /// <summary>Same content as a revision that is filed.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Killed, taken down or withheld; the reason is one of <see cref="WithdrawReason"/>.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The same URL was already on its way. What became of it is the other entry's outcome, good or bad.</summary>
    public const string DuplicateSubmission = "duplicate-submission";

    /// <summary>The bytes could not be had; the reason is one of <see cref="AbandonReason"/>.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>The bytes hold no news item; the reason is one of <see cref="RejectReason"/>.</summary>
    public const string Rejected = "rejected";

    /// <summary>We failed; the message is a dead letter.</summary>
    public const string Dead = "dead";

    /// <summary>All of them, in the order that the books print them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Indexed, Revised, Unchanged, Withdrawn, DuplicateSubmission, Abandoned, Rejected, Dead];
}

/// <summary>What became of an article whose content is as it was.</summary>
public static class UnchangedReason
{
    /// <summary>It was enriched again, and something else was found.</summary>
    public const string Annotated = "annotated";
}

/// <summary>Why bytes could not be had.</summary>
public static class AbandonReason
{
    /// <summary>Not a URL.</summary>
    public const string InvalidUrl = "invalid-url";

    /// <summary>Neither http nor https, or a port that is not allowed.</summary>
    public const string UnsupportedScheme = "unsupported-scheme";

    /// <summary>The host has, or resolves to, an address that must not be asked.</summary>
    public const string UnsafeAddress = "unsafe-address";

    /// <summary>robots.txt says no (RFC 9309).</summary>
    public const string RobotsDisallowed = "robots-disallowed";

    /// <summary>404.</summary>
    public const string NotFound = "not-found";

    /// <summary>410.</summary>
    public const string Gone = "gone";

    /// <summary>401, 402, 403 or 451.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>Another 4xx.</summary>
    public const string Refused = "refused";

    /// <summary>More bytes, sent or unpacked, than the limit.</summary>
    public const string TooLarge = "too-large";

    /// <summary>No bytes at all.</summary>
    public const string EmptyBody = "empty-body";

    /// <summary>Longer than the limit, every time it was tried.</summary>
    public const string TooSlow = "too-slow";

    /// <summary>A media type, or a content encoding, that no parser takes.</summary>
    public const string UnsupportedType = "unsupported-type";

    /// <summary>A body that broke off, every time it was tried.</summary>
    public const string Truncated = "truncated";

    /// <summary>Bytes that are not what <c>Content-Encoding</c> says, every time it was tried.</summary>
    public const string BadEncoding = "bad-encoding";

    /// <summary>An answer that is not HTTP, or whose end two readers would find in two places, every time it was tried.</summary>
    public const string BadResponse = "bad-response";

    /// <summary>No valid certificate, every time it was tried.</summary>
    public const string Tls = "tls";

    /// <summary>The name does not resolve, every time it was tried.</summary>
    public const string Dns = "dns";

    /// <summary>A redirect to where it has been.</summary>
    public const string RedirectLoop = "redirect-loop";

    /// <summary>More redirects than the limit, or one that leads nowhere.</summary>
    public const string BadRedirect = "bad-redirect";

    /// <summary>Connections failed, or the server answered 429 or 5xx, every time it was tried.</summary>
    public const string GaveUp = "gave-up";
}

/// <summary>Why bytes hold no news item.</summary>
public static class RejectReason
{
    /// <summary>No body that reads as an article was found.</summary>
    public const string NotAnArticle = "not-an-article";

    /// <summary>A front page or a section page.</summary>
    public const string HomePage = "home-page";

    /// <summary>The first lines of an article, and an invitation to pay for the others.</summary>
    public const string PaywallStub = "paywall-stub";

    /// <summary>A question about cookies or terms in place of the page.</summary>
    public const string ConsentWall = "consent-wall";

    /// <summary>An error page that came with status 200.</summary>
    public const string SoftNotFound = "soft-404";

    /// <summary>Not what its format asks for: broken XML or JSON, a missing identity, a value that cannot be.</summary>
    public const string Malformed = "malformed";

    /// <summary>Every process that read it ended.</summary>
    public const string Crashed = "crashed";

    /// <summary>Less text than the limit.</summary>
    public const string TooShort = "too-short";

    /// <summary>More text than one message may carry.</summary>
    public const string TooLong = "too-long";

    /// <summary>No headline was found.</summary>
    public const string NoHeadline = "no-headline";

    /// <summary>Reading it took longer than a page may take.</summary>
    public const string TooSlow = "too-slow";

    /// <summary>Elements nested deeper than the limit.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>The publisher asks not to be indexed (robots directive <c>noindex</c> or <c>none</c>), and we are told to obey.</summary>
    public const string NoIndex = "noindex";

    /// <summary>The publisher reserves text and data mining (TDMRep), and we are told to obey.</summary>
    public const string TdmReserved = "tdm-reserved";

    /// <summary>The publisher wants no copy kept (robots directive <c>noarchive</c>), and the bytes were deleted when another entry had been parsed from them.</summary>
    public const string NotKept = "not-kept";

    /// <summary>The bytes were to be parsed again, and the raw archive has lost them.</summary>
    public const string BytesMissing = "bytes-missing";

    /// <summary>Neither HTML nor plain text.</summary>
    public const string UnsupportedType = "unsupported-type";
}
