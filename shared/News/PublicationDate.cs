using System.Globalization;

namespace Ingestion.News;

/// <summary>The publication date that somebody gives beside a document.</summary>
public static class PublicationDate
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads an ISO 8601 date, with or without a time.</summary>
    /// <param name="text">Such as <c>2026-03-02</c> or <c>2026-03-02T09:05:00+01:00</c>; null for none.</param>
    /// <param name="date">The moment; UTC where no offset is given; null where no text is.</param>
    /// <returns>False when it is a text and not such a date.</returns>
    public static bool TryParse(string? text, out DateTimeOffset? date)
    {
        date = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        return text is null || date is not null;
    }
}
