using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

/// <summary>Which version is the newer one, and what a set of them makes.</summary>
public class VersionOrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, ArticleEnriched, ArticleEnriched> OlderAndNewer => new()
    {
        { "the provider's number decides, whenever it was changed and got", Version("a", number: 9, modified: Noon, fetched: Noon.AddHours(2)), Version("b", number: 10, modified: Noon.AddHours(-1), fetched: Noon) },
        { "the publisher's moment decides, whenever it was got", Version("a", modified: Noon, fetched: Noon.AddHours(2)), Version("b", modified: Noon.AddMinutes(1), fetched: Noon.AddHours(1)) },
        { "a moment is a moment in every zone", Version("a", modified: new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(-2)), fetched: Noon), Version("b", modified: new(2026, 3, 2, 13, 0, 0, TimeSpan.FromHours(1)), fetched: Noon) },
        { "without a change the publication counts", Version("a", published: Noon, fetched: Noon.AddHours(2)), Version("b", modified: Noon.AddMinutes(1), fetched: Noon.AddHours(1)) },
        { "of one moment the later fetch", Version("a", modified: Noon, fetched: Noon.AddHours(1)), Version("b", modified: Noon, fetched: Noon.AddHours(2)) },
        { "without any moment the later fetch", Version("a", fetched: Noon), Version("b", fetched: Noon.AddTicks(1)) },
        { "a number is above none", Version("a", fetched: Noon.AddHours(1)), Version("b", number: 1, fetched: Noon) },
        { "a date is above none", Version("a", fetched: Noon.AddHours(1)), Version("b", modified: Noon.AddDays(-1), fetched: Noon) },
        { "a clock that is fast counts as the moment of the fetch", Version("a", modified: Noon.AddDays(9), fetched: Noon), Version("b", modified: Noon.AddHours(1), fetched: Noon.AddHours(1)) },
        { "and parts what is else equal", Version("a", modified: Noon.AddDays(1), fetched: Noon), Version("b", modified: Noon.AddDays(2), fetched: Noon) },
    };

    [Theory]
    [MemberData(nameof(OlderAndNewer))]
    public void A_version_is_newer(string because, ArticleEnriched older, ArticleEnriched newer) =>
        Assert.True(string.CompareOrdinal(VersionOrder.Of(older), VersionOrder.Of(newer)) < 0, because);

    [Fact]
    public void The_order_is_total_and_transitive_for_every_mixture_of_what_versions_say()
    {
        var random = new Random(20260302);
        var versions = Enumerable.Range(0, 60).Select(i => Any(random, $"text {i}")).ToList();

        foreach (var a in versions)
        {
            foreach (var b in versions)
            {
                var (ab, ba) = (Compare(a, b), Compare(b, a));
                Assert.True(ReferenceEquals(a, b) ? ab == 0 : Math.Sign(ab) == -Math.Sign(ba) && ab != 0);
                Assert.All(versions, c => Assert.True(ab > 0 || Compare(b, c) > 0 || Compare(a, c) <= 0));
            }
        }
    }

    [Fact]
    public void The_same_set_makes_the_same_history_in_whatever_order_and_however_often_it_came()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            // Few texts and few moments, so that content comes back, also out of turn.
            var seen = Enumerable.Range(0, 8).Select(_ => Any(random, $"text {random.Next(4)}")).ToList();
            var expected = Told(History.Of(Filed(seen)));

            for (var shuffle = 0; shuffle < 5; shuffle++)
            {
                var again = seen.Concat(seen).ToArray();
                random.Shuffle(again);

                Assert.Equal(expected, Told(History.Of(Filed(again))));
            }

            Assert.Equal(Content.NameOf(seen.MaxBy(VersionOrder.Of, StringComparer.Ordinal)!), Content.NameOf(History.Of(Filed(seen))[^1]));
        }
    }

    [Fact]
    public void Content_that_comes_back_is_a_revision_again()
    {
        var (first, second) = (Version("first", fetched: Noon), Version("second", fetched: Noon.AddHours(1)));
        var back = first with { FetchedAt = Noon.AddHours(2) };

        var revisions = History.Of(Filed([first, second, back]));

        Assert.Equal([(1, "first"), (2, "second"), (3, "first")], revisions.Select(one => (one.Revision!.Value, one.Body.Text)));
    }

    [Fact]
    public void Another_look_at_the_same_is_none()
    {
        var first = Version("first", fetched: Noon);

        Assert.Single(History.Of(Filed([first, first with { FetchedAt = Noon.AddHours(1), Keywords = ["cranes"] }])));
    }

    [Fact]
    public void Of_the_same_bytes_the_newest_parsers_reading_is_above_the_others_though_it_found_an_earlier_date()
    {
        var old = Version("menu and text", modified: Noon, fetched: Noon.AddHours(1), bytes: "sha256:aa", parser: "1.9.0");
        var better = Version("text", modified: Noon.AddDays(-1), fetched: Noon.AddHours(1), bytes: "sha256:aa", parser: "1.10.0");
        var later = Version("later text", modified: Noon.AddHours(-2), fetched: Noon.AddHours(2), bytes: "sha256:bb", parser: "1.10.0");

        Assert.Equal(["menu and text", "text"], History.Of(Filed([better, old])).Select(one => one.Body.Text));
        Assert.Equal(["menu and text", "text", "later text"], History.Of(Filed([later, old, better])).Select(one => one.Body.Text));
    }

    [Theory]
    [InlineData("its own time", null, null, 2)]
    [InlineData("a newer one that came before the end and says later", 4, 1, 4)]
    [InlineData("a newer one that came after the end says nothing of it", 4, 3, 2)]
    [InlineData("a newer one that says sooner", 1, 0, 2)]
    public void An_embargo_ends(string because, int? newerHours, int? newerCameAfterHours, int expectedHours)
    {
        var held = Version("held", number: 1, fetched: Noon) with { EmbargoedUntil = Noon.AddHours(2) };
        List<ArticleEnriched> seen = [held];
        if (newerHours is { } until)
        {
            seen.Add(Version("newer", number: 2, fetched: Noon.AddHours(newerCameAfterHours!.Value)) with { EmbargoedUntil = Noon.AddHours(until) });
        }

        var revisions = History.Of(Filed(seen));

        Assert.True(History.EmbargoOf(revisions, 1) == Noon.AddHours(expectedHours), because);
    }

    [Fact]
    public void What_must_not_be_shown_is_left_firstof_the_revisions_and_of_what_they_say_changed()
    {
        ArticleEnriched[] seen =
        [
            Version("one", number: 1), Version("secret", number: 2) with { PubStatus = PubStatus.Withheld }, Version("two", number: 3),
            Version("later", number: 4) with { EmbargoedUntil = Noon.AddHours(1) },
        ];
        var revisions = History.Of(Filed(seen));

        var shown = History.Shown(revisions, Noon);

        Assert.Equal([(1, "one"), (3, "two")], shown.Select(one => (one.Revision!.Value, one.Body.Text)));
        var change = Assert.Single(shown[1].Changes!, change => change.Field == "body");
        Assert.Equal(new ParagraphChange { From = "one", To = "two" }, Assert.Single(change.Paragraphs!));
        Assert.Equal("two", History.Current(revisions, Noon)!.Body.Text);
        Assert.Equal("later", History.Current(revisions, Noon.AddHours(1))!.Body.Text);
    }

    [Fact]
    public void When_the_newest_is_withheld_nothing_is_listed()
    {
        var withheld = Version("two", number: 2) with { PubStatus = PubStatus.Withheld };

        Assert.Null(History.Current(History.Of(Filed([Version("one", number: 1), withheld])), Noon));
        Assert.Equal("three", History.Current(History.Of(Filed([Version("one", number: 1), withheld, Version("three", number: 3)])), Noon)!.Body.Text);
    }

    private static int Compare(ArticleEnriched one, ArticleEnriched other) => string.CompareOrdinal(VersionOrder.Of(one), VersionOrder.Of(other));

    private static string Told(IReadOnlyList<ArticleEnriched> history) => string.Join('\n', history.Select(one => $"{one.Revision} {one.VersionOrder} {one.Body.Text}"));

    /// <summary>What the stores keep of versions that come one after another.</summary>
    private static List<FiledContent> Filed(IEnumerable<ArticleEnriched> seen) =>
        [.. seen.GroupBy(Content.NameOf).Select(same =>
        {
            var orders = same.Select(VersionOrder.Of).Order(StringComparer.Ordinal).ToList();
            return new FiledContent(same.First(), orders[0], orders[^1]);
        })];

    private static ArticleEnriched Any(Random random, string text) => Version(
        text,
        number: random.Next(3) == 0 ? random.Next(1, 4) : null,
        modified: random.Next(3) == 0 ? Noon.AddMinutes(random.Next(5)) : null,
        published: random.Next(3) == 0 ? Noon : null,
        fetched: Noon.AddMinutes(random.Next(6)));

    private static ArticleEnriched Version(
        string text, long? number = null, DateTimeOffset? modified = null, DateTimeOffset? published = null, DateTimeOffset? fetched = null, string? bytes = null, string parser = "1.0.0") =>
        Samples.Article with
        {
            PubStatus = PubStatus.Usable,
            Provider = Samples.Article.Provider with { Version = number },
            Modified = modified is { } at ? new EditorialDate { At = at, Evidence = "test", Confidence = 1 } : null,
            Published = published is { } first ? new EditorialDate { At = first, Evidence = "test", Confidence = 1 } : null,
            FetchedAt = fetched ?? Noon,
            EmbargoedUntil = null,
            Body = new BodyBuilder().Add(BlockKind.Paragraph, text).Build(),
            Provenance = Samples.Article.Provenance with { ArchiveKey = bytes ?? "sha256:" + text, Parser = parser },
        };
}
