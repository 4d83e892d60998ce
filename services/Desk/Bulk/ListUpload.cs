using System.IO.Pipelines;
using Ingestion.Contracts;
using Ingestion.Desk.Api;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.Storage;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Bulk;

/// <summary>A line that was not taken in, and why.</summary>
internal sealed record RefusedLine(long Line, string? Url, string Reason, string Detail);

/// <summary>The answer to a list: <paramref name="Known"/> lines name what the list had before or what is in the books as listed; the samples are the first ones.</summary>
internal sealed record ListAnswer(long Accepted, long Known, long Refused, IReadOnlyDictionary<string, long> RefusedByReason, IReadOnlyList<RefusedLine> RefusedSamples);

/// <summary>
/// Takes in a list of any length: (1) read a line, (2) judge it, (3) with every thousandth, accept those that are new. The next lines are read
/// when those before are in the books, so that the sender goes no faster than the store. A list is a set: the entry's id is made of the URL, so
/// that the same line, in this list or another, changes nothing.
/// </summary>
internal sealed class ListUpload(Backlog backlog, IOptions<DeskOptions> options, TimeProvider time)
{
    private const int Batch = 1000;
    private const int Samples = 20;

    private readonly Pace pace = new(options.Value.ListUrlsPerSecond);

    /// <param name="body">The list, its content encoding undone.</param>
    /// <param name="json">Whether each line is JSON.</param>
    /// <param name="again">Accept what was listed before once more.</param>
    /// <param name="stop">The sender hung up. What was accepted stays so.</param>
    public async Task<ListAnswer> ReadAsync(PipeReader body, bool json, bool again, CancellationToken stop)
    {
        var (lines, accepted, refused) = (0L, 0L, 0L);
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var samples = new List<RefusedLine>();
        var batch = new Dictionary<Guid, string>(Batch);
        var list = again ? $"list {Guid.CreateVersion7(time.GetUtcNow())}" : "list";

        // (1)
        await foreach (var line in LineReader.ReadAsync(body, stop))
        {
            // (2)
            switch (ListedUrl.Of(line, json))
            {
                case ListedUrl.Good good:
                    lines++;
                    batch.TryAdd(ContentKey.MessageId(list, good.Canonical), good.Url);
                    break;
                case ListedUrl.Bad { Why: var why }:
                    refused++;
                    reasons[why.Reason] = reasons.GetValueOrDefault(why.Reason) + 1;
                    if (samples.Count < Samples)
                    {
                        samples.Add(new RefusedLine(line.Number, why.Url, why.Reason, why.Detail));
                    }

                    break;
            }

            // (3)
            if (batch.Count == Batch)
            {
                accepted += await AcceptAsync(batch, stop);
                batch.Clear();
            }
        }

        accepted += await AcceptAsync(batch, stop);
        return new ListAnswer(accepted, lines - accepted, refused, reasons, samples);
    }

    private async Task<int> AcceptAsync(Dictionary<Guid, string> urls, CancellationToken stop)
    {
        var known = await backlog.FindKnownAsync(urls.Keys, stop);
        var now = time.GetUtcNow();
        return await backlog.AcceptAsync([.. urls.Where(url => !known.Contains(url.Key)).Select(url => Work(url.Key, url.Value, now))], pace);
    }

    private static (LedgerEntry Entry, FetchArticle Message) Work(Guid id, string url, DateTimeOffset now)
    {
        var entry = Intake.Entry(id, url, SourceKind.Web, now);
        return (entry, new FetchArticle { Url = entry.Url, DiscoveredAt = now });
    }
}
