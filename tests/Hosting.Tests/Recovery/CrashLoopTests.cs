using System.Diagnostics;
using Ingestion.TestSupport;

namespace Ingestion.Hosting.Tests.Recovery;

/// <summary>A message that ends whatever process takes it, among innocent neighbours.</summary>
[Collection(OneAtATime.Name)]
public sealed class CrashLoopTests(Node node) : IDisposable
{
    private const int Restarts = 8;
    private readonly string folder = Directory.CreateTempSubdirectory("ingestion-crash-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Crash_loop_on_one_message__its_64_neighbours_are_handled_and_it_is_a_dead_letter_with_hosts_and_processes()
    {
        await using var sender = await Stage.SenderAsync(node);
        await File.WriteAllTextAsync(Path.Combine(folder, "kill"), "");
        await sender.SayAsync(65);
        var ended = 0;
        Process? last = null;
        try
        {
            while (await sender.CountAsync(Stage.Queue + "_error") is null or 0 || Done().Distinct().Count() < 64)
            {
                Assert.InRange(ended, 0, Restarts);
                last?.Dispose();
                last = Shell.Start(Environment.ProcessPath!, ["--consume", node.Broker.Uri, folder]);
                last.OutputDataReceived += (_, _) => { };
                last.ErrorDataReceived += (_, _) => { };
                last.BeginOutputReadLine();
                last.BeginErrorReadLine();
                await Shell.UntilAsync("it ended, or all is done", async () => last.HasExited || (Done().Distinct().Count() >= 64 && await sender.CountAsync(Stage.Queue + "_error") > 0), 120);
                ended += last.HasExited ? 1 : 0;
            }
        }
        finally
        {
            if (last is { HasExited: false })
            {
                last.Kill();
                await last.WaitForExitAsync();
            }
        }

        var dead = await sender.DeadAsync();
        Assert.Contains("CrashSuspectException", Stage.Header(dead, "MT-Fault-ExceptionType"), StringComparison.Ordinal);
        Assert.Matches($"{Environment.MachineName} process [0-9]+ at .*; {Environment.MachineName} process [0-9]+ at", Stage.Header(dead, "MT-Fault-Message"));
        Assert.Contains($"/{CrashingConsumer.Killer}\"", System.Text.Encoding.UTF8.GetString(dead.Body.Span), StringComparison.Ordinal);
        Assert.Equal(64, Done().Distinct().Count());
        Assert.Equal(0u, await sender.CountAsync("dead-letter"));
        Assert.InRange(ended, 3, 5);
    }

    private IEnumerable<string> Done() => Directory.Exists(Path.Combine(folder, "done"))
        ? Directory.EnumerateFiles(Path.Combine(folder, "done")).Select(file => Path.GetFileName(file).Split('-')[0]) : [];
}
