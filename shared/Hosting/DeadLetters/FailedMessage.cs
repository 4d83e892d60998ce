using System.Text.Json;
using Ingestion.News;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Hosting;

/// <summary>A message that could not be handled, as the transport gives it.</summary>
public sealed record FailedMessage
{
    /// <summary>One of <see cref="DeadLetterKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The queue it failed in; of what no queue took, the exchange.</summary>
    public required string Stage { get; init; }

    /// <summary>Its id.</summary>
    public string? MessageId { get; init; }

    /// <summary>Its correlation id, which names the ledger entry.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>Media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Routing key.</summary>
    public string? RoutingKey { get; init; }

    /// <summary>All headers, those that tell of the failure among them.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Full name of the exception's type; null where there was none.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>What the exception said, or why there is none.</summary>
    public string? ExceptionMessage { get; init; }

    /// <summary>Its stack.</summary>
    public string? Stack { get; init; }

    /// <summary>Machine and process.</summary>
    public string? Host { get; init; }

    /// <summary>When it failed, UTC; null where the transport does not tell.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Names this failure of the message, so that it is known when it is delivered again; null where the transport gives nothing to name it by.</summary>
    public string? Failure { get; init; }

    /// <summary>Header of a message that a job sends again: the job.</summary>
    public const string ReplayHeader = "Ingestion-Replay";

    // What transport and broker add for a failure, and we for a replay; the message itself came without.
    private static readonly string[] Added = ["MT-Fault-", "MT-Host-", "MT-Reason", "MT-Forwarder-", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-opt-", Tries.Prefix, ReplayHeader];

    /// <summary>A new dead letter.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <returns>With an id derived from queue and message.</returns>
    public DeadLetter ToLetter(DateTimeOffset now)
    {
        var (type, frame) = (ExceptionType ?? Kind, FailureText.Frame(Stack));
        var (url, articleId) = About(Body.Span);
        var at = At < now ? At.Value : now; // another machine's clock, or anybody's word
        var tries = Tries.Read(name => Headers.GetValueOrDefault(name));
        return new DeadLetter
        {
            // Ids of ours say what a message says; of a stranger's we cannot know.
            Id = ContentKey.MessageId("dead-letter", Stage, MessageId, $"{EntryId}", MessageId is null || EntryId is null ? ContentKey.Of(Body.Span) : null),
            Kind = Kind,
            Stage = Stage,
            MessageType = TypeOf(Headers),
            MessageId = MessageId,
            EntryId = EntryId,
            Url = url,
            ArticleId = articleId,
            ContentType = FailureText.Trim(ContentType, 200),
            RoutingKey = RoutingKey,
            Headers = OwnHeaders(Headers),
            BodyBytes = Body.Length,
            ExceptionType = FailureText.Trim(type, 500)!,
            ExceptionMessage = FailureText.Trim(ExceptionMessage, FailureText.MaxMessage),
            Stack = FailureText.Trim(Stack, FailureText.MaxStack),
            Frame = frame,
            Fingerprint = FailureText.Fingerprint(Stage, type, frame),
            Host = FailureText.Trim(Host, 200),
            Failures = Failure is null ? [] : [Failure],
            Attempts = Math.Max(1, tries.Count),
            FirstAt = tries.FirstAt ?? at,
            LastAt = at,
        };
    }

    /// <summary>The headers that a message came with, less what transport and broker add for a failure; the longest fall away when there are too many.</summary>
    /// <param name="headers">All headers.</param>
    /// <returns>Those to send it again with.</returns>
    internal static Dictionary<string, string> OwnHeaders(IReadOnlyDictionary<string, string> headers)
    {
        var (kept, room) = (new Dictionary<string, string>(StringComparer.Ordinal), FailureText.MaxHeaders);
        foreach (var (name, value) in headers.Where(header => !Added.Any(prefix => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).OrderBy(header => header.Key.Length + header.Value.Length))
        {
            if ((room -= name.Length + value.Length) >= 0)
            {
                kept[name] = value;
            }
        }

        return kept;
    }

    // A URN such as urn:message:Ingestion.Contracts:DocumentFetched, or several of them.
    private static string? TypeOf(IReadOnlyDictionary<string, string> headers) => headers.TryGetValue(MessageHeaders.MessageType, out var urns) && urns.Length > 0
        ? FailureText.Trim(urns.Split([';', ','], 2)[0].Trim(' ', '"', '[', ']').Split(':')[^1], 200)
        : null;

    private static (string? Url, string? ArticleId) About(ReadOnlySpan<byte> body)
    {
        string? url = null, articleId = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            while ((url is null || articleId is null) && reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                {
                    continue;
                }

                var isUrl = reader.ValueTextEquals("url"u8) || reader.ValueTextEquals("requestedUrl"u8);
                var isId = reader.ValueTextEquals("articleId"u8);
                if (reader.CurrentDepth == 2 && !isId && !reader.ValueTextEquals("requestedUrl"u8))
                {
                    continue; // of a part of it; only a held article is wrapped
                }

                if (reader.Read() && reader.TokenType == JsonTokenType.String && (isUrl || isId))
                {
                    url = isUrl ? url ?? FailureText.Trim(reader.GetString(), CanonicalUrl.MaxLength) : url;
                    articleId = isId ? articleId ?? FailureText.Trim(reader.GetString(), 200) : articleId;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Any bytes at all may have failed: what was read so far is what is known.
        }

        return (url, articleId);
    }
}
