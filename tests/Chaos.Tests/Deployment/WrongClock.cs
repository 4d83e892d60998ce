using Ingestion.TestSupport;

namespace Ingestion.Chaos.Tests.Deployment;

/// <summary>
/// A process's idea of the time of day, by a small library loaded before libc. Not libfaketime: with it every idle service burns a sixth of a
/// processor, as the waits that it intercepts end at once.
/// </summary>
/// <param name="library">The library.</param>
internal sealed class WrongClock(string library)
{
    /// <summary>Whether there is a compiler for C.</summary>
    public static bool IsPossible { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "cc")));

    /// <summary>Compiles it.</summary>
    /// <returns>Null where there is no compiler for C.</returns>
    public static async Task<WrongClock?> BuildAsync(string folder)
    {
        var library = Path.Combine(folder, "wrong-clock.so");
        try
        {
            await Shell.RunAsync("cc", ["-shared", "-fPIC", "-O2", "-o", library, Path.Combine(Repository.Root, "tests", "Chaos.Tests", "Deployment", "wrong-clock.c")]);
            return new WrongClock(library);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    public void AddTo(IDictionary<string, string> environment, string file)
    {
        environment["LD_PRELOAD"] = library;
        environment["WRONG_CLOCK"] = file;
    }

    /// <param name="file">Of the process; it is mapped, and so written in place.</param>
    /// <param name="ahead">How far its clock is to be ahead.</param>
    public static void Set(string file, TimeSpan ahead)
    {
        using var stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(BitConverter.GetBytes((long)(ahead.TotalMilliseconds * 1_000_000)));
    }
}
