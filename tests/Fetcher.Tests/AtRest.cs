using Microsoft.AspNetCore.Builder;

namespace Ingestion.Fetcher.Tests;

/// <summary>The fetcher without what it does by itself: what is planned, a test does.</summary>
internal static class AtRest
{
    public static void AddFetcherAtRest(this WebApplicationBuilder builder)
    {
        builder.AddFetcher();
        foreach (var busy in builder.Services.Where(one => one.ImplementationType == typeof(DueMessages) || one.ImplementationType == typeof(FeedUpkeep)).ToList())
        {
            builder.Services.Remove(busy);
        }
    }
}
