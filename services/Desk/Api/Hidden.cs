using Ingestion.Contracts;

namespace Ingestion.Desk.Api;

/// <summary>What is answered in place of an article that must not be shown: that it is there, why it is not shown, and no word of it.</summary>
internal static class Hidden
{
    /// <summary>410 with the tombstone, 403 for what is withheld or under embargo.</summary>
    /// <param name="newest">The tombstone, or the newest revision of all.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>Null when it may be shown.</returns>
    public static IResult? Answer(ArticleEnriched newest, DateTimeOffset now) => newest switch
    {
        { PubStatus: PubStatus.Canceled } => Results.Problem(
            newest.Withdrawal?.Detail is { } why ? $"The article is withdrawn: {why}" : "The article is withdrawn.",
            statusCode: 410,
            title: "Withdrawn",
            extensions: new Dictionary<string, object?> { ["articleId"] = newest.ArticleId, ["withdrawal"] = newest.Withdrawal }),
        { PubStatus: PubStatus.Withheld } => Refuse(newest, "The provider withholds the article until further notice.", "Withheld", []),
        { EmbargoedUntil: { } until } when until > now => Refuse(newest, $"The article is under embargo until {until:O}.", "Embargoed", new() { ["embargoedUntil"] = until }),
        _ => null,
    };

    private static IResult Refuse(ArticleEnriched newest, string detail, string title, Dictionary<string, object?> extensions)
    {
        extensions["articleId"] = newest.ArticleId;
        extensions["reason"] = title.ToLowerInvariant();
        return Results.Problem(detail, statusCode: 403, title: title, extensions: extensions);
    }
}
