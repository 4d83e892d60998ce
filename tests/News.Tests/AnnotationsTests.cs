using Ingestion.Contracts;
using Ingestion.News.Versions;
using Ingestion.TestSupport;

namespace Ingestion.News.Tests;

public class AnnotationsTests
{
    private static readonly ArticleEnriched Article = Samples.Article;
    private static readonly Entity Ellis = new()
    {
        Id = "e2",
        Type = EntityType.Place,
        Name = "Port Ellis",
        Mentions = [new Mention { Start = 11, End = 21, Text = "Port Ellis" }],
        Salience = 0.5,
        Confidence = 0.9,
        By = "rules/1",
    };

    public static TheoryData<string, Func<ArticleEnriched, ArticleEnriched>, string> Changes => new()
    {
        { "nothing", one => one, "" },
        { "another language", one => one with { Language = one.Language with { Tag = "de" } }, "language" },
        { "a surer language", one => one with { Language = one.Language with { Confidence = 1, By = "lingua/3.0" } }, "" },
        { "a further entity", one => one with { Entities = [.. one.Entities, Ellis with { Id = "e3" }] }, "entities" },
        { "a surer entity, found by another", one => one with { Entities = [one.Entities[0] with { Confidence = 0.1, Salience = 0.1, By = "onnx/1" }] }, "" },
        { "another role", one => one with { Entities = [one.Entities[0] with { Role = "Minister" }] }, "entities" },
        { "a mention less", one => one with { Entities = [one.Entities[0] with { Mentions = [] }] }, "entities" },
        { "a quote without speaker", one => one with { Quotes = [one.Quotes[0] with { Speaker = null }] }, "quotes" },
        { "a surer quote", one => one with { Quotes = [one.Quotes[0] with { Confidence = 0.1, By = null }] }, "" },
        { "a direct quote of before kinds were told", one => one with { Quotes = [one.Quotes[0] with { Kind = null }] }, "" },
        { "a time with another value", one => one with { Times = [one.Times[0] with { Value = "2026-02-24" }] }, "times" },
        { "a phrase less telling", one => one with { Keyphrases = [one.Keyphrases[0] with { Score = 0.5 }] }, "" },
        { "another phrase", one => one with { Keyphrases = [new Keyphrase { Text = "cranes", Score = 1 }] }, "keyphrases" },
        { "a place elsewhere", one => one with { Places = [one.Places![0] with { Latitude = 1 }] }, "places" },
        { "a place in another role", one => one with { Places = [one.Places![0] with { Role = PlaceRole.Mentioned }] }, "places" },
        { "a surer place", one => one with { Places = [one.Places![0] with { Confidence = 1, By = "places/2" }] }, "" },
        { "no topic", one => one with { Topics = [] }, "topics" },
        { "not looked for and not found", one => one with { Topics = null }, "topics" },
        { "another sentence", one => one with { Summary = [one.Summary![0] with { Start = 83, End = 95 }] }, "summary" },
        { "several, in the order of the record", one => one with { Summary = [], Language = one.Language with { Tag = "fr" }, Times = [] }, "language times summary" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_is_said_differs_and_not_how_sure_it_is(string because, Func<ArticleEnriched, ArticleEnriched> change, string expected)
    {
        var changed = change(Article);

        Assert.True(expected == string.Join(' ', Annotations.Changes(Article, changed)), $"{because}: {string.Join(' ', Annotations.Changes(Article, changed))}");
        Assert.Equal(expected, string.Join(' ', Annotations.Changes(changed, Article)));
        Assert.Equal(because == "nothing", Annotations.Fingerprint(Article) == Annotations.Fingerprint(changed));
    }

    [Fact]
    public void Not_looked_for_is_as_not_found() =>
        Assert.Empty(Annotations.Changes(Article with { Topics = null, Places = null, Summary = null }, Article with { Topics = [], Places = [], Summary = [] }));

    [Fact]
    public void Entities_in_another_order_are_the_same_also_for_who_speaks()
    {
        var older = Article with { Entities = [.. Article.Entities, Ellis], Places = [Article.Places![0] with { Entity = "e2" }] };
        var newer = older with
        {
            Entities = [Ellis with { Id = "e1" }, Article.Entities[0] with { Id = "e2" }],
            Quotes = [older.Quotes[0] with { Speaker = "e2" }],
            Places = [older.Places[0] with { Entity = "e1" }],
        };

        Assert.Empty(Annotations.Changes(older, newer));
        Assert.Equal(["quotes"], Annotations.Changes(older, newer with { Quotes = older.Quotes }));
    }

    [Fact]
    public void White_space_moves_offsets_and_changes_nothing()
    {
        const int Shift = 2;
        var moved = Article with
        {
            Body = Article.Body with { Text = "\n\n" + Article.Body.Text },
            Entities = [Article.Entities[0] with { Mentions = [Article.Entities[0].Mentions[0] is var one ? one with { Start = one.Start + Shift, End = one.End + Shift } : null!] }],
            Quotes = [Article.Quotes[0] with { Start = Article.Quotes[0].Start + Shift, End = Article.Quotes[0].End + Shift, SpeakerStart = Article.Quotes[0].SpeakerStart + Shift, SpeakerEnd = Article.Quotes[0].SpeakerEnd + Shift }],
            Times = [Article.Times[0] with { Start = Article.Times[0].Start + Shift, End = Article.Times[0].End + Shift }],
            Summary = [Article.Summary![0] with { Start = Shift, End = Article.Summary[0].End + Shift }],
        };

        Assert.Empty(Annotations.Changes(Article, moved));
        Assert.Equal(["times"], Annotations.Changes(Article, moved with { Times = Article.Times }));
        Assert.NotEqual(Annotations.Fingerprint(Article), Annotations.Fingerprint(moved));
    }

    [Theory]
    [InlineData(-1, int.MaxValue)]
    [InlineData(int.MinValue, -7)]
    public void Offsets_beyond_the_text_are_no_error(int start, int end)
    {
        var odd = Article with { Body = Article.Body with { Text = Article.Body.Text + " " }, Times = [Article.Times[0] with { Start = start, End = end }] };

        Assert.Equal(["times"], Annotations.Changes(Article, odd));
    }
}
