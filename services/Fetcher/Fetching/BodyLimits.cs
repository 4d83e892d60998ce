namespace Ingestion.Fetcher.Fetching;

/// <summary>What one body may cost.</summary>
/// <param name="WireBytes">Most bytes as sent.</param>
/// <param name="DecodedBytes">Most bytes as unpacked, after each of its encodings.</param>
/// <param name="Ratio">Most bytes unpacked for each byte sent, once a megabyte is unpacked: text packs to a tenth, a bomb to a thousandth.</param>
/// <param name="BytesPerSecond">Least bytes a second, over <paramref name="Window"/> of waiting for them.</param>
/// <param name="Window">Over how long the rate is judged.</param>
/// <param name="SpillFolder">Where it waits on disk while it is long and under way.</param>
internal sealed record BodyLimits(long WireBytes, long DecodedBytes, int Ratio, int BytesPerSecond, TimeSpan Window, string SpillFolder)
{
    /// <summary>Bytes unpacked before the ratio counts: a page of one repeated letter is no attack.</summary>
    public const long RatioGrace = 1_000_000;

    public static BodyLimits Of(FetcherOptions options) =>
        new(options.MaxWireBytes, options.MaxDecodedBytes, options.MaxRatio, options.MinBytesPerSecond, options.RateWindow, options.SpillFolder ?? Path.GetTempPath());
}

/// <summary>How the reading of a body ended.</summary>
internal enum BodyEnding
{
    Whole,
    TooLarge,
    TooSlow,

    /// <summary>Fewer bytes than were announced, or than the encoding needs.</summary>
    Truncated,

    /// <summary>The bytes are not what <c>Content-Encoding</c> says.</summary>
    BadEncoding,
}

/// <summary>A limit was passed while reading.</summary>
internal sealed class BodyStoppedException(BodyEnding ending, string message) : IOException(message)
{
    public BodyEnding Ending { get; } = ending;
}
