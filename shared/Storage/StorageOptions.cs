using System.ComponentModel.DataAnnotations;

namespace Ingestion.Storage;

/// <summary>Which store, and where.</summary>
public sealed class StorageOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// <c>sqlite</c>: one file shared by the services of one machine. Or a MongoDB connection string, <c>mongodb://…</c>. Default <c>sqlite</c>.
    /// </summary>
    [Required]
    [RegularExpression("^(sqlite|mongodb(\\+srv)?://.+)$", ErrorMessage = "Storage:Store must be 'sqlite' or a MongoDB connection string (mongodb://…).")]
    public string Store { get; set; } = "sqlite";

    /// <summary>Folder of the SQLite file (<c>ingestion.db</c>) and of the raw archive (<c>archive/</c>). Default <c>data</c>, in the working folder.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>MongoDB database. Default <c>ingestion</c>.</summary>
    [Required]
    public string Database { get; set; } = "ingestion";

    /// <summary>Raw archive: <c>folder</c> or <c>gridfs</c> (MongoDB only). Default <c>folder</c>.</summary>
    [Required]
    [RegularExpression("^(folder|gridfs)$", ErrorMessage = "Storage:Archive must be 'folder' or 'gridfs'.")]
    public string Archive { get; set; } = "folder";

    internal bool IsSqlite => Store == "sqlite";
}
