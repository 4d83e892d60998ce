using System.Text;
using Ingestion.Storage;

namespace Ingestion.Desk.Api;

/// <summary>A dead letter in a list.</summary>
internal sealed record DeadLetterRow(
    Guid Id, DeadLetterState State, string Kind, string Stage, string? MessageType, string ExceptionType, string? ExceptionMessage, string? Frame, string Fingerprint,
    int Attempts, DateTimeOffset FirstAt, DateTimeOffset LastAt, Guid? EntryId, string? Url, string? ArticleId, long BodyBytes)
{
    public static DeadLetterRow Of(DeadLetter letter) => new(
        letter.Id, letter.State, letter.Kind, letter.Stage, letter.MessageType, letter.ExceptionType, Hosting.FailureText.Trim(letter.ExceptionMessage, 300), letter.Frame, letter.Fingerprint,
        letter.Attempts, letter.FirstAt, letter.LastAt, letter.EntryId, letter.Url, letter.ArticleId, letter.BodyBytes);
}

/// <summary>A page of dead letters; <c>next</c> is the <c>after</c> of the page that follows, null on the last.</summary>
internal sealed record DeadLetterPage(IReadOnlyList<DeadLetterRow> Letters, string? Next);

/// <summary>All groups, and how many letters they have.</summary>
internal sealed record DeadLetterGroups(long Letters, IReadOnlyList<DeadLetterGroupView> Groups);

/// <summary>Dead letters with one cause.</summary>
internal sealed record DeadLetterGroupView(
    string Fingerprint, long Waiting, long Replaying, string Stage, string Kind, string ExceptionType, string? Frame, string? ExceptionMessage, DateTimeOffset FirstAt, DateTimeOffset LastAt, Guid Example)
{
    public static DeadLetterGroupView Of(DeadLetterGroup group) => new(
        group.Fingerprint, group.Waiting, group.Replaying, group.Example.Stage, group.Example.Kind, group.Example.ExceptionType, group.Example.Frame,
        Hosting.FailureText.Trim(group.Example.ExceptionMessage, 300), group.FirstAt, group.LastAt, group.Example.Id);
}

/// <summary>A dead letter with all that is known of it: <c>bodyText</c> is the beginning of its body where that is text, <c>history</c> what was done with it, last first.</summary>
internal sealed record DeadLetterView(DeadLetter Letter, string? BodyText, IReadOnlyList<DeadLetterResult> History)
{
    private const int MaxText = 16 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string? TextOf(ReadOnlySpan<byte> body)
    {
        var end = Math.Min(body.Length, MaxText);
        while (end < body.Length && end > 0 && (body[end] & 0xC0) == 0x80)
        {
            end--; // not in the middle of a character
        }

        try
        {
            return Strict.GetString(body[..end]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>How many letters a request names, and what to send to have it done.</summary>
internal sealed record DeadLetterPreview(long Letters, IReadOnlyList<DeadLetterRow> Examples, string ToConfirm);

/// <summary>A job as it is shown: <c>letters</c> is what it began with, <c>finished + inFlight</c> what it has taken; <c>results</c> how often each result came.</summary>
internal sealed record DeadLetterJobView(
    Guid Id, JobState State, string Action, DeadLetterSlice? Slice, int? Ids, string? ToStage, bool IsEdited, double Rate, string RequestedBy, string? Reason,
    DateTimeOffset StartedAt, DateTimeOffset? EndedAt, long Letters, long Finished, int InFlight, IReadOnlyDictionary<string, long> Results)
{
    public static async Task<DeadLetterJobView> OfAsync(DeadLetterJob job, IDeadLetters letters, CancellationToken stop) => new(
        job.Id, job.State, job.Action, job.Slice, job.Ids?.Count, job.ToStage, job.IsEdited, job.Rate, job.RequestedBy, job.Reason,
        job.StartedAt, job.EndedAt, job.Letters, job.Taken - job.InFlight.Count, job.InFlight.Count, await letters.CountResultsAsync(job.Id, stop));
}
