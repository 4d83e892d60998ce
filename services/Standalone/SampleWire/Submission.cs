using Ingestion.Contracts;

namespace Ingestion.Standalone.SampleWire;

/// <summary>How the pipeline comes to know of an address.</summary>
internal enum Via
{
    Feed,
    Sitemap,
    List,
    File,
}

/// <summary>One thing handed to the pipeline, and what must become of it.</summary>
/// <param name="Url">As submitted; the name of a file that has no address.</param>
/// <param name="Via">How.</param>
/// <param name="Outcome">
/// One of <see cref="Contracts.Outcome"/>. Where several submissions name one article, each says <see cref="Contracts.Outcome.Indexed"/>; one of
/// them will be, and the rest are counted in <see cref="ExpectedBooks.DuplicateOrUnchanged"/>.
/// </param>
/// <param name="Reason">Reason word, null where the outcome has none.</param>
/// <param name="Because">Why, in one sentence.</param>
internal sealed record Submission(string Url, Via Via, string Outcome, string? Reason, string Because);

/// <summary>What the books must say when all is done.</summary>
/// <param name="Accepted">Entries opened: always <see cref="Counts"/> and <see cref="DuplicateOrUnchanged"/> together.</param>
/// <param name="Counts">Sure outcomes.</param>
/// <param name="DuplicateOrUnchanged">
/// Further submissions of an article: <c>duplicate-submission</c> while the first is under way, <c>unchanged</c> once it is filed. Which of the two
/// is a matter of timing, their sum is not.
/// </param>
internal sealed record ExpectedBooks(int Accepted, IReadOnlyList<ExpectedCount> Counts, int DuplicateOrUnchanged)
{
    /// <summary>Articles in the store.</summary>
    public int Articles => Count(Outcome.Indexed);

    /// <summary>Sum over the reasons of one outcome.</summary>
    public int Count(string outcome) => Counts.Where(count => count.Outcome == outcome).Sum(count => count.Count);

    /// <summary>Adds up submissions.</summary>
    /// <param name="submissions">All of a round.</param>
    /// <param name="identity">The same for two URLs that lead to one article.</param>
    public static ExpectedBooks Of(IReadOnlyCollection<Submission> submissions, Func<string, string> identity)
    {
        var again = submissions.Where(one => one.Outcome == Outcome.Indexed).GroupBy(one => identity(one.Url)).Sum(same => same.Count() - 1);
        var counts = submissions.GroupBy(one => (one.Outcome, one.Reason)).Select(group => new ExpectedCount(
            group.Key.Outcome, group.Key.Reason, group.Count() - (group.Key.Outcome == Outcome.Indexed ? again : 0)));
        return new ExpectedBooks(submissions.Count, [.. counts.OrderBy(count => count.Outcome, StringComparer.Ordinal).ThenBy(count => count.Reason, StringComparer.Ordinal)], again);
    }
}

/// <summary>How many submissions end in one outcome for one reason.</summary>
internal sealed record ExpectedCount(string Outcome, string? Reason, int Count);
