using System.ComponentModel.DataAnnotations;
using Ingestion.News.Feeds;

namespace Ingestion.Fetcher;

/// <summary>How publishers are asked.</summary>
internal sealed class FetcherOptions
{
    public const string Section = "Fetcher";

    /// <summary>
    /// Name sent to publishers and looked for in robots.txt, with a way to reach whoever runs this. Required: a crawler that hides its
    /// operator is banned, rightly.
    /// </summary>
    [Required(ErrorMessage = "Set Fetcher:UserAgent to a name and a contact, such as 'ExampleNewsBot/1.0 (+https://example.org/bot)'.")]
    [RegularExpression(@"^\S.*(https?://|@).*$", ErrorMessage = "Fetcher:UserAgent must hold a contact: a URL or a mail address.")]
    public string UserAgent { get; set; } = "";

    /// <summary>Shortest pause from the end of one request to a host to the start of the next. Default 1 s: what polite crawlers keep where robots.txt asks for nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan HostGap { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause is also this many times what a request to the host takes. Default 5, Heritrix's <c>delayFactor</c>: we take up a sixth of one of its workers.</summary>
    [Range(0.0, 100.0)]
    public double LatencyFactor { get; set; } = 5;

    /// <summary>Longest pause that a slow host earns by being slow. Default 30 s, Heritrix's <c>maxDelayMs</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxLatencyPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest <c>Crawl-delay</c> of a robots.txt that is kept. Default 5 min: longer ones are mistakes, and their news would be history.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxCrawlDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause after a first 429 or 503 without <c>Retry-After</c>; doubled while they go on. Default 10 s (a guess).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest learned back-off of a host. Default 1 h; a <c>Retry-After</c> may ask for up to a day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Longest wait for a host's turn inside a handler; a longer one goes to the schedule. Default 1 s, far below the broker's 30-minute clock.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxInlineWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>URLs under way at once in one process. Default 64: slow hosts hold a place for up to a request's time, and must not hold up the others.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 64;

    /// <summary>When a story is looked at again first. Default 15 min: most corrections come early. The pauses double from there.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RecheckFirst { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after its last change a story is looked at again. Default 3 d, which makes about eight looks; zero: never.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RecheckUntil { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Shortest pause between two polls of a feed. Default 2 min: a feed that is always new costs 720 requests a day, which its host's turns bound anyway.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MinPollInterval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Longest pause between two polls of a feed that answers, whatever it asks for, and the pause while a hub brings its news. Default 6 h: a
    /// source that wakes up after weeks is three hours late on average, and costs four requests a day until then.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan MaxPollInterval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>
    /// How long after an entry was taken in a new date or title of it in the feed is believed to be a new version. Default 15 min: feeds that
    /// date their entries anew at every request do not bring them all at every poll.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ResubmitAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How old, when it is subscribed to, what a sitemap names may be: what is older is noted and not taken in when the sitemap is first read.
    /// Default 3 d: a newcomer's archive of 50,000 pages is not news. Zero: all is taken in.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan SitemapMaxAge { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// URLs that one feed, or one index with all its sitemaps, brings on one day (UTC) at most; the others come the next day. Default 20,000 (a
    /// guess): no newsroom writes a tenth of that, and a calendar without an end does not fill the books.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxUrlsPerFeedPerDay { get; set; } = 20_000;

    /// <summary>Feeds under way at once in one process, beside URLs. Default 32, half of those: a feed that trickles holds its place for a minute, and the others are not to wait for it.</summary>
    [Range(1, 1000)]
    public int PollConcurrency { get; set; } = 32;

    /// <summary>Where the Desk answers hubs, as they reach it: scheme, host and path above <c>/websub</c>. Default null: no hub is asked.</summary>
    public string? WebSubCallback { get; set; }

    /// <summary>Tries before a URL is abandoned. Default 5: with the back-off below, outages of about seven minutes are ridden out.</summary>
    [Range(1, 50)]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Pause before the second try; doubled for each further one, and varied by a fifth. Default 30 s (a guess).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time to connect, TLS included. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time from a request to the last of the answer's headers. Default 20 s (a guess): above what a busy publisher takes for a page it has to make.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest time for one request from its start to the last byte of the body. Default 60 s: a body of the greatest size over a line of 1.5 Mbit/s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes read from the wire for one page. Default 10 MB: news pages are below 2 MB.</summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxWireBytes { get; set; } = 10_000_000;

    /// <summary>Most bytes of a page after the content encoding is undone. Default 20 MB.</summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxDecodedBytes { get; set; } = 20_000_000;

    /// <summary>Most bytes of a feed or sitemap, packed or not. Default 50 MB, the limit of sitemaps.org/protocol.html#index, and no more is ever read.</summary>
    [Range(1_000, FeedReader.MaxBytes)]
    public int MaxFeedBytes { get; set; } = FeedReader.MaxBytes;

    /// <summary>Most bytes unpacked for each byte sent, once a megabyte is unpacked. Default 200: pages stay below 20, bombs come near 1000.</summary>
    [Range(10, 100_000)]
    public int MaxRatio { get; set; } = 200;

    /// <summary>Fewest bytes of a body a second, over <see cref="RateWindow"/>. Default 1,000, a fifth of what the slowest modems brought.</summary>
    [Range(0, 1_000_000)]
    public int MinBytesPerSecond { get; set; } = 1_000;

    /// <summary>Over how long the rate of a body is judged. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RateWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most redirects followed. Default 10; RFC 9309 asks for at least five.</summary>
    [Range(0, 50)]
    public int MaxRedirects { get; set; } = 10;

    /// <summary>How long a host's robots.txt is believed. Default 1 h; RFC 9309 section 2.4 allows a day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan RobotsLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Most segments in the path of a URL. Default 40: twice what Heritrix takes for a trap, and far above sections, date and title; links that
    /// repeat themselves relative to where they stand grow by one with each page.
    /// </summary>
    [Range(1, 1000)]
    public int MaxPathDepth { get; set; } = 40;

    /// <summary>Ports that may be asked beside 80 and 443. Default none.</summary>
    public IList<int> AllowedPorts { get; init; } = [];

    /// <summary>
    /// Networks in CIDR notation that may be asked although they are not public, such as an intranet's. Default none: loopback, private and
    /// special addresses are refused.
    /// </summary>
    public IList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Where the bytes of a body longer than a megabyte wait until it is whole. Default null: the system's temporary folder.</summary>
    public string? SpillFolder { get; set; }

    /// <summary>How often the schedule is looked at. Default 0.5 s: what waits is due in seconds or more.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true)]
    public TimeSpan ScheduleInterval { get; set; } = TimeSpan.FromSeconds(0.5);
}
