using Ingestion.Contracts;
using Ingestion.Parser.Extraction;
using Microsoft.Extensions.Options;

namespace Ingestion.Parser.Aside;

/// <summary>
/// Parses documents in a process of their own, with a limit on memory and on time, and one at a time: what is delivered again may be what ended the
/// process that had it first. A child that dies is a rejection of that one document; its neighbours, delivered again with it, are parsed as ever, by one
/// child while there is one that waits, since starting one takes longer than most documents. What a child got no time for is no page's fault, and is tried
/// again later.
/// </summary>
internal sealed class AsideParser(IOptions<ParserOptions> options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private int asking;
    private AsideProcess? child;

    public async Task<ParseResult> ParseAsync(ReadOnlyMemory<byte> bytes, DocumentFetched document, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asking);
        try
        {
            await turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Interlocked.Decrement(ref asking);
            throw;
        }

        try
        {
            if (child is { IsOver: true })
            {
                End();
            }

            child ??= new AsideProcess(options.Value);
            return await child.ParseAsync(bytes, document, cancellationToken);
        }
        finally
        {
            if (Interlocked.Decrement(ref asking) == 0)
            {
                End();
            }

            turn.Release();
        }
    }

    public void Dispose()
    {
        End();
        turn.Dispose();
    }

    private void End()
    {
        child?.Dispose();
        child = null;
    }
}
