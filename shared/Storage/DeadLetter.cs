namespace Ingestion.Storage;

/// <summary>How a message came to be a dead letter.</summary>
public static class DeadLetterKind
{
    /// <summary>Its consumer threw.</summary>
    public const string Error = "error";

    /// <summary>No consumer of the queue takes its type.</summary>
    public const string Skipped = "skipped";

    /// <summary>It was delivered again and again, and nobody ever acknowledged it: as a rule it ends its consumer's process.</summary>
    public const string DeliveryLimit = "delivery-limit";

    /// <summary>No queue took it.</summary>
    public const string Unroutable = "unroutable";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Error, Skipped, DeliveryLimit, Unroutable];
}

/// <summary>Where a dead letter stands.</summary>
public enum DeadLetterState
{
    /// <summary>Nobody has decided about it.</summary>
    Waiting,

    /// <summary>A job sends it again, and has not heard what became of it.</summary>
    Replaying,

    /// <summary>It was sent again, and has not come back.</summary>
    Replayed,

    /// <summary>Somebody decided that it is not needed.</summary>
    Discarded,
}

/// <summary>
/// A message that a service could not handle, with all it takes to send it again and to know why. Its id is derived from queue and message, so
/// that a message that fails again is the same dead letter. Its body is kept beside it.
/// </summary>
public sealed record DeadLetter
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>One more with each save, 1 for the first.</summary>
    public long Version { get; init; } = 1;

    /// <summary>One of <see cref="DeadLetterKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The queue that it failed in; of what no queue took, the exchange.</summary>
    public required string Stage { get; init; }

    /// <summary>The contract, such as <c>DocumentFetched</c>; null where the message does not say.</summary>
    public string? MessageType { get; init; }

    /// <summary>The message's own id; null where it has none.</summary>
    public string? MessageId { get; init; }

    /// <summary>The ledger entry it is about; null where it names none.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>The URL it is about, as far as the body tells.</summary>
    public string? Url { get; init; }

    /// <summary>The article it is about, as far as the body tells.</summary>
    public string? ArticleId { get; init; }

    /// <summary>Media type of the body, as the message says.</summary>
    public string? ContentType { get; init; }

    /// <summary>Routing key it was published with; null or empty where it had none.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>Its own headers, without those that tell of the failure. What would make them too large is left out.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Size of the body in bytes.</summary>
    public required long BodyBytes { get; init; }

    /// <summary>Full name of the exception's type; the <see cref="Kind"/> where there was none.</summary>
    public required string ExceptionType { get; init; }

    /// <summary>What the exception said, trimmed with a mark; null where there was none.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>Its stack, trimmed with a mark; null where there was none.</summary>
    public string? Stack { get; init; }

    /// <summary>The first method of ours in the stack, else its first method; null where there is none.</summary>
    public string? Frame { get; init; }

    /// <summary>Names its group: derived from stage, type of exception and frame.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Machine and process that failed; null where not known.</summary>
    public string? Host { get; init; }

    /// <summary>How often it has failed: the tries that were made of it, those after a replay included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Names of its last failures: one that is delivered again is known by its name.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>When it failed first, UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When it failed last, UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Where it stands.</summary>
    public DeadLetterState State { get; init; }

    /// <summary>The job that took it last; null when none has.</summary>
    public Guid? JobId { get; init; }

    /// <summary>When it was done with, UTC: replayed or discarded; null where it is not.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Where it stands among others.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DeadLetterPlace Place => new(Moments.Floor(FirstAt), Id);
}

/// <summary>Where a dead letter stands in a list, last failed first (by its first failure).</summary>
/// <param name="FirstAt">Milliseconds since 1970, UTC.</param>
/// <param name="Id">Parts letters of one millisecond.</param>
public sealed record DeadLetterPlace(long FirstAt, Guid Id);

/// <summary>Which dead letters; every part that is set must hold.</summary>
public sealed record DeadLetterSlice
{
    /// <summary>Where it stands. Null: anywhere.</summary>
    public DeadLetterState? State { get; init; }

    /// <summary>The group. Null: any.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The stage. Null: any.</summary>
    public string? Stage { get; init; }

    /// <summary>One of <see cref="DeadLetterKind"/>. Null: any.</summary>
    public string? Kind { get; init; }

    /// <summary>Full name of the exception's type. Null: any.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The contract. Null: any or none.</summary>
    public string? MessageType { get; init; }

    /// <summary>The message's own id. Null: any or none.</summary>
    public string? MessageId { get; init; }

    /// <summary>The ledger entry. Null: any or none.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Failed first then or later, UTC. Null: ever.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Failed first before, UTC. Null: ever.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Dead letters with one cause.</summary>
/// <param name="Fingerprint">Names the group.</param>
/// <param name="Waiting">How many nobody has decided about.</param>
/// <param name="Replaying">How many are being sent again.</param>
/// <param name="FirstAt">First failure of any of these, UTC.</param>
/// <param name="LastAt">Last failure of any of these, UTC.</param>
/// <param name="Example">One of them.</param>
public sealed record DeadLetterGroup(string Fingerprint, long Waiting, long Replaying, DateTimeOffset FirstAt, DateTimeOffset LastAt, DeadLetter Example);
