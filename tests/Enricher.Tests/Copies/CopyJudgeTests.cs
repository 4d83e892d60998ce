using Ingestion.Contracts;
using Ingestion.Enricher.Copies;
using Ingestion.Storage;
using static Ingestion.Enricher.Tests.Copies.CopyTexts;

namespace Ingestion.Enricher.Tests.Copies;

/// <summary>Which texts are copies, which comes from which, and what it is to it.</summary>
public class CopyJudgeTests
{
    public static TheoryData<string, ArticleParsed, ArticleParsed, string?, string?> Pairs
    {
        get
        {
            var story = Story(1);
            var first = Parsed("a1_first", story, "wire.example");
            return new()
            {
                { "the same words", first, Parsed("a1_second", story, "paper.example", 5), CopyRelation.Identical, OriginEvidence.Earliest },
                { "the same words behind a dateline, above a credit", first, Parsed("a1_second", $"PORT ELLIS, March 2 (Example Wire) — {story}\n(Editing by Ben Okoro)", "paper.example", 5), CopyRelation.Identical, OriginEvidence.Earliest },
                { "other letters for the same", first, Parsed("a1_second", story.ToUpperInvariant().Replace("'", "’", StringComparison.Ordinal), "paper.example", 5), CopyRelation.Identical, OriginEvidence.Earliest },
                { "a paragraph added", first, Parsed("a1_second", story + "\n" + Story(2, 4), "paper.example", 5), CopyRelation.Syndicated, OriginEvidence.Earliest },
                { "the same provider says more", first, Parsed("a1_second", story + "\n" + Story(2, 4), "wire.example", 5), CopyRelation.Revision, OriginEvidence.Earliest },
                { "a third of it", first, Parsed("a1_second", Beginning(story, 9), "paper.example", 5), CopyRelation.Excerpt, OriginEvidence.FullerText },
                { "a third of it, that came first", first, Parsed("a1_second", Beginning(story, 9), "paper.example", -5), CopyRelation.Excerpt, OriginEvidence.FullerText },
                { "two thirds of it and as much of its own", first, Parsed("a1_second", Beginning(story, 16) + "\n" + Story(2, 9), "paper.example", 5), CopyRelation.Derived, OriginEvidence.Earliest },
                { "a credit", Parsed("a1_first", story, "reuters.com", 30), Parsed("a1_second", story, "paper.example", 5, byline: "By Ada Moreno, Reuters"), CopyRelation.Identical, OriginEvidence.CreditLine },
                { "a canonical page elsewhere", Parsed("a1_first", story, "wire.example", 30), Parsed("a1_second", story, "paper.example", 5, canonicalHost: "wire.example"), CopyRelation.Identical, OriginEvidence.CanonicalHost },
                { "two stories of a few lines above one long notice", Parsed("a1_first", Works + "\n" + Notice), Parsed("a1_second", Bakers + "\n" + Notice, "paper.example", 5), null, null },
                { "a lead of its own", first, Parsed("a1_second", Story(2, 4) + "\n" + End(story, 20), "paper.example", 5), CopyRelation.Syndicated, OriginEvidence.Earliest },
                { "a paragraph put before it, the end rewritten", first, Parsed("a1_second", Story(2, 3) + "\n" + Beginning(story, 15) + "\n" + Story(5, 6), "paper.example", 5), CopyRelation.Derived, OriginEvidence.Earliest },
                { "another story", first, Parsed("a1_second", Story(2), "paper.example", 5), null, null },
                { "a short item, the same day", Parsed("a1_first", Beginning(story, 2)), Parsed("a1_second", Beginning(story, 2), "paper.example", 5), CopyRelation.Identical, OriginEvidence.Earliest },
                { "a short item, the next day", Parsed("a1_first", Beginning(story, 2)), Parsed("a1_second", Beginning(story, 2), "paper.example", 24 * 60), null, null },
                { "a short item under another headline", Parsed("a1_first", Beginning(story, 2)), Parsed("a1_second", Beginning(story, 2), "paper.example", 5, headline: "Quay closed"), null, null },
                { "a short item that a long one holds", first, Parsed("a1_second", Beginning(story, 2), "paper.example", 5), null, null },
                { "the same few words over and over", Parsed("a1_first", string.Concat(Enumerable.Repeat("no news today ", 100))), Parsed("a1_second", string.Concat(Enumerable.Repeat("no news today ", 90)), "paper.example", 5), null, null },
                { "no words at all", Parsed("a1_first", "…", headline: "One"), Parsed("a1_second", "!", "paper.example", 5, headline: "Two"), null, null },
            };
        }
    }

