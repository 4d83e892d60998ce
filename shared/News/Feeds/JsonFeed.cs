using System.Text.Json;

namespace Ingestion.News.Feeds;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1).</summary>
internal static class JsonFeed
{
    private const string Version = "jsonfeed.org/version/1";

    // The version should be at the top, "usually the first thing"; looked for there in what is no JSON.
    private const int VersionSearch = 4096;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = XmlFeed.MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static FeedDocument? Read(string text, Uri feedUrl)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            return json.RootElement is { ValueKind: JsonValueKind.Object } feed && (Text(feed, "version")?.Contains(Version, StringComparison.OrdinalIgnoreCase) ?? false)
                ? Feed(feed, feedUrl)
                : null;
        }
        catch (JsonException exception)
        {
            return text.AsSpan(0, Math.Min(text.Length, VersionSearch)).Contains(Version, StringComparison.OrdinalIgnoreCase)
                ? new FeedDocument { Kind = FeedKind.JsonFeed, Incomplete = "it is not JSON: " + exception.Message }
                : null;
        }
    }

    private static FeedDocument Feed(JsonElement feed, Uri feedUrl)
    {
        var items = Items(feed, "items").ToArray();
        var authors = People(feed);
        return new FeedDocument
        {
            Kind = FeedKind.JsonFeed,
            Title = HtmlFragment.Fold(Text(feed, "title")),
            TitleHtml = HtmlFragment.Escape(HtmlFragment.Fold(Text(feed, "title"))),
            Link = FeedLink.Resolve(Text(feed, "home_page_url"), feedUrl),
            Self = FeedLink.Resolve(Text(feed, "feed_url"), feedUrl),
            Hubs = [.. Items(feed, "hubs").Select(hub => FeedLink.Resolve(Text(hub, "url"), feedUrl)).OfType<string>()],
            Language = Text(feed, "language"),
            Entries = [.. items.Take(FeedReader.MaxEntries).Select(item => Entry(item, authors, feedUrl))],
            Incomplete = items.Length > FeedReader.MaxEntries ? $"it has more than {FeedReader.MaxEntries} entries" : null,
        };
    }

    private static FeedEntry Entry(JsonElement item, IReadOnlyList<FeedPerson> feedAuthors, Uri feedUrl)
    {
        var (html, text, id) = (Text(item, "content_html"), Text(item, "content_text"), Text(item, "id"));
        return new FeedEntry
        {
            Title = HtmlFragment.Fold(Text(item, "title")),
            TitleHtml = HtmlFragment.Escape(HtmlFragment.Fold(Text(item, "title"))),
            // "If the item is about another page, external_url": the story itself is at url. An id is often the URL too.
            Link = FeedLink.Resolve(Text(item, "url") ?? Text(item, "external_url") ?? (id is not null && FeedLink.IsAbsolute(id) ? id : null), feedUrl),
            Id = id,
            Published = FeedDate.Parse(Text(item, "date_published")),
            Updated = FeedDate.Parse(Text(item, "date_modified")),
            Authors = People(item) is { Count: > 0 } authors ? authors : feedAuthors,
            Summary = HtmlFragment.Escape(Text(item, "summary")),
            Content = html is not null ? HtmlFragment.Clean(html, feedUrl) : HtmlFragment.Escape(text),
            ContentType = html is not null ? "text/html" : text is not null ? "text/plain" : null,
            Language = Text(item, "language"),
        };
    }

    /// <summary>1.1 has <c>authors</c>, 1.0 one <c>author</c>.</summary>
    private static List<FeedPerson> People(JsonElement of) =>
    [
        .. Items(of, "authors").Concat(of.ValueKind == JsonValueKind.Object && of.TryGetProperty("author", out var one) ? [one] : [])
            .Select(person => HtmlFragment.Fold(Text(person, "name"))).OfType<string>().Distinct(StringComparer.Ordinal).Select(name => new FeedPerson(name, name, null)),
    ];

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    /// <summary>A text; a number too, as ids are found to be. Null for anything else, and for half a surrogate pair.</summary>
    private static string? Text(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var value))
        {
            return null;
        }

        try
        {
            var text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
