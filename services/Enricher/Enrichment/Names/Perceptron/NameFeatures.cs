using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>The features of a token, as hashes.</summary>
internal static class NameFeatures
{
    /// <summary>No token has more.</summary>
    public const int Most = 128;

    private const uint Edge = 0xFFFFFFF1u;

    /// <summary>Fills <paramref name="features"/>; returns how many.</summary>
    public static int Of(TokenFacts facts, int at, Span<uint> features)
    {
        var list = new FeatureList(features);
        Words(facts, at, ref list);
        Spelling(facts, at, ref list);
        Lexicon(facts, at, ref list);
        Run(facts, at, ref list);
        Document(facts, at, ref list);
        return list.Count;
    }

    private static void Words(TokenFacts facts, int at, ref FeatureList list)
    {
        var (w2, w1, w, v1, v2) = (Word(facts, at, -2), Word(facts, at, -1), facts.Lower[at], Word(facts, at, 1), Word(facts, at, 2));
        list.Add(1, w);
        list.Add(2, facts.Exact[at]);
        list.Add(3, w1);
        list.Add(4, v1);
        list.Add(5, w2);
        list.Add(6, v2);
        list.Add(7, w1, w);
        list.Add(8, w, v1);
        list.Add(9, w1, v1);
        list.Add(10, w2, w1);
        list.Add(11, v1, v2);
        var (s1, s, n1) = (Shape(facts, at, -1), facts.Shape[at], Shape(facts, at, 1));
        list.Add(12, s);
        list.Add(13, s1, s);
        list.Add(14, s, n1);
        list.Add(15, FeatureHash.Mix(15, s1, s), n1);
        list.Add(16, FeatureHash.Mix(16, Shape(facts, at, -2), s1), FeatureHash.Mix(s, n1, Shape(facts, at, 2)));
        list.Add(17, w1, s);
        list.Add(18, s, v1);
    }

    private static void Spelling(TokenFacts facts, int at, ref FeatureList list)
    {
        var token = facts.Tokens[at];
        var lower = token.Lower.AsSpan();
        for (var length = 1; length <= 4 && length < lower.Length; length++)
        {
            list.Add(20 + (uint)length, FeatureHash.Of(lower[..length]));
            list.Add(24 + (uint)length, FeatureHash.Of(lower[^length..]));
        }

        list.Add(29, FeatureHash.Of(lower[Math.Max(0, lower.Length - 3)..]), facts.Shape[at]);
        var flags = (token.Opens ? 1u : 0) | (facts.Heading[at] ? 2u : 0) | (token.IsAcronym ? 4u : 0) | ((facts.Traits[at] & WordTraits.Common) != 0 ? 8u : 0) | (token.IsCapital ? 16u : 0);
        list.Add(30, flags);
        list.Add(31, flags, (uint)Math.Min(token.Text.Length, 6));
    }

    private static void Lexicon(TokenFacts facts, int at, ref FeatureList list)
    {
        var (t1, t, u1) = (Traits(facts, at, -1), facts.Traits[at], Traits(facts, at, 1));
        var (k1, k, l1) = (Kinds(facts, at, -1), (uint)facts.Kinds[at], Kinds(facts, at, 1));
        var shape = facts.Shape[at];
        list.Add(32, t);
        list.Add(33, t, shape);
        list.Add(34, t & WordTraits.Names, shape);
        list.Add(35, FeatureHash.Mix(35, t1 & WordTraits.Names, t & WordTraits.Names), u1 & WordTraits.Names);
        list.Add(36, t & WordTraits.Noun, shape);
        list.Add(37, (t1 & (WordTraits.Noun | WordTraits.Verb)), shape);
        list.Add(38, (u1 & (WordTraits.Noun | WordTraits.Verb)), shape);
        list.Add(39, Traits(facts, at, -2) & (WordTraits.Noun | WordTraits.Verb), t1 & (WordTraits.Noun | WordTraits.Verb));
        list.Add(40, u1 & (WordTraits.Noun | WordTraits.Verb), Traits(facts, at, 2) & (WordTraits.Noun | WordTraits.Verb));
        list.Add(41, k);
        list.Add(42, k1, k);
        list.Add(43, k, l1);
        list.Add(44, k1, shape);
        list.Add(45, shape, l1);
        list.Add(46, FeatureHash.Mix(46, k1, k), FeatureHash.Mix(46, t & WordTraits.Names, l1));
        list.Add(47, Kinds(facts, at, -2), k1);
        list.Add(48, facts.Known[at]);
        list.Add(49, facts.Known[at], (uint)(facts.Tokens[at].Opens ? 1 : 0) | (facts.Heading[at] ? 2u : 0));
        list.Add(50, at > 0 ? facts.Known[at - 1] : 0u, facts.Known[at]);
        list.Add(51, facts.Known[at], at + 1 < facts.Known.Length ? facts.Known[at + 1] : 0u);
        list.Add(52, facts.Known[at], Word(facts, at, -1));
        list.Add(53, facts.Known[at], Word(facts, at, 1));
        list.Add(54, facts.Known[at], FeatureHash.Mix(54, k, t & WordTraits.Names));
    }

