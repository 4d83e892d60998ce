using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>One request to a running Desk, from the command line: whatever goes wrong is said in a line.</summary>
/// <param name="Desk">Its address.</param>
/// <param name="Key">Its key; null where it has none.</param>
internal sealed record DeskCall(string Desk, string? Key)
{
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="output">Told what went wrong.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Status and answer, a JSON object; null when there is none, with the reason said.</returns>
    public async Task<(int Status, JsonObject Answer)?> SendAsync(HttpMethod method, string path, HttpContent? content, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Desk, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await output.WriteLineAsync($"{Desk} is not the address of a Desk: --desk must be an http or https URL, such as {RunCommand.DefaultUrls}.");
            return null;
        }

#pragma warning disable RS0030 // Asks the Desk that whoever runs the command names, which is no stranger.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpMessageInvoker(handler);
#pragma warning restore RS0030
        using var request = new HttpRequestMessage(method, Desk.TrimEnd('/') + path) { Content = content };
        if (Key is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + Key);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) is JsonObject answer ? ((int)response.StatusCode, answer) : throw new JsonException();
        }
        catch (HttpRequestException exception)
        {
            await output.WriteLineAsync($"No Desk answers on {Desk} ({exception.Message}). Start one with 'run', or name it with --desk.");
        }
        catch (JsonException)
        {
            await NoDeskAsync(output);
        }

        return null;
    }

    public Task NoDeskAsync(TextWriter output) => output.WriteLineAsync($"What answers on {Desk} is not a Desk.");
}
