using System.Globalization;
using MassTransit;

namespace Ingestion.Hosting;

/// <summary>How often a message has failed, and when first and last: carried in its headers from try to try, and into its dead letter.</summary>
/// <param name="Count">Failures, 0 for none.</param>
/// <param name="FirstAt">The first of them, UTC; null where there is none.</param>
/// <param name="LastAt">The last of them, UTC; null where there is none.</param>
public sealed record Tries(int Count, DateTimeOffset? FirstAt, DateTimeOffset? LastAt)
{
    /// <summary>What these headers begin with.</summary>
    public const string Prefix = "Ingestion-Tries-";

    private const string CountHeader = Prefix + "Count";
    private const string FirstHeader = Prefix + "First";
    private const string LastHeader = Prefix + "Last";

    /// <summary>Reads them. What cannot be read counts as not there.</summary>
    /// <param name="header">Gives the text of a header; null where there is none.</param>
    /// <returns>None where the count is missing.</returns>
    public static Tries Read(Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return int.TryParse(header(CountHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000_000
            ? new Tries(count, Moment(header(FirstHeader)), Moment(header(LastHeader)))
            : new Tries(0, null, null);
    }

    /// <summary>One failure more.</summary>
    /// <param name="at">When, UTC.</param>
    /// <returns>With the first moment as it was.</returns>
    public Tries And(DateTimeOffset at) => new(Count + 1, FirstAt ?? at, at);

    /// <summary>Writes them.</summary>
    /// <param name="headers">Where to.</param>
    public void Write(SendHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.Set(CountHeader, Count.ToString(CultureInfo.InvariantCulture));
        headers.Set(FirstHeader, FirstAt?.ToString("O", CultureInfo.InvariantCulture));
        headers.Set(LastHeader, LastAt?.ToString("O", CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
