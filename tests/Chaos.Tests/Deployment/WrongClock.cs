using System.Globalization;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>A process's idea of the time of day, by libfaketime; what measures durations is left alone, as it is when a clock is set.</summary>
internal static class WrongClock
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    public static bool IsInstalled { get; } = File.Exists(Library);

    public static IReadOnlyDictionary<string, string> Environment(string file) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_RESET"] = "1",
    };

    /// <param name="file">Of the process.</param>
    /// <param name="ahead">How far its clock is to be ahead.</param>
    public static void Set(string file, TimeSpan ahead)
    {
        var text = ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture);
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }
}
