using System.Collections.Frozen;
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
    private static readonly FrozenSet<string> PostNominals = new[]
    {
        "KC", "QC", "SC", "MP", "MEP", "MSP", "MBE", "OBE", "CBE", "KBE", "DBE", "CMG", "GCMG", "FRS", "PhD", "MD", "JP",
    }.ToFrozenSet();

    public static List<NameSpan> Read(string text, Token[] tokens, IReadOnlyList<FoundName> found, string by)
    {
        found = BuildingNames.Join(text, tokens, WithParticles(tokens, found));
        var types = NameTypes.Of(text, tokens, found);
        var spans = new List<NameSpan>();
        var at = 0;
        foreach (var name in found)
        {
            MissedNames.Add(text, tokens, at, name.First, spans);
            var type = types[Printed(text, tokens, name.First, name.End)];
            if (type is not null && (type == EntityType.Person ? Person(text, tokens, name, by) : Other(text, tokens, name, type, by)) is { } span)
            {
                spans.Add(span);
            }

            at = name.End;
        }

        MissedNames.Add(text, tokens, at, tokens.Length, spans);
        return spans;
    }

    private static NameSpan? Person(string text, Token[] tokens, FoundName name, string by)
    {
        var first = name.First;
        while (first < name.End && IsTitle(tokens, first, name.End))
        {
            first++;
        }

        // James Holt KC
        var end = name.End;
        while (end - first > 2 && PostNominals.Contains(tokens[end - 1].Text))
        {
            end--;
        }

        if (first == end || IsInNoName(text, tokens, first, end))
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
            End = end,
            Type = EntityType.Person,
            Name = Printed(text, tokens, first, end),
            Role = role,
            Gender = told != ' ' ? told : end - first > 1 ? Gazetteer.GenderOf(tokens[first].Text) : ' ',
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
        name = name with { First = BehindCommonWord(text, tokens, name, type) };
        var printed = Printed(text, tokens, name.First, name.End);
        var known = Gazetteer.Find(printed.Replace('’', '\''));
        if (known is { Type: null } || Gazetteer.IsDemonym(printed) || Gazetteer.Courtesy.ContainsKey(printed) || IsTitleOfWork(tokens, name) || IsOffice(tokens, name))
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

    // "Rival Siemens AG rose": a capital that the beginning of the sentence gave.
    private static int BehindCommonWord(string text, Token[] tokens, FoundName name, string type) =>
        type == EntityType.Organisation && name.End - name.First > 1 && tokens[name.First].Opens && Gazetteer.Find(Printed(text, tokens, name.First, name.End)) is null
        && (Gazetteer.LowerRoleHeads.Contains(tokens[name.First].Lower) || StopWords.English.Contains(tokens[name.First].Lower) || StopWords.Openers.Contains(tokens[name.First].Lower))
        && Gazetteer.LongestAt(tokens, name.First + 1, name.End, text).Name is { Type: EntityType.Organisation }
            ? name.First + 1 : name.First;

    // "New Year's Eve": part of what is known and no name.
    private static bool IsInNoName(string text, Token[] tokens, int first, int end)
    {
        for (var before = 1; before <= 3 && before <= first; before++)
        {
            if (tokens[first - before].IsCapital && Gazetteer.LongestAt(tokens, first - before, tokens.Length, text) is { Name.Type: null, Tokens: var count } && first - before + count >= end)
            {
                return true;
            }
        }

        return false;
    }

    // "the Dalai Lama": an office, whoever holds it.
    private static bool IsOffice(Token[] tokens, FoundName name) =>
        name.End - name.First > 1 && Array.TrueForAll(tokens[name.First..name.End], token => Gazetteer.RoleHeads.Contains(token.Text));

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
