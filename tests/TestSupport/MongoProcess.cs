using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ingestion.TestSupport;

/// <summary>A MongoDB, or the stand-in for one, that a test run started and ends.</summary>
internal sealed class MongoProcess : IDisposable
{
    private readonly Process process;
    private readonly string? folder;

    private MongoProcess(Process process, int port, string? folder)
    {
        (this.process, this.folder) = (process, folder);
        ConnectionString = $"mongodb://127.0.0.1:{port}/";
    }

    public string ConnectionString { get; }

    public int ProcessId => process.Id;

    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, program))
        .FirstOrDefault(File.Exists);

    public static async Task<MongoProcess> StartServerAsync(string mongod)
    {
        var data = Directory.CreateTempSubdirectory("ingestion-mongod-").FullName;
        var port = FreePort();
        var started = Start(mongod, data, "--dbpath", data, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind_ip", "127.0.0.1");
        await LineAsync(started, "Waiting for connections");
        return new MongoProcess(started, port, data);
    }

    public static async Task<MongoProcess> StartStandInAsync(string node, string standIn)
    {
        // It ends when its standard input closes, and so even when this process is killed.
        var started = Start(node, standIn, "server.mjs", "--port", "0", "--until-stdin-closes");
        var line = await LineAsync(started, "listening on ");
        return new MongoProcess(started, int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture), folder: null);
    }

    /// <summary>Installs the stand-in's packages where they are missing.</summary>
    /// <returns>Null, or why it did not work.</returns>
    public static async Task<string?> InstallAsync(string standIn)
    {
        if (OnPath("npm") is not { } npm && !Installed(standIn))
        {
            return "there is no npm";
        }

        // Test assemblies run side by side: one installs, the others wait for the lock on this file.
        await using var turn = await TurnAsync(Path.Combine(standIn, ".install.lock"));
        if (Installed(standIn))
        {
            return null;
        }

        using var install = Start(OnPath("npm")!, standIn, "ci", "--no-audit", "--no-fund");
        var said = install.StandardError.ReadToEndAsync();
        _ = install.StandardOutput.ReadToEndAsync();
        await install.WaitForExitAsync();
        return install.ExitCode == 0 ? null : (await said).Trim();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Installed(string standIn) =>
        Directory.Exists(Path.Combine(standIn, "node_modules", "mingo")) && Directory.Exists(Path.Combine(standIn, "node_modules", "bson"));

    private static async Task<FileStream> TurnAsync(string path)
    {
        // The file goes when its turn ends; whoever is killed leaves it behind unlocked, so it is also looked at now and then.
        var freed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        watcher.Deleted += (_, _) => freed.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await freed.WaitAsync(TimeSpan.FromSeconds(1));
            }
        }
    }

    private static Process Start(string program, string workingFolder, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = workingFolder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Waits for a line on the standard output, and lets the rest run off so that the process never blocks on a full pipe.</summary>
    private static async Task<string> LineAsync(Process started, string text)
    {
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        while (await started.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                _ = started.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return line;
            }
        }

        throw new InvalidOperationException($"{started.StartInfo.FileName} ended before it listened.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
