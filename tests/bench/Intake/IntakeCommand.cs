using System.CommandLine;
using System.Diagnostics;
using Ingestion.Bench.Pipeline;
using Ingestion.Storage;

namespace Ingestion.Bench.Intake;

/// <summary>Measures how a Desk takes in a long list: (1) a file of invented URLs, (2) a Desk, (3) the list, (4) the same list again.</summary>
internal static class IntakeCommand
{
    private const int Hosts = 10_000;

    public static Command Create()
    {
        var urls = new Option<int>("--urls") { Description = "Lines of the list.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("intake", "URLs/s and memory of a Desk that takes in a long list, twice.") { urls };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(urls), Console.Out, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int urls, TextWriter output, CancellationToken cancellationToken)
    {
        if (urls < 1)
        {
            await Console.Error.WriteLineAsync("--urls must be at least 1.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("ingestion-bench-");
        try
        {
            // (1)
            var list = new FileInfo(Path.Combine(folder.FullName, "urls.txt"));
            await File.WriteAllLinesAsync(list.FullName, Enumerable.Range(0, urls).Select(Url), cancellationToken);
            list.Refresh();

            // (2)
            await using var desk = await DeskProcess.StartAsync(Path.Combine(folder.FullName, "data"), cancellationToken);
            using var client = new DeskClient(desk.Url);
            await client.ReadyAsync(cancellationToken);
            await output.WriteLineAsync($"{urls} URLs of {Math.Min(urls, Hosts)} hosts, {list.Length / 1e6:F1} MB; load average {ProcessUsage.Load():F1}; the Desk ready with {ProcessUsage.Of(desk.Id).PeakMegabytes:F0} MB");

            // (3), (4)
            var first = await SubmitAsync("the list", client, desk, list, urls, output, cancellationToken);
            var second = await SubmitAsync("again", client, desk, list, urls, output, cancellationToken);
            return first == (urls, 0) && second == (0, urls) ? 0 : 1;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(long Accepted, long Known)> SubmitAsync(
        string what, DeskClient client, DeskProcess desk, FileInfo list, int urls, TextWriter output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var (accepted, known) = await client.SubmitListAsync(list, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        var usage = ProcessUsage.Of(desk.Id);
        var books = await client.BalanceAsync(cancellationToken);
        await output.WriteLineAsync(
            $"{what}: accepted {accepted}, known {known}; {urls / seconds:F0} URLs/s; peak memory {usage.PeakMegabytes:F0} MB; CPU {usage.CpuMilliseconds / 1000:F0} s so far; in the books {LedgerLine.Of(books)}");
        return (accepted, known);
    }

    private static string Url(int number) => $"https://wire-{number % Hosts}.example/2026/03/{(number % 28) + 1:D2}/a-story-with-a-slug-of-usual-length-{number}.html";
}
