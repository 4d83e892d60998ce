using System.Globalization;
using Ingestion.Contracts;

namespace Ingestion.Storage;

/// <summary>The last article of a page: where the next page goes on.</summary>
/// <param name="IndexedAt">As <see cref="Moments"/> counts.</param>
/// <param name="ArticleId">Parts articles of one millisecond.</param>
internal sealed record PageCursor(long IndexedAt, string ArticleId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{IndexedAt}.{ArticleId}");

    /// <exception cref="ArgumentException">The text is not a cursor.</exception>
    public static PageCursor? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new PageCursor(at, text[(dot + 1)..])
            : throw new ArgumentException("Not a cursor that a page gave.", nameof(text));
    }

    /// <summary>A page of what was found when one more than the limit was asked for.</summary>
    public static ArticlePage PageOf(IReadOnlyList<ArticleEnriched> found, int limit)
    {
        if (found.Count <= limit)
        {
            return new ArticlePage(found, null);
        }

        var last = found[limit - 1];
        return new ArticlePage([.. found.Take(limit)], new PageCursor(Moments.Floor(last.IndexedAt!.Value), last.ArticleId).ToString());
    }
}
