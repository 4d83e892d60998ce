using Ingestion.Contracts;
using Ingestion.Enricher.Enrichment.Names.English;
using Ingestion.Enricher.Enrichment.Text;

namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>
/// What a model found, put right by what news always does: titles and roles are no part of a name, demonyms and eras are no names, a name keeps its type within
/// an article. The rules that find names by shape stay out of it: stacked over a model they cost more than they bring (measured).
/// </summary>
internal static class ModelNames
{
    public static List<NameSpan> Read(string text, Token[] tokens, IReadOnlyList<FoundName> found, string by)
    {
        found = WithParticles(tokens, found);
        var types = Types(text, tokens, found);
        var spans = new List<NameSpan>();
        var at = 0;
        foreach (var name in found)
        {
            MissedNames.Add(text, tokens, at, name.First, spans);
            var type = types[Printed(text, tokens, name.First, name.End)];
            if ((type == EntityType.Person ? Person(text, tokens, name, by) : Other(text, tokens, name, type, by)) is { } span)
            {
                spans.Add(span);
            }

            at = name.End;
        }

        MissedNames.Add(text, tokens, at, tokens.Length, spans);
        return spans;
    }

    // One name, one type: the one with the most confidence in all.
    private static Dictionary<string, string> Types(string text, Token[] tokens, IReadOnlyList<FoundName> found)
    {
        var families = found.Where(name => name.Type == EntityType.Person && name.End - name.First > 1).Select(name => tokens[name.End - 1].Text).ToHashSet();
        return found.GroupBy(name => Printed(text, tokens, name.First, name.End))
            .ToDictionary(group => group.Key, group => Settled(group.Key, group.GroupBy(name => name.Type).MaxBy(type => type.Sum(name => name.Confidence))!.Key, families));
    }

    // A known city or firm of one word is nobody, unless somebody of the article has that family name: "Washington has accused".
    private static string Settled(string name, string type, HashSet<string> families) =>
        type == EntityType.Person && !families.Contains(name) && !Gazetteer.IsFirstName(name) ? Gazetteer.Find(name)?.Type ?? type : type;

    private static NameSpan? Person(string text, Token[] tokens, FoundName name, string by)
    {
        var first = name.First;
        while (first < name.End && IsTitle(tokens, first, name.End))
        {
            first++;
        }

        if (first == name.End)
        {
            return null;
        }

        var courtesy = first > 0 && Gazetteer.Courtesy.ContainsKey(tokens[first - 1].Text) && tokens[first - 1].Sentence == tokens[first].Sentence ? first - 1 : first;
        var role = Roles.Before(text, tokens, courtesy) ?? Roles.After(text, tokens, name.End);
        var told = courtesy < first ? Gazetteer.Courtesy[tokens[courtesy].Text] : ' ';
        return new NameSpan
        {
            First = courtesy,
            NameFirst = first,
            End = name.End,
            Type = EntityType.Person,
            Name = Printed(text, tokens, first, name.End),
            Role = role,
            Gender = told != ' ' ? told : name.End - first > 1 ? Gazetteer.GenderOf(tokens[first].Text) : ' ',
            Confidence = name.Confidence,
            By = by,
        };
    }

    // "Mr", "Dr", "Senator", "US Secretary of State" at the head of what the model took for the name; a title alone is nobody.
    private static bool IsTitle(Token[] tokens, int at, int end) =>
        Gazetteer.Courtesy.ContainsKey(tokens[at].Text)
        || Gazetteer.IsDemonym(tokens[at].Text)
        || (Gazetteer.RoleHeads.Contains(tokens[at].Text) && !Gazetteer.IsFirstName(tokens[at].Text))
        || (at + 1 < end && tokens[at].IsCapital && Gazetteer.RoleModifiers.Contains(tokens[at].Text) && !Gazetteer.IsFirstName(tokens[at].Text) && IsTitle(tokens, at + 1, end));

    private static NameSpan? Other(string text, Token[] tokens, FoundName name, string type, string by)
    {
        var printed = Printed(text, tokens, name.First, name.End);
        var known = Gazetteer.Find(printed.Replace('’', '\''));
        if (known is { Type: null } || Gazetteer.IsDemonym(printed) || IsTitleOfWork(tokens, name))
        {
            return null;
        }

        return new NameSpan
        {
            First = name.First,
            NameFirst = name.First,
            End = name.End,
            Type = type,
            Name = known?.Type == type ? known.Name : printed,
            CountryCode = known is not null ? known.Type == type ? known.CountryCode : null : type == EntityType.Place ? AfterDirection(text, tokens, name)?.CountryCode : null,
            Confidence = name.Confidence,
            By = by,
            MayBeSurname = name.End - name.First == 1 && !(name.First > 0 && tokens[name.First - 1].Lower is "in" or "at" or "from" or "to" or "near" or "the"),
        };
    }

    // Northern Mali has Mali's country.
    private static KnownName? AfterDirection(string text, Token[] tokens, FoundName name) =>
        name.End - name.First > 1 && NameShapes.IsDirection(tokens[name.First].Text) ? Gazetteer.Find(Printed(text, tokens, name.First + 1, name.End)) : null;

    // "The Salt Road": marks around the whole name.
    private static bool IsTitleOfWork(Token[] tokens, FoundName name)
    {
        var before = name.First > 0 && tokens[name.First - 1].Lower is "the" or "a" ? name.First - 2 : name.First - 1;
        return before >= 0 && name.End < tokens.Length && name.End - before > 2 && tokens[before].Text is "\"" or "“" or "‘" or "«" or "„" && tokens[name.End].Text is "\"" or "”" or "’" or "»" or "“";
    }

    // Anneke van der Velde: particles belong to the name behind them, and so does a first name before them.
    private static List<FoundName> WithParticles(Token[] tokens, IReadOnlyList<FoundName> found)
    {
        var names = new List<FoundName>(found.Count);
        foreach (var name in found)
        {
            var first = name.Type == EntityType.Person ? NameShapes.FirstParticle(tokens, name.First) : name.First;
            if (first < name.First && names.Count > 0 && names[^1] is { Type: EntityType.Person } before && before.End == first && tokens[before.First].Sentence == tokens[first].Sentence)
            {
                names[^1] = before with { End = name.End, Confidence = Math.Max(before.Confidence, name.Confidence) };
            }
            else
            {
                names.Add(name with { First = first });
            }
        }

        return names;
    }

    private static string Printed(string text, Token[] tokens, int first, int end) => text[tokens[first].Start..tokens[end - 1].End];
}
