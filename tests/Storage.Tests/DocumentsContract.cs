using Ingestion.Contracts;
using Ingestion.TestSupport;

namespace Ingestion.Storage.Tests;

public sealed class SqliteDocumentsTests() : DocumentsContract(null);

public sealed class MongoDocumentsTests(MongoServer mongo) : DocumentsContract(mongo);

public abstract class DocumentsContract(MongoServer? mongo) : StoreTests(mongo)
{
    public static TheoryData<string, DocumentSlice, string> Slices => new()
    {
        { "everything, first fetched first", new(), "1 2 3 4" },
        { "a host", new() { Host = "other.example" }, "3" },
        { "a kind", new() { Kind = SourceKind.Feed }, "2" },
        { "a feed", new() { Feed = "https://wire.example/rss" }, "2" },
        { "another feed", new() { Feed = "https://wire.example/atom" }, "" },
        { "from a moment on", new() { FetchedFrom = Noon.AddMinutes(3) }, "3 4" },
        { "before a moment", new() { FetchedTo = Noon.AddMinutes(3) }, "1 2" },
        { "one version", new() { Parser = "0.9" }, "1" },
        { "below a version, by its numbers; what was not read counts as below", new() { ParserBelow = "0.10.0" }, "1 4" },
        { "one version of the enricher", new() { Enricher = "0.3" }, "1" },
        { "enriched below a version, or by an unknown one; what gave no article was not enriched", new() { EnricherBelow = "0.10.0" }, "1 3" },
        { "an outcome", new() { Outcome = Outcome.Rejected }, "2" },
        { "a reason", new() { Reason = RejectReason.HomePage }, "2" },
        { "another reason", new() { Reason = RejectReason.TooShort }, "" },
        { "an article", new() { ArticleId = "a1_1" }, "1" },
        { "all parts hold", new() { Host = "wire.example", ParserBelow = "1.0.0", Outcome = Outcome.Indexed }, "1" },
        { "one part does not", new() { Host = "other.example", Reason = RejectReason.HomePage }, "" },
    };

