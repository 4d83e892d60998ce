using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>Signals to processes.</summary>
internal static class Signals
{
    /// <param name="signal">Name without SIG.</param>
    /// <param name="process">Its number; negative for a group of processes.</param>
    public static Task SendAsync(string signal, int process) =>
        Shell.RunAsync("/bin/kill", ["-s", signal, "--", process.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
}
