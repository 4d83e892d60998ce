namespace Ingestion.News;

/// <summary>What the subscriber's two halves, the one that asks a hub and the one that the hub answers, must agree on (w3.org/TR/websub).</summary>
public static class WebSub
{
    /// <summary>Where a hub reaches us about a feed.</summary>
    /// <param name="callback">Where the Desk answers hubs, absolute, with or without a slash at its end.</param>
    /// <param name="feedUrl">Canonical URL of the feed.</param>
    /// <returns><c>{callback}/websub/{id}</c>.</returns>
    public static string Callback(string callback, string feedUrl)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return $"{callback.TrimEnd('/')}/websub/{CallbackId(feedUrl)}";
    }

    /// <summary>The id in a feed's callback.</summary>
    /// <param name="feedUrl">Canonical URL of the feed.</param>
    /// <returns>The same for the same feed.</returns>
    public static Guid CallbackId(string feedUrl) => ContentKey.MessageId("websub", feedUrl);
}
