using System.Diagnostics;
using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

/// <summary>What readers would call a change, and what is said of it.</summary>
public class VersionChangesTests
{
    private static readonly ArticleEnriched Article = Samples.Article;

    public static TheoryData<string, ArticleEnriched> Changed => new()
    {
        { "pubStatus", Article with { PubStatus = PubStatus.Withheld } },
        { "headline", Article with { Headline = "Harbour strike ends" } },
        { "alternativeHeadline", Article with { AlternativeHeadline = null } },
        { "slugline", Article with { Slugline = "PORT-STRIKE-END" } },
        { "urgency", Article with { Urgency = 1 } },
        { "byline", Article with { Byline = "By Ada Moreno and Ben Okoro" } },
        { "authors", Article with { Authors = ["Ada Moreno", "Ben Okoro"] } },
        { "dateline", Article with { Dateline = null } },
        { "published", Article with { Published = Article.Published! with { At = Samples.At } } },
        { "body", Article with { Body = Body("Another text.") } },
        { "abstract", Article with { Abstract = "Dockers go back." } },
        { "image", Article with { Image = Article.Image! with { Caption = "Cranes at dusk" } } },
        { "embargoedUntil", Article with { EmbargoedUntil = null } },
        { "edNote", Article with { EdNote = "Corrects name in paragraph 2" } },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_change_that_readers_see_makes_another_version_and_is_named(string field, ArticleEnriched changed)
    {
        Assert.NotEqual(Content.NameOf(Article), Content.NameOf(changed));
        Assert.Equal(field, Assert.Single(Content.Changes(Article, changed)).Field);
    }

    public static TheoryData<string, ArticleEnriched, string?> Furniture => new()
    {
        { "fetched again", Article with { FetchedAt = Samples.At.AddDays(1) }, null },
        { "asked for by another URL", Article with { RequestedUrl = "https://wire.example/s/1?utm_source=y" }, null },
        { "enriched otherwise", Article with { Entities = [], Quotes = [], Keyphrases = [] }, null },
        { "parsed by a newer parser, which found other evidence", Article with { Provenance = Article.Provenance with { Parser = "9.9.9" }, Published = Article.Published! with { Evidence = "meta", Confidence = 0.5 } }, null },
        { "the same moment in another zone", Article with { Published = Article.Published! with { At = Article.Published!.At.ToOffset(TimeSpan.FromHours(9)) } }, null },
        { "another size of the image", Article with { Image = Article.Image! with { Url = Article.Image!.Url + "?w=320" } }, null },
        { "tags", Article with { Keywords = ["cranes"] }, "keywords" },
        { "section", Article with { Section = "Economy" }, "section" },
        { "the moment of the last change", Article with { Modified = Article.Modified! with { At = Samples.At.AddHours(1) } }, "modified" },
        { "captions of a gallery", Article with { Captions = ["Cranes"] }, "captions" },
    };

    [Theory]
    [MemberData(nameof(Furniture))]
    public void What_changes_without_the_story_makes_no_version_and_is_told_where_it_is_published(string because, ArticleEnriched again, string? told)
    {
        Assert.True(Content.NameOf(Article) == Content.NameOf(again), because);
        Assert.Equal(told is null ? [] : [told], Content.Changes(Article, again).Select(change => change.Field));
    }

    [Theory]
    [InlineData("a b c", "a b c", "")]
    [InlineData("a b c", "a x c", "b>x")]
    [InlineData("a b c", "a c", "b>")]
    [InlineData("a c", "a b c", ">b")]
    [InlineData("a b c d", "b d e", "a> c> >e")]
    [InlineData("a b", "b a", "a> >a")]
    [InlineData("", "a b", ">a >b")]
    [InlineData("a b", "", "a> b>")]
    [InlineData("a a a", "a a", "a>")]
    [InlineData("a b c d", "x y", "a>x b>y c> d>")]
    public void Paragraphs_are_compared_one_by_one(string from, string to, string expected) =>
        Assert.Equal(expected, string.Join(' ', BodyChanges.Compare(Words(from), Words(to)).Select(change => $"{change.From}>{change.To}")));

    [Fact]
    public void The_changes_lead_from_the_one_text_to_the_other()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var (from, to) = (Text(random), Text(random));

            var changes = BodyChanges.Compare(from, to);

            // What was taken out and put in accounts for every paragraph of both.
            var put = from.Concat(changes.Select(one => one.To).OfType<string>()).ToList();
            Assert.Equal(to.Order(), Without(put, changes.Select(one => one.From).OfType<string>()).Order());
        }
    }

    [Fact]
    public void However_long_the_texts_are_the_event_stays_small_and_quick()
    {
        var (from, to) = (new BodyBuilder(), new BodyBuilder());
        for (var i = 0; i < 20_000; i++)
        {
            from.Add(BlockKind.Paragraph, $"{i} before " + new string('x', 50));
            to.Add(BlockKind.Paragraph, $"{i} after " + new string('é', i == 0 ? 5_000 : 50));
        }

        var watch = Stopwatch.StartNew();
        var change = Assert.Single(Content.Changes(Article with { Body = from.Build() }, Article with { Body = to.Build() }));

        Assert.Equal((20, 19_980), (change.Paragraphs!.Count, change.MoreParagraphs));
        Assert.Equal(BodyChanges.MaxChars, change.Paragraphs[0].To!.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void Half_a_character_is_never_cut_off() =>
        Assert.False(char.IsHighSurrogate(BodyChanges.Cut(string.Concat(Enumerable.Repeat("🚢", 2_000)) + "x")![^2]));

    [Theory]
    [InlineData("Corrects name of minister in paragraph 2", null, "Harbour strike ends", RevisionKind.Correction)]
    [InlineData("CORRECTION: adds dropped word", null, "Harbour strike ends", RevisionKind.Correction)]
    [InlineData("Berichtigung: Name im 2. Absatz", null, "Hafenstreik endet", RevisionKind.Correction)]
    [InlineData("Adds minister, details", null, "Harbour strike ends", RevisionKind.Update)]
    [InlineData(null, "PORT-STRIKE (UPDATE 1)", "Harbour strike ends", RevisionKind.Update)]
    [InlineData(null, null, "UPDATE 2-Harbour strike ends", RevisionKind.Update)]
    [InlineData(null, null, "CORRECTED-Harbour strike ends", RevisionKind.Correction)]
    [InlineData(null, null, "Market braces for a correction", null)]
    [InlineData(null, null, "Harbour strike ends", null)]
    public void Editors_say_what_a_version_is(string? edNote, string? slugline, string headline, string? kind) =>
        Assert.Equal(kind, RevisionKinds.Of(Article with { EdNote = edNote, Slugline = slugline, Headline = headline }));

    private static List<string> Without(List<string> all, IEnumerable<string> removed)
    {
        foreach (var one in removed)
        {
            Assert.True(all.Remove(one));
        }

        return all;
    }

    private static List<string> Text(Random random) => [.. Enumerable.Range(0, random.Next(9)).Select(_ => $"{(char)('a' + random.Next(4))}")];

    private static List<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static Body Body(string text) => new BodyBuilder().Add(BlockKind.Paragraph, text).Build();
}
