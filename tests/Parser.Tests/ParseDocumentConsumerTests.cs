using System.Text;
using Ingestion.Contracts;
using Ingestion.Parser.Aside;
using Ingestion.Parser.Extraction;
using Ingestion.Storage;
using Ingestion.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingestion.Parser.Tests;

/// <summary>The consumer as it runs in production, on a real archive.</summary>
public sealed class ParseDocumentConsumerTests : IAsyncLifetime
{
    private const string Page = """
        <!doctype html><html lang="en"><head><title>Canal locks reopen</title>
        <link rel="canonical" href="https://wire.example/s/7"></head><body><article><h1>Canal locks reopen after a week</h1>
        <p>The three locks above Port Ellis reopened on Tuesday after divers cleared a sunken barge from the lower gate, the canal office said.</p>
        <p>Forty-one boats had been waiting since last Monday, some of them loaded with pears that will now be sold for cider.</p>
        <p>“We shall look at every hinge before winter,” said the keeper, Orla Finch, who has worked at the gate for twenty years.</p>
        </article></body></html>
        """;

    private readonly Guid entryId = Guid.NewGuid();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync(builder => builder.AddParser(), bus => bus.AddParserConsumers());

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_page_with_a_story_is_parsed_and_a_redelivery_says_the_same_again()
    {
        var document = await DocumentAsync(Page);

        await service.HandleAsync(document, entryId);
        await service.HandleAsync(document, entryId);

        var published = service.Messages.PublishedOf<ArticleParsed>();
        var article = Assert.IsType<ArticleParsed>(published[0].Message);
        Assert.Equal(2, service.Messages.Published.Count(message => message.EntryId == entryId && message.Message is not DocumentFetched));
        Assert.Equal(published[0].MessageId, published[1].MessageId);
        Assert.Equal(("Canal locks reopen after a week", 3), (article.Headline, article.Body.Blocks.Count));
        Assert.Equal((document.RequestedUrl, document.ArchiveKey, document.Fetcher), (article.RequestedUrl, article.Provenance.ArchiveKey, article.Provenance.Fetcher));
        Assert.Equal(published[0].TraceParent!.Split('-')[1], article.Provenance.TraceId);
    }

    [Theory]
    [InlineData("<html><body><h1>Fog closes harbour</h1><p>More follows.</p></body></html>", "text/html", RejectReason.TooShort)]
    [InlineData("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj", "application/pdf", RejectReason.UnsupportedType)]
    public async Task What_holds_no_story_is_rejected_with_its_reason_and_a_redelivery_says_the_same_again(string content, string type, string reason)
    {
        var document = await DocumentAsync(content) with { ContentType = type };

        await service.HandleAsync(document, entryId);
        await service.HandleAsync(document, entryId);

        var published = service.Messages.PublishedOf<DocumentRejected>();
        var rejected = Assert.IsType<DocumentRejected>(published[0].Message);
        Assert.Equal((reason, document.RequestedUrl, document.FinalUrl, document.ArchiveKey), (rejected.Reason, rejected.RequestedUrl, rejected.FinalUrl, rejected.ArchiveKey));
        Assert.NotEmpty(rejected.Detail);
        Assert.Equal(DocumentParser.Version, rejected.Parser);
        Assert.Equal(2, published.Count);
        Assert.Equal((published[1].MessageId, entryId), (published[0].MessageId, published[0].EntryId));
        Assert.Empty(service.Messages.PublishedOf<ArticleParsed>());
    }

    [Fact]
    public async Task Bytes_that_are_gone_are_a_fault_that_names_them()
    {
        var document = await DocumentAsync(Page);
        Directory.Delete(Path.Combine(service.Folder, "data", "archive"), recursive: true);

        var consumed = await service.HandleAsync(document, entryId);

        Assert.IsType<InvalidDataException>(consumed.Error);
        Assert.Contains(document.ArchiveKey, consumed.Error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Messages.PublishedOf<ArticleParsed>());
    }

    [Fact]
    public async Task Bytes_that_are_gone_when_they_are_to_be_parsed_again_are_a_rejection_that_no_parser_made()
    {
        var document = await DocumentAsync(Page);
        Directory.Delete(Path.Combine(service.Folder, "data", "archive"), recursive: true);

        var consumed = await service.HandleAsync(document with { Source = document.Source with { Kind = SourceKind.Reprocess } }, entryId);
        await service.HandleAsync(document with { Source = document.Source with { Kind = SourceKind.Reprocess } }, entryId);

        Assert.Null(consumed.Error);
        var said = service.Messages.PublishedOf<DocumentRejected>();
        Assert.Equal((RejectReason.BytesMissing, null), (((DocumentRejected)said[0].Message).Reason, ((DocumentRejected)said[0].Message).Parser));
        Assert.Equal((2, said[0].MessageId), (said.Count, said[1].MessageId));
    }

