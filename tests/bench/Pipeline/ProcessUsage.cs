using System.Globalization;

namespace Ingestion.Bench.Pipeline;

/// <summary>What a process has used, from <c>/proc</c> (proc(5)).</summary>
/// <param name="CpuMilliseconds">In user and kernel mode.</param>
/// <param name="PeakMegabytes">Most memory it ever had resident.</param>
internal sealed record ProcessUsage(double CpuMilliseconds, double PeakMegabytes)
{
    // USER_HZ is 100 on every Linux that .NET runs on.
    private const double MillisecondsPerTick = 10;

    public static ProcessUsage Of(int process)
    {
        // utime and stime are fields 14 and 15; the third is the first one after the name in parentheses.
        var fields = Fields(process);
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var peak = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return new ProcessUsage(ticks * MillisecondsPerTick, peak is null ? 0 : double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);
    }

    /// <summary>Processes with a program's name in the session that another process leads.</summary>
    public static IEnumerable<int> InSession(int leader, string program)
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && IsOf(process, leader, program))
            {
                yield return process;
            }
        }
    }

    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    private static bool IsOf(int process, int leader, string program)
    {
        try
        {
            return Fields(process)[3] == leader.ToString(CultureInfo.InvariantCulture) && File.ReadAllText($"/proc/{process}/comm").Trim() == program;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // it has just ended, or is somebody else's
        }
    }

    private static string[] Fields(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }
}
