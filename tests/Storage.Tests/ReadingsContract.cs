using System.Text.Json;
using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.TestSupport;
using static Ingestion.Storage.Tests.Samples;

namespace Ingestion.Storage.Tests;

public sealed class SqliteReadingsTests() : ReadingsContract(null);

public sealed class MongoReadingsTests(MongoServer mongo) : ReadingsContract(mongo);

/// <summary>What is enriched again: which annotations stand, and that the old ones are kept.</summary>
public abstract class ReadingsContract(MongoServer? mongo) : StoreTests(mongo)
{
    private static readonly ArticleEnriched Filed = Enriched("1.0.0", 0, "Ports");
    private static readonly ArticleEnriched Better = Again("1.1.0", 1, "Port Ellis");

    [Fact]
    public async Task What_was_found_again_stands_and_what_was_found_before_is_kept()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await FileAsync(Filed, first);

        var filing = await FileAsync(Better with { Keywords = ["new furniture"], Headline = Filed.Headline }, second);

        Assert.Equal((first, 1), (filing.FiledBy, filing.Revisions.Count));
        Assert.Equal(new Reenrichment { Before = "1.0.0", Parts = [] }, Readings.ChangeBy(filing.Readings, second)! with { Parts = [] });
        Assert.Equal(["keyphrases"], Readings.ChangeBy(filing.Readings, second)!.Parts);
        var found = (await Articles.FindAsync("a1_harbour", default))!;
        Assert.Equal(("Port Ellis", "1.1.0", Noon.AddMinutes(1), SourceKind.Web), (found.Keyphrases[0].Text, found.Provenance.Enricher, found.Provenance.EnrichedAt, found.Source.Kind));
        Assert.Empty(found.Keywords);
        Assert.Equal("Port Ellis", Assert.Single((await Articles.ListAsync(new ArticleQuery(), default)).Articles).Keyphrases[0].Text);
        Assert.Equal([("1.0.0", "Ports"), ("1.1.0", "Port Ellis")], await ListAsync());
    }

    [Fact]
    public async Task In_whatever_order_and_however_often_they_come_the_same_stands()
    {
        ArticleEnriched[] read =
        [
            Better, Again("1.1.0", 2, "Cranes"), Again("1.1.0", 3, "Port Ellis"), Again("1.0.0", 9, "Old"),
            Again("1.1.0", 8, "Elsewhere") with { Provenance = Better.Provenance with { ArchiveKey = "sha256:99", EnrichedAt = Noon.AddMinutes(8) } },
        ];
        HashSet<string> ends = [];
        foreach (var order in new[] { "01234", "43210", "20314", "0011223344", "3142031420", "1031" + "24" })
        {
            var id = "a1_" + order;
            await FileAsync(Filed with { ArticleId = id });
            foreach (var i in order)
            {
                await FileAsync(read[i - '0'] with { ArticleId = id });
            }

            var found = (await Articles.FindAsync(id, default))! with { ArticleId = "", RequestedUrl = "", FinalUrl = "", CanonicalUrl = "", VersionOrder = null };
            ends.Add(JsonSerializer.Serialize(found, ContractJson.Options));
        }

        Assert.Contains("Port Ellis", Assert.Single(ends), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_parsed_again_brings_annotations()
    {
        await FileAsync(Filed);

        await FileAsync(Better with { Source = Filed.Source });
        await FileAsync(Better with { Reenriched = new Reenrichment { Parts = ["keyphrases"] } });

        Assert.Equal("Ports", (await Articles.FindAsync("a1_harbour", default))!.Keyphrases[0].Text);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task The_same_annotations_by_a_newer_enricher_are_no_change_and_the_article_names_it()
    {
        var (entry, later) = (Guid.NewGuid(), Guid.NewGuid());
        await FileAsync(Filed);

        var filing = await FileAsync(Again("1.1.0", 1, "Ports"), entry);
        var again = await FileAsync(Again("1.1.0", 2, "Ports"), later);

        Assert.Null(Readings.ChangeBy(filing.Readings, entry));
        Assert.Null(Readings.ChangeBy(again.Readings, later));
        Assert.Equal(("1.1.0", Noon.AddMinutes(2)), (await Articles.FindAsync("a1_harbour", default))!.Provenance is var said ? (said.Enricher, said.EnrichedAt) : default);
        Assert.Equal([("1.0.0", "Ports"), ("1.1.0", "Ports")], await ListAsync());
    }

    [Fact]
    public async Task What_was_announced_is_told_again_for_the_same_entry_and_for_no_other()
    {
        var (entry, later) = (Guid.NewGuid(), Guid.NewGuid());
        await FileAsync(Filed);
        await FileAsync(Better, entry);

        await Articles.NoteSaidAsync((await Articles.FindAsync("a1_harbour", default))!, default);
        await Articles.NoteSaidAsync(Filed, default);
        var redelivered = await FileAsync(Better, entry);
        var byAnother = await FileAsync(Better with { Provenance = Better.Provenance with { EnrichedAt = Noon.AddMinutes(5) } }, later);

        Assert.Equal([true, true], redelivered.Readings.Select(one => one.IsSaid));
        Assert.NotNull(Readings.ChangeBy(redelivered.Readings, entry));
        Assert.Null(Readings.ChangeBy(byAnother.Readings, later));
    }

    [Fact]
    public async Task What_is_found_again_after_something_else_was_is_told_anew()
    {
        Guid[] entries = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
        await FileAsync(Filed);
        List<string> told = [];
        foreach (var (text, i) in new[] { "Port Ellis", "Cranes", "Port Ellis", "Ports" }.Select((text, i) => (text, i)))
        {
            var filing = await FileAsync(Again("1.0.0", i + 1, text), entries[i]);
            told.Add(Readings.ChangeBy(filing.Readings, entries[i]) is null ? "nothing" : filing.Readings[^1].Article!.Keyphrases[0].Text);
            await Articles.NoteSaidAsync(filing.Readings[^1].Article!, default);
        }

        Assert.Equal(["Port Ellis", "Cranes", "Port Ellis", "Ports"], told);
        Assert.Equal("Ports", (await Articles.FindAsync("a1_harbour", default))!.Keyphrases[0].Text);
    }

    [Fact]
    public async Task A_tombstone_and_a_purge_leave_no_annotations()
    {
        await FileAsync(Filed);
        await FileAsync(Better);

        await Articles.WithdrawAsync(Tombstone("first"), default);
        Assert.Empty(await ListAsync());
        await Articles.PurgeAsync("a1_harbour", default);
        await FileAsync(Better);

        Assert.Empty(await ListAsync());
        Assert.False(await Articles.IsFiledAsync(Filed, default));
    }

    [Fact]
    public async Task A_version_is_filed_where_its_content_was_seen_at_its_place_or_around_it()
    {
        await FileAsync(Article(version: 2));
        await FileAsync(Article(version: 4));

        var areFiled = await Task.WhenAll(
            new[] { Article(version: 1), Article(version: 2), Article(version: 3), Article(version: 4), Article(version: 5), Article(version: 3, headline: "Other") }
                .Select(version => Articles.IsFiledAsync(version, default)));
        Assert.Equal([false, true, true, true, false, false], areFiled);
        await Articles.WithdrawAsync(Tombstone("first"), default);
        Assert.False(await Articles.IsFiledAsync(Article(version: 2), default));
    }

    [Fact]
    public async Task Of_many_writers_side_by_side_the_newest_annotations_stand()
    {
        using var other = Another();
        var stores = new[] { Articles, (IArticleStore)other.GetService(typeof(IArticleStore))! };
        await FileAsync(Filed);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(
            () => stores[i % 2].FileAsync(Again("1.1.0", i % 12, $"Text {i % 6}"), Guid.NewGuid(), Noon, default))));

        Assert.Equal("Text 5", (await Articles.FindAsync("a1_harbour", default))!.Keyphrases[0].Text);
        Assert.Equal(7, (await ListAsync()).Count());
    }

    private static ArticleEnriched Enriched(string enricher, int minute, string keyphrase) => Article() with
    {
        Keyphrases = [new Keyphrase { Text = keyphrase, Score = 1 }],
        Provenance = new Provenance { ArchiveKey = "sha256:00", Parser = "1.0", Enricher = enricher, EnrichedAt = Noon.AddMinutes(minute) },
    };

    private static ArticleEnriched Again(string enricher, int minute, string keyphrase) =>
        Enriched(enricher, minute, keyphrase) with { Source = new Source { Kind = SourceKind.Reprocess, DiscoveredAt = Noon } };

    private Task<Filing> FileAsync(ArticleEnriched article, Guid? entryId = null) => Articles.FileAsync(article, entryId ?? Guid.NewGuid(), Noon, default);

    private async Task<IEnumerable<(string?, string)>> ListAsync() =>
        (await Articles.ReadingsAsync("a1_harbour", default)).Select(one => (one.Article!.Provenance.Enricher, one.Article.Keyphrases[0].Text));
}
