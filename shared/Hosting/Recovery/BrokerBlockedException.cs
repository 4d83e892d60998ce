namespace Ingestion.Hosting;

/// <summary>The broker has an alarm and takes nothing: what would be said is not sent, since it would wait in a socket and be sent again by the next try.</summary>
public sealed class BrokerBlockedException(string reason) : Exception($"The broker takes no messages: {reason}.");

/// <summary>The broker did not confirm within the limit. It may have the message, which is said again with the same id.</summary>
public sealed class PublishTimeoutException(string what, TimeSpan limit) : Exception($"{what} was not confirmed within {limit}.");
