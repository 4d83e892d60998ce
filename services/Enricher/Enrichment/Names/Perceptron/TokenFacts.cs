using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.Perceptron;

/// <summary>What is known of each token of a text before any is labelled: hashes, shape, traits, known names, its run of capitals, the rest of the document.</summary>
internal sealed class TokenFacts
{
    public TokenFacts(string text, Token[] tokens, NameLexicon lexicon)
    {
        Tokens = tokens;
        (Lower, Exact, Shape) = (new uint[tokens.Length], new uint[tokens.Length], new uint[tokens.Length]);
        (Traits, Kinds, Known) = (new uint[tokens.Length], new TokenKinds[tokens.Length], new byte[tokens.Length]);
        (RunStart, RunEnd, Heading) = (new int[tokens.Length], new int[tokens.Length], new bool[tokens.Length]);
        for (var at = 0; at < tokens.Length; at++)
        {
            var token = tokens[at];
            Lower[at] = FeatureHash.Of(token.Lower);
            Exact[at] = ReferenceEquals(token.Text, token.Lower) ? Lower[at] : FeatureHash.Of(token.Text);
            Shape[at] = WordShape.Of(token);
            Traits[at] = lexicon.Traits(Lower[at]);
            Kinds[at] = KindsOf(token);
        }

        FindHeadings();
        FindRuns(text);
        FindKnown(text, lexicon);
        Document = new DocumentFacts(this);
    }

    public Token[] Tokens { get; }

    /// <summary>Hash of the word in lower case.</summary>
    public uint[] Lower { get; }

    /// <summary>Hash of the word as printed.</summary>
    public uint[] Exact { get; }

    public uint[] Shape { get; }

    /// <summary><see cref="WordTraits"/>.</summary>
    public uint[] Traits { get; }

    public TokenKinds[] Kinds { get; }

    /// <summary>Part of a known name: 0 none, else 1 + 4 × type + (0 first, 1 inside, 2 last, 3 only); type 0 person, 1 organisation, 2 place, 3 no name though it has capitals.</summary>
    public byte[] Known { get; }

    /// <summary>First token of the row of capitalised words that the token is in; the token itself when it is in none.</summary>
    public int[] RunStart { get; }

    /// <summary>One past the last token of that row.</summary>
    public int[] RunEnd { get; }

    /// <summary>The token stands in a sentence whose words all have capitals, which then say nothing.</summary>
    public bool[] Heading { get; }

    public DocumentFacts Document { get; }

    private static TokenKinds KindsOf(Token token)
    {
        var kinds = TokenKinds.None;
        if (!token.IsWord)
        {
            return kinds;
        }

        Add(StopWords.English.Contains(token.Lower), TokenKinds.Grammar);
        if (!token.IsCapital)
        {
            Add(Gazetteer.LowerRoleHeads.Contains(token.Text), TokenKinds.Role);
            return kinds;
        }

        Add(Gazetteer.Courtesy.ContainsKey(token.Text), TokenKinds.Courtesy);
        Add(Gazetteer.RoleHeads.Contains(token.Text), TokenKinds.Role);
        Add(Gazetteer.RoleModifiers.Contains(token.Text), TokenKinds.RoleModifier);
        Add(Gazetteer.IsFirstName(token.Text), TokenKinds.FirstName);
        Add(Gazetteer.OrganisationSuffixes.Contains(token.Text) || Gazetteer.OrganisationHeads.Contains(token.Text), TokenKinds.Organisation);
        Add(Gazetteer.IsDemonym(token.Text), TokenKinds.Demonym);
        Add(NameShapes.IsCalendar(token.Text), TokenKinds.Calendar);
        Add(NameShapes.IsPlaceSuffix(token.Text) || NameShapes.IsPlacePrefix(token.Text), TokenKinds.Place);
        Add(NameShapes.IsDirection(token.Text), TokenKinds.Direction);
        return kinds;

        void Add(bool applies, TokenKinds kind) => kinds |= applies ? kind : TokenKinds.None;
    }

    private void FindHeadings()
    {
        for (var start = 0; start < Tokens.Length;)
        {
            var (end, words, capitals) = (start, 0, 0);
            for (; end < Tokens.Length && Tokens[end].Sentence == Tokens[start].Sentence; end++)
            {
                if (Tokens[end].IsWord && Tokens[end].Text.Length > 3)
                {
                    words++;
                    capitals += Tokens[end].IsCapital ? 1 : 0;
                }
            }

            Heading.AsSpan(start, end - start).Fill(words > 2 && capitals * 5 >= words * 4);
            start = end;
        }
    }

    // Capitalised words side by side, with small words between them that names have inside.
    private void FindRuns(string text)
    {
        for (var start = 0; start < Tokens.Length;)
        {
            var end = start + 1;
            if (Tokens[start].IsCapital)
            {
                while (end < Tokens.Length && Adjoins(text, end))
                {
                    if (Tokens[end].IsCapital)
                    {
                        end++;
                    }
                    else if (end + 1 < Tokens.Length && Tokens[end + 1].IsCapital && Adjoins(text, end + 1)
                        && (Tokens[end].Text is "of" or "&" or "de" or "al" or "van" or "von" or "der" or "bin" or "del" or "la" or "du" || NameShapes.IsParticle(Tokens[end].Text)))
                    {
                        end += 2;
                    }
                    else
                    {
                        break;
                    }
                }
            }

            RunStart.AsSpan(start, end - start).Fill(start);
            RunEnd.AsSpan(start, end - start).Fill(end);
            start = end;
        }
    }

    private bool Adjoins(string text, int at) =>
        Tokens[at].Sentence == Tokens[at - 1].Sentence && Tokens[at].Start - Tokens[at - 1].End <= 1 && (Tokens[at].Start == Tokens[at - 1].End || text[Tokens[at - 1].End] != '\n');

    private void FindKnown(string text, NameLexicon lexicon)
    {
        for (var at = 0; at < Tokens.Length;)
        {
            if (!Tokens[at].IsCapital && !Tokens[at].IsWord)
            {
                at++;
                continue;
            }

            var (count, type) = Longest(text, lexicon, at);
            for (var word = 0; word < count; word++)
            {
                Known[at + word] = (byte)(1 + (4 * type) + (count == 1 ? 3 : word == 0 ? 0 : word == count - 1 ? 2 : 1));
            }

            at += Math.Max(1, count);
        }
    }

    private (int Tokens, int Type) Longest(string text, NameLexicon lexicon, int at)
    {
        var best = (Tokens: 0, Type: 0);
        if (!Tokens[at].IsCapital)
        {
            return best;
        }

        var (known, name) = Gazetteer.LongestAt(Tokens, at, Tokens.Length, text);
        if (known > 0)
        {
            best = (known, name!.Type switch { EntityType.Organisation => 1, EntityType.Place => 2, _ => 3 });
        }

        var phrase = 0u;
        for (var end = at; end < Tokens.Length && end - at < NameLexicon.LongestPhrase && Tokens[end].Sentence == Tokens[at].Sentence && Tokens[end].IsWord; end++)
        {
            phrase = NameLexicon.Extend(phrase, Lower[end]);
            if (end + 1 - at > Math.Max(1, best.Tokens) && Tokens[end].IsCapital && lexicon.Phrase(phrase) is > 0 and var type)
            {
                best = (end + 1 - at, type - 1);
            }
        }

        return best;
    }
}
