using System.Globalization;

namespace Ingestion.Fetcher.Fetching;

/// <summary>Reads <c>Retry-After</c> (RFC 9110 section 10.2.3) in both its forms, and makes nonsense harmless.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <returns>Between a second and a day; null when the header is absent or unreadable.</returns>
    public static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        value = value?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (value.All(char.IsAsciiDigit))
        {
            return Clamp(TimeSpan.FromSeconds(Math.Min(double.Parse(value, CultureInfo.InvariantCulture), Longest.TotalSeconds)));
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Clamp(at - now) : null;
    }

    private static TimeSpan Clamp(TimeSpan pause) => pause < Shortest ? Shortest : pause > Longest ? Longest : pause;
}
