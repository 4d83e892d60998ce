using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>
/// Capitalised words that a model passed over: well-known names, a first name or a form of address with a family name, and words that the text may explain
/// elsewhere, which stay without a type. Only what is sure without looking at the sentence: more of the rules costs more than it brings.
/// </summary>
internal static class MissedNames
{
    private const double ByTable = 0.7;
    private const double ByFirstName = 0.65;
    private const double ByTitle = 0.8;

    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="first">First token that the model found no name in.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="spans">Where the names are added.</param>
    public static void Add(string text, Token[] tokens, int first, int end, List<NameSpan> spans)
    {
        for (var at = first; at < end;)
        {
            at = tokens[at].IsCapital ? AddOne(text, tokens, at, end, spans) : at + 1;
        }
    }

    // "the European Parliament said", but neither "the European Parliament election" nor "2008 Canada tour": a well-known name inside a longer one is not meant.
    // "The Kremlin commented": behind an article one word that is known as an organisation is one.
    private static bool StandsAlone(Token[] tokens, int first, int end, string type)
    {
        var before = first > 0 && tokens[first - 1].Sentence == tokens[first].Sentence ? tokens[first - 1] : default;
        var after = end < tokens.Length && tokens[end].Sentence == tokens[first].Sentence ? tokens[end] : default;
        if (before.Kind == TokenKind.Number || (end - first == 1 && NameShapes.IsAlsoWord(tokens[first].Text)))
        {
            return false;
        }

        if (end - first == 1 && type == EntityType.Organisation && before.Lower == "the")
        {
            return true;
        }

        return (after.Text is null || !after.IsWord || StopWords.English.Contains(after.Lower))
            && (end - first > 1 || before.Lower is "in" or "from" or "the" or "to" or "near" or "with" or "by");
    }

    private static bool IsOfTitle(Token token) =>
        Gazetteer.RoleHeads.Contains(token.Text) || Gazetteer.RoleModifiers.Contains(token.Text) || Gazetteer.Courtesy.ContainsKey(token.Text) || Gazetteer.IsDemonym(token.Text);

    // A first name; behind a role a family name that comes first will do.
    private static bool IsGiven(Token[] tokens, int at, int name) =>
        Gazetteer.IsFirstName(tokens[name].Text) || (name > at && Gazetteer.RoleHeads.Contains(tokens[name - 1].Text) && Gazetteer.FamilyFirst.Contains(tokens[name].Text));

    private static int AddOne(string text, Token[] tokens, int at, int end, List<NameSpan> spans)
    {
        var runEnd = at + 1;
        while (runEnd < end && tokens[runEnd].IsCapital && tokens[runEnd].Sentence == tokens[at].Sentence && tokens[runEnd].Start == tokens[runEnd - 1].End + 1)
        {
            runEnd++;
        }

        // Next to a name that the model found it is what the model left out of it.
        var free = (runEnd == tokens.Length || runEnd < end || !tokens[runEnd].IsCapital) && (at == 0 || !tokens[at - 1].IsCapital || tokens[at - 1].Sentence != tokens[at].Sentence);
        var known = Gazetteer.LongestAt(tokens, at, end, text);
        if (free && known.Tokens > 0 && at + known.Tokens >= runEnd && known.Name!.Type is { } type && StandsAlone(tokens, at, at + known.Tokens, type))
        {
            spans.Add(new NameSpan
            {
                First = at,
                NameFirst = at,
                End = at + known.Tokens,
                Type = type,
                Name = known.Name.Name,
                CountryCode = known.Name.CountryCode,
                Confidence = ByTable,
                By = NameSpan.FromTable,
                MayBeSurname = known.Tokens == 1,
            });
            return at + known.Tokens;
        }

        // "Witness Sofia Lindqvist said", "Chinese President Xi Jinping told": a role that opens a sentence is no part of the name.
        var name = at;
        while (name < runEnd && IsOfTitle(tokens[name]) && !Gazetteer.IsFirstName(tokens[name].Text))
        {
            name++;
        }

        if (name == runEnd)
        {
            return runEnd;
        }

        var courtesy = name > at && Gazetteer.Courtesy.ContainsKey(tokens[name - 1].Text);
        var words = runEnd - name;
        var surname = NameShapes.LooksLikeName(tokens[runEnd - 1]);
        if (free && surname && ((courtesy && words <= 3) || (words is 2 or 3 && IsGiven(tokens, at, name) && NameShapes.LooksLikeName(tokens[name + 1]) && Gazetteer.Find(tokens[runEnd - 1].Text) is null)))
        {
            var first = courtesy ? name - 1 : name;
            spans.Add(new NameSpan
            {
                First = first,
                NameFirst = name,
                End = runEnd,
                Type = EntityType.Person,
                Name = text[tokens[name].Start..tokens[runEnd - 1].End],
                Role = Roles.Before(text, tokens, first) ?? Roles.After(text, tokens, runEnd),
                Gender = courtesy ? Gazetteer.Courtesy[tokens[first].Text] : Gazetteer.GenderOf(tokens[name].Text),
                Confidence = courtesy ? ByTitle : ByFirstName,
            });
        }
        else if (words == 1 && known.Tokens == 0 && (surname || tokens[name].IsAcronym))
        {
            var first = NameShapes.FirstParticle(tokens, name);
            spans.Add(new NameSpan { First = first, NameFirst = first, End = runEnd, Name = text[tokens[first].Start..tokens[name].End] });
        }

        return runEnd;
    }
}
