using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Chaos.Tests.Inputs;

/// <summary>Submits by HTTP, as a client does that will not lose anything: what was not answered is submitted again.</summary>
internal sealed class DeskProducer(Uri desk, Submissions submissions) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

#pragma warning disable RS0030 // Asks loopback only.
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });
#pragma warning restore RS0030

    public void Dispose() => http.Dispose();

    /// <summary>Ends when all are accepted.</summary>
    public async Task SubmitAsync(IReadOnlyList<(Input Input, string Url)> inputs, CancellationToken stop)
    {
        while (true)
        {
            if (await AskAsync(HttpMethod.Post, "/articles", JsonContent.Create(new { urls = inputs.Select(one => one.Url) }), stop) is { } answer)
            {
                foreach (var (one, accepted) in inputs.Zip(answer["accepted"]!.AsArray()))
                {
                    submissions.Of(one.Input.Number).Accept(accepted!["entryId"]!.GetValue<Guid>());
                }

                return;
            }

            foreach (var (input, _) in inputs)
            {
                submissions.Of(input.Number).Doubt();
            }

            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>Ends when no entry of a URL is open.</summary>
    public async Task ClosedAsync(string url, CancellationToken stop)
    {
        while (await AskAsync(HttpMethod.Get, $"/ledger/entries?url={Uri.EscapeDataString(url)}", null, stop) is not JsonArray { Count: > 0 } entries
            || entries.Any(entry => entry!["state"]!.GetValue<string>() != "closed"))
        {
            await Task.Delay(Pause, stop);
        }
    }

    /// <returns>Null where there was no good answer.</returns>
    public async Task<JsonNode?> AskAsync(HttpMethod method, string path, HttpContent? content, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        using var request = new HttpRequestMessage(method, new Uri(desk, path)) { Content = content };
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(limit.Token)) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }
}
