using System.Net;
using System.Text.Json.Serialization;

namespace Ingestion.Bench.Ssrf;

/// <summary>One attack, or one innocent URL that looks like one.</summary>
internal sealed record Vector
{
    public required string Id { get; init; }

    public string Kind { get; init; } = "";

    public required string Url { get; init; }

    /// <summary>What the host's name resolves to, one answer for each connection in turn; null where that is a public address.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Answers { get; init; }

    /// <summary>Where the server redirects to, or the name of what it does: see <see cref="ScriptedServer"/>. Null when it answers.</summary>
    public string? Location { get; init; }

    /// <summary>Redirects until <see cref="Location"/>; those before lead about on the same host.</summary>
    public int Hops { get; init; } = 1;

    public string? Expect { get; init; }

    /// <summary>Whether it must be refused (true) or allowed (false); null when either will do.</summary>
    [JsonIgnore]
    public bool? MustBeDenied => Expect switch
    {
        null => null,
        "deny-or-pinned-to-first" => null,
        _ when Expect.StartsWith("allow-or-", StringComparison.Ordinal) || Expect.StartsWith("host=", StringComparison.Ordinal) => null,
        _ when Expect.StartsWith("allow", StringComparison.Ordinal) || Expect.StartsWith("follow", StringComparison.Ordinal) || Expect.StartsWith("record", StringComparison.Ordinal) => false,
        _ => true,
    };

    public IPAddress[] Answer(int connection) =>
        Answers is null or [] ? [IPAddress.Parse("93.184.216.34")] : [.. Answers[Math.Min(connection, Answers.Count - 1)].Select(IPAddress.Parse)];
}
