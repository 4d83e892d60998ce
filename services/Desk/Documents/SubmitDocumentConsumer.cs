using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.Hosting;
using Ingestion.Storage;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingestion.Desk.Documents;

/// <summary>
/// SubmitDocument → DocumentFetched for each item, or DocumentRejected.
/// (1) see whether it can be taken in, (2) take it in as the API does, or (3) file what came and say what is wrong with it.
/// The entries' ids are made of the message's id, or of what it says, so that a redelivery finds them in the books.
/// </summary>
internal sealed class SubmitDocumentConsumer(Intake intake, ILedger ledger, IRawArchive archive, IOptions<DeskOptions> options, TimeProvider time) : IConsumer<SubmitDocument>
{
    public async Task Consume(ConsumeContext<SubmitDocument> context)
    {
        var (order, stop) = (context.Message, context.CancellationToken);

        // (1)
        var said = JsonSerializer.SerializeToUtf8Bytes(order, ContractJson.Options);
        var bytes = DocumentOrder.Read(order, options.Value.MaxDocumentBytes, out var reason, out var detail);
        var document = new HandedDocument
        {
            Bytes = bytes ?? said,
            ContentType = order.ContentType,
            Charset = order.Text is null ? null : "utf-8",
            Url = order.Url,
            PublishedAt = order.PublishedAt,
            Provider = order.Provider is null ? null : new Provider { Name = order.Provider.Trim(), ItemId = order.Id?.Trim(), Version = order.Version },
            Key = DocumentOrder.Key(order, context.MessageId),
        };

        // (2)
        if (bytes is not null)
        {
            await intake.AcceptDocumentAsync(document, archive, stop);
            return;
        }

        // (3) The first outcome stands: closing a closed entry again changes nothing.
        var archiveKey = await archive.PutAsync(said, stop);
        var url = $"urn:{archiveKey}";
        await ledger.OpenAsync([Intake.Entry(document.EntryId(0)!.Value, url, SourceKind.File, time.GetUtcNow())], stop);
        await context.SayAsync(new DocumentRejected { RequestedUrl = url, FinalUrl = url, ArchiveKey = archiveKey, Reason = reason, Detail = detail }, document.EntryId(0)!.Value, stop);
    }
}
