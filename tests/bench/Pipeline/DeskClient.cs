using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Bench.Pipeline;

/// <summary>The Desk's API, as a client uses it.</summary>
internal sealed class DeskClient(string url) : IDisposable
{
#pragma warning disable RS0030 // Asks loopback only.
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });
#pragma warning restore RS0030

    public void Dispose() => http.Dispose();

    /// <summary>Waits until the Desk takes submissions.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await Shell.UntilAsync(
            $"the Desk on {url} is ready",
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url + "/health/ready");
                using var response = await http.SendAsync(request, cancellationToken);
                return response.IsSuccessStatusCode;
            });
    }

    public async Task SubmitAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/articles") { Content = JsonContent.Create(new { urls }) };
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The Desk took no submission: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Sends a list, as it is read.</summary>
    public async Task<(long Accepted, long Known)> SubmitListAsync(FileInfo list, CancellationToken cancellationToken)
    {
        await using var stream = list.OpenRead();
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/articles") { Content = new StreamContent(stream) };
        request.Content.Headers.ContentType = new("text/plain");
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && JsonNode.Parse(text) is { } answer
            ? (answer["accepted"]!.GetValue<long>(), answer["known"]!.GetValue<long>())
            : throw new InvalidOperationException($"The Desk took no list: {(int)response.StatusCode} {text}");
    }

    /// <summary>Subscribes feeds, by JSON or by an OPML list.</summary>
    public async Task SubscribeAsync(HttpContent feeds, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/feeds") { Content = feeds };
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The Desk took no feeds: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    public async Task<LedgerBalance> BalanceAsync(CancellationToken cancellationToken) => Balance(await GetAsync("/ledger", cancellationToken));

    /// <summary>The books when all of them were compared with the other stores.</summary>
    public async Task<LedgerBalance> ReconciledAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url + "/reconcile");
        using var response = await http.SendAsync(request, cancellationToken);
        return Balance(JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!);
    }

    private static LedgerBalance Balance(JsonNode books)
    {
        return new LedgerBalance(
            books["accepted"]!.GetValue<long>(),
            books["terminal"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<long>()),
            books["waiting"]!.GetValue<long>(),
            books["inFlight"]!.GetValue<long>(),
            books["unexplained"]?.GetValue<long>(),
            null);
    }

    /// <summary>From a URL's discovery to its article's being filed; null when it is no article.</summary>
    public async Task<TimeSpan?> TimeToFileAsync(string article, CancellationToken cancellationToken)
    {
        var found = (await GetAsync("/articles?url=" + Uri.EscapeDataString(article), cancellationToken))["articles"]!.AsArray().FirstOrDefault();
        return found?["source"]?["discoveredAt"]?.GetValue<DateTimeOffset>() is { } discovered && found["indexedAt"]?.GetValue<DateTimeOffset>() is { } indexed
            ? indexed - discovered
            : null;
    }

    /// <summary>What closed as something else than it should.</summary>
    public async Task<IReadOnlyList<string>> UnexpectedAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        foreach (var outcome in Outcome.All.Where(outcome => outcome != Outcome.Indexed))
        {
            foreach (var entry in (await GetAsync($"/ledger/entries?outcome={outcome}&limit=3", cancellationToken)).AsArray())
            {
                lines.Add($"{outcome}: {entry!["url"]} ({entry["reason"]}: {entry["detail"]})");
            }
        }

        return lines;
    }

    /// <summary>What the Desk says at a path.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url + path);
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }
}
