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
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, desk.TrimEnd('/') + "/articles") { Content = JsonContent.Create(new { urls }) };
        if (key is not null)
        {
            request.Headers.Add("Authorization", "Bearer " + key);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            foreach (var accepted in answer?["accepted"]?.AsArray() ?? [])
            {
                await output.WriteLineAsync($"accepted {accepted?["url"]} as entry {accepted?["entryId"]}");
            }

            var refused = answer?["refused"]?.AsArray() ?? [];
            foreach (var one in refused)
            {
                await output.WriteLineAsync($"refused {one?["url"]}: {one?["detail"]}");
            }

            if (!response.IsSuccessStatusCode && refused.Count == 0)
            {
                await output.WriteLineAsync($"{(int)response.StatusCode}: {answer?["detail"]}");
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
