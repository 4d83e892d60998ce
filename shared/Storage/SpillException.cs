namespace Ingestion.Storage;

/// <summary>
/// The disk that long data are spilled to while they are under way is full or cannot be written: an outage of ours, and no fault of whoever
/// sent them. It is no <see cref="IOException"/>, so that it is not taken for that of a connection.
/// </summary>
/// <param name="folder">Folder of the temporary file.</param>
/// <param name="inner">What the disk said.</param>
public sealed class SpillException(string folder, Exception inner) : Exception($"Data under way could not be spilled to {folder}: {inner.Message}", inner);
