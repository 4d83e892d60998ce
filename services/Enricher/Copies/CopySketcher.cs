using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.Storage;

namespace Ingestion.Enricher.Copies;

/// <summary>Makes the sketch of an article: pure, the same article always gives the same one.</summary>
internal static class CopySketcher
{
    /// <summary>Hash functions in a band: with 42 bands of 3 the half of all pairs with a Jaccard similarity of 0.29 share one.</summary>
    public const int Rows = 3;

    /// <summary>Bands over the whole text.</summary>
    public const int Bands = 42;

    /// <summary>
    /// Bands over its beginning alone. Who cuts copy cuts the end: cut to less than a half the wholes are too unlike to share a band, the beginnings are the same.
    /// </summary>
    public const int LeadBands = 8;

    /// <summary>Shingles of the beginning.</summary>
    public const int LeadShingles = 100;

    /// <summary>First shingles that are kept in their order, as the lower halves of their hashes: whether two texts begin alike.</summary>
    public const int KeptLead = 128;

    /// <summary>Hashes kept for the estimate of how much of one text the other holds: its standard error is at most 0.04 for texts of one length.</summary>
    public const int Kept = 256;

    /// <summary>A text of fewer words is a short item: so few shingles tell little. Twice as many letters and a half where no spaces part words.</summary>
    public const int MinWords = 60, MinLetters = 150;

    /// <summary>Of fewer different shingles nothing is made: the same words over and over.</summary>
    private const int MinShingles = 40;

    public static CopySketch Of(ArticleEnriched article)
    {
        var (text, credits) = CopyText.Part(article.Body.Text);
        var shingles = Shingles.Of(text);
        var at = (article.Published?.At ?? article.FetchedAt).ToUniversalTime();
        var distinct = Distinct(shingles.Hashes);
        var isShort = shingles.Count < (shingles.IsUnspaced ? MinLetters : MinWords) || distinct.Length < MinShingles;
        var host = article.Provider.Host;
        var canonical = HostOf(article.CanonicalUrl);
        var agency = Agencies.At(host) ?? Agencies.Called(article.Provider.Name);
        return new CopySketch
        {
            ArticleId = article.ArticleId,
            VersionOrder = article.VersionOrder ?? VersionOrder.Of(article),
            At = at,
            Keys = isShort ? [ShortKey(shingles.TextHash, Shingles.HashOf(article.Headline), at)] : KeysOf(shingles),
            TextHash = shingles.TextHash,
            Shingles = isShort ? 0 : distinct.Length,
            Smallest = isShort ? [] : distinct[..Math.Min(Kept, distinct.Length)],
            Lead = isShort ? [] : [.. shingles.Hashes.Take(KeptLead).Select(hash => (uint)hash)],
            Host = host,
            Provider = article.Provider.Name,
            CanonicalHost = canonical is not null && host is not null && !SameSite(canonical, host) ? canonical : null,
            Credits = agency is null ? CreditOf(article, credits) : null,
            Agency = agency,
        };
    }

    private static ulong[] Distinct(ulong[] hashes)
    {
        var sorted = hashes.AsSpan().ToArray();
        Array.Sort(sorted);
        var count = 0;
        foreach (var hash in sorted)
        {
            if (count == 0 || sorted[count - 1] != hash)
            {
                sorted[count++] = hash;
            }
        }

        return sorted[..count];
    }

    private static long[] KeysOf(Shingles shingles)
    {
        var whole = MinHash.Of(shingles.Hashes, 0, Bands * Rows);
        var lead = MinHash.Of(shingles.Hashes.AsSpan(0, Math.Min(LeadShingles, shingles.Hashes.Length)), 0, LeadBands * Rows);
        var keys = new HashSet<long>();
        for (var band = 0; band < Bands + LeadBands; band++)
        {
            var smallest = band < Bands ? whole.AsSpan(band * Rows, Rows) : lead.AsSpan((band - Bands) * Rows, Rows);
            var key = (ulong)band + 1;
            foreach (var value in smallest)
            {
                key = Shingles.Mix((key * 0x9E37_79B9_7F4A_7C15) + value);
            }

            keys.Add((long)(key >> 16));
        }

        return [.. keys];
    }

    // Text, headline and day together.
    private static long ShortKey(long text, long headline, DateTimeOffset at) =>
        (long)(Shingles.Mix(Shingles.Mix((ulong)text + Shingles.Mix((ulong)headline)) + (ulong)at.UtcDateTime.Date.Ticks) >> 16);

    private static string? CreditOf(ArticleEnriched article, IReadOnlyList<string> credits) =>
        Agencies.Named(article.Dateline?.Text) ?? Agencies.Named(article.Byline)
        ?? article.Authors.Select(Agencies.Named).FirstOrDefault(named => named is not null)
        ?? credits.Take(20).Select(Agencies.Named).FirstOrDefault(named => named is not null)
        ?? Agencies.Named(article.Rights?.CopyrightHolder) ?? Agencies.Named(article.Rights?.CopyrightNotice);

    private static string? HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.IdnHost : null;

    // www.wire.example and wire.example, m.wire.example and www.wire.example.
    private static bool SameSite(string one, string other) => Bare(one) == Bare(other);

    private static string Bare(string host) =>
        host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host.StartsWith("m.", StringComparison.Ordinal) || host.StartsWith("amp.", StringComparison.Ordinal) ? host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..] : host;
}
