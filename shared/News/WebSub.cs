namespace Ingestion.News;

/// <summary>Where hubs tell us of what is new in a feed (W3C WebSub). The fetcher names the address to the hub; the Desk answers there.</summary>
public static class WebSub
{
    /// <summary>Path of all callbacks, below the public URL.</summary>
    public const string Path = "/websub";

    /// <summary>For how long hubs are asked to tell us: what they commonly grant at most.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromDays(10);

    /// <summary>What tells the callback of one feed from others'. No secret: what a hub sends is signed.</summary>
    /// <param name="feedUrl">The feed's canonical URL.</param>
    /// <returns>Always the same.</returns>
    public static Guid Token(string feedUrl) => ContentKey.MessageId("websub", feedUrl);

    /// <summary>The callback of a feed.</summary>
    /// <param name="publicUrl">Where hubs reach the Desk.</param>
    /// <param name="feedUrl">The feed's canonical URL.</param>
    /// <returns>Its URL.</returns>
    public static string Callback(string publicUrl, string feedUrl)
    {
        ArgumentNullException.ThrowIfNull(publicUrl);
        return $"{publicUrl.TrimEnd('/')}{Path}/{Token(feedUrl)}";
    }
}
