using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MongoDB.Driver;

namespace Ingestion.Storage;

/// <summary>Tells an outage, which is to be waited for, from a bug, which is not.</summary>
public static class StoreOutage
{
    // Primary result codes, sqlite.org/rescode.html.
    private static readonly HashSet<int> SqliteCodes =
    [
        5, // BUSY
        6, // LOCKED
        10, // IOERR
        13, // FULL
        14, // CANTOPEN
        15, // PROTOCOL: the race for a lock was lost too often
    ];

    // Codes of the server's error_codes.yml that its drivers' retry specifications count as passing, and those of a deadline.
    private static readonly HashSet<int> MongoCodes =
    [
        6, // HostUnreachable
        7, // HostNotFound
        50, // MaxTimeMSExpired
        64, // WriteConcernTimeout
        89, // NetworkTimeout
        91, // ShutdownInProgress
        112, // WriteConflict
        134, // ReadConcernMajorityNotAvailableYet
        189, // PrimarySteppedDown
        262, // ExceededTimeLimit
        9001, // SocketException
        10107, // NotWritablePrimary
        11600, // InterruptedAtShutdown
        11602, // InterruptedDueToReplStateChange
        13435, // NotPrimaryNoSecondaryOk
        13436, // NotPrimaryOrSecondary
        14031, // OutOfDiskSpace
    ];

    /// <summary>Whether an exception of a store or of the raw archive means that it is out of reach, busy or full.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>True when the same call may succeed later without a change of the program.</returns>
    public static bool Is(Exception exception) => exception switch
    {
        RegexMatchTimeoutException => false, // a hostile text, not a store
        SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode),
        MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException or MongoExecutionTimeoutException => true,
        MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoWriteConcernException => true,
        MongoCommandException command => MongoCodes.Contains(command.Code),
        MongoBulkWriteException bulk => bulk.WriteErrors.Count == 0 || bulk.WriteErrors.All(error => MongoCodes.Contains(error.Code)),
        MongoWriteException write => write.WriteError is null || MongoCodes.Contains(write.WriteError.Code),
        TimeoutException => true, // the driver's word for a server that cannot be selected
        IOException or UnauthorizedAccessException => true, // the folder archive's disk
        SpillException => true, // the disk for what is under way
        AggregateException several => several.InnerExceptions.Any(Is),
        _ => false,
    };
}
