using System.Collections.Frozen;
using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>
/// Names in a text in another language than English: known places and organisations, and people with a known title or first name.
/// Capitals alone prove nothing, since German writes every noun with one.
/// </summary>
internal static class OtherLanguageNames
{
    private const double ByTable = 0.8;
    private const double ByTitle = 0.8;
    private const double ByFirstName = 0.75;

    private static readonly FrozenSet<string> AcademicTitles = new[] { "Dr", "Dr.", "Prof", "Prof.", "Doktor", "Docteur", "Doctor", "Doctora", "Dottor", "Dott." }.ToFrozenSet();

    private static readonly FrozenSet<string> SurnamesToo = new[] { "König", "Richter", "Papst" }.ToFrozenSet();

    public static List<NameSpan> Find(string text, Token[] tokens, string language)
    {
        var spans = new List<NameSpan>();
        var stop = StopWords.For(language);
        for (var at = 0; at < tokens.Length;)
        {
            at = Math.Max(at + 1, ReadOne(text, tokens, at, language, stop, spans));
        }

        return spans;
    }

    private static int ReadOne(string text, Token[] tokens, int at, string language, FrozenSet<string> stop, List<NameSpan> spans)
    {
        var token = tokens[at];
        if (Gazetteer.Courtesy.TryGetValue(token.Text, out var gender) && AddAddressed(text, tokens, at, language, stop, gender, spans) is var addressed and > 0)
        {
            return addressed;
        }

        if (Gazetteer.ForeignRoles.Contains(token.Text) && IsName(tokens, at + 1, stop) && !IsComplement(tokens, at + 1, language)
            && Gazetteer.Find(tokens[at + 1].Text, english: false) is null
            && (language != "de" || Gazetteer.IsFirstName(tokens[at + 1].Text) || at + 2 >= tokens.Length || !tokens[at + 2].IsCapital))
        {
            return AddPerson(text, tokens, at + 1, at + 1, language, stop, token.Text, ' ', ByTitle, spans);
        }

        if (!token.IsCapital)
        {
            return at + 1;
        }

        var known = Gazetteer.LongestAt(tokens, at, Math.Min(tokens.Length, at + 7), text, english: false);
        var firstName = Gazetteer.IsFirstName(token.Text) && !stop.Contains(token.Lower) && IsName(tokens, at + 1, stop);
        if (known.Tokens > 1 || (known.Tokens == 1 && !firstName))
        {
            if (known.Name!.Type is not null && (!stop.Contains(token.Lower) || (known.Tokens > 1 && known.Name.Type == EntityType.Place)) && !(token.Opens && NameShapes.IsAlsoWord(token.Text)))
            {
                spans.Add(new NameSpan
                {
                    First = at,
                    NameFirst = at,
                    End = at + known.Tokens,
                    Type = known.Name.Type,
                    Name = known.Name.Name,
                    CountryCode = known.Name.Type == EntityType.Place ? known.Name.CountryCode : null,
                    Confidence = ByTable,
                    By = NameSpan.FromTable,
                    MayBeSurname = known.Tokens == 1,
                });
            }

            return at + known.Tokens;
        }

        if (firstName)
        {
            var role = at > 0 && Gazetteer.ForeignRoles.Contains(tokens[at - 1].Text) && tokens[at - 1].Sentence == token.Sentence ? tokens[at - 1].Text : null;
            return AddPerson(text, tokens, at, at, language, stop, role, Gazetteer.GenderOf(token.Text), ByFirstName, spans);
        }

        // A surname, if the text gives the full name elsewhere.
        spans.Add(new NameSpan { First = at, NameFirst = at, End = at + 1, Name = token.Text });
        return at + 1;
    }

    // "Frau Lange", "Frau Professor Lange"; "Frau Professor" alone is nobody. Some are called after a role: "Herr König". 0 where nobody is addressed.
    private static int AddAddressed(
        string text, Token[] tokens, int at, string language, FrozenSet<string> stop, char gender, List<NameSpan> spans)
    {
        var name = at + 1;
        while (name < tokens.Length && name - at <= 3 && (Gazetteer.ForeignRoles.Contains(tokens[name].Text) || AcademicTitles.Contains(tokens[name].Text)))
        {
            name++;
        }

        if (!IsName(tokens, name, stop))
        {
            return name == at + 2 && SurnamesToo.Contains(tokens[at + 1].Text) ? AddPerson(text, tokens, at, at + 1, language, stop, null, gender, ByTitle, spans)
                : name > at + 1 ? name : 0;
        }

        return name == at + 1
            ? AddPerson(text, tokens, at, name, language, stop, null, gender, ByTitle, spans)
            : AddPerson(text, tokens, name, name, language, stop, text[tokens[at + 1].Start..tokens[name - 1].End], gender, ByTitle, spans);
    }

    // "presidente de Colombia", "ministre de l'Intérieur", "König von Spanien": what somebody presides over. Two particles are a German name's: "von der".
    private static bool IsComplement(Token[] tokens, int at, string language)
    {
        var particles = 0;
        while (at + particles < tokens.Length && NameShapes.IsParticle(tokens[at + particles].Text))
        {
            particles++;
        }

        return particles > 0 ? language != "de" || particles == 1 || Gazetteer.Find(tokens[at + particles].Text, english: false) is not null
            : NameShapes.IsJoinedParticle(tokens[at]) && tokens[at].Text.AsSpan().IndexOfAny('\'', '’') > 0;
    }

    private static bool IsName(Token[] tokens, int at, FrozenSet<string> stop)
    {
        var next = at;
        while (next < tokens.Length && next - at < 3 && NameShapes.IsParticle(tokens[next].Text))
        {
            next++;
        }

        return next < tokens.Length && at > 0 && tokens[next].Sentence == tokens[at - 1].Sentence && tokens[at].Start - tokens[at - 1].End <= 1
            && (tokens[next].IsCapital || NameShapes.IsJoinedParticle(tokens[next])) && tokens[next].Text.Length > 1 && !tokens[next].IsAcronym
            && !stop.Contains(tokens[next].Lower);
    }

    private static int AddPerson(
        string text, Token[] tokens, int first, int nameFirst, string language, FrozenSet<string> stop, string? role, char gender,
        double confidence, List<NameSpan> spans)
    {
        // First names and particles, then one family name; Spanish and Portuguese have two.
        var end = nameFirst;
        while (end < tokens.Length && end - nameFirst < 4 && Gazetteer.IsFirstName(tokens[end].Text) && (end == nameFirst || IsName(tokens, end, stop)))
        {
            end++;
        }

        var families = language is "es" or "pt" ? 2 : 1;
        for (var family = 0; family < families && end < tokens.Length && (end == nameFirst || IsName(tokens, end, stop)); family++)
        {
            if (family > 0 && NameShapes.IsParticle(tokens[end].Text))
            {
                break;
            }

            while (end < tokens.Length && NameShapes.IsParticle(tokens[end].Text))
            {
                end++;
            }

            end++;
        }

        end = Math.Min(end, tokens.Length);
        gender = gender == ' ' ? Gazetteer.GenderOf(tokens[nameFirst].Text) : gender;
        spans.Add(new NameSpan
        {
            First = first,
            NameFirst = nameFirst,
            End = end,
            Type = EntityType.Person,
            Name = text[tokens[nameFirst].Start..tokens[end - 1].End],
            Role = role,
            Gender = gender,
            Confidence = confidence,
        });
        return end;
    }
}
