using System.Globalization;
using Ingestion.Contracts;

namespace Ingestion.News.Versions;

/// <summary>
/// Which of two versions of one article is the newer one. Each version has a key of its own, made of nothing but itself, and keys are compared as
/// text: so the order is total and transitive, and whoever sorts gets the same in whatever order the versions came. (A rule that takes the first
/// thing that two versions both have is not: a number against a number, a date against a date can go round in a circle.)
/// </summary>
public static class VersionOrder
{
    /// <summary>
    /// The key: (1) the provider's number of the version, (2) the moment that the publisher gives, last change before publication, (3) when we got the
    /// bytes, (4) the content, so that no two versions are equal. A version that lacks (1) or (2) is below all that have it.
    /// </summary>
    /// <param name="item">The version.</param>
    /// <returns>Digits and points, then the content's name: compared by code units, the greater is the newer.</returns>
    /// <remarks>
    /// A moment after we got the bytes is a clock that is fast: it counts as the moment when we got them, and parts only what is else equal.
    /// </remarks>
    public static string Of(NewsItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var claimed = (item.Modified ?? item.Published)?.At.UtcTicks ?? 0;
        var fetched = item.FetchedAt.UtcTicks;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Math.Max(0, item.Provider.Version ?? 0):D19}.{Math.Min(claimed, fetched):D19}.{fetched:D19}.{claimed:D19}.{Content.NameOf(item)}");
    }
}
