using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names.English;

/// <summary>One reading of a text for names: its tokens, what a token's neighbours say of it, and the names found so far.</summary>
internal sealed class NameScan
{
    private readonly string text;
    private readonly HashSet<string> lowerWords;

    public NameScan(string text, Token[] tokens)
    {
        this.text = text;
        Tokens = tokens;
        lowerWords = [.. tokens.Where(token => token.IsWord && !token.IsCapital).Select(token => token.Text)];
    }

    public Token[] Tokens { get; }

    public List<NameSpan> Spans { get; } = [];

    /// <summary>The text prints this word in small letters too.</summary>
    public bool IsAlsoPrintedSmall(Token token) => lowerWords.Contains(token.Lower);

    /// <summary>The text of tokens [first, end) as printed.</summary>
    public string Printed(int first, int end) => text[Tokens[first].Start..Tokens[end - 1].End];

    public (int Tokens, KnownName? Name) KnownAt(int at, int limit) => Gazetteer.LongestAt(Tokens, at, limit, text);

    /// <summary>Nothing but a space stands between this token and the one before.</summary>
    public bool Adjoins(int at) =>
        at < Tokens.Length && Tokens[at].Sentence == Tokens[at - 1].Sentence && Tokens[at].Start - Tokens[at - 1].End <= 1
        && (Tokens[at].Start == Tokens[at - 1].End || text[Tokens[at - 1].End] is ' ' or '\u00A0');

    public bool IsNameWord(int at) => Tokens[at].IsCapital && (!NameShapes.IsCalendar(Tokens[at].Text) || IsGirlNamedForMonth(at));

    // April Jones, but not "June Mr Jones", "May Day" (a known name) or "March 3".
    private bool IsGirlNamedForMonth(int at) =>
        Tokens[at].Text is "April" or "June" or "May" or "August" && at + 1 < Tokens.Length && Adjoins(at + 1) && NameShapes.LooksLikeName(Tokens[at + 1])
        && at > 0 && !Tokens[at].Opens && Tokens[at - 1].Lower is not ("in" or "on" or "last" or "since" or "until" or "by" or "this" or "next");

    /// <summary>Where the sentence ends, or a few words on: no known name is longer.</summary>
    public int SentenceEnd(int at)
    {
        var end = at + 1;
        while (end < Tokens.Length && end - at < 8 && Tokens[end].Sentence == Tokens[at].Sentence)
        {
            end++;
        }

        return end;
    }

    /// <summary>Past the capitalised words that go on a name and are no names or roles themselves.</summary>
    public int RestOfName(int at, int end)
    {
        while (at < end && ContinuesName(at, end))
        {
            at++;
        }

        return at;
    }

    public bool ContinuesName(int at, int end) =>
        (Tokens[at].IsCapital || NameShapes.IsJoinedParticle(Tokens[at])) && !RoleWords.Contains(Tokens[at].Text) && !Gazetteer.IsDemonym(Tokens[at].Text)
        && !Gazetteer.IsFirstName(Tokens[at].Text) && !StopWords.English.Contains(Tokens[at].Lower) && KnownAt(at, end).Tokens == 0
        && !Gazetteer.Courtesy.ContainsKey(Tokens[at].Text);

    public void Add(int first, int nameFirst, int end, string? type, double confidence, string? country = null, string? role = null, char gender = ' ') =>
        Spans.Add(new NameSpan
        {
            First = first,
            NameFirst = nameFirst,
            End = end,
            Type = type,
            Name = Printed(nameFirst, end),
            CountryCode = country,
            Role = role,
            Gender = gender,
            Confidence = confidence,
        });
}
