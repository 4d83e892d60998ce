namespace Ingestion.Storage;

/// <summary>
/// The bytes as they came, filed under what they are: the claim check that messages carry. Putting the same bytes twice is one entry.
/// </summary>
public interface IRawArchive
{
    /// <summary>Files bytes.</summary>
    /// <param name="bytes">Content, with its transfer and content encodings undone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key: <c>sha256:</c> and 64 hexadecimal digits.</returns>
    Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Reads bytes back and checks them against their key.</summary>
    /// <param name="key">A key that <see cref="PutAsync"/> gave; any other text is refused, never taken for a path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes, or null when there are none under this key.</returns>
    /// <exception cref="ArgumentException">The text is not a key.</exception>
    /// <exception cref="InvalidDataException">What is stored is not what the key says.</exception>
    Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Whether there are bytes under a key, without reading them.</summary>
    /// <param name="key">A key that <see cref="PutAsync"/> gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False also where they were deleted on purpose.</returns>
    /// <exception cref="ArgumentException">The text is not a key.</exception>
    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes bytes and notes for whom. Deleting what is not there notes it too; putting the bytes again takes the note away.</summary>
    /// <param name="key">A key that <see cref="PutAsync"/> gave.</param>
    /// <param name="note">For whom or why, in one line: what <see cref="WhyDeletedAsync"/> will say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The text is not a key.</exception>
    Task DeleteAsync(string key, string note, CancellationToken cancellationToken);

    /// <summary>What was noted when bytes were deleted on purpose.</summary>
    /// <param name="key">A key that <see cref="PutAsync"/> gave.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The note; null when nobody deleted them.</returns>
    /// <exception cref="ArgumentException">The text is not a key.</exception>
    Task<string?> WhyDeletedAsync(string key, CancellationToken cancellationToken);
}
