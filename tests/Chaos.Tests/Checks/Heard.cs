namespace Ingestion.Chaos.Tests.Checks;

/// <summary>An event as a subscriber heard it, once or more often under one message id.</summary>
/// <param name="Exchange">Its name.</param>
/// <param name="MessageId">What repeats are told by.</param>
/// <param name="EntryId">Its correlation id.</param>
/// <param name="Subject">The article's id; the URL of what has none.</param>
/// <param name="Content">What it says of it: the body's fingerprint, the version or the revision, or the reason.</param>
/// <param name="Url">Canonical URL where the event has it.</param>
internal sealed record Heard(string Exchange, string MessageId, Guid EntryId, string Subject, string Content, string? Url);
