using System.Buffers;

namespace Ingestion.Parser.Extraction.Dates;

[Flags]
internal enum DateWord : byte
{
    None = 0,
    Date = 1,
    Published = 2,
    Modified = 4,
    Away = 8,
    Comment = 16,
}

/// <summary>What class names and ids say of the dates inside their element. Vocabulary of the common publishing systems' themes.</summary>
internal static class DateWords
{
    private static readonly SearchValues<string> Published = Words(
    [
        "publish", "pubdate", "pub-date", "pub_date", "posted", "entry-date", "entry_date", "post-date", "post_date", "postdate", "article-date", "article_date", "articledate", "article__date", "created", "submitted", "dateline",
        "news-date", "news_date", "newsdate", "date-published", "veroeffentlich", "erstellt", "datepubl", "post-time", "dtreviewed", "date-display", "story-date", "storydate",
    ]);

    private static readonly SearchValues<string> Modified = Words(["modified", "updated", "lastmod", "last-update", "last_update", "lastupdate", "edited", "dateupdate", "aktualis", "date-update", "moddate"]);

    private static readonly SearchValues<string> Date = Words(["date", "time", "datum", "fecha", "byline", "meta", "info", "stamp", "zeit", "tag-", "calendar", "detail", "kicker", "author", "autor", "day", "data_"]);

    private static readonly SearchValues<string> Comment = Words(["comment", "kommentar", "reply", "replies", "disqus", "respond"]);

    private static readonly SearchValues<string> Away = Words(
    [
        "related", "recommend", "sidebar", "side-bar", "widget", "teaser", "footer", "recent", "popular", "trending", "latest", "most-read", "mostread", "readmore", "read-more", "read-next", "next-", "prev", "archive", "ticker",
        "carousel", "slider", "promo", "newsletter", "event", "nav", "menu", "cookie", "banner", "bio", "aktuell", "tweet", "copyright", "rightcol", "right-col", "right_col", "similar", "also", "more-news", "morenews", "card", "toolbar",
        "breadcrumb", "advert", "sponsor", "suggest", "tease", "topnews", "top-news", "header-date", "current-date", "currentdate", "today",
    ]);

    /// <param name="name">Value of <c>class</c> or <c>id</c>.</param>
    public static DateWord Of(string name)
    {
        if (name.Length is 0 or > 400)
        {
            return DateWord.None;
        }

        return (Any(name, Published) ? DateWord.Published | DateWord.Date : DateWord.None)
            | (Any(name, Modified) ? DateWord.Modified | DateWord.Date : DateWord.None)
            | (Any(name, Date) ? DateWord.Date : DateWord.None)
            | (Any(name, Comment) ? DateWord.Comment : DateWord.None)
            | (Any(name, Away) ? DateWord.Away : DateWord.None);
    }

    private static bool Any(string name, SearchValues<string> words) => name.AsSpan().ContainsAny(words);

    private static SearchValues<string> Words(string[] words) => SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
}
