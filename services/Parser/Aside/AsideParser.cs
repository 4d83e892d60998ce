using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Parser.Extraction;
using Microsoft.Extensions.Options;

namespace Ingestion.Parser.Aside;

/// <summary>
/// Parses a document in a process of its own, with a limit on memory and on time, and one at a time: what is delivered again may be what ended the
/// process that had it first. A child that dies is a rejection of that one document; its neighbours, delivered again with it, are parsed as ever. What a
/// child got no time for is no page's fault, and is tried again later.
/// </summary>
internal sealed class AsideParser(IOptions<ParserOptions> options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async Task<ParseResult> ParseAsync(ReadOnlyMemory<byte> bytes, DocumentFetched document, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            using var process = Start(options.Value);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.Value.AsideTimeout);
            try
            {
                return await AskAsync(process, new AsideWork(document, options.Value), bytes, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                var worked = process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
                return worked >= options.Value.PageTimeout
                    ? new ParseResult.Rejected(RejectReason.TooSlow, $"A process of its own worked {worked} on the document and was ended.")
                    : throw new BlipException($"A process of its own got no more than {worked} of processor time in {options.Value.AsideTimeout}: this machine is too busy.");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private static async Task<ParseResult> AskAsync(Process process, AsideWork work, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(answer, cancellationToken);
        var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        try
        {
            await using var input = process.StandardInput.BaseStream;
            await work.WriteAsync(input, bytes, cancellationToken);
        }
        catch (IOException)
        {
            // It died before it had read everything; its exit code says so.
        }

        await Task.WhenAll(reading, complaints, process.WaitForExitAsync(cancellationToken));
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<AsideAnswer>(answer.GetBuffer().AsSpan(0, (int)answer.Length), ContractJson.Options)!.ToResult()
            : new ParseResult.Rejected(RejectReason.Crashed, $"The document ended the process that read it, and again one of its own (exit code {process.ExitCode}).");
    }

    /// <summary>The same program by the same runtime, whatever hosts us.</summary>
    private static Process Start(ParserOptions options)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", typeof(AsideParser).Assembly.Location, AsideProgram.Argument])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = options.AsideMemoryBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        return Process.Start(start)!;
    }
}
