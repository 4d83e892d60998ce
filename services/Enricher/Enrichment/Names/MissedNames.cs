using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>
/// Capitalised words that a model passed over: well-known names, a first name with a family name, and words that the text may explain elsewhere, which stay
/// without a type. Only what is sure without looking at the sentence: more of the rules costs more than it brings.
/// </summary>
internal static class MissedNames
{
    private const double ByTable = 0.7;
    private const double ByFirstName = 0.65;

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
        if (free && known.Tokens > 0 && at + known.Tokens >= runEnd && known.Name!.Type is { } type && !(tokens[at].Opens && NameShapes.IsAlsoWord(tokens[at].Text)))
        {
            spans.Add(new NameSpan
            {
                First = at,
                NameFirst = at,
                End = at + known.Tokens,
                Type = type,
                Name = known.Name.Name,
                CountryCode = type == EntityType.Place ? known.Name.CountryCode : null,
                Confidence = ByTable,
                By = NameSpan.FromTable,
                MayBeSurname = known.Tokens == 1,
            });
            return at + known.Tokens;
        }

        // "Witness Sofia Lindqvist said": a role that opens a sentence is no part of the name.
        var person = at;
        while (person < runEnd && (Gazetteer.RoleHeads.Contains(tokens[person].Text) || Gazetteer.Courtesy.ContainsKey(tokens[person].Text)) && !Gazetteer.IsFirstName(tokens[person].Text))
        {
            person++;
        }

        if (free && runEnd - person is 2 or 3 && Gazetteer.IsFirstName(tokens[person].Text) && NameShapes.LooksLikeName(tokens[runEnd - 1]) && NameShapes.LooksLikeName(tokens[person + 1])
            && Gazetteer.Find(tokens[runEnd - 1].Text) is null)
        {
            spans.Add(new NameSpan
            {
                First = person,
                NameFirst = person,
                End = runEnd,
                Type = EntityType.Person,
                Name = text[tokens[person].Start..tokens[runEnd - 1].End],
                Role = Roles.Before(text, tokens, person) ?? Roles.After(text, tokens, runEnd),
                Gender = Gazetteer.GenderOf(tokens[person].Text),
                Confidence = ByFirstName,
            });
        }
        else if (runEnd - person == 1 && (NameShapes.LooksLikeName(tokens[person]) || tokens[person].IsAcronym) && known.Tokens == 0)
        {
            spans.Add(new NameSpan { First = person, NameFirst = person, End = runEnd, Name = tokens[person].Text });
        }

        return runEnd;
    }
}
