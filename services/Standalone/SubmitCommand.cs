using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ingestion.Standalone;

/// <summary>Submits URLs to a running Desk.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var urls = new Argument<string[]>("URL") { Description = "http or https URLs.", Arity = ArgumentArity.OneOrMore };
        var desk = new Option<string>("--desk") { Description = "The Desk.", DefaultValueFactory = _ => RunCommand.DefaultUrls };
        var key = new Option<string?>("--key") { Description = "The Desk's key, where it has one." };
        var command = new Command("submit", "Submit URLs to a running Desk.") { urls, desk, key };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(urls)!, parsed.GetValue(desk)!, parsed.GetValue(key), Console.Out, cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(string[] urls, string desk, string? key, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(desk, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await output.WriteLineAsync($"{desk} is not the address of a Desk: --desk must be an http or https URL, such as {RunCommand.DefaultUrls}.");
            return 1;
        }

#pragma warning disable RS0030 // Asks the Desk that whoever runs the command names, which is no stranger.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpMessageInvoker(handler);
#pragma warning restore RS0030
        using var request = new HttpRequestMessage(HttpMethod.Post, desk.TrimEnd('/') + "/articles") { Content = JsonContent.Create(new { urls }) };
        if (key is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + key);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (answer is not JsonObject said || (response.IsSuccessStatusCode && said["accepted"] is not JsonArray))
            {
                throw new JsonException();
            }

            foreach (var accepted in said["accepted"] as JsonArray ?? [])
            {
                await output.WriteLineAsync($"accepted {accepted?["url"]} as entry {accepted?["entryId"]}");
            }

            var refused = said["refused"] as JsonArray ?? [];
            foreach (var one in refused)
            {
                await output.WriteLineAsync($"refused {one?["url"]}: {one?["detail"]}");
            }

            if (!response.IsSuccessStatusCode && refused.Count == 0)
            {
                await output.WriteLineAsync($"{(int)response.StatusCode}: {said["detail"]}");
            }

            return response.IsSuccessStatusCode && refused.Count == 0 ? 0 : 1;
        }
        catch (HttpRequestException exception)
        {
            await output.WriteLineAsync($"No Desk answers on {desk} ({exception.Message}). Start one with 'run', or name it with --desk.");
        }
        catch (JsonException)
        {
            await output.WriteLineAsync($"What answers on {desk} is not a Desk.");
        }

        return 1;
    }
}
