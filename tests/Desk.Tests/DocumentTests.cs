using System.Text;
using System.Text.Json.Nodes;
using Ingestion.Contracts;
using Ingestion.Desk.Documents;
using Ingestion.Storage;
using Ingestion.TestSupport;

namespace Ingestion.Desk.Tests;

/// <summary>Wire copy by API and by queue.</summary>
public sealed class DocumentTests : IAsyncLifetime
{
    private const string Message = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="a"/><newsItem guid="b"/></itemSet></newsMessage>""";

    private RunningService desk = null!;

    public async ValueTask InitializeAsync() => desk = await RunningService.StartAsync(builder => builder.AddDesk(), bus => bus.AddDeskConsumers(), app => app.MapDesk(), new Dictionary<string, string?> { ["Desk:MaxDocumentBytes"] = "5000" });

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_message_of_several_items_is_answered_with_an_entry_for_each()
    {
        using var content = new StringContent(Message, Encoding.UTF8, "application/xml");
        var (status, body, response) = await desk.SendAsync(HttpMethod.Post, "/documents?provider=Harbour%20Wire", content);

        Assert.True(status == 202, body);
        var accepted = JsonNode.Parse(body)!["accepted"]!.AsArray();
        var said = desk.Messages.PublishedOf<DocumentFetched>();
        Assert.Equal(said.Select(message => $"{message.EntryId}"), accepted.Select(entry => (string)entry!["entryId"]!));
        Assert.Equal(2, said.Count);
        Assert.All(said, message => Assert.Equal("Harbour Wire", ((DocumentFetched)message.Message).Provider!.Name));
        Assert.Equal("/ledger/entries", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_sender_may_name_provider_and_item()
    {
        using var content = new StringContent("Harbour strike", Encoding.UTF8, "text/plain");
        var (status, body, _) = await desk.SendAsync(HttpMethod.Post, "/documents?provider=Harbour%20Wire&id=HW-1", content);

        Assert.True(status == 202, body);
        Assert.Equal(new Provider { Name = "Harbour Wire", ItemId = "HW-1" }, ((DocumentFetched)Assert.Single(desk.Messages.PublishedOf<DocumentFetched>()).Message).Provider);
    }

    [Theory]
    [InlineData("/documents?id=1", "'id' needs 'provider'")]
    [InlineData("/documents?provider=%20", "'provider' must be the provider's name")]
    public async Task A_name_that_is_none_is_refused_with_what_to_do(string path, string detail)
    {
        var (status, problem) = await desk.RefusedAsync(HttpMethod.Post, path, RunningDesk.Utf8("x"));

        Assert.Equal(400, status);
        Assert.Contains(detail, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    public static TheoryData<string, SubmitDocument> Orders => new()
    {
        { "text", new SubmitDocument { Text = "Harbour strike", ContentType = "text/plain", Provider = "Harbour Wire", Id = "HW-1", Version = 2 } },
        { "bytes", new SubmitDocument { Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("Harbour strike")) } },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_document_on_the_queue_is_archived_and_announced_and_a_redelivery_changes_nothing(string because, SubmitDocument order)
    {
        var id = Guid.NewGuid();

        var first = await desk.HandleAsync(order, id);
        var again = await desk.HandleAsync(order, id);

        Assert.True(first.Error is null && again.Error is null, because);
        var said = Assert.Single(desk.Messages.PublishedOf<DocumentFetched>());
        var document = (DocumentFetched)said.Message;
        Assert.Equal("Harbour strike", Encoding.UTF8.GetString((await desk.Get<IRawArchive>().GetAsync(document.ArchiveKey, default))!));
        Assert.Equal(order.Provider is null ? null : new Provider { Name = "Harbour Wire", ItemId = "HW-1", Version = 2 }, document.Provider);
        Assert.Equal(SourceKind.File, (await desk.Get<ILedger>().FindAsync(said.EntryId!.Value, default))!.Kind);
        Assert.Equal(1, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Fact]
    public async Task The_same_document_under_another_message_id_is_another_submission()
    {
        var order = new SubmitDocument { Text = "Harbour strike" };

        await desk.HandleAsync(order, Guid.NewGuid());
        await desk.HandleAsync(order, Guid.NewGuid());

        Assert.Equal(2, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    [Fact]
    public void A_message_without_an_id_is_known_by_what_it_says()
    {
        var order = new SubmitDocument { Text = Message, Provider = "Harbour Wire" };

        Assert.Equal(DocumentOrder.Key(order, messageId: null), DocumentOrder.Key(order with { }, messageId: null));
        Assert.NotEqual(DocumentOrder.Key(order, messageId: null), DocumentOrder.Key(order with { Provider = "Somebody" }, messageId: null));
        Assert.NotEqual(DocumentOrder.Key(order, Guid.NewGuid()), DocumentOrder.Key(order, Guid.NewGuid()));
    }

    [Fact]
    public async Task A_message_of_several_items_on_the_queue_is_taken_apart()
    {
        await desk.HandleAsync(new SubmitDocument { Text = Message }, Guid.NewGuid());

        Assert.Equal(2, desk.Messages.PublishedOf<DocumentFetched>().Count);
        Assert.Equal(2, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }

    public static TheoryData<SubmitDocument, string, string> Wrong => new()
    {
        { new SubmitDocument(), RejectReason.Malformed, "exactly one" },
        { new SubmitDocument { Text = "a", Base64 = "YQ==" }, RejectReason.Malformed, "exactly one" },
        { new SubmitDocument { Base64 = "not base64!" }, RejectReason.Malformed, "not base64" },
        { new SubmitDocument { Text = "" }, RejectReason.Malformed, "empty" },
        { new SubmitDocument { Text = new string('x', 5001) }, RejectReason.TooLong, "5000 bytes" },
        { new SubmitDocument { Text = "a", Id = "1" }, RejectReason.Malformed, "'provider'" },
        { new SubmitDocument { Text = "a", Provider = " " }, RejectReason.Malformed, "'provider'" },
        { new SubmitDocument { Text = "a", Provider = new string('x', 501) }, RejectReason.Malformed, "500" },
        { new SubmitDocument { Text = "a", Provider = "Harbour Wire", Id = "" }, RejectReason.Malformed, "'id'" },
        { new SubmitDocument { Text = "a", Url = "ftp://hw.example/1" }, RejectReason.Malformed, "http" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_taken_in_is_in_the_books_with_its_reason_and_a_redelivery_says_the_same_again(SubmitDocument order, string reason, string detail)
    {
        var id = Guid.NewGuid();

        await desk.HandleAsync(order, id);
        await desk.HandleAsync(order, id);

        var said = desk.Messages.PublishedOf<DocumentRejected>();
        var rejected = (DocumentRejected)said[0].Message;
        Assert.Equal((2, reason), (said.Count, rejected.Reason));
        Assert.Equal((said[0].EntryId, said[0].MessageId), (said[1].EntryId, said[1].MessageId));
        Assert.Contains(detail, rejected.Detail, StringComparison.Ordinal);
        Assert.NotNull(await desk.Get<ILedger>().FindAsync(said[0].EntryId!.Value, default));
        Assert.NotNull(await desk.Get<IRawArchive>().GetAsync(rejected.ArchiveKey, default));
        Assert.Equal(1, (await desk.Get<ILedger>().BalanceAsync(default)).Accepted);
    }
}
