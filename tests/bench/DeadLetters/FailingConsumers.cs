using Ingestion.Contracts;
using Ingestion.Storage;
using MassTransit;

namespace Ingestion.Bench.DeadLetters;

/// <summary>What is wrong with the consumers of this bench.</summary>
internal static class Faults
{
    public static bool IsMended { get; set; }
}

/// <summary>Fails until it is mended; then every twentieth of its documents still fails, and the others are too short.</summary>
internal sealed class ParseDocumentConsumer(ILedger ledger) : IConsumer<DocumentFetched>
{
    public Task Consume(ConsumeContext<DocumentFetched> context)
    {
        // Numbers that end with 0 to 4 come here, one half of all: every fortieth number is every twentieth of these.
        var number = int.Parse(context.Message.RequestedUrl.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return Faults.IsMended && (number % 40) != 0
            ? ledger.CloseAsync(context.CorrelationId!.Value, new LedgerClosing { Outcome = Outcome.Rejected, Reason = RejectReason.TooShort, At = DateTimeOffset.UnixEpoch }, context.CancellationToken)
            : throw new InvalidDataException($"Document {number} has a hole.");
    }
}

internal sealed class EnrichArticleConsumer : IConsumer<ArticleParsed>
{
    public Task Consume(ConsumeContext<ArticleParsed> context) => throw new FormatException($"{context.Message.ArticleId} has no language.");
}

internal sealed class IndexArticleConsumer : IConsumer<ArticleEnriched>
{
    public Task Consume(ConsumeContext<ArticleEnriched> context) => throw new InvalidOperationException($"{context.Message.ArticleId} has no home.");
}
