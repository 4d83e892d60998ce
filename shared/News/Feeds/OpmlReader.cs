namespace Ingestion.News.Feeds;

/// <summary>A feed that a subscription list names.</summary>
/// <param name="XmlUrl">URL of the feed, as written.</param>
/// <param name="Title">Its name; null where none is given.</param>
/// <param name="HtmlUrl">URL of its site; null where none is given.</param>
/// <param name="Category">Names of the folders it lies in, outermost first.</param>
public sealed record OpmlFeed(string XmlUrl, string? Title, string? HtmlUrl, IReadOnlyList<string> Category);
