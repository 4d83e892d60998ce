using System.Diagnostics;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Parser.Aside;
using Ingestion.Parser.Extraction;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Parser;

/// <summary>
/// DocumentFetched → ArticleParsed, or DocumentRejected.
/// (1) read the bytes back from the raw archive, (2) parse, aside where the message was delivered before or took too long, (3) say what came of it, (4) delete the bytes where the publisher wants no copy kept.
/// Doing it twice says the same thing twice and stores nothing, so a redelivery is harmless.
/// </summary>
internal sealed class ParseDocumentConsumer(IRawArchive archive, AsideParser aside, IOptions<ParserOptions> options) : IConsumer<DocumentFetched>
{
    public async Task Consume(ConsumeContext<DocumentFetched> context)
    {
        var document = context.Message;

        // (1) An archive out of reach throws an outage and is waited for; bytes that are gone are nobody's outage.
        var entry = $"{context.CorrelationId}";
        var bytes = await archive.GetAsync(document.ArchiveKey, context.CancellationToken);
        if (bytes is null)
        {
            var deletedFor = await archive.WhyDeletedAsync(document.ArchiveKey, context.CancellationToken);
            if (deletedFor is null && document.Source.Kind == SourceKind.Reprocess)
            {
                // Nothing was lost on this way: whoever has old bytes parsed again learns which are gone, without a dead letter for each.
                await context.SayAsync(Rejection(document, new ParseResult.Rejected(RejectReason.BytesMissing, "The raw archive no longer has the bytes.")));
            }
            else if (deletedFor is null)
            {
                throw new InvalidDataException($"The raw archive has no {document.ArchiveKey}.");
            }
            else if (deletedFor != entry) // Where they were deleted for this very entry, all was said before they were.
            {
                await context.SayAsync(Rejection(document, new ParseResult.Rejected(RejectReason.NotKept, "The publisher wants no copy kept, and the bytes were deleted when another entry had been parsed from them.")));
            }

            return;
        }

        // (2) Pure: the same bytes always give the same answer. What the broker delivers again may have ended the process that had it first.
        var result = context.ReceiveContext.Redelivered
            ? await aside.ParseAsync(bytes, document, context.CancellationToken)
            : DocumentParser.Parse(bytes, document, options.Value);
        if (result is ParseResult.Rejected { Reason: RejectReason.TooSlow } && !context.ReceiveContext.Redelivered)
        {
            // Here it is charged with the work on others that are read beside it, and on a machine that starves with the waiting; alone with its own.
            result = await aside.ParseAsync(bytes, document, context.CancellationToken);
        }

        switch (result)
        {
            // (3)
            case ParseResult.Article article:
                var provenance = article.Item.Provenance with { TraceId = Activity.Current?.TraceId.ToHexString() };
                await context.SayAsync(article.Item with { Provenance = provenance });
                break;
            case ParseResult.Rejected rejected:
                await context.SayAsync(Rejection(document, rejected));
                break;
        }

        // (4)
        if (result.ForbidsCopy)
        {
            await archive.DeleteAsync(document.ArchiveKey, entry, context.CancellationToken);
        }
    }

    private static DocumentRejected Rejection(DocumentFetched document, ParseResult.Rejected rejected) => new()
    {
        RequestedUrl = document.RequestedUrl,
        FinalUrl = document.FinalUrl,
        ArchiveKey = document.ArchiveKey,
        Reason = rejected.Reason,
        Detail = rejected.Detail,
        Parser = rejected.Reason is RejectReason.NotKept or RejectReason.BytesMissing ? null : DocumentParser.Version,
    };
}
