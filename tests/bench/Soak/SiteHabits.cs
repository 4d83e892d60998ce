namespace Ingestion.Bench.Soak;

/// <summary>What a site's list of stories is written in.</summary>
internal enum ListFormat
{
    Rss,
    Atom,
    JsonFeed,
    Sitemap,

    /// <summary>An index of gzip'd sitemaps.</summary>
    SitemapIndex,
}

/// <summary>How a feed fails for a while.</summary>
internal enum Failing
{
    Never,
    ServerError,
    UnavailableWithRetryAfter,
    NotFound,

    /// <summary>It takes the request and says nothing.</summary>
    Hanging,
}

/// <summary>What a feed or page can be asked with again, truthfully.</summary>
internal enum Validators
{
    None,
    ETag,
    WeakETag,
    LastModified,
}

/// <summary>How one site behaves, all its life.</summary>
internal sealed record SiteHabits
{
    public required ListFormat Format { get; init; }

    public required Validators Validators { get; init; }

    public required bool German { get; init; }

    /// <summary>Stories a minute.</summary>
    public required double Rate { get; init; }

    public Failing Failing { get; init; }

    /// <summary>Status of the redirect from its feed to where another site serves it; null when it serves it itself.</summary>
    public int? FeedMoved { get; init; }

    /// <summary>Pause that its robots.txt asks for; null when it asks for none.</summary>
    public TimeSpan? CrawlDelay { get; init; }

    /// <summary>Its feed names stories under a path that its robots.txt forbids.</summary>
    public bool ListsForbidden { get; init; }

    /// <summary>Every entry is dated now, at every request.</summary>
    public bool DatesLie { get; init; }

    /// <summary>For a while it answers 304 whatever has changed.</summary>
    public bool SaysUnmodified { get; init; }

    /// <summary>All entries have one id.</summary>
    public bool RepeatsIds { get; init; }

    /// <summary>Entries have no id.</summary>
    public bool LeavesOutIds { get; init; }

    /// <summary>Wrong <c>Content-Type</c> of the feed; null when it is right.</summary>
    public string? WrongType { get; init; }

    /// <summary>Its feed is cut off in the middle, now and then.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>Bodies are gzip'd.</summary>
    public bool Packs { get; init; }

    /// <summary>Each page is other bytes at each request: a counter in a comment, another advertisement.</summary>
    public bool DynamicBytes { get; init; }

    /// <summary>Links in feeds bear tracking parameters.</summary>
    public bool Tracks { get; init; }

    /// <summary>A second feed names the same stories under another query, which rel=canonical takes back.</summary>
    public bool HasSecondFeed { get; init; }

    /// <summary>Links in feeds lead over a redirect.</summary>
    public bool HasDetours { get; init; }

    /// <summary>Share of page requests that are answered 429 or 503.</summary>
    public double Refuses { get; init; }

    /// <summary>The habits of so many sites: each habit has its share of them, at least one, drawn by the seed.</summary>
    /// <param name="count">Sites.</param>
    /// <param name="rate">Stories a minute of an ordinary site.</param>
    /// <param name="seed">The same seed gives the same habits.</param>
    public static SiteHabits[] Draw(int count, double rate, int seed)
    {
        var random = new Random(seed);
        var (formats, validators, failing) = (Dealt(5), Dealt(4), Drawn(0.32));
        var (german, busy, quiet, moved, delayed, forbidding) = (Drawn(0.4), Drawn(0.06), Drawn(0.2), Drawn(0.1), Drawn(0.1), Drawn(0.15));
        var (dates, unmodified, repeats, leavesOut, wrongType, breaks) = (Drawn(0.08), Drawn(0.08), Drawn(0.08), Drawn(0.12), Drawn(0.12), Drawn(0.08));
        var (packs, dynamic, tracks, second, detours, refuses) = (Drawn(0.3), Drawn(0.2), Drawn(0.3), Drawn(0.15), Drawn(0.06), Drawn(0.3));
        var failures = failing.Order().ToArray();
        return
        [
            .. Enumerable.Range(0, count).Select(site => new SiteHabits
            {
                Format = (ListFormat)formats[site],
                Validators = unmodified.Contains(site) ? Validators.ETag : (Validators)validators[site],
                German = german.Contains(site),

                // A busy site has a line at its door; one that asks for long pauses cannot serve one.
                Rate = delayed.Contains(site) ? rate * 0.75 : busy.Contains(site) ? rate * 4 : quiet.Contains(site) ? rate / 3 : rate,
                Failing = failing.Contains(site) ? (Failing)(1 + (Array.IndexOf(failures, site) % 4)) : Failing.Never,
                FeedMoved = moved.Contains(site) ? (site % 2 == 0 ? 301 : 302) : null,
                CrawlDelay = delayed.Contains(site) ? TimeSpan.FromSeconds(1) : null,
                ListsForbidden = forbidding.Contains(site),
                DatesLie = dates.Contains(site),
                SaysUnmodified = unmodified.Contains(site),
                RepeatsIds = repeats.Contains(site),
                LeavesOutIds = leavesOut.Contains(site),
                WrongType = wrongType.Contains(site) ? (site % 3) switch { 0 => "text/html; charset=iso-8859-1", 1 => "text/plain; charset=us-ascii", _ => "application/octet-stream" } : null,
                BreaksOff = breaks.Contains(site),
                Packs = packs.Contains(site),
                DynamicBytes = dynamic.Contains(site),
                Tracks = tracks.Contains(site),
                HasSecondFeed = second.Contains(site),
                HasDetours = detours.Contains(site),
                Refuses = refuses.Contains(site) ? 0.05 : 0,
            }),
        ];

        int[] Shuffled()
        {
            int[] sites = [.. Enumerable.Range(0, count)];
            random.Shuffle(sites);
            return sites;
        }

        HashSet<int> Drawn(double share) => [.. Shuffled().Take(Math.Max(1, (int)Math.Round(share * count)))];

        int[] Dealt(int kinds)
        {
            var dealt = new int[count];
            foreach (var (site, place) in Shuffled().Select((site, place) => (site, place)))
            {
                dealt[site] = place % kinds;
            }

            return dealt;
        }
    }
}