    private const string Works =
        "Halden Motors opened its third battery works on Monday in the old mill by the river, where four hundred people will build cells for buses and ferries. "
        + "Ida Moen, who has led the firm for six years, called it a wager on the north and thanked the county for roads and patience.";

    private const string Bakers =
        "The bakers' group Kranz and Sons will pay half of last year's dividend after a wet harvest made wheat dear in every market where it sells bread. "
        + "Its board meets again in June and may close two bakeries, its new head of finance said on a call with lenders.";

    private const string Notice =
        "This release holds statements about the future. They rest on what the company knows today and on guesses that may turn out wrong, among them guesses about prices, "
        + "rates, wages, weather, courts and the plans of rivals. Nobody should rely on them more than on other guesses. The company does not promise to correct them when things "
        + "come to pass otherwise, unless a law demands it. Figures have not been audited. Names of products may be marks of their owners. Nothing in this release is an offer to "
        + "sell shares or an invitation to buy them in any country where such an offer would need leave. Further copies of this release may be had from the press office on "
        + "working days between nine and five.";

    private static string End(string story, int sentences) => string.Join('\n', story.Split('\n').TakeLast(sentences));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_copy_comes_from_its_original_and_never_the_other_way_round(string because, ArticleParsed original, ArticleParsed copy, string? relation, string? evidence)
    {
        var (one, other) = (Sketch(original), Sketch(copy));
        var isCopy = one.Keys.Intersect(other.Keys).Any() && CopyJudge.AreCopies(one, other, out _);

        Assert.True(isCopy == relation is not null, because);
        if (relation is not null)
        {
            var rank = CopyJudge.Rank(other, one);
            Assert.True(rank is not null && CopyJudge.Rank(one, other) is null, because);
            Assert.Equal((because, relation, evidence), (because, CopyJudge.Relation(other, one, CopyJudge.Overlap(other, one)), CopyJudge.Origin(other, one, rank!.Value)?.Evidence));
            Assert.Equal(CopyJudge.Overlap(one, other), CopyJudge.Overlap(other, one));
        }
    }

    [Fact]
    public void Chinese_copy_cut_to_two_thirds_is_a_copy_of_the_whole()
    {
        var random = new Random(3);
        var letters = string.Concat(Enumerable.Range(0, 900).Select(i => i % 30 == 29 ? '。' : (char)('\u4E00' + random.Next(3000))));

        var (whole, part) = (Sketch(Parsed("a1_whole", letters)), Sketch(Parsed("a1_part", letters[..600], "paper.example")));

        Assert.True(whole.Keys.Intersect(part.Keys).Any());
        Assert.InRange(CopyJudge.Overlap(whole, part), 0.95, 1);
    }

    [Theory]
    [InlineData("By JANE ROE, Associated Press", "Associated Press")]
    [InlineData("(AP)", "Associated Press")]
    [InlineData("SYDNEY (Australian Associated Press)", "AAP")]
    [InlineData("PARIS, March 2 (Reuters) — ", "Reuters")]
    [InlineData("Mit Material von dpa und Reuters", "Reuters")]
    [InlineData("(Reuters and Xinhua)", null)]
    [InlineData("PA announcement at noon", null)]
    [InlineData("Thereuters", null)]
    [InlineData("", null)]
    public void A_credit_names_an_agency_or_none(string credit, string? agency) => Assert.Equal(agency, Agencies.Named(credit));

    [Fact]
    public void Hostile_texts_have_a_sketch_and_soon()
    {
        foreach (var text in new[] { new string('a', 3_000_000), string.Concat(Enumerable.Repeat("a ", 1_000_000)), new string('\uD800', 100_000), new string('—', 100_000), new string('(', 100_000), string.Concat(Enumerable.Repeat("e\u0301\u0301\u0301 ", 100_000)), "\0\n\n\0", new string('\n', 500_000) })
        {
            Assert.NotEmpty(CopyRecallSketch(text).Keys);
        }
    }

    private static CopySketch CopyRecallSketch(string text) => Bench.Copies.CopyRecall.Sketch(text);
}
