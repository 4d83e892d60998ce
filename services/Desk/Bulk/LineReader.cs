using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ingestion.Desk.Bulk;

/// <summary>A line of a body.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Text">Without its end; of one that is too long only the beginning.</param>
/// <param name="IsTooLong">Longer than the cap.</param>
internal readonly record struct Line(long Number, string Text, bool IsTooLong);

/// <summary>Lines of UTF-8 text, one at a time: no more is held than one line and what the transport buffers.</summary>
internal static class LineReader
{
    /// <summary>The longest URL with each of its characters escaped as JSON escapes them, and some more.</summary>
    public const int MaxLineBytes = 64 * 1024;

    private const int KeptBytes = 256;
    private static readonly byte[] Mark = Encoding.UTF8.Preamble.ToArray();

    public static async IAsyncEnumerable<Line> ReadAsync(PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        string? cut = null;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return Take(rest.Slice(0, end), ++number, cut);
                cut = null;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty || cut is not null)
                {
                    yield return Take(rest, ++number, cut);
                }

                body.AdvanceTo(rest.End);
                yield break;
            }

            if (rest.Length > MaxLineBytes)
            {
                cut ??= Encoding.UTF8.GetString(rest.Slice(0, KeptBytes));
                rest = rest.Slice(rest.End);
            }

            body.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static Line Take(ReadOnlySequence<byte> bytes, long number, string? cut)
    {
        if (cut is not null || bytes.Length > MaxLineBytes)
        {
            return new Line(number, cut ?? Encoding.UTF8.GetString(bytes.Slice(0, KeptBytes)), IsTooLong: true);
        }

        var text = Encoding.UTF8.GetString(number == 1 && StartsWithMark(bytes) ? bytes.Slice(Mark.Length) : bytes);
        return new Line(number, text, IsTooLong: false);
    }

    private static bool StartsWithMark(ReadOnlySequence<byte> bytes) =>
        bytes.Length >= Mark.Length && bytes.Slice(0, Mark.Length).ToArray().AsSpan().SequenceEqual(Mark);
}
