using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Ingestion.Fetcher;
using Ingestion.Fetcher.Fetching;
using Ingestion.News;

namespace Ingestion.Bench.Ssrf;

/// <summary>Runs attack vectors through the fetcher's own judgement, with scripted names and servers: no socket is opened.</summary>
internal static class SsrfCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN") { Description = "Vectors as JSON: {\"vectors\": […]}, or the list alone." };
        var output = new Argument<FileInfo>("OUT") { Description = "An object {id: \"allow\" | \"deny\"}." };
        var command = new Command("ssrf", "Whether each vector's URL would be asked.") { input, output };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(input)!, parsed.GetValue(output)!, Console.Out, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, TextWriter console, CancellationToken cancellationToken)
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(input.FullName, cancellationToken));
        var list = file.RootElement.ValueKind == JsonValueKind.Object ? file.RootElement.GetProperty("vectors") : file.RootElement;
        var (verdicts, wrong) = (new Dictionary<string, string>(), new List<string>());
        var (denied, allowed, either) = ((Right: 0, All: 0), (Right: 0, All: 0), 0);
        foreach (var vector in list.EnumerateArray().Select(one => one.Deserialize<Vector>(Json)!))
        {
            var why = await DenyAsync(vector, cancellationToken);
            verdicts[vector.Id] = why is null ? "allow" : "deny";
            var isRight = vector.MustBeDenied is null || vector.MustBeDenied == why is not null;
            switch (vector.MustBeDenied)
            {
                case true:
                    denied = (denied.Right + (isRight ? 1 : 0), denied.All + 1);
                    break;
                case false:
                    allowed = (allowed.Right + (isRight ? 1 : 0), allowed.All + 1);
                    break;
                default:
                    either++;
                    break;
            }

            if (!isRight)
            {
                wrong.Add($"{vector.Id} {vector.Url} {vector.Location}: expected {vector.Expect}, {why ?? "allowed"}");
            }
        }

        await File.WriteAllBytesAsync(output.FullName, JsonSerializer.SerializeToUtf8Bytes(verdicts, Json), cancellationToken);
        wrong.ForEach(console.WriteLine);
        await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{verdicts.Count} vectors: denied {denied.Right} of {denied.All} that must be, allowed {allowed.Right} of {allowed.All} that must be; {either} may be either"));
        return wrong.Count == 0 ? 0 : 1;
    }

    /// <summary>
    /// A name that answers otherwise each time is asked as often as it has answers, each time as a new fetch on a new connection: one of them being
    /// refused, the vector is.
    /// </summary>
    /// <returns>Why it is denied; null when it is allowed.</returns>
    private static async Task<string?> DenyAsync(Vector vector, CancellationToken cancellationToken)
    {
        var connection = 0;
        var destinations = new Destinations(new FetcherOptions(), (_, _) => Task.FromResult(vector.Answer(connection++)));
        for (var fetch = 0; fetch < Math.Max(1, vector.Answers?.Count ?? 0); fetch++)
        {
            if (await FetchAsync(vector, destinations, cancellationToken) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    // What DocumentFetcher does, with a script in the place of the network.
    private static async Task<string?> FetchAsync(Vector vector, Destinations destinations, CancellationToken cancellationToken)
    {
        if (!CanonicalUrl.TryParse(vector.Url, out var url))
        {
            return CanonicalUrl.Refuse(vector.Url)?.Detail;
        }

        var route = new Route(destinations, new FetcherOptions().MaxRedirects);
        for (var request = 0; ; request++)
        {
            if (route.Enter(url) is { } denial)
            {
                return denial.Detail;
            }

            try
            {
                await destinations.AddressesAsync(url.IdnHost, cancellationToken);
            }
            catch (UnsafeAddressException exception)
            {
                return exception.Message;
            }
            catch (SocketException exception)
            {
                return exception.Message;
            }

            if (ScriptedServer.Location(vector, url, request) is not { } location)
            {
                return null;
            }

            if (Destinations.Follow(url, location, out var next) is { } bad)
            {
                return bad.Detail;
            }

            url = next!;
        }
    }
}
