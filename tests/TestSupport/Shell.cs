using System.Diagnostics;
using Xunit;

namespace Ingestion.TestSupport;

/// <summary>Runs programs for tests.</summary>
public static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">On the path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="patience">How long it may take; null for three minutes.</param>
    /// <returns>What it wrote on standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? patience = null)
    {
        // Daemons that the program leaves behind inherit its pipes: they are read until it exits, and not until they close.
        using var process = Start(program, arguments, environment);
        var (output, errors) = (new System.Text.StringBuilder(), new System.Text.StringBuilder());
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult();
        process.EnableRaisingEvents = true;
        try
        {
            await exited.Task.WaitAsync(patience ?? Patience);
        }
        catch (TimeoutException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} took longer than {patience ?? Patience}: {errors}", exception);
        }

        // The last lines: to the end of the streams, unless a daemon holds them.
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
        }

        return process.ExitCode == 0 ? output.ToString() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}{output}");
    }

    /// <summary>Starts a program with its streams redirected.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until something is so, asking again and again.</summary>
    /// <param name="what">Said when it does not become so.</param>
    /// <param name="condition">Asked every tenth of a second.</param>
    /// <param name="seconds">How long.</param>
    public static async Task UntilAsync(string what, Func<Task<bool>> condition, int seconds = 60)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(0.1));
        for (var i = 0; i < seconds * 10; i++)
        {
            if (await condition())
            {
                return;
            }

            await ticks.WaitForNextTickAsync();
        }

        Assert.Fail($"Not within {seconds} s: {what}");
    }

    /// <summary>Says which server the tests got: on the console, and in the file that <c>INGESTION_SERVED</c> names.</summary>
    internal static void Served(string what, string which)
    {
        var line = $"{what} of this test run: {which}";
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("INGESTION_SERVED") is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + Environment.NewLine);
        }
    }
}
