using System.ComponentModel.DataAnnotations;

namespace Ingestion.Desk;

/// <summary>How the Desk serves.</summary>
internal sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>
    /// Key that every request but health checks must bring, as <c>Authorization: Bearer KEY</c>. Default none, which is allowed only while the
    /// Desk listens on loopback addresses.
    /// </summary>
    [MinLength(16, ErrorMessage = "Desk:ApiKey must have at least 16 characters.")]
    public string? ApiKey { get; set; }

    /// <summary>
    /// Listen beyond loopback without a key, because something in front of the Desk guards it. Default false: an open Desk lets anybody
    /// submit and read.
    /// </summary>
    public bool TrustNetwork { get; set; }

    /// <summary>
    /// Where WebSub hubs reach the Desk, such as <c>https://news.example.org</c>. Default none: no hub is listened to, and feeds are only polled.
    /// </summary>
    [RegularExpression("^https?://[^?#]+$", ErrorMessage = "Desk:PublicUrl must be an http or https URL without query, such as https://news.example.org.")]
    public string? PublicUrl { get; set; }

    /// <summary>Most URLs in one JSON submission. Default 1000, one write of the store.</summary>
    [Range(1, 10_000)]
    public int MaxUrls { get; set; } = 1000;

    /// <summary>
    /// URLs of lists that are fetched a second, of all lists together. Default 200, more than one small machine gets through: the hosts' own
    /// pace decides, and a million lines take 83 minutes.
    /// </summary>
    [Range(1, 100_000)]
    public int ListUrlsPerSecond { get; set; } = 200;

    /// <summary>
    /// Pages of web archives that are parsed a second, of all archives together. Default 50: no publisher sets their pace, and one small machine
    /// gets through more than twice as many, so that today's news passes.
    /// </summary>
    [Range(1, 100_000)]
    public int ArchivePagesPerSecond { get; set; } = 50;

    /// <summary>
    /// Documents of a reprocess job that are on their way at once. Default 200: more than the services have in hand, so that they are never
    /// without work, and few enough that today's news waits behind them for a second or two.
    /// </summary>
    [Range(1, 1000)]
    public int ReprocessInFlight { get; set; } = 200;

    /// <summary>
    /// Dead letters that a job sends again a second where it does not say itself. Default 10: what failed together may fail together again, and
    /// today's news passes meanwhile.
    /// </summary>
    [Range(0.1, 10_000)]
    public double ReplaysPerSecond { get; set; } = 10;

    /// <summary>Dead letters of a job that are on their way at once. Default 200, as documents of a reprocess job.</summary>
    [Range(1, 1000)]
    public int ReplayInFlight { get; set; } = 200;

    /// <summary>
    /// Whether a dead letter may be sent again with a body that somebody wrote in its place. Default false: it puts words into the mouth of a
    /// service, and what it makes looks like any other article.
    /// </summary>
    public bool AllowEditReplay { get; set; }

    /// <summary>
    /// How long a dead letter is kept after it was replayed or discarded, with its body and what was done with it. Default 90 days (a guess: long enough
    /// to ask who sent what again, and why). One that waits for a decision is kept until there is one.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan KeepDoneLetters { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Largest document handed in, in bytes. Default 10 MB, as much as the fetcher takes from publishers.</summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxDocumentBytes { get; set; } = 10_000_000;

    /// <summary>
    /// Folder whose files are taken in, and moved to <c>done</c> or <c>refused</c> in it. Default none: no folder is watched. One Desk watches it; two
    /// that watch the same one take nothing twice, but quarrel over the files.
    /// </summary>
    [MinLength(1, ErrorMessage = "Desk:WatchedFolder must be the path of a folder.")]
    public string? WatchedFolder { get; set; }

    /// <summary>
    /// How often the watched folder is looked at, beside being told by the system; a file that was written to less than this ago is left until the next
    /// look. Default 2 s (a guess: longer than a pause of a program that writes a file, and short for a flash).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan WatchedFolderInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the reconciler makes a pass. Default 1 minute: what was lost is late by <see cref="LostAfter"/> anyway.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// An open entry that has not moved for so long is looked for, and driven again if it is nowhere. Default 10 minutes (a guess: far longer than any stage
    /// takes, and short for a reader). It is also the wait after the first time that an entry is driven again; it doubles with each further time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often an entry is driven again before it is unexplained. Default 5, which with the default wait takes about 5 hours: longer than most outages.</summary>
    [Range(1, 100)]
    public int RedrivesAtMost { get; set; } = 5;

    /// <summary>
    /// Entries that a pass compares with schedule, articles and archive. Default 10,000, which keeps a store of one small machine busy for a second or less;
    /// a million entries are compared in 100 passes.
    /// </summary>
    [Range(500, 1_000_000)]
    public int ReconcileEntries { get; set; } = 10_000;

    /// <summary>
    /// An entry in flight that has not moved for so long is driven again although queues hold messages. Default 1 h: longer than the broker's clock and the
    /// longest wait for an outage.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromHours(1);
}