    private static void Run(TokenFacts facts, int at, ref FeatureList list)
    {
        if (!facts.Tokens[at].IsCapital && facts.RunEnd[at] - facts.RunStart[at] == 1)
        {
            return;
        }

        var (start, end) = (facts.RunStart[at], facts.RunEnd[at]);
        var (before, after) = (Word(facts, start, -1), Word(facts, end - 1, 1));
        var place = ((uint)Math.Min(at - start, 4) * 8) + (uint)Math.Min(end - 1 - at, 4);
        var heading = facts.Heading[at] ? 64u : 0;
        list.Add(56, place + heading);
        list.Add(57, place, facts.Lower[start]);
        list.Add(58, place, facts.Lower[end - 1]);
        list.Add(59, (uint)Math.Min(end - start, 4) + heading, before);
        list.Add(60, (uint)Math.Min(end - start, 4) + heading, after);
        list.Add(61, before, after);
        list.Add(62, place, (uint)facts.Kinds[end - 1]);
        list.Add(63, place, (uint)facts.Kinds[start]);
        list.Add(64, place, FeatureHash.Mix(64, facts.Traits[start] & WordTraits.Names, facts.Traits[end - 1] & WordTraits.Names));
        list.Add(65, place, Traits(facts, start, -1));
        list.Add(66, place, Traits(facts, end - 1, 1));
        list.Add(67, facts.Lower[end - 1]);
        list.Add(68, facts.Lower[start]);
    }

    private static void Document(TokenFacts facts, int at, ref FeatureList list)
    {
        var told = facts.Document.Of(facts.Lower[at]);
        var shape = facts.Shape[at];
        list.Add(72, told);
        list.Add(73, told & (DocumentFacts.Small | DocumentFacts.CapitalInside), shape);
        list.Add(74, told & (DocumentFacts.AfterRole | DocumentFacts.AfterFirstName | DocumentFacts.BeforeVerb), shape);
        list.Add(75, told & (DocumentFacts.AfterIn | DocumentFacts.BeforeSuffix | DocumentFacts.AfterThe | DocumentFacts.InBrackets), shape);
        list.Add(76, told & (DocumentFacts.Small | DocumentFacts.CapitalInside), (facts.Tokens[at].Opens ? 1u : 0) | (facts.Heading[at] ? 2u : 0) | (facts.Traits[at] & WordTraits.Common));
    }

    private static uint Word(TokenFacts facts, int at, int distance) => Near(facts, at, distance) is >= 0 and var near ? facts.Lower[near] : Edge;

    private static uint Shape(TokenFacts facts, int at, int distance) => Near(facts, at, distance) is >= 0 and var near ? facts.Shape[near] : Edge;

    private static uint Traits(TokenFacts facts, int at, int distance) => Near(facts, at, distance) is >= 0 and var near ? facts.Traits[near] : Edge;

    private static uint Kinds(TokenFacts facts, int at, int distance) => Near(facts, at, distance) is >= 0 and var near ? (uint)facts.Kinds[near] : Edge;

    private static int Near(TokenFacts facts, int at, int distance)
    {
        var near = at + distance;
        return near >= 0 && near < facts.Tokens.Length && facts.Tokens[near].Sentence == facts.Tokens[at].Sentence ? near : -1;
    }

    private ref struct FeatureList(Span<uint> features)
    {
        private readonly Span<uint> features = features;

        public int Count { get; private set; }

        public void Add(uint template, uint value) => features[Count++] = FeatureHash.Mix(template, value);

        public void Add(uint template, uint first, uint second) => features[Count++] = FeatureHash.Mix(template, first, second);
    }
}