    [Fact]
    public async Task Bytes_that_were_changed_on_disk_are_a_fault_and_no_story()
    {
        var document = await DocumentAsync(Page);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(service.Folder, "data", "archive"), "*", SearchOption.AllDirectories));
        File.SetAttributes(file, FileAttributes.Normal);
        await File.WriteAllTextAsync(file, Page.Replace("pears", "plums", StringComparison.Ordinal));

        var consumed = await service.HandleAsync(document, entryId);

        Assert.IsType<InvalidDataException>(consumed.Error);
        Assert.Empty(service.Messages.PublishedOf<ArticleParsed>());
    }

    [Fact]
    public async Task Where_no_copy_may_be_kept_the_bytes_go_and_a_redelivery_is_no_fault()
    {
        await using var obeying = await RunningService.StartAsync(
            builder => builder.AddParser(), bus => bus.AddParserConsumers(), settings: new Dictionary<string, string?> { ["Parser:Obey"] = "noarchive" });
        var archive = obeying.Get<IRawArchive>();
        var document = Document(await archive.PutAsync(Encoding.UTF8.GetBytes(Page), default));
        Assert.Equal(["noarchive"], document.Robots);

        await obeying.HandleAsync(document, entryId);
        var redelivered = await obeying.HandleAsync(document, entryId);

        Assert.Null(await archive.GetAsync(document.ArchiveKey, default));
        Assert.Null(redelivered.Error);
        Assert.Single(obeying.Messages.PublishedOf<ArticleParsed>());
        Assert.Empty(obeying.Messages.PublishedOf<DocumentRejected>());
    }

    [Fact]
    public async Task Another_entry_whose_bytes_were_deleted_ends_with_a_reason()
    {
        await using var obeying = await RunningService.StartAsync(
            builder => builder.AddParser(), bus => bus.AddParserConsumers(), settings: new Dictionary<string, string?> { ["Parser:Obey"] = "noarchive" });
        var document = Document(await obeying.Get<IRawArchive>().PutAsync(Encoding.UTF8.GetBytes(Page), default));

        await obeying.HandleAsync(document, entryId);
        var other = await obeying.HandleAsync(document, Guid.NewGuid());

        Assert.Null(other.Error);
        Assert.Equal(RejectReason.NotKept, ((DocumentRejected)Assert.Single(obeying.Messages.PublishedOf<DocumentRejected>()).Message).Reason);
    }

    /// <summary>The service allows a tenth of a second, and the process of its own the usual five.</summary>
    [Fact]
    public async Task A_document_that_takes_too_long_beside_others_is_read_again_alone_before_it_is_rejected()
    {
        var hurried = new ParserOptions { PageTimeout = TimeSpan.FromSeconds(0.1) };
        var slow = Page.Replace("<article>", "<ul>" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<li><a href=\"/berth/{i}\">Berth {i}</a></li>")) + "</ul><article>", StringComparison.Ordinal);
        await using var busy = await RunningService.StartAsync(
            builder =>
            {
                builder.AddParser();
                builder.Services.AddSingleton(new AsideParser(Options.Create(new ParserOptions { AsideTimeout = TimeSpan.FromMinutes(3) })));
            },
            bus => bus.AddParserConsumers(),
            settings: new Dictionary<string, string?> { ["Parser:PageTimeout"] = $"{hurried.PageTimeout}" });
        var document = Document(await busy.Get<IRawArchive>().PutAsync(Encoding.UTF8.GetBytes(slow), default));
        Assert.Equal(RejectReason.TooSlow, Assert.IsType<ParseResult.Rejected>(DocumentParser.Parse(Encoding.UTF8.GetBytes(slow), document, hurried)).Reason);

        await busy.HandleAsync(document, entryId);

        Assert.Equal("Canal locks reopen after a week", ((ArticleParsed)Assert.Single(busy.Messages.PublishedOf<ArticleParsed>()).Message).Headline);
    }

    private static DocumentFetched Document(string key) =>
        (DocumentFetched)Samples.Messages[nameof(DocumentFetched)] with { ArchiveKey = key, PublishedAt = null, TdmReservation = null, Partial = null };

    private async Task<DocumentFetched> DocumentAsync(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return Document(await service.Get<IRawArchive>().PutAsync(bytes, default)) with { ByteCount = bytes.Length };
    }
}
