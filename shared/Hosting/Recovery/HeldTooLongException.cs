namespace Ingestion.Hosting;

/// <summary>An outage lasts longer than a message may be held. It goes back to its queue, and waits again when it comes.</summary>
internal sealed class HeldTooLongException(string endpoint, TimeSpan limit, string why) : Exception($"{endpoint} has held the message for {limit}: {why}");
