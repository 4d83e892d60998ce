using Ingestion.Contracts;
using Ingestion.Fetcher.Fetching;
using Ingestion.Hosting;
using Ingestion.News;
using Ingestion.News.Feeds;
using MassTransit;

namespace Ingestion.Fetcher;

/// <summary>
/// PollFeed → one accepted URL for each entry. (1) ask for the feed, (2) read it, (3) take in what it names; of an index, ask for its sitemaps.
/// Doing it twice takes the URLs in twice: the second ones end as duplicate-submission or unchanged.
/// </summary>
internal sealed partial class PollFeedConsumer(DocumentFetcher fetcher, Intake intake, ILogger<PollFeedConsumer> logger) : IConsumer<PollFeed>
{
    // One write for so many entries, and a bound on what one transaction holds.
    private const int Batch = 500;

    public async Task Consume(ConsumeContext<PollFeed> context)
    {
        var stop = context.CancellationToken;
        if (!CanonicalUrl.TryParse(context.Message.Url, out var url))
        {
            LogFailed(logger, context.Message.Url, "not an absolute http or https URL");
            return;
        }

        // (1)
        var result = await fetcher.FetchFeedAsync(url, stop);
        if (result is not FetchResult.Fetched fetched)
        {
            throw new FeedUnavailableException($"{url} could not be read: {result}");
        }

        // (2)
        var content = FeedReader.Read(fetched.Bytes, fetched.ContentType, fetched.Charset, fetched.FinalUrl);
        if (content is null)
        {
            LogFailed(logger, url.AbsoluteUri, "neither a feed nor a sitemap");
            return;
        }

        if (content.Incomplete is { } why)
        {
            LogIncomplete(logger, url.AbsoluteUri, why);
        }

        // (3)
        var articles = content.Entries.Select(entry => entry.Link).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var sitemaps = content.Sitemaps.Select(sitemap => sitemap.Url).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var batch in articles.Chunk(Batch))
        {
            await intake.AcceptUrlsAsync(batch, url.AbsoluteUri, stop);
        }

        // An index names sitemaps and no index (sitemaps.org/protocol.html#index): two that name each other would be read for ever.
        foreach (var sitemap in context.Message.Index is null ? sitemaps : [])
        {
            await context.SayAsync(new PollFeed { Url = sitemap, Index = url.AbsoluteUri }, context.CorrelationId ?? ContentKey.MessageId(nameof(PollFeed), sitemap), stop);
        }

        LogRead(logger, url.AbsoluteUri, articles.Length, sitemaps.Length);
    }

    [LoggerMessage(LogLevel.Warning, "Feed {Url} was not read: {Why}")]
    private static partial void LogFailed(ILogger logger, string url, string why);

    [LoggerMessage(LogLevel.Warning, "Feed {Url} was read in part: {Why}")]
    private static partial void LogIncomplete(ILogger logger, string url, string why);

    [LoggerMessage(LogLevel.Information, "Feed {Url} names {Articles} articles and {Sitemaps} sitemaps")]
    private static partial void LogRead(ILogger logger, string url, int articles, int sitemaps);
}

/// <summary>A feed did not answer: the message becomes a dead letter with this as its cause.</summary>
internal sealed class FeedUnavailableException(string message) : Exception(message);