    [Theory]
    [MemberData(nameof(Slices))]
    public async Task A_slice_holds_what_was_asked_for(string because, DocumentSlice slice, string expected)
    {
        await Documents.NoteAsync(Document(1), null, default);
        await Documents.NoteAsync(Document(2) with { Source = new Source { Kind = SourceKind.Feed, Feed = "https://wire.example/rss", DiscoveredAt = Noon } }, null, default);
        await Documents.NoteAsync(Document(3) with { FinalUrl = "https://OTHER.example/3" }, null, default);
        await Documents.NoteAsync(Document(4) with { FinalUrl = "urn:sha256:04" }, null, default);
        await Documents.NoteOutcomeAsync(Became(1, "0.9.0") with { Enricher = "0.3.0" }, default);
        await Documents.NoteOutcomeAsync(Became(2, "0.10.0") with { Outcome = Outcome.Rejected, Reason = RejectReason.HomePage, ArticleId = null, Revision = null }, default);
        await Documents.NoteOutcomeAsync(Became(3, "0.11.0"), default);

        var found = await Documents.ListAsync(slice, after: null, 10, default);

        Assert.True(expected == string.Join(' ', found.Select(one => one.Document.ByteCount)), $"{because}: {string.Join(' ', found.Select(one => one.Document.ByteCount))}");
        Assert.Equal(found.Count, await Documents.CountAsync(slice, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_comes_back_as_it_was_announced_with_what_became_of_it_in_either_order(bool documentFirst)
    {
        var document = Document(1) with { Robots = ["noarchive"], Charset = "iso-8859-2", ContentType = "text/html", Partial = true, TdmReservation = true, PublishedAt = Noon.AddTicks(3) };
        var outcome = Became(1, "0.9.0") with { Enricher = "0.3.0" };

        for (var i = 0; i < 2; i++)
        {
            if (documentFirst)
            {
                await Documents.NoteAsync(document, null, default);
            }

            await Documents.NoteOutcomeAsync(outcome, default);
            await Documents.NoteAsync(document, null, default);
        }

        var found = (await Documents.FindAsync(KnownDocument.IdOf(document.RequestedUrl, document.ArchiveKey), default))!;
        Assert.Equal(["noarchive"], found.Document.Robots);
        Assert.Equal(document with { Robots = [] }, found.Document with { Robots = [] });
        Assert.Equal(outcome, found.Last);
        Assert.Equal(1, await Documents.CountAsync(new DocumentSlice(), default));
    }

    [Fact]
    public async Task An_outcome_alone_is_no_document_yet()
    {
        await Documents.NoteOutcomeAsync(Became(1, "0.9.0"), default);

        Assert.Null(await Documents.FindAsync(KnownDocument.IdOf("https://wire.example/1", "sha256:01"), default));
        Assert.Equal(0, await Documents.CountAsync(new DocumentSlice { ParserBelow = "9" }, default));
        Assert.Empty(await Documents.ListAsync(new DocumentSlice(), after: null, 10, default));
    }

    [Fact]
    public async Task Of_the_same_bytes_of_a_URL_the_last_fetch_is_kept_and_other_bytes_are_another_document()
    {
        await Documents.NoteAsync(Document(1) with { FetchedAt = Noon.AddHours(1), Fetcher = "late" }, null, default);
        await Documents.NoteAsync(Document(1) with { Fetcher = "early" }, null, default);
        await Documents.NoteAsync(Document(1) with { ArchiveKey = "sha256:02" }, null, default);

        var found = await Documents.ListAsync(new DocumentSlice(), after: null, 10, default);

        Assert.Equal([null, "late"], found.Select(one => one.Document.Fetcher));
    }

    [Fact]
    public async Task An_older_parser_does_not_replace_what_a_newer_one_found()
    {
        await Documents.NoteAsync(Document(1), null, default);
        await Documents.NoteOutcomeAsync(Became(1, "0.10.0"), default);

        await Documents.NoteOutcomeAsync(Became(1, "0.9.0") with { Outcome = Outcome.Rejected }, default);
        await Documents.NoteOutcomeAsync(Became(1, parser: null) with { Outcome = Outcome.Rejected }, default);
        var kept = (await Documents.ListAsync(new DocumentSlice(), null, 1, default))[0].Last;
        await Documents.NoteOutcomeAsync(Became(1, "0.10.0") with { Outcome = Outcome.Withdrawn, Reason = "kill" }, default);

        Assert.Equal(("0.10.0", Outcome.Indexed), (kept!.Parser, kept.Outcome));
        var last = (await Documents.ListAsync(new DocumentSlice(), null, 1, default))[0].Last!;
        Assert.Equal((Outcome.Withdrawn, "kill"), (last.Outcome, last.Reason));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat_also_where_many_came_at_one_moment()
    {
        for (var i = 1; i <= 7; i++)
        {
            await Documents.NoteAsync(Document(i) with { FetchedAt = Noon.AddMinutes(i / 5) }, null, default);
        }

        List<KnownDocument> seen = [];
        IReadOnlyList<KnownDocument> page;
        do
        {
            page = await Documents.ListAsync(new DocumentSlice { Host = "wire.example" }, seen.Count == 0 ? null : seen[^1].Place, 2, default);
            seen.AddRange(page);
        }
        while (page.Count > 0);

        Assert.Equal(Enumerable.Range(1, 7).Select(i => (long)i), seen.Select(one => one.Document.ByteCount).Order());
        Assert.Equal(seen.Select(one => one.Document.FetchedAt).Order(), seen.Select(one => one.Document.FetchedAt));
    }

    [Fact]
    public async Task Notes_side_by_side_make_one_document()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => i % 2 == 0
            ? Documents.NoteAsync(Document(1), null, default)
            : Documents.NoteOutcomeAsync(Became(1, "0.9.0"), default))));

        var one = Assert.Single(await Documents.ListAsync(new DocumentSlice(), null, 10, default));
        Assert.Equal(Outcome.Indexed, one.Last?.Outcome);
    }

    private static DocumentFetched Document(int number) => new()
    {
        RequestedUrl = $"https://wire.example/{number}",
        FinalUrl = $"https://wire.example/{number}",
        ArchiveKey = $"sha256:{number:00}",
        ByteCount = number,
        FetchedAt = Noon.AddMinutes(number),
        Source = new Source { Kind = SourceKind.Web, DiscoveredAt = Noon },
    };

    private static DocumentOutcome Became(int number, string? parser) => new()
    {
        RequestedUrl = $"https://wire.example/{number}",
        ArchiveKey = $"sha256:{number:00}",
        EntryId = new Guid(number, 0, 0, new byte[8]),
        Parser = parser,
        Outcome = Outcome.Indexed,
        ArticleId = $"a1_{number}",
        Revision = 1,
    };
}
