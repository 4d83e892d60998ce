using Ingestion.Hosting.Tests.Recovery;

namespace Ingestion.Hosting.Tests;

/// <summary><c>--consume BROKER FOLDER</c> makes it a consumer that one message ends; all else is for the test runner.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args is ["--consume", var broker, var folder]
        ? CrashingConsumer.RunAsync(broker, folder)
        : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
