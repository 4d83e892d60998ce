using Ingestion.Storage;

namespace Ingestion.Hosting;

/// <summary>Processes that had nothing but this message to handle ended over it.</summary>
/// <param name="starts">When which processes began with it.</param>
public sealed class CrashSuspectException(IReadOnlyCollection<CrashStart> starts)
    : Exception("Processes ended while they had this message alone: " + string.Join("; ", starts.OrderBy(start => start.At).Select(start => $"{start.Host} process {start.ProcessId} at {start.At:O}")) + ".");
