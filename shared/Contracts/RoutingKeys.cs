namespace Ingestion.Contracts;

/// <summary>Routing keys of the topic exchange <c>ArticleEnriched</c>.</summary>
public static class RoutingKeys
{
    /// <summary>
    /// <c>language.publisher.urgency</c>. Dots part words in AMQP, so the publisher's host has hyphens in their place:
    /// <c>en.wire-example.0</c>. Bind <c>en.#</c> for a language, <c>*.wire-example.*</c> for a publisher, <c>#</c> for all.
    /// </summary>
    /// <param name="article">The article.</param>
    /// <returns>Language tag (<c>und</c> when unsure), host (<c>none</c> for files without one), urgency 1 to 9 (<c>0</c> when not given).</returns>
    public static string For(ArticleEnriched article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var publisher = article.Provider.Host is { Length: > 0 } host ? host.Replace('.', '-').Replace(':', '-') : "none";
        return $"{article.Language.Tag}.{publisher}.{article.Urgency ?? 0}";
    }
}
