using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Parser.Extraction;

namespace Ingestion.Parser.Aside;

/// <summary>A child that parses one document after another. One that died, or was given too long to, parses no more.</summary>
internal sealed class AsideProcess : IDisposable
{
    private readonly Process process;
    private readonly ParserOptions options;
    private bool isOver;

    /// <summary>The same program by the same runtime, whatever hosts us.</summary>
    public AsideProcess(ParserOptions options)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", typeof(AsideProcess).Assembly.Location, AsideProgram.Argument])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = options.AsideMemoryBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        this.options = options;
        process = Process.Start(start)!;
        process.BeginErrorReadLine(); // read, so that it does not wait for us; its exit code says enough
    }

    public bool IsOver => isOver || process.HasExited;

    public async Task<ParseResult> ParseAsync(ReadOnlyMemory<byte> bytes, DocumentFetched document, CancellationToken cancellationToken)
    {
        var before = process.TotalProcessorTime;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.AsideTimeout);
        isOver = true; // unless it answers
        try
        {
            var answer = await AskAsync(new AsideWork(document, options), bytes, limit.Token);
            isOver = answer is null;
            return answer?.ToResult()
                ?? new ParseResult.Rejected(RejectReason.Crashed, $"The document ended the process that read it, and again one of its own (exit code {process.ExitCode}).");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var worked = process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime - before;
            return worked >= options.PageTimeout
                ? new ParseResult.Rejected(RejectReason.TooSlow, $"A process of its own worked {worked} on the document and was ended.")
                : throw new BlipException($"A process of its own got no more than {worked} of processor time in {options.AsideTimeout}: this machine is too busy.");
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    /// <returns>Null when it died.</returns>
    private async Task<AsideAnswer?> AskAsync(AsideWork work, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await AsideFrame.WriteAsync(process.StandardInput.BaseStream, JsonSerializer.SerializeToUtf8Bytes(work, ContractJson.Options), cancellationToken);
            await AsideFrame.WriteAsync(process.StandardInput.BaseStream, bytes, cancellationToken);
        }
        catch (IOException)
        {
            // It died before it had read everything; its exit code says so.
        }

        if (await AsideFrame.ReadAsync(process.StandardOutput.BaseStream, cancellationToken) is { } answer)
        {
            return JsonSerializer.Deserialize<AsideAnswer>(answer.Span, ContractJson.Options)!;
        }

        await process.WaitForExitAsync(cancellationToken);
        return null;
    }
}
