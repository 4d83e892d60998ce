using Ingestion.Contracts;
using Ingestion.Storage;

namespace Ingestion.Desk.Reprocess;

/// <summary>Counts what documents were and are. Pure.</summary>
internal static class ReprocessReport
{
    /// <summary>Most examples of a row.</summary>
    public const int MaxExamples = 10;

    /// <summary>What a document was before it is parsed again.</summary>
    public static string Was(DocumentOutcome? last) => last switch
    {
        null => "unknown",
        { Outcome: Outcome.Rejected } => Rejected(last.Reason),
        { Outcome: Outcome.Withdrawn } => Outcome.Withdrawn,
        _ => "article",
    };

    /// <summary>What it is now.</summary>
    public static string Is(ReprocessItem item, LedgerEntry closed) => closed.Outcome switch
    {
        Outcome.Rejected => Rejected(closed.Reason),
        Outcome.Indexed or Outcome.Revised or Outcome.Unchanged when item.ArticleId is not null && item.ArticleId != closed.ArticleId => "other-article",
        Outcome.Unchanged when closed.Reason == UnchangedReason.Annotated => UnchangedReason.Annotated,
        null => "embargoed",
        var outcome => outcome,
    };

    /// <summary>Counts one document; of one that was withdrawn before, by a kill that another document brought or by a takedown, nothing else is told.</summary>
    public static ReprocessJob With(this ReprocessJob job, ReprocessItem item, LedgerEntry closed, IReadOnlyList<string> fields, bool isWithdrawn)
    {
        var (was, now) = isWithdrawn ? (Outcome.Withdrawn, Outcome.Withdrawn) : (item.Was, Is(item, closed));
        var row = job.Report.FirstOrDefault(row => row.Was == was && row.Is == now) ?? new ReprocessRow(was, now, 0, []);
        var example = new ReprocessExample(closed.Url, closed.ArticleId ?? item.ArticleId, fields.Count == 0 ? null : fields, closed.Detail);
        var counted = row with { Count = row.Count + 1, Examples = row.Examples.Count < MaxExamples ? [.. row.Examples, example] : row.Examples };
        return job with
        {
            Report = [.. job.Report.Where(other => other != row).Append(counted).OrderByDescending(each => each.Count).ThenBy(each => each.Was, StringComparer.Ordinal).ThenBy(each => each.Is, StringComparer.Ordinal)],
            Fields = fields.Count == 0 ? job.Fields : Count(job.Fields, fields),
        };
    }

    private static Dictionary<string, long> Count(IReadOnlyDictionary<string, long> counts, IReadOnlyList<string> fields)
    {
        var sum = new Dictionary<string, long>(counts, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            sum[field] = sum.GetValueOrDefault(field) + 1;
        }

        return sum;
    }

    private static string Rejected(string? reason) => $"{Outcome.Rejected}:{reason}";
}
