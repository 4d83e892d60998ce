using System.Diagnostics.Metrics;
using Ingestion.Hosting;

namespace Ingestion.Desk.WebSub;

/// <summary>What hubs said, counted by what came of it, and logged.</summary>
internal sealed partial class HubCounts(IMeterFactory meters, ILogger<HubCounts> logger)
{
    private readonly Counter<long> messages = meters.Create(Telemetry.SourceName).CreateCounter<long>("ingestion.websub.messages", description: "What WebSub hubs said, by what came of it.");

    /// <param name="result">A word.</param>
    /// <param name="feed">The feed's URL; null when none was meant.</param>
    public void Count(string result, string? feed)
    {
        messages.Add(1, new KeyValuePair<string, object?>("result", result));
        LogMessage(logger, result, feed);
    }

    /// <param name="feed">The feed's URL.</param>
    /// <param name="reason">Why, in the hub's words.</param>
    public void Denied(string feed, string? reason)
    {
        messages.Add(1, new KeyValuePair<string, object?>("result", "denied"));
        LogDenied(logger, feed, Api.Submission.Shorten(reason?.ReplaceLineEndings(" ")));
    }

    [LoggerMessage(LogLevel.Information, "A WebSub hub's message was {Result}: {Feed}")]
    private static partial void LogMessage(ILogger logger, string result, string? feed);

    [LoggerMessage(LogLevel.Warning, "The WebSub hub of {Feed} denies the subscription: {Reason}")]
    private static partial void LogDenied(ILogger logger, string feed, string? reason);
}
